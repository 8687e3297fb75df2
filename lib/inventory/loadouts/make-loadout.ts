import type { CharacterId } from '../../base/ids';
import { ANY_CLASS, SLOTS } from '../../items/game-words';
import type { HeldItem, Picture } from '../picture';
import type { Loadout, LoadoutItem } from './loadout';

/** The slots a loadout made from what is worn takes in: weapons, armour, ghost, vehicle and ship. */
const WORN_SLOTS = new Set(SLOTS.map((slot) => slot.bucket));
export const MOST_ITEMS = 60;

export interface NewLoadout {
  id: string;
  name: string;
  nowMs: number;
}

/** What the character wears now, as a loadout for its class; no items when the character is gone. */
export function loadoutOfWorn(picture: Picture, characterId: CharacterId, fresh: NewLoadout): Loadout {
  const character = picture.characters.find((one) => one.characterId === characterId);
  const worn = picture.items.filter(
    (item) =>
      item.equipped &&
      item.place.kind === 'character' &&
      item.place.characterId === characterId &&
      WORN_SLOTS.has(item.bucket),
  );
  return made(
    fresh,
    character?.classType ?? ANY_CLASS,
    worn.map((item) => loadoutItem(item, true)),
  );
}

/**
 * The chosen things as a loadout of the class; the first wearable thing of each slot is to be worn, the rest carried,
 * because one slot wears one thing.
 */
export function loadoutOfItems(items: readonly HeldItem[], classType: number, fresh: NewLoadout): Loadout {
  const taken = new Set<number>();
  const kept = items.slice(0, MOST_ITEMS).map((item) => {
    const equip = wearable(item) && !taken.has(item.bucket);
    if (equip) taken.add(item.bucket);
    return loadoutItem(item, equip);
  });
  return made(fresh, classType, kept);
}

/** The loadout with one thing more; one that is in it already stays as it is. */
export function withItem(loadout: Loadout, item: HeldItem): Loadout {
  const there = loadout.items.some((one) =>
    item.instanceId === undefined ? one.hash === item.hash : one.instanceId === item.instanceId,
  );
  if (there || loadout.items.length >= MOST_ITEMS) return loadout;
  const rivals = loadout.items.some((one) => one.equip && one.bucket === item.bucket);
  return { ...loadout, items: [...loadout.items, loadoutItem(item, wearable(item) && !rivals)] };
}

/** The loadout without its thing at `at`. */
export function withoutItem(loadout: Loadout, at: number): Loadout {
  return { ...loadout, items: loadout.items.filter((_item, index) => index !== at) };
}

/** The loadout with its thing at `at` worn or carried; what was worn in the same slot is carried then. */
export function withWorn(loadout: Loadout, at: number, equip: boolean): Loadout {
  const bucket = loadout.items[at]?.bucket;
  return {
    ...loadout,
    items: loadout.items.map((item, index) => {
      if (index === at) return { ...item, equip };
      return equip && item.bucket === bucket ? { ...item, equip: false } : item;
    }),
  };
}

function wearable(item: HeldItem): boolean {
  return item.instanceId !== undefined && item.equippable && WORN_SLOTS.has(item.bucket);
}

function made({ id, name, nowMs }: NewLoadout, classType: number, items: LoadoutItem[]): Loadout {
  return { id, name, classType, items, createdAtMs: nowMs, changedAtMs: nowMs };
}

function loadoutItem(item: HeldItem, equip: boolean): LoadoutItem {
  return {
    hash: item.hash,
    ...(item.instanceId === undefined ? {} : { instanceId: item.instanceId }),
    name: item.name,
    bucket: item.bucket,
    equip,
    amount: item.quantity,
  };
}
