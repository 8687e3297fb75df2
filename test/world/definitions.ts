import { BUCKETS, type BucketName } from './buckets';
import { ARMOR, type GearRow, GHOSTS, WEAPONS } from './gear';
import { gunSockets, PLUG_TABLES, PLUGS, seasonFields } from './plugs';

/** A raw definition as Bungie would store it. */
export type RawDefinition = { hash: number } & Record<string, unknown>;

const TIERS: Record<number, string> = { 2: 'Common', 4: 'Rare', 5: 'Legendary', 6: 'Exotic' };
const WEAPON_STATS = [4284893193, 4043523819, 1240592695, 155624089, 943549884, 4188031367, 3871231066];
const ARMOR_STATS = [392767087, 4244567218, 1735777505, 144602215, 1943323491, 2996146975];
const WEAPON_GROUP = 1099468801;
const ARMOR_GROUP = 3873236031;

/** A whole number from 0 up to 100 that is the same for the same hash and place. */
function steady(hash: number, place: number): number {
  return (Math.imul(hash ^ (place * 2654435761), 2246822519) >>> 8) % 101;
}

function gear(
  [hash, name, typeName, subType, slot, tier, classType, damageType, ammo]: GearRow,
  index: number,
): RawDefinition {
  const weapon = ['kinetic', 'energy', 'power'].includes(slot);
  const stats = slot === 'ghost' ? [] : weapon ? WEAPON_STATS : ARMOR_STATS;
  const family = weapon ? 'exotic_weapon' : 'exotic_armor';
  return {
    hash,
    index: index + 1,
    redacted: false,
    displayProperties: {
      name,
      description: '',
      icon: `/common/destiny2_content/icons/${hash.toString(16)}.jpg`,
      hasIcon: true,
    },
    flavorText: `${name} has seen more than it tells.`,
    itemTypeDisplayName: typeName,
    itemType: slot === 'ghost' ? 24 : weapon ? 3 : 2,
    itemSubType: subType,
    classType,
    equippable: true,
    nonTransferrable: false,
    defaultDamageType: damageType,
    itemCategoryHashes: weapon ? [1] : [20],
    inventory: {
      bucketTypeHash: BUCKETS[slot as BucketName].hash,
      tierType: tier,
      tierTypeName: TIERS[tier] ?? '',
      maxStackSize: 1,
      isInstanceItem: true,
    },
    equippingBlock: { ammoType: ammo, ...(tier === 6 && slot !== 'ghost' ? { uniqueLabel: family } : {}) },
    ...(index % 2 === 0 ? { collectibleHash: hash ^ 1 } : {}),
    ...seasonFields(index),
    ...(weapon ? { sockets: gunSockets(hash) } : {}),
    ...(stats.length === 0
      ? {}
      : {
          stats: {
            statGroupHash: weapon ? WEAPON_GROUP : ARMOR_GROUP,
            stats: Object.fromEntries(
              stats.map((statHash, place) => [
                statHash,
                { statHash, value: weapon ? steady(hash, place) : steady(hash, place) % 31 },
              ]),
            ),
          },
        }),
  };
}

function stack(hash: number, name: string, bucket: BucketName, maxStackSize: number): RawDefinition {
  return {
    hash,
    index: 900,
    redacted: false,
    displayProperties: {
      name,
      description: `Keep some ${name} at hand.`,
      icon: `/common/destiny2_content/icons/${hash.toString(16)}.jpg`,
      hasIcon: true,
    },
    flavorText: '',
    itemTypeDisplayName: 'Material',
    itemType: 9,
    classType: 3,
    equippable: false,
    nonTransferrable: false,
    inventory: {
      bucketTypeHash: BUCKETS[bucket].hash,
      tierType: 5,
      tierTypeName: 'Legendary',
      maxStackSize,
      isInstanceItem: false,
    },
  };
}

