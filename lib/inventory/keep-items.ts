import type { HeldItem, Picture } from './picture';
import { samePlace } from './picture';

/**
 * The new picture with every item that did not change as the very object it was in the old one, and the old picture itself when
 * nothing changed at all: what is read from storage is a copy each time, and whoever draws can tell by identity what to skip.
 */
export function keepItems(before: Picture | undefined, now: Picture): Picture {
  if (before === undefined) return now;
  const known = new Map(before.items.map((item) => [item.key, item]));
  let same = before.items.length === now.items.length;
  const items = now.items.map((item, index) => {
    const old = known.get(item.key);
    const kept = old !== undefined && sameItem(old, item) ? old : item;
    same &&= kept === before.items[index];
    return kept;
  });
  return same && sameRest(before, now) ? before : { ...now, items };
}

function sameItem(one: HeldItem, other: HeldItem): boolean {
  const { place, ...rest } = one;
  const fields = Object.entries(other);
  if (fields.length !== Object.keys(rest).length + 1 || !samePlace(place, other.place)) return false;
  return fields.every(([name, value]) => name === 'place' || rest[name as keyof typeof rest] === value);
}

/** Everything but the items is small. */
function sameRest({ items: _one, ...before }: Picture, { items: _other, ...now }: Picture): boolean {
  return JSON.stringify(before) === JSON.stringify(now);
}
