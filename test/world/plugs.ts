import type { RawDefinition } from './definitions';

/*
 * What sits in the sockets of the small world's guns. Names and hashes are the game's; which gun rolls what is ours.
 */

/** hash, name, type, identifier of the plug category, hash of it. */
type PlugRow = readonly [
  hash: number,
  name: string,
  typeName: string,
  category: string,
  categoryHash: number,
];

const FRAMES: readonly PlugRow[] = [
  [1294026524, 'Adaptive Frame', 'Intrinsic', 'intrinsics', 1744546145],
  [1322370662, 'Precision Frame', 'Intrinsic', 'intrinsics', 1744546145],
  [3468089894, 'Aggressive Frame', 'Intrinsic', 'intrinsics', 1744546145],
  [2353477480, 'Rapid-Fire Frame', 'Intrinsic', 'intrinsics', 1744546145],
];
const BARRELS: readonly PlugRow[] = [
  [839105230, 'Arrowhead Brake', 'Barrel', 'barrels', 2833605196],
  [3250034553, 'Hammer-Forged Rifling', 'Barrel', 'barrels', 2833605196],
  [3661387068, 'Chambered Compensator', 'Barrel', 'barrels', 2833605196],
];
const MAGAZINES: readonly PlugRow[] = [
  [2420895100, 'Extended Mag', 'Magazine', 'magazines', 1806783418],
  [3142289711, 'Accurized Rounds', 'Magazine', 'magazines', 1806783418],
  [1885400500, 'Ricochet Rounds', 'Magazine', 'magazines', 1806783418],
];
const FIRST_TRAITS: readonly PlugRow[] = [
  [1168162263, 'Outlaw', 'Trait', 'frames', 7906839],
  [706527188, 'Quickdraw', 'Trait', 'frames', 7906839],
  [2779035018, 'Feeding Frenzy', 'Trait', 'frames', 7906839],
  [2846385770, 'Rangefinder', 'Trait', 'frames', 7906839],
];
const SECOND_TRAITS: readonly PlugRow[] = [
  [3425386926, 'Rampage', 'Trait', 'frames', 7906839],
  [1015611457, 'Kill Clip', 'Trait', 'frames', 7906839],
  [3038247973, 'Explosive Payload', 'Trait', 'frames', 7906839],
  [2848615171, 'Dragonfly', 'Trait', 'frames', 7906839],
];
const NO_MOD: PlugRow = [2323986101, 'Empty Mod Socket', 'Weapon Mod', 'v400.weapon.mod_empty', 3945646995];
const MOD: PlugRow = [3336648220, 'Backup Mag', 'Weapon Mod', 'v400.weapon.mod_magazine', 4087004818];
const LOW: PlugRow = [
  518224750,
  'Tier 4: Handling',
  '',
  'v400.plugs.weapons.masterworks.stat.handling',
  199786516,
];
const FULL: PlugRow = [
  684616255,
  'Masterworked: Range',
  '',
  'v400.plugs.weapons.masterworks.stat.range',
  1392237582,
];
const NO_SHADER: PlugRow = [2325217837, 'Default Shader', 'Restore Defaults', 'shader', 2973005342];
const NO_TRACKER: PlugRow = [
  2285418970,
  'Tracker Disabled',
  '',
  'v400.plugs.weapons.masterworks.trackers',
  2947756142,
];
const TRACKER: PlugRow = [
  2240097604,
  'Kill Tracker',
  '',
  'v400.plugs.weapons.masterworks.trackers',
  2947756142,
];

/** The plug that counts kills, and how many the small world's guns have: the same for every one of them. */
export const KILL_TRACKER = TRACKER[0];
export const KILLS = 1729;

export const PLUGS: readonly RawDefinition[] = [
  ...FRAMES,
  ...BARRELS,
  ...MAGAZINES,
  ...FIRST_TRAITS,
  ...SECOND_TRAITS,
  NO_MOD,
  MOD,
  LOW,
  FULL,
  NO_SHADER,
  NO_TRACKER,
  TRACKER,
].map(([hash, name, typeName, plugCategoryIdentifier, plugCategoryHash]) => ({
  hash,
  index: 5,
  redacted: false,
  displayProperties: {
    name,
    description: `What ${name} does, in a sentence of the small world.`,
    icon: `/common/destiny2_content/icons/${hash.toString(16)}.png`,
    hasIcon: true,
  },
  itemTypeDisplayName: typeName,
  itemType: 19,
  classType: 3,
  inventory: { bucketTypeHash: 0, tierType: 2, maxStackSize: 1, isInstanceItem: false },
  plug: { plugCategoryIdentifier, plugCategoryHash },
}));

