import type { CharacterId, Hash, ItemInstanceId, MembershipId } from '../base/ids';
import type { Failure, Outcome } from '../base/outcome';
import type { ChatIdentity } from '../chat/chat-settings';
import type { ChatLooks } from '../chat/looks';
import type { Highlights } from '../chat/mentions';
import type { PageFacts, StreamState } from '../chat/notice-policy';
import type { ChatPageSettings } from '../chat/page-settings';
import type { Waiting, Whisper } from '../chat/whisper-book';
import type { ToSay } from '../dgg/whisper-sender';
import type { Mark } from '../inventory/marks';
import type { Touch } from '../inventory/merge-touches';
import type { PerkBook } from '../inventory/perks';
import type { Account, Picture } from '../inventory/picture';
import type { ItemDefinition, NameHashes, NameIndex, WorldTables } from '../items/item-definition';
import type { ImportOrder } from '../manifest/import-run';
import type { ImportReport, WhisperPush } from '../messages/contract';
import type { Job, JobId } from '../messages/jobs';
import type { ViewName, Views } from '../messages/views';
import type { CurrentGeneration, ImportJob, WhisperRecord } from '../storage/databases';

/*
 * What the use cases need from outside. Adapters fit these; `entrypoints/background.ts` plugs them together.
 */

/** Milliseconds since 1970. */
export type Now = () => number;

/** Every field optional, and undefined allowed to say "take it away". */
export type ViewChange<N extends ViewName> = {
  [K in keyof NonNullable<Views[N]>]?: NonNullable<Views[N]>[K] | undefined;
};

export interface ViewStore {
  load<N extends ViewName>(name: N): Promise<Views[N]>;
  /** Changes some fields of the stored view; `null` empties the move view. */
  save<N extends ViewName>(name: N, change: ViewChange<N> | null): Promise<void>;
  /** Replaces the whole view. */
  replace<N extends ViewName>(name: N, value: Views[N]): Promise<void>;
}

/** Tags and notes, of items in and out of sight. */
export interface MarkStore {
  all(): Promise<Mark[]>;
  /** Puts what `next` makes of a mark in its place, or takes it away when that is nothing. */
  change(instanceId: ItemInstanceId, next: (before: Mark | undefined) => Mark | undefined): Promise<void>;
  /** Lays these over what is there, and removes nothing. */
  bring(brought: readonly Mark[]): Promise<void>;
}

/** Pictures by account; without one named, the account that is shown is meant. */
export interface PictureStore {
  load(of?: MembershipId): Promise<Picture | undefined>;
  save(picture: Picture): Promise<void>;
  perks(of?: MembershipId): Promise<PerkBook | undefined>;
  savePerks(perks: PerkBook, of: MembershipId): Promise<void>;
  touches(of: MembershipId): Promise<Touch[]>;
  /** Picture and touches in one transaction. */
  saveTouched(picture: Picture, touches: readonly Touch[]): Promise<void>;
  dropTouchesBefore(atMs: number): Promise<void>;
}

export interface JournalStore {
  add(job: Job): Promise<void>;
  load(id: JobId): Promise<Job | undefined>;
  /** Changes the given fields only; undefined takes a field away. On disk before it answers. */
  change(id: JobId, change: { [K in keyof Job]?: Job[K] | undefined }): Promise<void>;
  /** Jobs that are not over, oldest first. */
  unfinished(): Promise<Job[]>;
  /** Jobs that stopped half-way and that nobody has dismissed or taken up yet, oldest first. */
  stopped(): Promise<Job[]>;
  prune(nowMs: number): Promise<void>;
}

/** What is known of items; `storage/definition-lookups` says what each question costs. */
export interface DefinitionLookups {
  current(): Promise<CurrentGeneration | undefined>;
  /** Items of the current generation by hash; hashes it does not know are absent. */
  items(hashes: Iterable<Hash>): Promise<Map<Hash, ItemDefinition>>;
  /** The same for a whole profile, which is asked for again and again. */
  profileItems(hashes: Iterable<Hash>): Promise<Map<Hash, ItemDefinition>>;
  tables(): Promise<WorldTables | undefined>;
  names(): Promise<{ names: NameIndex; hashes: NameHashes } | undefined>;
  /** The definition a name stands for, whatever its case, accents and quotes. */
  hashOfName(name: string): Promise<Hash | undefined>;
  /** All weapons, or all pieces of armour, of that name, newest first; empty where there is but one. */
  printingsOf(name: string): Promise<readonly Hash[]>;
}

export interface DefinitionStore extends DefinitionLookups {
  /** Points to a fully written generation, then drops what nobody needs. False when it is not there whole. */
  flip(to: CurrentGeneration): Promise<boolean>;
  /** Removes everything that the generation in use does not need. */
  dropOrphans(): Promise<void>;
  loadJob(): Promise<ImportJob | undefined>;
  saveJob(job: ImportJob | undefined): Promise<void>;
  loadDueMs(): Promise<number | undefined>;
  saveDueMs(atMs: number): Promise<void>;
}

/** Runs one import somewhere with memory to spare: offscreen document's worker, or the background's own. */
export interface Importer {
  /** `import-died` and `no-reply` when it ended without a word. */
  run(order: ImportOrder): Promise<Outcome<ImportReport>>;
}

