import type { CharacterId, ItemKey } from '@/lib/base/ids';
import type { Picture, Place } from '@/lib/inventory/picture';
import { accountWide } from '@/lib/inventory/rules';
import type { ItemDefinition } from '@/lib/items/item-definition';
import { type SimCharacter, type SimItem, type SimProfile, World } from '../../sim/bungie/world';
import { BUCKETS } from '../../world/buckets';
import type { TestAccount } from './accounts';
import { pictureOf } from './legal-world';

/** Where a thing can be: the characters by their place in the account. */
export const STOPS = ['vault', 'first', 'second', 'third', 'postmaster'] as const;
export type Stop = (typeof STOPS)[number];
export type Guardian = Exclude<Stop, 'vault' | 'postmaster'>;

const ORDER = { first: 0, second: 1, third: 2, postmaster: 0 } as const;

/** True for the stops that are characters. */
export function isGuardian(stop: Stop): stop is Guardian {
  return stop !== 'vault' && stop !== 'postmaster';
}

type Fits = (definition: ItemDefinition, item: SimItem) => boolean;

/** A copy of an account that a test may arrange: the game and the product's picture of it always agree. */
export class Scene {
  readonly world = new World();
  readonly profile: SimProfile;
  readonly #definitions: TestAccount['definitions'];
  /** Things that the arrangement is about: never moved again to make room for another. */
  readonly #placed = new Set<SimItem>();
  #copies = 0;

  constructor({ world, profile, definitions }: TestAccount) {
    for (const [hash, facts] of world.facts) this.world.facts.set(hash, facts);
    this.profile = structuredClone(profile);
    this.#definitions = definitions;
  }

