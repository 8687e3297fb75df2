import type { CharacterId, Hash, ItemInstanceId, ItemKey, MembershipId } from '../base/ids';
import type { InGameLoadout } from './loadouts/loadout';

/** Where an item can be. `account` is the account-wide consumables and modifications. */
export type Place =
  | { kind: 'vault' }
  | { kind: 'account' }
  | { kind: 'character'; characterId: CharacterId }
  | { kind: 'postmaster'; characterId: CharacterId };

/** One Destiny profile: the pair every call about it must carry (bungie-api.md 4.1). */
export interface Account {
  membershipType: number;
  membershipId: MembershipId;
  displayName: string;
}

export interface Character {
  characterId: CharacterId;
  /** 0 Titan, 1 Hunter, 2 Warlock. */
  classType: number;
  power: number;
  /** 96 px square path on www.bungie.net. */
  emblem?: string;
  lastPlayedMs: number;
}

/** One thing the account holds, joined with what its definition says, so that it can be painted without a look-up. */
export interface HeldItem {
  key: ItemKey;
  /** Absent for stacks. */
  instanceId?: ItemInstanceId;
  hash: Hash;
  quantity: number;
  place: Place;
  /** The slot it belongs to, from the definition; for unknown hashes the bucket Bungie reported. */
  bucket: Hash;
  equipped: boolean;
  locked: boolean;
  masterwork: boolean;
  crafted: boolean;
  power?: number;
  /** 0 none, 1 kinetic, 2 arc, 3 solar, 4 void, 6 stasis, 7 strand. */
  damageType: number;
  /** False while the manifest does not know the hash: shown as "Unknown item", still movable. */
  known: boolean;
  name: string;
  icon?: string;
  typeName: string;
  itemType: number;
  /** DestinyItemSubType; 0 unknown. */
  subType: number;
  /** 0 none, 1 primary, 2 special, 3 heavy. */
  ammoType: number;
  tier: number;
  classType: number;
  transferrable: boolean;
  equippable: boolean;
  maxStackSize: number;
  uniqueLabel?: string;
  /** Only one stack of it may be held in a bucket. */
  stackUniqueLabel?: string;
  /** Season number; absent while unknown. */
  season?: number;
  /** 1 to 5; absent for gear without tiers. */
  gearTier?: number;
}

/** Slots of a bucket, copied from the manifest so that rules need no look-up. */
export interface BucketRoom {
  hash: Hash;
  name: string;
  capacity: number;
}

/** Who holds what, as of which Bungie time: the one record behind the popup's first paint. Plain JSON. */
export interface Picture {
  account: Account;
  /** `responseMintedTimestamp` of the profile it was read from. */
  mintedAtMs: number;
  /** When the last profile was received, by our clock: what the age in the popup counts from. */
  readAtMs: number;
  /** Manifest path the names come from; undefined before the first import. */
  generation?: string;
  characters: Character[];
  items: HeldItem[];
  buckets: BucketRoom[];
  vaultCapacity: number;
  inGameLoadouts?: InGameLoadout[];
}

export const VAULT: Place = { kind: 'vault' };

/** True when both name the same place. */
export function samePlace(one: Place, other: Place): boolean {
  if (one.kind !== other.kind) return false;
  if (one.kind === 'vault' || one.kind === 'account') return true;
  return 'characterId' in other && one.characterId === other.characterId;
}
