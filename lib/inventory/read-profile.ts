import {
  type CharacterId,
  type Hash,
  type ItemInstanceId,
  type ItemKey,
  isHash,
  isInt64Text,
} from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import { Bucket } from '../items/game-words';
import type { Character, Place } from './picture';
import { readSockets } from './read-sockets';

/** One item as the profile reports it, before definitions are joined. */
export interface ReportedItem {
  key: ItemKey;
  instanceId?: ItemInstanceId;
  hash: Hash;
  quantity: number;
  place: Place;
  reportedBucket: Hash;
  equipped: boolean;
  locked: boolean;
  masterwork: boolean;
  crafted: boolean;
  power?: number;
  damageType?: number;
  overrideStyleHash?: Hash;
  gearTier?: number;
}

/** One of the game's own loadouts, before names are joined. */
export interface ReportedLoadout {
  characterId: CharacterId;
  index: number;
  nameHash: Hash;
  iconHash: Hash;
  colorHash: Hash;
  items: ItemInstanceId[];
}

/** What a profile reply says, in our words. */
export interface ProfileFacts {
  /** `responseMintedTimestamp`; 0 when missing or odd. */
  mintedAtMs: number;
  characters: Character[];
  items: ReportedItem[];
  /** Visible plugs by item; undefined when the answer came without sockets, which says nothing about them. */
  plugs?: Record<ItemInstanceId, Hash[]>;
  /** Undefined when the answer came without them. */
  loadouts?: ReportedLoadout[];
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the `Response` of GetProfile. Total: odd entries are left out, never thrown on. Hand-written, because a full
 * schema costs a second on a real profile (bungie-api.md 1).
 *
 * `profile-private` when any private part is missing: that is an expired token or a privacy setting, never an
 * empty vault (bungie-api.md 2.5).
 */
export function readProfile(response: unknown): Outcome<ProfileFacts> {
  const reply = object(response);
  const characters = object(part(reply, 'characters'));
  const vault = part(reply, 'profileInventory');
  const carried = part(reply, 'characterInventories');
  const worn = part(reply, 'characterEquipment');
  if (reply === undefined || characters === undefined) return fail('not-bungie');
  if (object(vault) === undefined || object(carried) === undefined || object(worn) === undefined) {
    return fail('profile-private');
  }
  const instances = object(part(object(reply.itemComponents), 'instances')) ?? {};
  const reader = new ItemReader(instances);
  for (const item of list(object(vault)?.items)) reader.readShared(item);
  for (const [id, inventory] of entries(carried)) {
    for (const item of list(object(inventory)?.items)) reader.readOwned(item, id as CharacterId, false);
  }
  for (const [id, inventory] of entries(worn)) {
    for (const item of list(object(inventory)?.items)) reader.readOwned(item, id as CharacterId, true);
  }
  // A character whose inventory is missing altogether makes the whole answer a poorer one.
  const ids = Object.keys(characters).filter(isInt64Text);
  const known = object(carried) ?? {};
  if (ids.some((id) => object(known[id]) === undefined)) return fail('profile-private');
  const sockets = object(part(object(reply.itemComponents), 'sockets'));
  const loadouts = object(part(reply, 'characterLoadouts'));
  return ok({
    mintedAtMs: time(reply.responseMintedTimestamp),
    characters: ids.map((id) => readCharacter(id as CharacterId, object(characters[id]) ?? {})),
    items: reader.items,
    ...(sockets === undefined ? {} : { plugs: readPlugs(sockets) }),
    ...(loadouts === undefined ? {} : { loadouts: readLoadouts(loadouts) }),
  });
}

function readPlugs(sockets: Json): Record<ItemInstanceId, Hash[]> {
  const plugs: Record<ItemInstanceId, Hash[]> = {};
  for (const [id, value] of Object.entries(sockets)) {
    if (!isInt64Text(id)) continue;
    const hashes = readSockets(value).flatMap((socket) => (socket?.visible === true ? [socket.hash] : []));
    if (hashes.length > 0) plugs[id as ItemInstanceId] = [...new Set(hashes)];
  }
  return plugs;
}

/** Empty places of the list keep their index but are left out (bungie-api.md 4.4). */
function readLoadouts(byCharacter: Json): ReportedLoadout[] {
  return entries(byCharacter).flatMap(([characterId, value]) =>
    list(object(value)?.loadouts).flatMap((entry, index): ReportedLoadout[] => {
      const loadout = object(entry);
      const items = list(loadout?.items).flatMap((item) => {
        const id = object(item)?.itemInstanceId;
        return isInt64Text(id) && id !== '0' ? [id as ItemInstanceId] : [];
      });
      if (loadout === undefined || items.length === 0 || !isInt64Text(characterId)) return [];
      const hash = (name: string): Hash => (isHash(loadout[name]) ? (loadout[name] as Hash) : 0);
      return [
        {
          characterId: characterId as CharacterId,
          index,
          nameHash: hash('nameHash'),
          iconHash: hash('iconHash'),
          colorHash: hash('colorHash'),
          items,
        },
      ];
    }),
  );
}

class ItemReader {
  readonly items: ReportedItem[] = [];
  readonly #instances: Json;
  readonly #seen = new Set<string>();
  readonly #stacks = new Map<string, number>();

