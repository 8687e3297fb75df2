import fc from 'fast-check';
import type { Hash, MembershipId } from '@/lib/base/ids';
import { makePicture } from '@/lib/inventory/make-picture';
import type { Picture } from '@/lib/inventory/picture';
import { readProfile } from '@/lib/inventory/read-profile';
import { type ItemDefinition, NO_TABLES } from '@/lib/items/item-definition';
import { mintProfile, visibleParts } from '../../sim/bungie/profile';
import { type ItemFacts, type SimItem, type SimProfile, World } from '../../sim/bungie/world';
import { BUCKETS } from '../../world/buckets';

/** A world with few slots, so that a handful of items fills it. */
export class TightWorld extends World {
  slots = 3;
  /** Slots of the account's consumables. */
  shared = 2;

  override room(bucket: number): number {
    if (bucket === BUCKETS.vault.hash) return this.vaultRoom;
    if (bucket === BUCKETS.postmaster.hash) return 21;
    return bucket === BUCKETS.consumables.hash ? this.shared : this.slots;
  }
}

const GEAR = [BUCKETS.kinetic, BUCKETS.energy, BUCKETS.helmet, BUCKETS.chest];

interface Seed {
  slot: number;
  copy: number;
  exotic: boolean;
  classType: number;
  owner: number;
  locked: boolean;
  power: number;
  lost: boolean;
}

const seed: fc.Arbitrary<Seed> = fc.record({
  slot: fc.nat(GEAR.length - 1),
  copy: fc.nat(5),
  exotic: fc.boolean(),
  classType: fc.constantFrom(0, 1, 2, 3, 3),
  owner: fc.nat(6),
  locked: fc.boolean(),
  power: fc.integer({ min: 390, max: 410 }),
  lost: fc.boolean(),
});
const stackSeed = fc.record({
  kind: fc.nat(2),
  quantity: fc.integer({ min: 1, max: 10 }),
  vault: fc.boolean(),
});

export interface LegalWorld {
  world: TightWorld;
  profile: SimProfile;
  picture: Picture;
}

/** Worlds the game could be in: no slot over its size, one worn thing in each used slot, no two exotics of a family. */
export const worldSeeds: fc.Arbitrary<WorldSeeds> = fc.record({
  characters: fc.array(fc.constantFrom(0, 1, 2), { minLength: 1, maxLength: 3 }),
  seeds: fc.array(seed, { minLength: 1, maxLength: 30 }),
  stacks: fc.array(stackSeed, { maxLength: 5 }),
  spareVault: fc.nat(3),
  spareShared: fc.nat(1),
});

export interface WorldSeeds {
  characters: number[];
  seeds: Seed[];
  stacks: { kind: number; quantity: number; vault: boolean }[];
  spareVault: number;
  spareShared: number;
  /** How many of the four kinds of gear are in use. */
  gear?: number;
  /** Slots of each kind. */
  slots?: number;
}

/** Built anew for each run, because playing a plan changes the world. */
export function buildWorld(given: WorldSeeds): LegalWorld {
  const world = new TightWorld();
  world.slots = given.slots ?? world.slots;
  const profile: SimProfile = {
    membershipType: 3,
    membershipId: '4611686018400000001',
    displayName: 'Tight',
    code: 1,
    dateLastPlayed: '2026-08-01T00:00:00Z',
    overridden: false,
    crossSaveOverride: 0,
    applicable: [3],
    characters: given.characters.map((classType, index) => ({
      id: `230584300900000000${index}`,
      classType,
      light: 400,
      lastPlayed: `2026-08-0${9 - index}T00:00:00Z`,
      inActivity: false,
    })),
    items: [],
  };
  for (const [index, one] of given.seeds.entries()) addGear(world, profile, one, index);
  fillEmptySlots(world, profile, GEAR.slice(0, given.gear));
  for (const one of given.stacks) addStack(world, profile, one);
  const vaulted = world.held(profile, 'profile', BUCKETS.vault.hash).length;
  world.vaultRoom = Math.max(1, vaulted + given.spareVault);
  world.shared = Math.max(
    1,
    world.held(profile, 'profile', BUCKETS.consumables.hash).length + given.spareShared,
  );
  return { world, profile, picture: pictureOf(world, profile) };
}

