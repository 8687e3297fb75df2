import { type PlainWord, say } from '../base/words';
/** Constants of the game's tables, copied from bungie-api.md 6.2 and 10. */
export const ItemType = { none: 0, armor: 2, weapon: 3, subclass: 16, dummy: 20, ghost: 24 } as const;

export const Tier = { common: 2, uncommon: 3, rare: 4, legendary: 5, exotic: 6 } as const;

type Words = Readonly<Record<number, PlainWord>>;

const TIERS: Words = {
  2: 'game_tier_common',
  3: 'game_tier_uncommon',
  4: 'game_tier_rare',
  5: 'game_tier_legendary',
  6: 'game_tier_exotic',
};

const ELEMENTS: Words = {
  1: 'game_element_kinetic',
  2: 'game_element_arc',
  3: 'game_element_solar',
  4: 'game_element_void',
  6: 'game_element_stasis',
  7: 'game_element_strand',
};

const CLASSES: Words = { 0: 'game_class_titan', 1: 'game_class_hunter', 2: 'game_class_warlock' };

const AMMO: Words = { 1: 'game_ammo_primary', 2: 'game_ammo_special', 3: 'game_ammo_heavy' };

/** `Exotic`; undefined for what the game has no word for. */
export function tierName(tier: number): string | undefined {
  return sayOne(TIERS, tier);
}

/** `Solar`. */
export function elementName(damageType: number): string | undefined {
  return sayOne(ELEMENTS, damageType);
}

/** `Titan`. */
export function className(classType: number): string | undefined {
  return sayOne(CLASSES, classType);
}

/** `Heavy`. */
export function ammoName(ammoType: number): string | undefined {
  return sayOne(AMMO, ammoType);
}

function sayOne(words: Words, key: number): string | undefined {
  const word = words[key];
  return word === undefined ? undefined : say(word);
}

export const ANY_CLASS = 3;

export const Bucket = {
  kinetic: 1498876634,
  energy: 2465295065,
  power: 953998645,
  helmet: 3448274439,
  gauntlets: 3551918588,
  chest: 14239492,
  legs: 20886954,
  classItem: 1585787867,
  ghost: 4023194814,
  vehicle: 2025709351,
  ship: 284967655,
  subclass: 3284755031,
  emblem: 4274335291,
  consumables: 1469714392,
  modifications: 3313201758,
  engrams: 375726501,
  postmaster: 215593132,
  vault: 138197802,
} as const;

/** A slot's name stands under `slot_…`, "another one of it" under `slot_another_…`. */
export type SlotWord =
  | 'kinetic'
  | 'energy'
  | 'power'
  | 'helmet'
  | 'gauntlets'
  | 'chest'
  | 'legs'
  | 'class'
  | 'ghost'
  | 'vehicle'
  | 'ship';

/** Slots in the order the game shows them, with their word in the catalogue. */
export const SLOTS: readonly { bucket: number; word: SlotWord; kind: 'weapon' | 'armor' | 'other' }[] = [
  { bucket: Bucket.kinetic, word: 'kinetic', kind: 'weapon' },
  { bucket: Bucket.energy, word: 'energy', kind: 'weapon' },
  { bucket: Bucket.power, word: 'power', kind: 'weapon' },
  { bucket: Bucket.helmet, word: 'helmet', kind: 'armor' },
  { bucket: Bucket.gauntlets, word: 'gauntlets', kind: 'armor' },
  { bucket: Bucket.chest, word: 'chest', kind: 'armor' },
  { bucket: Bucket.legs, word: 'legs', kind: 'armor' },
  { bucket: Bucket.classItem, word: 'class', kind: 'armor' },
  { bucket: Bucket.ghost, word: 'ghost', kind: 'other' },
  { bucket: Bucket.vehicle, word: 'vehicle', kind: 'other' },
  { bucket: Bucket.ship, word: 'ship', kind: 'other' },
];