/** What Bungie's Manifest call names: paths by locale, and those of JSON tables by locale and table. */
export interface ManifestPaths {
  version: string;
  sqlite: Readonly<Record<string, string>>;
  json: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface ManifestSource {
  /** What is published now (bungie-api.md 5.1). */
  fetchManifest(): Promise<Outcome<ManifestPaths>>;
}

/** Bungie's reads and writes for the signed-in account; every call carries a fresh enough token. */
export interface BungieProfile {
  /** The raw `Response` of GetProfile with the quick transfer set (bungie-api.md 4.2). */
  fetchProfile(account: Account): Promise<Outcome<unknown>>;
  /** The raw `Response` of GetItem with everything a card shows. */
  fetchItem(account: Account, instanceId: ItemInstanceId): Promise<Outcome<unknown>>;
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
  /** Asks Bungie something that needs nobody. */
  checkReachable(): Promise<Outcome<null>>;
}

export interface WhisperStore {
  /** Stores it if its id is new; false when it was there already. */
  add(whisper: WhisperRecord): Promise<boolean>;
  /** True when nobody began to tell it before; false for what somebody who died over it had begun to. */
  claim(messageId: number): Promise<boolean>;
  /** Its reader was told. */
  told(messageIds: readonly number[]): Promise<void>;
  /** In the order they were written. */
  unannounced(): Promise<WhisperRecord[]>;
  /** All, or those of one conversation (nick in lower case), oldest first. */
  list(who?: string): Promise<WhisperRecord[]>;
  settle(waiting: readonly Waiting[]): Promise<void>;
  merge(who: string, fetched: readonly Whisper[]): Promise<void>;
  load(messageId: number): Promise<WhisperRecord | undefined>;
  /** One of ours in that conversation by the number it went by, also after the site's own record took its place. */
  loadSent(who: string, number: number): Promise<WhisperRecord | undefined>;
  /** A field given as undefined is removed. */
  change(
    messageId: number,
    change: Partial<Pick<Whisper, 'state'>> & { problem?: Failure | undefined },
  ): Promise<void>;
  drop(messageId: number): Promise<void>;
  /** True when that person (nick in lower case) ever whispered to us, as far as is stored. */
  wrote(who: string): Promise<boolean>;
  /** Ours that wait for their answer. */
  sending(): Promise<WhisperRecord[]>;
  dropBefore(atMs: number): Promise<number>;
  forgetAll(): Promise<void>;
}

/** The chat pages that are open, each by a number of the browser's. */
export interface ChatPages {
  /** How each page that answers stands to a whisper of that nick. */
  look(nick: string): Promise<{ page: number; facts: PageFacts }[]>;
  /** Has these pages show it; showing one twice is no harm. */
  show(whisper: WhisperPush, pages: readonly number[]): Promise<void>;
  /** Open tabs that may hold a chat connection of their own. */
  count(): Promise<number>;
}

/** The login key of the chat; it stays with the background. */
export interface ChatKeys {
  load(): Promise<string | undefined>;
  /** False when it is none. */
  save(key: string): Promise<boolean>;
  drop(): Promise<void>;
}

export interface Notices {
  /** A system notification; the same id replaces itself. */
  notify(notice: { id: string; title: string; text: string }): Promise<void>;
  /** Brings one that is still there up to date without calling for attention anew; false when it is not there. */
  refresh(notice: { id: string; title: string; text: string }): Promise<boolean>;
}

export interface ChatSocket {
  /**
   * Makes the connection wanted or not wanted; idempotent. `identity` says as whom the next handshake goes;
   * `highlights`, which public lines are reported besides whispers.
   */
  want(
    open: boolean,
    as?: { identity: ChatIdentity; highlights?: Highlights | undefined },
  ): Promise<Outcome<null>>;
  /** Hands a whisper over to be sent once; how it ended is reported as `said`. */
  say(whisper: ToSay): Promise<Outcome<null>>;
}

/** How the chat and its people look, each with when that was learnt. */
export interface LooksStore {
  listsAtMs(): Promise<number | undefined>;
  saveLists(lists: ChatLooks, atMs: number): Promise<void>;
  /** `who` is a nick in lower case. */
  personAtMs(who: string): Promise<number | undefined>;
  savePerson(who: string, features: string[], atMs: number): Promise<void>;
  /** What is stored, however old; nothing for who is not known. */
  known(who: string): Promise<{ lists?: ChatLooks | undefined; features: string[] }>;
}

export interface DggApi {
  /** Emotes and flairs from the CDN. */
  fetchLooks(): Promise<Outcome<ChatLooks>>;
  /** The flairs of somebody; none for a nick the site does not know. */
  fetchFeatures(nick: string): Promise<Outcome<string[]>>;
  /** Who the browser's dgg session is; undefined when signed out. */
  fetchMe(): Promise<Outcome<{ nick: string } | undefined>>;
  /** Unread whispers as the site counts them, by conversation. */
  fetchUnread(): Promise<Outcome<Waiting[]>>;
  /** The page's settings as saved on the site; undefined when signed out. */
  fetchPageSettings(): Promise<Outcome<ChatPageSettings | undefined>>;
  /** Marks everything from that nick as read on the site. */
  fetchThread(nick: string, offset?: number): Promise<Outcome<Whisper[]>>;
  /** Has the site renew the session of who it remembers. */
  renewSession(): Promise<Outcome<null>>;
  fetchStream(): Promise<Outcome<StreamState>>;
}

export type { MembershipId };