  picture(): Picture {
    return pictureOf(this.world, this.profile, this.#definitions);
  }

  character(stop: Exclude<Stop, 'vault'>): SimCharacter {
    const character = this.profile.characters[ORDER[stop]];
    if (character === undefined) throw new Error(`nobody is ${stop}`);
    return character;
  }

  /** The place a goal names. */
  place(stop: Exclude<Stop, 'postmaster'>): Place {
    if (stop === 'vault') return { kind: 'vault' };
    return { kind: 'character', characterId: this.character(stop).id as CharacterId };
  }

  definition(item: SimItem): ItemDefinition | undefined {
    return this.#definitions.get(item.hash);
  }

  /** Brings something that fits to a stop: what is there already, else from elsewhere, else a new one. */
  bring(stop: Stop, fits: Fits): SimItem {
    const free = this.profile.items.filter((item) => {
      const definition = this.definition(item);
      if (definition === undefined || item.equipped || this.#placed.has(item)) return false;
      return definition.transferrable && !definition.pullHasSideEffects && fits(definition, item);
    });
    const item = free.find((one) => this.#isAt(one, stop)) ?? free[0] ?? this.#find(fits);
    this.put(item, stop);
    return item;
  }

  /** A slot free on every character. */
  loosen(bucket: number): void {
    for (const { id } of this.profile.characters) this.#clearSlot(id, bucket);
  }

  put(item: SimItem, stop: Stop): void {
    if (!this.#isAt(item, stop)) {
      const { bucket, owner } = this.#home(item, stop);
      this.#clearSlot(owner, bucket);
      Object.assign(item, { owner, bucket, equipped: false });
    }
    this.#placed.add(item);
  }

  /** What a character wears in the slot of a thing, if anything. */
  worn(stop: Guardian, bucket: number): SimItem | undefined {
    return this.#wornBy(stop).find((one) => one.bucket === bucket);
  }

  /** Puts a carried thing on; exotics of its family come off for something plain, as the game would have it. */
  wear(stop: Guardian, item: SimItem): void {
    const label = this.world.factsOf(item.hash).uniqueLabel;
    for (const rival of label === undefined ? [] : this.#wornBy(stop)) {
      if (rival.bucket === item.bucket || this.world.factsOf(rival.hash).uniqueLabel !== label) continue;
      const { classType } = this.character(stop);
      const plain = this.bring(
        stop,
        (one) => one.bucket === rival.bucket && isPlain(one) && fitsClass(one, classType),
      );
      rival.equipped = false;
      plain.equipped = true;
    }
    const before = this.worn(stop, item.bucket);
    if (before !== undefined) before.equipped = false;
    item.equipped = true;
  }

  /** Adds another of the same hash: a twin with an id of its own, or one more stack. */
  copy(item: SimItem, stop: Stop): SimItem {
    this.#copies += 1;
    const twin: SimItem = { ...item, equipped: false };
    if (item.id !== undefined) twin.id = `69175299990000${String(this.#copies).padStart(5, '0')}`;
    Object.assign(twin, this.#home(item, stop));
    this.profile.items.push(twin);
    return twin;
  }

  /** Fills a slot of a character to its last place with copies of what is worn there. */
  fill(stop: Guardian, bucket: number): void {
    const worn =
      this.worn(stop, bucket) ?? this.profile.items.find((one) => this.#homeBucket(one) === bucket);
    if (worn === undefined) return;
    const { id } = this.character(stop);
    while (this.world.held(this.profile, id, bucket).length < this.world.room(bucket)) this.copy(worn, stop);
  }

  /** Makes the vault as small as what it holds, and the slots left. */
  fillVault(left = 0): void {
    this.world.vaultRoom = this.world.held(this.profile, 'profile', BUCKETS.vault.hash).length + left;
  }

  /** Slots that things of the vault belong to. */
  vaultedBuckets(): Set<number> {
    const vaulted = this.world.held(this.profile, 'profile', BUCKETS.vault.hash);
    return new Set(vaulted.filter((one) => one.id !== undefined).map((one) => this.#homeBucket(one)));
  }

  /** Everything of a slot that nobody wears, gone. */
  dismantle(bucket: number, but: SimItem): void {
    const kept = this.profile.items.filter(
      (one) => one === but || one.equipped || this.#homeBucket(one) !== bucket,
    );
    this.profile.items.splice(0, this.profile.items.length, ...kept);
  }

  /** The key the picture has for a thing. */
  key(item: SimItem, picture: Picture, stop: Stop): ItemKey {
    if (item.id !== undefined) return item.id as ItemKey;
    const kind = stop === 'vault' || stop === 'postmaster' ? stop : 'account';
    const held = picture.items.find(
      (one) => one.hash === item.hash && one.place.kind === kind && one.quantity === item.quantity,
    );
    if (held === undefined) throw new Error(`the picture has no ${item.hash} at ${stop}`);
    return held.key;
  }

  /** As if the player had just got one. @throws when no definition fits. */
  #find(fits: Fits): SimItem {
    this.#copies += 1;
    for (const definition of this.#definitions.values()) {
      const { hash, instanced, maxStackSize } = definition;
      const item: SimItem = {
        ...(instanced ? { id: `69175299980000${String(this.#copies).padStart(5, '0')}` } : {}),
        hash,
        quantity: Math.min(5, maxStackSize),
        bucket: BUCKETS.vault.hash,
        owner: 'profile',
        equipped: false,
        locked: false,
        power: 400,
      };
      if (!definition.transferrable || definition.pullHasSideEffects || !fits(definition, item)) continue;
      this.profile.items.push(item);
      return item;
    }
    throw new Error('no definition fits');
  }

  /** Sends things to the vault until a slot is free. */
  #clearSlot(owner: string, bucket: number): void {
    const there = () => this.world.held(this.profile, owner, bucket);
    while (there().length >= this.world.room(bucket)) {
      const other = there().find((one) => !one.equipped && !this.#placed.has(one));
      if (other === undefined || bucket === BUCKETS.vault.hash) throw new Error(`no room in ${bucket}`);
      Object.assign(other, this.#home(other, 'vault'));
    }
  }

  #wornBy(stop: Guardian): SimItem[] {
    const { id } = this.character(stop);
    return this.profile.items.filter((one) => one.owner === id && one.equipped);
  }

  #homeBucket(item: SimItem): number {
    return this.world.factsOf(item.hash).bucket;
  }

  #isAt(item: SimItem, stop: Stop): boolean {
    const { owner, bucket } = this.#home(item, stop);
    return item.owner === owner && item.bucket === bucket;
  }

  #home(item: SimItem, stop: Stop): { owner: string; bucket: number } {
    if (stop === 'vault') return { owner: 'profile', bucket: BUCKETS.vault.hash };
    const { id } = this.character(stop);
    if (stop === 'postmaster') return { owner: id, bucket: BUCKETS.postmaster.hash };
    const bucket = this.#homeBucket(item);
    return { owner: accountWide(bucket) ? 'profile' : id, bucket };
  }
}

/** Legendary or less, and wearable. */
export function isPlain(definition: ItemDefinition): boolean {
  return definition.equippable && definition.instanced && definition.tier !== 6;
}

export function fitsClass({ classType }: ItemDefinition, wearer: number): boolean {
  return classType === 3 || classType === wearer;
}
