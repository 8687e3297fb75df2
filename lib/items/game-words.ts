/** Constants of the game's tables, copied from bungie-api.md 6.2 and 10. */
export const ItemType = { none: 0, armor: 2, weapon: 3, subclass: 16, dummy: 20, ghost: 24 } as const;

export const Tier = { common: 2, uncommon: 3, rare: 4, legendary: 5, exotic: 6 } as const;

export const TIER_NAMES: Readonly<Record<number, string>> = {
  2: 'Common',
  3: 'Uncommon',
  4: 'Rare',
  5: 'Legendary',
  6: 'Exotic',
};

export const ELEMENT_NAMES: Readonly<Record<number, string>> = {
  1: 'Kinetic',
  2: 'Arc',
  3: 'Solar',
  4: 'Void',
  6: 'Stasis',
  7: 'Strand',
};

export const CLASS_NAMES: Readonly<Record<number, string>> = { 0: 'Titan', 1: 'Hunter', 2: 'Warlock' };

export const AMMO_NAMES: Readonly<Record<number, string>> = { 1: 'Primary', 2: 'Special', 3: 'Heavy' };

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

/** Slots in the order the game shows them, with the word used in sentences. */
export const SLOTS: readonly { bucket: number; name: string; kind: 'weapon' | 'armor' | 'other' }[] = [
  { bucket: Bucket.kinetic, name: 'Kinetic', kind: 'weapon' },
  { bucket: Bucket.energy, name: 'Energy', kind: 'weapon' },
  { bucket: Bucket.power, name: 'Power', kind: 'weapon' },
  { bucket: Bucket.helmet, name: 'Helmet', kind: 'armor' },
  { bucket: Bucket.gauntlets, name: 'Gauntlets', kind: 'armor' },
  { bucket: Bucket.chest, name: 'Chest', kind: 'armor' },
  { bucket: Bucket.legs, name: 'Legs', kind: 'armor' },
  { bucket: Bucket.classItem, name: 'Class item', kind: 'armor' },
  { bucket: Bucket.ghost, name: 'Ghost', kind: 'other' },
  { bucket: Bucket.vehicle, name: 'Vehicle', kind: 'other' },
  { bucket: Bucket.ship, name: 'Ship', kind: 'other' },
];
