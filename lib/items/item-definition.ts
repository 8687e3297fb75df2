import type { Hash } from '../base/ids';
import type { NameKind } from './name-kind';

/** Counted up when what is kept of a definition changes: generations of another format are imported anew. */
export const DEFINITION_FORMAT = 5;

/** Pages share the upper ten bits of their hashes: 1,024 of them write ten times faster than single rows. */
const PAGE_SHIFT = 22;

/** The page on which a definition lies: 0 up to 1,023. */
export function pageOf(hash: Hash): number {
  return hash >>> PAGE_SHIFT;
}

/** One definition reduced to what the product shows or decides by (bungie-api.md 5.6). Plain JSON. */
export interface ItemDefinition {
  hash: Hash;
  name: string;
  /** Path on www.bungie.net, always starting with `/common/destiny2_content/` or `/img/`; absent when odd or missing. */
  icon?: string;
  typeName: string;
  itemType: number;
  itemSubType: number;
  /** TierType: 2 common, 3 uncommon, 4 rare, 5 legendary, 6 exotic. */
  tier: number;
  tierName: string;
  /** Where it belongs on a character, also while it rests in the vault; 0 when unknown. */
  bucket: Hash;
  /** Class: 0 Titan, 1 Hunter, 2 Warlock, 3 any. */
  classType: number;
  /** Damage: 0 none, 1 kinetic, 2 arc, 3 solar, 4 void, 6 stasis, 7 strand. */
  damageType: number;
  /** Ammo: 0 none, 1 primary, 2 special, 3 heavy. */
  ammoType: number;
  description: string;
  flavor: string;
  /** Where it comes from, in the game's words (its collectible's). */
  source?: string;
  transferrable: boolean;
  equippable: boolean;
  instanced: boolean;
  maxStackSize: number;
  /** Of all worn items sharing this, only one may be worn. */
  uniqueLabel?: string;
  /** Only one stack of it may lie in a bucket. */
  stackUniqueLabel?: string;
  pullHasSideEffects: boolean;
  redacted: boolean;
  /** Stat hash and value, in no order; the card sorts by the stat group. */
  stats: [Hash, number][];
  statGroup?: Hash;
  /** Hash of the season it came with; most items name none. */
  season?: Hash;
  /** Path of the mark in its corner: items of one season share it. */
  watermark?: string;
  /** Its sockets in order: the category each is shown under (0 none) and what sits in it at first (0 nothing). */
  sockets?: [category: Hash, initial: Hash][];
  /** What kind of plug it is, if it is one. */
  plug?: PlugKind;
}

/** `masterwork` counts exotic catalysts in; `tracker` counts kills. */
export type PlugKind = 'masterwork' | 'tracker' | 'cosmetic' | 'plain';

/** What a bucket may hold (bungie-api.md 6.2). */
export interface BucketDefinition {
  hash: Hash;
  name: string;
  /** How many items fit, the worn one included. */
  capacity: number;
  /** 0 each character has one, 1 the account has one. */
  scope: number;
}

export interface StatDefinition {
  hash: Hash;
  name: string;
}

/** Which stats a family of items shows, in order, and which of them as a bare number. */
export interface StatGroupDefinition {
  hash: Hash;
  maximum: number;
  stats: { hash: Hash; maximum: number; asNumber: boolean; curve: [number, number][] }[];
}

export interface SeasonDefinition {
  hash: Hash;
  number: number;
}

/** A name, icon or colour that the game offers for its own loadouts: one of the three is there. */
export interface LoadoutPartDefinition {
  hash: Hash;
  name?: string;
  /** Path on www.bungie.net. */
  image?: string;
}

export interface SocketCategoryDefinition {
  hash: Hash;
  name: string;
}

/** The small tables, kept together in one record per generation. */
export interface WorldTables {
  buckets: BucketDefinition[];
  stats: StatDefinition[];
  statGroups: StatGroupDefinition[];
  seasons: SeasonDefinition[];
  /** Which season a watermark stands for, learned from items that name both. */
  watermarks: [path: string, season: Hash][];
  loadoutParts: LoadoutPartDefinition[];
  socketCategories: SocketCategoryDefinition[];
}

/** A generation without anything: what is known before the first import. */
export const NO_TABLES: WorldTables = {
  buckets: [],
  stats: [],
  statGroups: [],
  seasons: [],
  watermarks: [],
  loadoutParts: [],
  socketCategories: [],
};

/** Names of one generation, as text so that it is cheap to store and to send. */
export interface NameIndex {
  /** Manifest path it was made from: a cache key, nothing more. */
  generation: string;
  /** Different names of weapons and armour, one a line. */
  gear: string;
  /** Different names of everything else, one a line. */
  others: string;
  /**
   * A letter for each line of `gear` and of `others`: how safely the name can be told from everyday talk (NameKind).
   * Absent in generations of an older format.
   */
  gearKinds?: string;
  otherKinds?: string;
  /** What players say for some of the names. Added when a page asks, so it is always this version's. */
  nicknames?: readonly Nickname[];
}

/** What players say for a name. */
export interface Nickname {
  said: string;
  /** As the manifest writes it. A nickname of a name that the index lacks is not looked for. */
  name: string;
  /** `coined` counts in any case; `word` means much else too and needs a cue. */
  kind: NameKind;
}

/** The hashes that go with a NameIndex, line by line. Stays in the background. */
export interface NameHashes {
  gear: Hash[];
  others: Hash[];
  /** Names that several weapons or several pieces of armour have, each with all of them, newest first. */
  printings?: Record<string, Hash[]>;
}
