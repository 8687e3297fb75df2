import { describe, expect, it } from 'vitest';
import type { CharacterId } from '@/lib/base/ids';
import { chooseCharacter, countUnknown, viewAccount, viewCharacter, viewVault } from '@/lib/inventory/view';
import { Bucket } from '@/lib/items/game-words';
import { HUNTER, item, on, picture, postmasterOf, TITAN } from '../builders/picture';

const worn = item('Ace of Spades', { place: on(TITAN), equipped: true, power: 100 });
const weak = item('Thorn', { place: on(TITAN), power: 390 });
const strong = item('Lumina', { place: on(TITAN), power: 406 });
const others = item('Riskrunner', { place: on(HUNTER), bucket: Bucket.energy });
const emblem = item('Emblem', { place: on(TITAN), bucket: Bucket.emblem });
const lost = item('Lost Gun', { place: postmasterOf(TITAN) });
const kept = item('Kept Gun', { power: 10 });
const helmet = item('Kept Helmet', { bucket: Bucket.helmet });
const shader = item('Kept Shader', { bucket: Bucket.modifications });
const shards = item('Shards', { place: { kind: 'account' }, bucket: Bucket.consumables });
const odd = item('Unknown item', { place: on(TITAN), bucket: 12345, known: false });
const all = [weak, shards, worn, kept, strong, others, emblem, shader, lost, helmet, odd];
const world = picture(all, {
  buckets: [
    { hash: Bucket.kinetic, name: 'Kinetic Weapons', capacity: 10 },
    { hash: Bucket.postmaster, name: 'Lost Items', capacity: 21 },
  ],
});
const titan = viewCharacter(world, chooseCharacter(world, TITAN) ?? fail());

function fail(): never {
  throw new Error('no such character');
}

describe('a character', () => {
  it('shows the worn item apart and the carried ones by power, counted with the worn one', () => {
    const kinetic = titan.slots[0];
    expect(kinetic).toMatchObject({ name: 'Kinetic', equipped: worn, count: 3, capacity: 10 });
    expect(kinetic?.carried).toEqual([strong, weak]);
  });

  it('says no size while the manifest is not read', () => {
    expect(titan.slots[1]).toEqual({ bucket: Bucket.energy, name: 'Energy', carried: [], count: 0 });
  });

  it('shows its own postmaster', () => {
    expect(titan.postmaster).toEqual({ items: [lost], capacity: 21 });
  });

  it('keeps what has no slot here, unknown things too', () => {
    expect(titan.others.items.map((one) => one.name).sort()).toEqual(['Emblem', 'Unknown item']);
  });

  it('is the last played one when the chosen one is gone', () => {
    expect(chooseCharacter(world, HUNTER)?.characterId).toBe(HUNTER);
    expect(chooseCharacter(world, 'deleted' as CharacterId)?.characterId).toBe(TITAN);
    expect(chooseCharacter(picture([], { characters: [] }), undefined)).toBeUndefined();
  });
});

it('sorts the vault by category in the order of the game, the rest last', () => {
  const vault = viewVault(world);
  expect(vault.groups.map((group) => [group.name, group.items.length])).toEqual([
    ['Kinetic', 1],
    ['Helmet', 1],
    ['Other', 1],
  ]);
  expect(vault).toMatchObject({ count: 3, capacity: 1300 });
});

it('shows what belongs to the account', () => {
  expect(viewAccount(world)).toEqual([{ id: 'consumables', name: 'Consumables', items: [shards] }]);
});

it('counts what the item list does not know', () => {
  expect(countUnknown(world)).toBe(1);
});

it('loses no item on the way to the screen', () => {
  const shown = world.characters.flatMap((character) => {
    const view = viewCharacter(world, character);
    const slots = view.slots.flatMap((slot) => [...(slot.equipped ? [slot.equipped] : []), ...slot.carried]);
    return [...slots, ...view.postmaster.items, ...view.others.items];
  });
  const rest = [...viewVault(world).groups, ...viewAccount(world)].flatMap((group) => group.items);
  const keys = [...shown, ...rest].map((one) => one.key).sort();
  expect(keys).toEqual(all.map((one) => one.key).sort());
});
