import type { CharacterId, Hash, ItemInstanceId, MembershipId } from '../base/ids';
import type { Failure, Outcome } from '../base/outcome';
import type { Account, Picture } from '../inventory/picture';
import type { ItemDefinition, NameHashes, NameIndex, WorldTables } from '../items/item-definition';
import type { ImportReport, WhisperPush, WhisperPushAnswer } from '../messages/contract';
import type { Job, JobId } from '../messages/jobs';
import type { ViewName, Views } from '../messages/views';
import type { TouchRecord, WhisperRecord } from '../storage/databases';

/*
 * What the use cases need from outside. Adapters fit these; `entrypoints/background.ts` plugs them together.
 */

/** Milliseconds since 1970. */
export type Now = () => number;

export interface ViewStore {
  load<N extends ViewName>(name: N): Promise<Views[N]>;
  /** Changes some fields of the stored view; a field given as undefined is removed; `null` empties the move view. */
  save<N extends ViewName>(
    name: N,
    change: { [K in keyof NonNullable<Views[N]>]?: NonNullable<Views[N]>[K] | undefined } | null,
  ): Promise<void>;
  /** Replaces the whole view. */
  replace<N extends ViewName>(name: N, value: Views[N]): Promise<void>;
}

export interface PictureStore {
  load(): Promise<Picture | undefined>;
  save(picture: Picture): Promise<void>;
  touches(): Promise<TouchRecord[]>;
  /** Picture and touches in one transaction. */
  saveTouched(picture: Picture, touches: readonly TouchRecord[]): Promise<void>;
  dropTouchesBefore(atMs: number): Promise<void>;
  empty(): Promise<void>;
}

export interface CurrentGeneration {
  generation: string;
  path: string;
  importedAtMs: number;
  items: number;
  /** DEFINITION_FORMAT of the build that imported it; generations before 2 do not say. */
  format?: number;
}

export interface JournalStore {
  add(job: Job): Promise<void>;
  load(id: JobId): Promise<Job | undefined>;
  /** Changes the given fields only; undefined takes a field away. On disk before it answers. */
  change(id: JobId, change: { [K in keyof Job]?: Job[K] | undefined }): Promise<void>;
  /** Jobs that are not over, oldest first. */
  unfinished(): Promise<Job[]>;
  prune(nowMs: number): Promise<void>;
}

export interface DefinitionStore {
  current(): Promise<CurrentGeneration | undefined>;
  /** Items of the current generation by hash; hashes it does not know are absent. */
  items(hashes: Iterable<Hash>): Promise<Map<Hash, ItemDefinition>>;
  tables(): Promise<WorldTables | undefined>;
  names(): Promise<{ names: NameIndex; hashes: NameHashes } | undefined>;
  /** Points to a fully written generation in one strict transaction, then drops every other one. */
  flip(to: CurrentGeneration): Promise<void>;
  /** Removes pages and tables of generations that are neither current nor `keep`. */
  dropOrphans(keep?: string): Promise<void>;
  loadJob(): Promise<{ job: string; path: string; startedAtMs: number; tries: number } | undefined>;
  saveJob(job: { job: string; path: string; startedAtMs: number; tries: number } | undefined): Promise<void>;
  loadDueMs(): Promise<number | undefined>;
  saveDueMs(atMs: number): Promise<void>;
}

/** Runs one import somewhere with memory to spare: offscreen document's worker, or the background's own. */
export interface Importer {
  run(job: { job: string; path: string; bust?: string | undefined }): Promise<Outcome<ImportReport>>;
}

export interface ManifestSource {
  /** The path of the English SQLite file now (bungie-api.md 5.1). */
  fetchManifestPath(): Promise<Outcome<{ path: string; version: string }>>;
}

/** Bungie's reads and writes for the signed-in account; every call carries a fresh enough token. */
export interface BungieProfile {
  /** The raw `Response` of GetProfile with the quick transfer set (bungie-api.md 4.2). */
  fetchProfile(account: Account): Promise<Outcome<unknown>>;
}

export interface BungieActions {
  transfer(step: {
    account: Account;
    characterId: CharacterId;
    hash: Hash;
    instanceId: ItemInstanceId | undefined;
    quantity: number;
    toVault: boolean;
  }): Promise<Outcome<null>>;
  pullFromPostmaster(step: {
    account: Account;
    characterId: CharacterId;
    hash: Hash;
    instanceId: ItemInstanceId | undefined;
    quantity: number;
  }): Promise<Outcome<null>>;
  equip(step: {
    account: Account;
    characterId: CharacterId;
    instanceId: ItemInstanceId;
  }): Promise<Outcome<null>>;
  /** Ids of the items that could not be put on, each with its meaning; empty when all are worn. */
  equipSeveral(step: {
    account: Account;
    characterId: CharacterId;
    instanceIds: ItemInstanceId[];
  }): Promise<Outcome<{ refused: { instanceId: ItemInstanceId; failure: Failure }[] }>>;
  equipLoadout(step: { account: Account; characterId: CharacterId; index: number }): Promise<Outcome<null>>;
  setLock(step: {
    account: Account;
    characterId: CharacterId;
    instanceId: ItemInstanceId;
    locked: boolean;
  }): Promise<Outcome<null>>;
}

export interface AccountSource {
  /** Destiny profiles of the signed-in person, cross-save overridden ones left out, most recently played first. */
  fetchAccounts(): Promise<Outcome<(Account & { lastPlayedMs: number })[]>>;
}

export interface WhisperStore {
  /** Stores it if its id is new; false when it was there already. */
  add(whisper: WhisperRecord): Promise<boolean>;
  markAnnounced(messageId: number): Promise<void>;
  unannounced(): Promise<WhisperRecord[]>;
}

/** The chat pages that are open. */
export interface ChatPages {
  /** Shows the whisper in every open chat page and tells what the reader could see. */
  push(whisper: WhisperPush): Promise<WhisperPushAnswer[]>;
}

export interface Notices {
  /** A system notification; the same id replaces itself. */
  notify(notice: { id: string; title: string; text: string }): Promise<void>;
}

export interface ChatSocket {
  /** Makes the connection wanted or not wanted; idempotent. */
  want(open: boolean): Promise<Outcome<null>>;
}

export interface DggApi {
  /** Who the browser's dgg session is; undefined when signed out. */
  fetchMe(): Promise<Outcome<{ nick: string } | undefined>>;
  /** Unread whispers as the site counts them. */
  fetchUnread(): Promise<Outcome<number>>;
}

export type { MembershipId };