const pick = (rows: readonly PlugRow[], hash: number, shift: number): number =>
  rows[(hash >>> shift) % rows.length]?.[0] ?? 0;

/** What a gun has at first, socket by socket; the same for the same hash. */
function initialPlugs(hash: number): number[] {
  return [
    pick(FRAMES, hash, 2),
    pick(BARRELS, hash, 4),
    pick(MAGAZINES, hash, 6),
    pick(FIRST_TRAITS, hash, 8),
    pick(SECOND_TRAITS, hash, 10),
    NO_MOD[0],
    LOW[0],
    NO_SHADER[0],
    NO_TRACKER[0],
  ];
}

/** What the small world's accounts have made of it: a mod, a masterwork, a tracker that counts. */
export function usedPlugs(initial: readonly number[]): number[] {
  const changed = new Map([
    [NO_MOD[0], MOD[0]],
    [LOW[0], FULL[0]],
    [NO_TRACKER[0], TRACKER[0]],
  ]);
  return initial.map((hash) => changed.get(hash) ?? hash);
}

/** The sockets block of a gun's definition (bungie-api.md 5.6, 5.8). */
export function gunSockets(hash: number): object {
  return {
    socketEntries: initialPlugs(hash).map((singleInitialItemHash) => ({
      socketTypeHash: 1,
      singleInitialItemHash,
      reusablePlugItems: [],
      defaultVisible: true,
    })),
    intrinsicSockets: [],
    socketCategories: [
      { socketCategoryHash: 3956125808, socketIndexes: [0] },
      { socketCategoryHash: 4241085061, socketIndexes: [1, 2, 3, 4] },
      { socketCategoryHash: 2685412949, socketIndexes: [5, 6, 8] },
      { socketCategoryHash: 2048875504, socketIndexes: [7] },
    ],
  };
}

const MARK = '/common/destiny2_content/icons/mark-';
/** Seasons of the small world; the first guns of each name it, the others only carry its mark. */
const SEASONS = [
  { hash: 2236269318, seasonNumber: 5, mark: `${MARK}forge.png` },
  { hash: 2809059425, seasonNumber: 12, mark: `${MARK}hunt.png` },
  { hash: 2758726572, seasonNumber: 20, mark: `${MARK}defiance.png` },
];

/** What tells the season of the gear with that index: both, the mark alone, or nothing. */
export function seasonFields(index: number): object {
  const season = SEASONS[index % 4];
  if (season === undefined) return {};
  return { iconWatermark: season.mark, ...(index % 8 < 4 ? { seasonHash: season.hash } : {}) };
}

/** Small tables that go with plugs, seasons and the game's own loadouts. */
export const PLUG_TABLES: Readonly<Record<string, readonly RawDefinition[]>> = {
  DestinySeasonDefinition: SEASONS.map(({ hash, seasonNumber }) => ({ hash, seasonNumber })),
  DestinySocketCategoryDefinition: [
    { hash: 3956125808, displayProperties: { name: 'INTRINSIC TRAITS' }, categoryStyle: 6 },
    { hash: 4241085061, displayProperties: { name: 'WEAPON PERKS' }, categoryStyle: 1 },
    { hash: 2685412949, displayProperties: { name: 'WEAPON MODS' }, categoryStyle: 2 },
    { hash: 2048875504, displayProperties: { name: 'WEAPON COSMETICS' }, categoryStyle: 2 },
  ],
  DestinyLoadoutNameDefinition: [
    { hash: 3071910001, name: 'PvP' },
    { hash: 3071910002, name: 'Raid' },
  ],
  DestinyLoadoutIconDefinition: [
    { hash: 3071910011, iconImagePath: '/common/destiny2_content/icons/loadout-crosshair.png' },
    { hash: 3071910012, iconImagePath: '/common/destiny2_content/icons/loadout-shield.png' },
  ],
  DestinyLoadoutColorDefinition: [
    { hash: 3071910021, colorImagePath: '/common/destiny2_content/icons/loadout-red.png' },
    { hash: 3071910022, colorImagePath: '/common/destiny2_content/icons/loadout-blue.png' },
  ],
};
