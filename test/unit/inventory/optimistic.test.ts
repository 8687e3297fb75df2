import { describe, expect, it } from 'vitest';
import { applyOptimistic, planUndo, stoppedBetween } from '@/lib/inventory/optimistic';
import type { Picture } from '@/lib/inventory/picture';
import { HUNTER, item, on, picture, postmasterOf, TITAN, vault } from '../builders/picture';

const worn = item('Ace of Spades', { place: on(TITAN), equipped: true });
const sunshot = item('Sunshot');
const hunters = item('Riskrunner', { place: on(HUNTER) });
const world = picture([worn, sunshot, hunters]);
const find = (from: Picture, key: string) => from.items.find((one) => one.key === key);

describe('showing a wish at once', () => {
  it('places the item where it is wished, also across the vault', () => {
    const after = applyOptimistic(world, { kind: 'move', item: hunters.key, to: on(TITAN), equip: false });
    expect(find(after, hunters.key)).toMatchObject({ place: on(TITAN), equipped: false });
    expect(find(world, hunters.key)).toMatchObject({ place: on(HUNTER) });
  });

  it('takes the worn item off when another is put on', () => {
    const after = applyOptimistic(world, { kind: 'move', item: sunshot.key, to: on(TITAN), equip: true });
    expect(find(after, sunshot.key)).toMatchObject({ place: on(TITAN), equipped: true });
    expect(find(after, worn.key)).toMatchObject({ place: on(TITAN), equipped: false });
  });

  it('changes nothing when the wish cannot be fulfilled as far as we know', () => {
    const wish = { kind: 'move', item: worn.key, to: vault, equip: false } as const;
    expect(applyOptimistic(world, wish)).toBe(world);
    const gone = { kind: 'lock', item: item('Gone').key, locked: true } as const;
    expect(applyOptimistic(world, gone)).toBe(world);
  });

  it('shows a lock at once', () => {
    const after = applyOptimistic(world, { kind: 'lock', item: sunshot.key, locked: true });
    expect(find(after, sunshot.key)?.locked).toBe(true);
  });
});

describe('undo', () => {
  it('brings a pulled item back', () => {
    expect(planUndo(world, { item: sunshot.key, to: on(TITAN), equip: false })).toEqual([
      { item: sunshot.key, to: vault, equip: false },
    ]);
  });

  it('puts the old gun on again before it sends the new one back', () => {
    expect(planUndo(world, { item: sunshot.key, to: on(TITAN), equip: true })).toEqual([
      { item: worn.key, to: on(TITAN), equip: true },
      { item: sunshot.key, to: vault, equip: false },
    ]);
  });

  it('offers nothing where there is no way back', () => {
    const lost = item('Lost', { place: postmasterOf(TITAN) });
    expect(planUndo(picture([lost]), { item: lost.key, to: on(TITAN), equip: false })).toEqual([]);
    expect(planUndo(world, { item: worn.key, to: on(TITAN), equip: true })).toEqual([]);
    expect(planUndo(world, { item: item('Gone').key, to: vault, equip: false })).toEqual([]);
  });
});

it('tells where a move stopped half way', () => {
  const wish = { item: hunters.key, to: on(TITAN), equip: false };
  const half = picture([{ ...hunters, place: vault }]);
  expect(stoppedBetween(half, wish, on(HUNTER))).toEqual(vault);
  expect(stoppedBetween(world, wish, on(HUNTER))).toBeUndefined();
  expect(stoppedBetween(half, wish, vault)).toBeUndefined();
});
