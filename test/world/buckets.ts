/** Slots by the words used in builders; hashes and room of June 2026 (bungie-api.md 6.2). */
export const BUCKETS = {
  kinetic: { hash: 1498876634, name: 'Kinetic Weapons', room: 10, vaultable: true },
  energy: { hash: 2465295065, name: 'Energy Weapons', room: 10, vaultable: true },
  power: { hash: 953998645, name: 'Power Weapons', room: 10, vaultable: true },
  helmet: { hash: 3448274439, name: 'Helmet', room: 10, vaultable: true },
  gauntlets: { hash: 3551918588, name: 'Gauntlets', room: 10, vaultable: true },
  chest: { hash: 14239492, name: 'Chest Armor', room: 10, vaultable: true },
  legs: { hash: 20886954, name: 'Leg Armor', room: 10, vaultable: true },
  classItem: { hash: 1585787867, name: 'Class Armor', room: 10, vaultable: true },
  ghost: { hash: 4023194814, name: 'Ghost', room: 10, vaultable: true },
  subclass: { hash: 3284755031, name: 'Subclass', room: 10, vaultable: false },
  emblem: { hash: 4274335291, name: 'Emblems', room: 10, vaultable: false },
  consumables: { hash: 1469714392, name: 'Consumables', room: 50, vaultable: true },
  modifications: { hash: 3313201758, name: 'Modifications', room: 50, vaultable: true },
  postmaster: { hash: 215593132, name: 'Lost Items', room: 21, vaultable: false },
  vault: { hash: 138197802, name: 'General', room: 1300, vaultable: false },
} as const;

export type BucketName = keyof typeof BUCKETS;

export const ACCOUNT_WIDE: ReadonlySet<number> = new Set([
  BUCKETS.consumables.hash,
  BUCKETS.modifications.hash,
]);
