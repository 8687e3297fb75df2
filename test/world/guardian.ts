import { BUCKETS, type BucketName } from './buckets';
import { ITEMS } from './definitions';
import { KILLS, usedPlugs } from './plugs';

/** A held item as a builder writes it down; the simulator takes it from here. */
export interface BuiltItem {
  id?: string;
  hash: number;
  quantity: number;
  bucket: number;
  owner: string;
  equipped: boolean;
  locked: boolean;
  power?: number;
  plugs?: number[];
  gearTier?: number;
  kills?: number;
}

export interface BuiltProfile {
  membershipType: number;
  membershipId: string;
  displayName: string;
  code: number;
  dateLastPlayed: string;
  overridden: boolean;
  crossSaveOverride: number;
  applicable: number[];
  characters: {
    id: string;
    classType: number;
    light: number;
    lastPlayed: string;
    inActivity: boolean;
    loadouts: { nameHash: number; iconHash: number; colorHash: number; items: string[] }[];
  }[];
  items: BuiltItem[];
}

const BY_NAME = new Map<string, (typeof ITEMS)[number]>();
for (const item of ITEMS) {
  const name = nameOf(item);
  if (!BY_NAME.has(name)) BY_NAME.set(name, item);
}

let instances = 6917529000000000000n;
let memberships = 4611686018400000000n;
let characters = 2305843009300000000n;

/** What one character has; every method takes names of the small world. */
export class CharacterBuilder {
  readonly #profile: BuiltProfile;
  readonly id: string;

  constructor(profile: BuiltProfile, id: string) {
    this.#profile = profile;
    this.id = id;
  }

  wearing(...names: string[]): this {
    for (const name of names) this.#profile.items.push(instance(name, this.id, { equipped: true }));
    return this;
  }

  carrying(...names: string[]): this {
    for (const name of names) this.#profile.items.push(instance(name, this.id));
    return this;
  }

  postmaster(...names: string[]): this {
    for (const name of names)
      this.#profile.items.push(instance(name, this.id, { bucket: BUCKETS.postmaster.hash }));
    return this;
  }

  /** One of the game's own loadouts, of things the profile holds wherever they are; without names an empty place. */
  inGameLoadout(part: number, ...names: string[]): this {
    const items = names.map((name) => {
      const { hash } = known(name);
      const held = this.#profile.items.find((item) => item.hash === hash && item.owner === this.id);
      const found = held ?? this.#profile.items.find((item) => item.hash === hash);
      if (found?.id === undefined) throw new RangeError(`nobody holds ${name} yet`);
      return found.id;
    });
    const character = this.#profile.characters.find(({ id }) => id === this.id);
    const base = 3071910000 + part;
    character?.loadouts.push({ nameHash: base, iconHash: base + 10, colorHash: base + 20, items });
    return this;
  }

  /** Fills a slot to its last place, the worn one included. */
  withFullBucket(slot: BucketName, ...names: string[]): this {
    const { hash, room } = BUCKETS[slot];
    const held = () =>
      this.#profile.items.filter((item) => item.owner === this.id && item.bucket === hash).length;
    for (let next = 0; held() < room; next += 1) this.carrying(names[next % names.length] ?? 'Better Devils');
    return this;
  }
}

/** Builds one playable profile. */
export class GuardianBuilder {
  readonly profile: BuiltProfile;

  constructor(displayName: string, membershipType: number) {
    memberships += 1n;
    this.profile = {
      membershipType,
      membershipId: String(memberships),
      displayName,
      code: 42,
      dateLastPlayed: '2026-08-18T20:14:07Z',
      overridden: false,
      crossSaveOverride: 0,
      applicable: [membershipType],
      characters: [],
      items: [],
    };
  }

  character(classType: 0 | 1 | 2, lastPlayed: string, build: (one: CharacterBuilder) => void): this {
    characters += 1n;
    const id = String(characters);
    this.profile.characters.push({
      id,
      classType,
      light: 405 - this.profile.characters.length * 3,
      lastPlayed,
      inActivity: false,
      loadouts: [],
    });
    build(new CharacterBuilder(this.profile, id));
    return this;
  }

  vault(...names: string[]): this {
    for (const name of names)
      this.profile.items.push(instance(name, 'profile', { bucket: BUCKETS.vault.hash }));
    return this;
  }

  /** Held by hash, for what no definition knows. */
  vaultHash(hash: number): this {
    instances += 1n;
    this.profile.items.push({
      id: String(instances),
      hash,
      quantity: 1,
      bucket: BUCKETS.vault.hash,
      owner: 'profile',
      equipped: false,
      locked: false,
      power: 400,
    });
    return this;
  }

  locked(...names: string[]): this {
    for (const name of names)
      this.profile.items.push(instance(name, 'profile', { bucket: BUCKETS.vault.hash, locked: true }));
    return this;
  }

  stack(name: string, quantity: number, where: 'account' | 'vault' = 'account'): this {
    const definition = known(name);
    const bucket = where === 'vault' ? BUCKETS.vault.hash : bucketOf(definition);
    this.profile.items.push({
      hash: definition.hash,
      quantity,
      bucket,
      owner: 'profile',
      equipped: false,
      locked: false,
    });
    return this;
  }
}

export function guardian(displayName: string, membershipType = 3): GuardianBuilder {
  return new GuardianBuilder(displayName, membershipType);
}

function known(name: string): (typeof ITEMS)[number] {
  const definition = BY_NAME.get(name);
  if (definition === undefined) throw new RangeError(`the small world has no ${name}`);
  return definition;
}

function instance(name: string, owner: string, change: Partial<BuiltItem> = {}): BuiltItem {
  const definition = known(name);
  instances += 1n;
  return {
    id: String(instances),
    hash: definition.hash,
    quantity: 1,
    bucket: bucketOf(definition),
    owner,
    equipped: false,
    locked: false,
    power: 390 + Number(instances % 18n),
    ...rolled(definition),
    ...change,
  };
}

function nameOf(definition: (typeof ITEMS)[number]): string {
  return (definition.displayProperties as { name: string }).name;
}

function bucketOf(definition: (typeof ITEMS)[number]): number {
  return (definition.inventory as { bucketTypeHash: number }).bucketTypeHash;
}

/** Guns have a mod, a masterwork and a counted tracker; armour has a tier. */
function rolled(definition: (typeof ITEMS)[number]): Partial<BuiltItem> {
  const { sockets } = definition as { sockets?: { socketEntries: { singleInitialItemHash: number }[] } };
  if (sockets === undefined) return definition.itemType === 2 ? { gearTier: 1 + Number(instances % 5n) } : {};
  const initial = sockets.socketEntries.map((entry) => entry.singleInitialItemHash);
  return { plugs: usedPlugs(initial), kills: KILLS };
}
