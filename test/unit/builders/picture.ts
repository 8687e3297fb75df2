import type { CharacterId, ItemInstanceId, ItemKey, MembershipId } from '../../../lib/base/ids';
import type { Character, HeldItem, Picture, Place } from '../../../lib/inventory/picture';
import { Bucket } from '../../../lib/items/game-words';

export const TITAN = '2305843009300000001' as CharacterId;
export const HUNTER = '2305843009300000002' as CharacterId;
export const WARLOCK = '2305843009300000003' as CharacterId;

export const vault: Place = { kind: 'vault' };
export const on = (characterId: CharacterId): Place => ({ kind: 'character', characterId });
export const postmasterOf = (characterId: CharacterId): Place => ({ kind: 'postmaster', characterId });

let next = 100;

/** A kinetic gun in the vault, unless told otherwise. */
export function item(name: string, change: Partial<HeldItem> = {}): HeldItem {
  const id = `69175290000000${next++}`;
  return {
    key: id as ItemKey,
    instanceId: id as ItemInstanceId,
    hash: 1000 + next,
    quantity: 1,
    place: vault,
    bucket: Bucket.kinetic,
    equipped: false,
    locked: false,
    masterwork: false,
    crafted: false,
    power: 400,
    damageType: 1,
    known: true,
    name,
    typeName: 'Hand Cannon',
    itemType: 3,
    subType: 9,
    ammoType: 1,
    tier: 5,
    classType: 3,
    transferrable: true,
    equippable: true,
    maxStackSize: 1,
    ...change,
  };
}

function character(characterId: CharacterId, classType: number, lastPlayedMs: number): Character {
  return { characterId, classType, power: 405, lastPlayedMs };
}

/** Three characters, ten slots a bucket, a vault of 1,300. */
export function picture(items: HeldItem[], change: Partial<Picture> = {}): Picture {
  return {
    account: {
      membershipType: 3,
      membershipId: '4611686018400000001' as MembershipId,
      displayName: 'Ikora#0042',
    },
    mintedAtMs: 1_000_000,
    readAtMs: 1_000_000,
    generation: '/common/destiny2_content/sqlite/en/world.content',
    characters: [character(TITAN, 0, 300), character(HUNTER, 1, 200), character(WARLOCK, 2, 100)],
    items,
    buckets: [Bucket.kinetic, Bucket.energy, Bucket.power, Bucket.helmet].map((hash) => ({
      hash,
      name: 'Weapons',
      capacity: 10,
    })),
    vaultCapacity: 1300,
    ...change,
  };
}
