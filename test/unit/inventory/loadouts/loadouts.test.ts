import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemInstanceId, ItemKey } from '@/lib/base/ids';
import { findLoadout, goalsForLoadout, inGameLoadoutsOf } from '@/lib/inventory/loadouts/apply-loadout';
import { readLoadoutText, writeLoadout } from '@/lib/inventory/loadouts/loadout-text';
import {
  loadoutOfItems,
  loadoutOfWorn,
  withItem,
  withoutItem,
  withWorn,
} from '@/lib/inventory/loadouts/make-loadout';
import type { HeldItem } from '@/lib/inventory/picture';
import { Bucket } from '@/lib/items/game-words';
import { HUNTER, item, on, picture, postmasterOf, TITAN, vault, WARLOCK } from '../../builders/picture';

const fresh = { id: 'one', name: 'Raid night', nowMs: 1_700_000_000_000 };
const sunshot = item('Sunshot', { bucket: Bucket.energy, place: on(TITAN), equipped: true });
const thorn = item('Thorn', { place: on(TITAN), equipped: true });
const spare = item('Ace of Spades', { place: vault });
const emblem = item('Emblem', { bucket: Bucket.emblem, place: on(TITAN), equipped: true });
const prisms = item('Enhancement Prism', {
  key: '4257549984:1469714392:account:0' as ItemKey,
  bucket: Bucket.consumables,
  place: { kind: 'account' },
  quantity: 30,
  maxStackSize: 50,
  equippable: false,
});
delete prisms.instanceId;
const world = picture([sunshot, thorn, spare, emblem, prisms]);
const raid = loadoutOfWorn(world, TITAN, fresh);

describe('a loadout of what is worn', () => {
  it('takes weapons, armour and the like, not emblems, for the class that wears them', () => {
    expect(raid.items.map(({ name, equip }) => [name, equip])).toEqual([
      ['Sunshot', true],
      ['Thorn', true],
    ]);
    expect(raid.classType).toBe(0);
  });

  it('is empty for a character that wears nothing', () => {
    expect(loadoutOfWorn(world, WARLOCK, fresh).items).toEqual([]);
  });
});

describe('a loadout of selected things', () => {
  it('wears the first of each slot and carries the rest', () => {
    const made = loadoutOfItems([spare, thorn, sunshot, prisms], 1, fresh);
    expect(made.items.map(({ name, equip, amount }) => [name, equip, amount])).toEqual([
      ['Ace of Spades', true, 1],
      ['Thorn', false, 1],
      ['Sunshot', true, 1],
      ['Enhancement Prism', false, 30],
    ]);
  });

  it('takes sixty things and no more', () => {
    const many = Array.from({ length: 80 }, (_, at) => item(`Gun ${at}`));
    const made = loadoutOfItems(many, 3, fresh);
    expect(made.items).toHaveLength(60);
    expect(withItem(made, spare)).toBe(made);
  });

  it('can be mended: one thing in, one out, one worn instead of another', () => {
    const two = withItem(raid, spare);
    expect(two.items.at(-1)).toMatchObject({ name: 'Ace of Spades', equip: false });
    expect(withItem(two, spare)).toBe(two);
    const swapped = withWorn(two, 2, true);
    expect(swapped.items.map(({ equip }) => equip)).toEqual([true, false, true]);
    expect(withoutItem(swapped, 0).items.map(({ name }) => name)).toEqual(['Thorn', 'Ace of Spades']);
  });
});