  constructor(instances: Json) {
    this.#instances = instances;
  }

  /** From 102: the vault and the account-wide buckets. `location` lies there, the bucket does not (bungie-api.md 6.1). */
  readShared(value: unknown): void {
    const item = object(value);
    const place: Place = item?.bucketHash === Bucket.vault ? { kind: 'vault' } : { kind: 'account' };
    this.#read(item, place, false);
  }

  /** From 201 and 205. */
  readOwned(value: unknown, characterId: CharacterId, equipped: boolean): void {
    if (!isInt64Text(characterId)) return;
    const item = object(value);
    const kind = item?.bucketHash === Bucket.postmaster ? 'postmaster' : 'character';
    this.#read(item, { kind, characterId }, equipped);
  }

  #read(item: Json | undefined, place: Place, equipped: boolean): void {
    if (item === undefined || !isHash(item.itemHash)) return;
    const hash = item.itemHash;
    const reportedBucket = isHash(item.bucketHash) ? item.bucketHash : 0;
    const instanceId =
      isInt64Text(item.itemInstanceId) && item.itemInstanceId !== '0' ? item.itemInstanceId : undefined;
    const key = instanceId ?? this.#stackKey(hash, reportedBucket, place);
    // The same instance in two places: the first one counts, nothing is ever shown twice.
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const state = whole(item.state) ?? 0;
    const instance = instanceId === undefined ? undefined : object(this.#instances[instanceId]);
    const power = whole(object(instance?.primaryStat)?.value);
    const damageType = whole(instance?.damageType);
    const gearTier = whole(instance?.gearTier);
    this.items.push({
      key: key as ItemKey,
      ...(instanceId === undefined ? {} : { instanceId: instanceId as ItemInstanceId }),
      hash,
      quantity: Math.max(1, whole(item.quantity) ?? 1),
      place,
      reportedBucket,
      equipped,
      locked: (state & 1) !== 0,
      masterwork: (state & 4) !== 0,
      crafted: (state & 8) !== 0,
      ...(power === undefined ? {} : { power }),
      ...(damageType === undefined ? {} : { damageType }),
      // 0 is said of everything that has no tiers.
      ...(gearTier === undefined || gearTier === 0 ? {} : { gearTier }),
      ...(isHash(item.overrideStyleItemHash) && item.overrideStyleItemHash !== 0
        ? { overrideStyleHash: item.overrideStyleItemHash }
        : {}),
    });
  }

  /** Stacks have no id; several of one hash are told apart by bucket, owner and position only (bungie-api.md 6.1). */
  #stackKey(hash: Hash, bucket: Hash, place: Place): string {
    const owner = 'characterId' in place ? place.characterId : place.kind;
    const base = `${hash}:${bucket}:${owner}`;
    const index = this.#stacks.get(base) ?? 0;
    this.#stacks.set(base, index + 1);
    return `${base}:${index}`;
  }
}

function readCharacter(characterId: CharacterId, character: Json): Character {
  const emblem = character.emblemPath;
  return {
    characterId,
    classType: whole(character.classType) ?? 3,
    power: whole(character.light) ?? 0,
    ...(typeof emblem === 'string' ? { emblem } : {}),
    lastPlayedMs: time(character.dateLastPlayed),
  };
}

/** The `data` of a wrapped component; undefined when withheld. */
function part(reply: Json | undefined, name: string): unknown {
  return object(reply?.[name])?.data;
}

function object(value: unknown): Json | undefined {
  // An object that is neither null nor an array has string keys and unknown values.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function entries(value: unknown): [string, unknown][] {
  return Object.entries(object(value) ?? {});
}

function whole(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

function time(value: unknown): number {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(ms) ? ms : 0;
}