function addGear(world: TightWorld, profile: SimProfile, one: Seed, index: number): void {
  const bucket = GEAR[one.slot] ?? BUCKETS.kinetic;
  const armor = one.slot >= 2;
  const hash = 1000 + one.slot * 100 + one.copy * 10 + (one.exotic ? 5 : 0) + (armor ? one.classType : 0);
  const facts: ItemFacts = {
    name: `Item ${hash}`,
    bucket: bucket.hash,
    itemType: armor ? 2 : 3,
    classType: armor ? one.classType : 3,
    damageType: 1,
    instanced: true,
    transferrable: true,
    equippable: true,
    sideEffects: false,
    maxStack: 1,
    uniqueLabel: one.exotic ? (armor ? 'exotic_armor' : 'exotic_weapon') : undefined,
    sockets: [],
    stats: [],
  };
  world.facts.set(hash, facts);
  const character = profile.characters[one.owner];
  const item: SimItem = {
    id: `69175290000000${100 + index}`,
    hash,
    quantity: 1,
    bucket: BUCKETS.vault.hash,
    owner: 'profile',
    equipped: false,
    locked: one.locked,
    power: one.power,
  };
  if (character !== undefined) {
    const here = world.held(profile, character.id, bucket.hash);
    const wearable = facts.classType === 3 || facts.classType === character.classType;
    const rival = profile.items.some(
      (held) =>
        held.equipped &&
        held.owner === character.id &&
        facts.uniqueLabel !== undefined &&
        world.factsOf(held.hash).uniqueLabel === facts.uniqueLabel,
    );
    if (one.lost) Object.assign(item, { owner: character.id, bucket: BUCKETS.postmaster.hash });
    else if (here.length < world.slots && (here.length > 0 || (wearable && !rival))) {
      Object.assign(item, { owner: character.id, bucket: bucket.hash, equipped: here.length === 0 });
    }
  }
  profile.items.push(item);
}

/** The game never leaves a slot bare. */
function fillEmptySlots(world: TightWorld, profile: SimProfile, gear: typeof GEAR): void {
  for (const [owner, character] of profile.characters.entries()) {
    for (const [slot, bucket] of gear.entries()) {
      if (world.held(profile, character.id, bucket.hash).length > 0) continue;
      const { classType } = character;
      const plain = {
        slot,
        copy: 6,
        exotic: false,
        classType,
        owner,
        locked: false,
        power: 400,
        lost: false,
      };
      addGear(world, profile, plain, profile.items.length);
    }
  }
}

function addStack(
  world: TightWorld,
  profile: SimProfile,
  { kind, quantity, vault }: { kind: number; quantity: number; vault: boolean },
): void {
  const hash = 5000 + kind;
  world.facts.set(hash, {
    name: `Stack ${kind}`,
    bucket: BUCKETS.consumables.hash,
    itemType: 9,
    classType: 3,
    damageType: 0,
    instanced: false,
    transferrable: true,
    equippable: false,
    sideEffects: false,
    maxStack: 10,
    sockets: [],
    stats: [],
  });
  const bucket = vault ? BUCKETS.vault.hash : BUCKETS.consumables.hash;
  profile.items.push({ hash, quantity, bucket, owner: 'profile', equipped: false, locked: false });
}

/** The picture as the product reads it from what that world serves, by definitions of its own or the world's facts. */
export function pictureOf(
  world: World,
  profile: SimProfile,
  items: ReadonlyMap<Hash, ItemDefinition> = definitionsOf(world),
): Picture {
  const reply = visibleParts(
    mintProfile(profile, world, '2026-08-10T00:00:00Z'),
    [100, 102, 200, 201, 205, 300],
    true,
  );
  const facts = readProfile(reply);
  if (!facts.ok) throw new Error(`the world's own profile cannot be read: ${facts.failure.code}`);
  return makePicture(
    {
      membershipType: profile.membershipType,
      membershipId: profile.membershipId as MembershipId,
      displayName: '',
    },
    facts.value,
    {
      generation: 'g',
      items,
      tables: {
        ...NO_TABLES,
        buckets: Object.values(BUCKETS).map(({ hash, name }) => ({
          hash,
          name,
          capacity: world.room(hash),
          scope: 0,
        })),
      },
    },
    0,
  );
}

function definitionsOf(world: World): ReadonlyMap<Hash, ItemDefinition> {
  return new Map([...world.facts].map(([hash, known]) => [hash, definitionOf(hash, known)]));
}

/** What an import of the simulator's manifest would know of a thing. */
export function definitionOf(hash: Hash, facts: ItemFacts): ItemDefinition {
  return {
    hash,
    name: facts.name,
    typeName: facts.itemType === 3 ? 'Hand Cannon' : 'Helmet',
    itemType: facts.itemType,
    itemSubType: 0,
    tier: facts.uniqueLabel === undefined ? 5 : 6,
    tierName: '',
    bucket: facts.bucket,
    classType: facts.classType,
    damageType: facts.damageType,
    ammoType: 1,
    description: '',
    flavor: '',
    transferrable: facts.transferrable,
    equippable: facts.equippable,
    instanced: facts.instanced,
    maxStackSize: facts.maxStack,
    ...(facts.uniqueLabel === undefined ? {} : { uniqueLabel: facts.uniqueLabel }),
    pullHasSideEffects: facts.sideEffects,
    redacted: false,
    stats: [],
  };
}