describe('putting a loadout on', () => {
  it('brings each thing by itself and wears all with one call', () => {
    const { goals, missing } = goalsForLoadout(world, withItem(raid, spare), HUNTER);
    expect(missing).toEqual([]);
    expect(goals).toEqual([
      { kind: 'move', item: sunshot.key, to: on(HUNTER), equip: false },
      { kind: 'move', item: thorn.key, to: on(HUNTER), equip: false },
      { kind: 'move', item: spare.key, to: on(HUNTER), equip: false },
      { kind: 'wear', items: [sunshot.key, thorn.key], characterId: HUNTER },
    ]);
  });

  it('takes no more pieces of a stack than there are', () => {
    const wanted = loadoutOfItems([{ ...prisms, quantity: 50 }], 0, fresh);
    expect(goalsForLoadout(world, wanted, TITAN).goals).toEqual([
      { kind: 'move', item: prisms.key, to: on(TITAN), equip: false, amount: 30 },
    ]);
  });

  it('lets another copy stand in, the character’s own first, then the strongest, and none for two', () => {
    const copy = (id: string, change: Partial<HeldItem>): HeldItem =>
      item('Thorn', { hash: thorn.hash, key: id as ItemKey, instanceId: id as ItemInstanceId, ...change });
    const strong = copy('71', { power: 410 });
    const weak = copy('72', { power: 390 });
    const own = copy('73', { power: 100, place: on(TITAN) });
    const lost = copy('74', { power: 500, place: postmasterOf(TITAN) });
    const twice = {
      ...raid,
      items: [raid.items[1]!, { ...raid.items[1]!, instanceId: '99' as ItemInstanceId }],
    };
    const names = (items: HeldItem[]) =>
      findLoadout(picture(items), twice, TITAN).found.map((one) => one.item.key);
    expect(names([weak, strong, own, lost])).toEqual(['73', '71']);
    expect(names([weak, lost])).toEqual(['72']);
  });

  it('tells what is gone', () => {
    const { missing, goals } = goalsForLoadout(picture([thorn]), raid, TITAN);
    expect(missing.map(({ name }) => name)).toEqual(['Sunshot']);
    expect(goals.at(-1)).toEqual({ kind: 'wear', items: [thorn.key], characterId: TITAN });
  });

  it('lists the game’s own loadouts of one character', () => {
    const inGame = { characterId: TITAN, index: 2, name: 'Crucible', items: [] };
    const held = { ...world, inGameLoadouts: [inGame, { ...inGame, characterId: HUNTER }] };
    expect(inGameLoadoutsOf(held, TITAN)).toEqual([inGame]);
    expect(inGameLoadoutsOf(world, TITAN)).toEqual([]);
  });
});

describe('a loadout as text', () => {
  it('comes back the same', () => {
    const kept = withItem(withItem(raid, spare), prisms);
    const { loadout, problems } = readLoadoutText(writeLoadout(kept), world, fresh);
    expect(problems).toEqual([]);
    expect(loadout).toEqual(kept);
  });

  it('can be written by hand, without numbers, in any case', () => {
    const text =
      'VAULT COURIER LOADOUT: Fun (hunter)\n\n# my words\nWEAR sunshot\ncarry 5 x enhancement prism\n';
    const { loadout, problems } = readLoadoutText(text, world, fresh);
    expect(problems).toEqual([]);
    expect(loadout).toMatchObject({ name: 'Fun', classType: 1 });
    expect(loadout.items).toMatchObject([
      { name: 'sunshot', instanceId: sunshot.instanceId, equip: true },
      { hash: prisms.hash, equip: false, amount: 5 },
    ]);
  });

  it('tells line by line what it could not use and keeps the rest', () => {
    const { loadout, problems } = readLoadoutText('wear Sunshot\nwear Nothing Known\nhello', world, fresh);
    expect(loadout.items).toHaveLength(1);
    expect(problems).toEqual([
      { line: 2, text: 'wear Nothing Known', why: 'name-not-held' },
      { line: 3, text: 'hello', why: 'not-a-line' },
    ]);
  });

  it('wears one thing in a slot, and sixty things at most', () => {
    const two = readLoadoutText('wear Thorn\nwear Ace of Spades', world, fresh).loadout.items;
    expect(two.map(({ equip }) => equip)).toEqual([true, false]);
    const many = readLoadoutText('carry Thorn {5 1}\n'.repeat(70), world, fresh);
    expect(many.loadout.items).toHaveLength(60);
    expect(many.problems[0]).toMatchObject({ line: 61, why: 'too-many' });
  });

  it('never throws, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const { loadout } = readLoadoutText(text, world, fresh);
        expect(loadout.items.length).toBeLessThanOrEqual(60);
      }),
      { numRuns: 500, examples: [['wear x {99999999999}'], [`wear ${'a'.repeat(30_000)}`], ['wear {1}']] },
    );
  });
});
