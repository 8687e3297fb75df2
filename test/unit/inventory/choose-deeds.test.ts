import { expect, it } from 'vitest';
import { chooseDeeds } from '@/lib/inventory/choose-deeds';
import { Bucket } from '@/lib/items/game-words';
import { HUNTER, item, on, picture, postmasterOf, TITAN } from '../builders/picture';

const labels = (one: ReturnType<typeof item>) => {
  const deeds = chooseDeeds(picture([one]), one, TITAN);
  return [deeds.pull, deeds.equip, deeds.vault, ...deeds.others].flatMap((deed) => deed?.label ?? []);
};

it.each([
  ['in the vault', item('Sunshot'), ['Pull to Titan', 'Equip', 'To Hunter', 'To Warlock']],
  ['on the chosen one', item('Sunshot', { place: on(TITAN) }), ['Equip', 'Vault', 'To Hunter', 'To Warlock']],
  ['on another', item('Sunshot', { place: on(HUNTER) }), ['Pull to Titan', 'Equip', 'Vault', 'To Warlock']],
  [
    'worn by another',
    item('Sunshot', { place: on(HUNTER), equipped: true }),
    ['Pull to Titan', 'Equip', 'Vault', 'To Warlock'],
  ],
  [
    'at the postmaster and stuck',
    item('Quest', { place: postmasterOf(TITAN), transferrable: false, equippable: false }),
    ['Pull to Titan'],
  ],
  [
    'another class’s',
    item('Hood', { itemType: 2, classType: 1 }),
    ['Pull to Titan', 'To Hunter', 'To Warlock'],
  ],
  ['a shader in the vault', item('Shader', { bucket: Bucket.modifications, equippable: false }), ['Pull']],
])('offers for an item %s what the game may allow', (_, one, expected) => {
  expect(labels(one)).toEqual(expected);
});

it('says why a worn thing that is bound offers nothing', () => {
  const worn = item('Sunshot', { place: on(HUNTER), equipped: true, transferrable: false });
  expect(chooseDeeds(picture([worn]), worn, TITAN).hint).toBe('Worn by your Hunter.');
});

it('offers to lock gear, and nothing that has no lock', () => {
  const gun = item('Sunshot', { locked: true });
  expect(chooseDeeds(picture([gun]), gun, TITAN).lock).toBe(false);
  const { instanceId: _, ...stack } = item('Shards', { bucket: Bucket.consumables });
  expect(chooseDeeds(picture([stack]), stack, TITAN).lock).toBeUndefined();
});