function odd(hash: number, name: string, change: object): RawDefinition {
  return { ...gear([hash, name, 'Hand Cannon', 9, 'kinetic', 5, 3, 1, 1], 3), ...change };
}

/** Hashes that tests speak of. 4000000001 is in no table: the inventory holds it, the manifest does not know it. */
export const ODD = {
  redacted: 3999999991,
  fixed: 3999999992,
  sideEffects: 3999999993,
  highest: 4294967295,
  half: 2147483648,
  unknown: 4000000001,
} as const;

export const ITEMS: readonly RawDefinition[] = [
  ...[...WEAPONS, ...ARMOR, ...GHOSTS].map(gear),
  ...PLUGS,
  stack(800069450, 'Strange Coin', 'consumables', 999),
  stack(3853748946, 'Enhancement Core', 'consumables', 9999),
  odd(ODD.redacted, 'Classified', { redacted: true }),
  odd(ODD.fixed, 'Immovable Keepsake', { nonTransferrable: true }),
  odd(ODD.sideEffects, 'Sealed Parcel', { doesPostmasterPullHaveSideEffects: true }),
  odd(ODD.highest, 'Last Row', {}),
  odd(ODD.half, 'Half Way Down', {}),
  // A dummy that shares a real name must never win the name.
  odd(3999999994, 'Sunshot', { itemType: 20, itemCategoryHashes: [3109687656], index: 99_999 }),
];

const stat = (hash: number, name: string): RawDefinition => ({ hash, displayProperties: { name } });
const scaled = (hashes: readonly number[], numeric: ReadonlySet<number>, maximumValue: number) =>
  hashes.map((statHash) => ({
    statHash,
    maximumValue,
    displayAsNumeric: numeric.has(statHash),
    displayInterpolation: [],
  }));

/** Everything but items, by table name. */
export const TABLES: Readonly<Record<string, readonly RawDefinition[]>> = {
  ...PLUG_TABLES,
  DestinyInventoryBucketDefinition: Object.values(BUCKETS).map(({ hash, name, room }) => ({
    hash,
    displayProperties: { name },
    itemCount: room,
    scope:
      hash === BUCKETS.consumables.hash || hash === BUCKETS.modifications.hash || hash === BUCKETS.vault.hash
        ? 1
        : 0,
  })),
  DestinyStatDefinition: [
    stat(4284893193, 'Rounds Per Minute'),
    stat(4043523819, 'Impact'),
    stat(1240592695, 'Range'),
    stat(155624089, 'Stability'),
    stat(943549884, 'Handling'),
    stat(4188031367, 'Reload Speed'),
    stat(3871231066, 'Magazine'),
    stat(392767087, 'Health'),
    stat(4244567218, 'Melee'),
    stat(1735777505, 'Grenade'),
    stat(144602215, 'Super'),
    stat(1943323491, 'Class'),
    stat(2996146975, 'Weapons'),
    stat(1480404414, 'Attack'),
  ],
  DestinyStatGroupDefinition: [
    {
      hash: WEAPON_GROUP,
      maximumValue: 100,
      scaledStats: scaled(WEAPON_STATS, new Set([4284893193, 3871231066]), 100),
    },
    { hash: ARMOR_GROUP, maximumValue: 42, scaledStats: scaled(ARMOR_STATS, new Set(), 42) },
  ],
  DestinyCollectibleDefinition: WEAPONS.map(([hash, name]) => ({
    hash: hash ^ 1,
    itemHash: hash,
    sourceString: `Source: ${name.length % 2 === 0 ? 'a raid of the small world' : 'its strikes'}.`,
  })),
  DestinyClassDefinition: [
    { hash: 3655393761, classType: 0, displayProperties: { name: 'Titan' } },
    { hash: 671679327, classType: 1, displayProperties: { name: 'Hunter' } },
    { hash: 2271682572, classType: 2, displayProperties: { name: 'Warlock' } },
  ],
};
