import { expect, it } from 'vitest';
import { keepItems } from '../../../lib/inventory/keep-items';
import type { Picture } from '../../../lib/inventory/picture';
import { HUNTER, item, on, picture } from '../builders/picture';

const before = picture([item('Sunshot'), item('Riskrunner', { power: 400 }), item('Trust')]);
const copy = (): Picture => structuredClone(before);

it('is the old picture when nothing changed', () => {
  expect(keepItems(before, copy())).toBe(before);
});

it('is the new picture when there was none', () => {
  const now = copy();
  expect(keepItems(undefined, now)).toBe(now);
});

it('keeps the items that did not change, and only those', () => {
  const now = copy();
  (now.items[1] as { power: number }).power = 405;
  const kept = keepItems(before, now);
  expect(kept).toEqual(now);
  expect(kept.items.map((one, at) => one === before.items[at])).toEqual([true, false, true]);
});

it('tells a move, a new field and a lost field from no change', () => {
  for (const change of [{ place: on(HUNTER) }, { season: 21 }, { uniqueLabel: 'exotic_weapon' }] as const) {
    const now = copy();
    Object.assign(now.items[0] as object, change);
    expect(keepItems(before, now).items[0]).not.toBe(before.items[0]);
    expect(keepItems(now, copy()).items[0]).toEqual(before.items[0]);
    expect(keepItems(now, copy()).items[0]).not.toBe(now.items[0]);
  }
});

it('sees that items changed places, or that only the time of reading moved', () => {
  const turned = copy();
  turned.items.reverse();
  expect(keepItems(before, turned).items).toEqual(turned.items);
  const later = { ...copy(), readAtMs: before.readAtMs + 1 };
  const kept = keepItems(before, later);
  expect(kept).not.toBe(before);
  expect(kept.readAtMs).toBe(later.readAtMs);
  expect(kept.items.every((one, at) => one === before.items[at])).toBe(true);
});
