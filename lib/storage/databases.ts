import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Hash, MembershipId } from '../base/ids';
import type { Failure } from '../base/outcome';
import type { ChatLooks } from '../chat/looks';
import type { Whisper } from '../chat/whisper-book';
import type { Loadout } from '../inventory/loadouts/loadout';
import type { Mark } from '../inventory/marks';
import type { Touch } from '../inventory/merge-touches';
import type { PerkBook } from '../inventory/perks';
import type { Picture } from '../inventory/picture';
import type { ItemDefinition, NameHashes, NameIndex, WorldTables } from '../items/item-definition';
import { bucketNames, type NameBucket } from '../items/name-lookup';
import type { OldItem } from '../items/old-definition';
import type { PackedItems } from '../items/packed-items';
import type { Backup } from '../messages/backup';
import type { DiagnosticEvent } from '../messages/diagnostics';
import type { Job } from '../messages/jobs';
import type { ViewName, Views } from '../messages/views';

/*
 * Every database, table and version on one page. Only the background writes (the import worker acts for it);
 * pages may read all but `secrets`, which the background alone opens.
 */

export interface ViewRecord {
  id: ViewName;
  value: Views[ViewName];
}

/** What one Destiny profile was last seen to hold. Each account has its own; which one is shown, the session view says. */
export interface PictureRecord {
  id: MembershipId;
  picture: Picture;
}

export interface PerkRecord {
  membershipId: MembershipId;
  perks: PerkBook;
}

/** Where our own writes put things, so that an older profile does not move them back (bungie-api.md 7.7). */
export type TouchRecord = Touch & { membershipId: MembershipId };

export interface WhisperRecord extends Whisper {
  /** 1 once its reader was told, or needs no telling; 2 from right before that, so that a death in between is noticed. */
  announced: 0 | 1 | 2;
}

/** How the chat looks, and by `@nick` (in lower case) what marks its people bear. */
export type LooksRecord = { id: string; atMs: number; lists?: ChatLooks; features?: string[] };

class StateDatabase extends Dexie {
  declare views: EntityTable<ViewRecord, 'id'>;
  declare pictures: EntityTable<PictureRecord, 'id'>;
  declare perks: EntityTable<PerkRecord, 'membershipId'>;
  declare touched: Table<TouchRecord, [MembershipId, string]>;
  declare whispers: EntityTable<WhisperRecord, 'messageId'>;
  declare looks: EntityTable<LooksRecord, 'id'>;

  constructor() {
    super('vault-courier-state');
    this.version(1).stores({ views: 'id', pictures: 'id', touches: 'key', whispers: 'messageId, atMs' });
    // Conversations: what was kept before is all incoming, and the site will say what of it is unread.
    this.version(2)
      .stores({ whispers: 'messageId, atMs, who, announced' })
      .upgrade((changing) =>
        changing
          .table<WhisperRecord>('whispers')
          .toCollection()
          .modify((whisper) => {
            whisper.who = whisper.nick.toLowerCase();
            whisper.way = 'in';
            whisper.state = 'read';
          }),
      );
    this.version(3).stores({ looks: 'id' });
    // A picture for each account. There was one, called `last`; touches count for two minutes and are not worth moving.
    this.version(3)
      .stores({ perks: 'membershipId', touched: '[membershipId+key], membershipId', touches: null })
      .upgrade(async (changing) => {
        const pictures = changing.table<{ id: string; picture?: Picture; perks?: PerkBook }>('pictures');
        const picture = (await pictures.get('last'))?.picture;
        const perks = (await pictures.get('perks'))?.perks;
        await pictures.clear();
        if (picture === undefined) return;
        const { membershipId } = picture.account;
        await pictures.put({ id: membershipId, picture });
        if (perks !== undefined) await changing.table<PerkRecord>('perks').put({ membershipId, perks });
        await changing
          .table<{ id: string; value: { waiting?: object[] } }>('views')
          .where('id')
          .equals('later')
          .modify((view) => {
            view.value.waiting = view.value.waiting?.map((one) => ({ ...one, membershipId })) ?? [];
          });
      });
  }
}

/** Items whose hashes share their upper ten bits, as the import of that generation wrote them. */
export interface DefinitionPage {
  generation: string;
  page: number;
  packed?: PackedItems;
  /** What pages held before the fifth format. */
  items?: Record<Hash, ItemDefinition | OldItem>;
  /** Where its items come from, those of which it is known. */
  sources?: Record<Hash, string>;
}

/** Which page record serves each page of a generation: an update writes only those that differ. */
export interface PageDirectory {
  generation: string;
  pages: [page: number, writtenBy: string][];
}

/** The small tables of a generation. */
export interface GenerationTables {
  generation: string;
  tables: WorldTables;
}

/** The names of a generation, for chat pages. */
export interface GenerationNames {
  generation: string;
  names: NameIndex;
  hashes: NameHashes;
}

/** Some of the names of a generation with their hashes, to find one without reading all. */
export interface NameBucketRecord {
  generation: string;
  bucket: number;
  names: NameBucket;
}

/** The items of the profile that was read last, out of their pages. */
export interface ItemKit {
  id: 'profile';
  generation: string;
  packed?: PackedItems;
  sources?: Record<Hash, string>;
}

/** `current` is the pointer that flips; `job` is the import under way, if any; `due` is the next check. */
export type DefinitionMeta =
  | ({ id: 'current' } & CurrentGeneration)
  | ({ id: 'job' } & ImportJob)
  | { id: 'due'; atMs: number; problem?: Failure };

/** The generation that serves. */
export interface CurrentGeneration {
  generation: string;
  path: string;
  importedAtMs: number;
  items: number;
  /** DEFINITION_FORMAT of the build that imported it; generations before 2 do not say. */
  format?: number;
  /** Bungie's name of its language; English when it does not say. */
  language?: string;
  /** The path it replaced, and when: Bungie may name that one again for some minutes (bungie-api.md 5.4). */
  left?: { path: string; atMs: number };
}

/** The import under way. */
export interface ImportJob {
  job: string;
  path: string;
  startedAtMs: number;
  /** Imports of this path so far, this one included. */
  tries: number;
  /** How many of them ended without a word: their worker, or we, died. This one counts until it has said something. */
  deaths?: number;
  /** False once it has failed in words: then it waits until the next check is due. */
  running?: boolean;
}

class DefinitionDatabase extends Dexie {
  declare meta: Table<DefinitionMeta, DefinitionMeta['id']>;
  declare pages: Table<DefinitionPage, [string, number]>;
  declare worlds: EntityTable<GenerationTables, 'generation'>;
  declare directories: EntityTable<PageDirectory, 'generation'>;
  declare names: EntityTable<GenerationNames, 'generation'>;
  declare buckets: Table<NameBucketRecord, [string, number]>;
  declare kits: EntityTable<ItemKit, 'id'>;

  constructor() {
    // Pages are large and read once: Dexie's cache of query results would copy each of them.
    super('vault-courier-definitions', { cache: 'disabled' });
    this.version(1).stores({ meta: 'id', pages: '[generation+page]', worlds: 'generation' });
    // Pages are shared between generations, and names lie apart from the small tables.
    this.version(2)
      .stores({ directories: 'generation', names: 'generation', buckets: '[generation+bucket]' })
      .upgrade(async (changing) => {
        const old = await changing.table<GenerationTables & GenerationNames>('worlds').toArray();
        const written = (await changing.table('pages').toCollection().primaryKeys()) as [string, number][];
        for (const { generation, tables, names, hashes } of old) {
          const pages = written.filter(([by]) => by === generation).map(([by, page]) => [page, by]);
          await changing.table('directories').put({ generation, pages });
          await changing.table('names').put({ generation, names, hashes });
          const buckets = bucketNames({ names, hashes });
          await changing
            .table('buckets')
            .bulkPut(buckets.map((bucket, at) => ({ generation, bucket: at, names: bucket })));
          await changing.table('worlds').put({ generation, tables });
        }
      });
    this.version(DEFINITION_SCHEMA).stores({ kits: 'id' });
  }
}

/** Counted up with the tables above. */
export const DEFINITION_SCHEMA = 3;

class JournalDatabase extends Dexie {
  declare jobs: EntityTable<Job, 'id'>;
  declare loadouts: EntityTable<Loadout, 'id'>;
  /** Of items out of sight as well: nothing but the player takes a mark away. */
  declare marks: EntityTable<Mark, 'instanceId'>;

  constructor() {
    // Strict: what was asked of Bungie must be known after a power cut, and loadouts are the player's own work, as are marks.
    super('vault-courier-journal', { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ jobs: 'id, state', loadouts: 'id' });
    this.version(2).stores({ marks: 'instanceId' });
  }
}

/** What the reader made, as it was on five earlier days. */
export interface BackupRecord {
  madeAtMs: number;
  backup: Backup;
}

class BackupDatabase extends Dexie {
  declare backups: EntityTable<BackupRecord, 'madeAtMs'>;

  constructor() {
    // A database of its own: whatever damages the others leaves this one.
    super('vault-courier-backups', { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ backups: 'madeAtMs' });
  }
}

/** A ring of what happened, for diagnostics. */
export interface EventRecord extends DiagnosticEvent {
  id?: number;
}

class EventDatabase extends Dexie {
  declare events: EntityTable<EventRecord, 'id'>;

  constructor() {
    super('vault-courier-events');
    this.version(1).stores({ events: '++id' });
  }
}

export interface SecretRecord {
  id: 'tokens' | `tokens:${string}` | 'chat-key' | 'bungie-app';
  value: unknown;
}

class SecretDatabase extends Dexie {
  declare secrets: EntityTable<SecretRecord, 'id'>;

  constructor() {
    // Strict: a token pair that Bungie rotated must survive a power cut (reliability-security.md R6).
    super('vault-courier-secrets', { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ secrets: 'id' });
  }
}

let state: StateDatabase | undefined;
let definitions: DefinitionDatabase | undefined;
let secrets: SecretDatabase | undefined;
let journal: JournalDatabase | undefined;
let backups: BackupDatabase | undefined;
let events: EventDatabase | undefined;

/** Views, pictures, whispers. */
export function stateDatabase(): StateDatabase {
  state ??= new StateDatabase();
  return state;
}

/** Manifest generations. */
export function definitionDatabase(): DefinitionDatabase {
  definitions ??= new DefinitionDatabase();
  return definitions;
}

/** Moves under way and done, and the player's loadouts, tags and notes. */
export function journalDatabase(): JournalDatabase {
  journal ??= new JournalDatabase();
  return journal;
}

/** Automatic backups. */
export function backupDatabase(): BackupDatabase {
  backups ??= new BackupDatabase();
  return backups;
}

/** What happened lately. */
export function eventDatabase(): EventDatabase {
  events ??= new EventDatabase();
  return events;
}

/** Tokens and keys. Background only. */
export function secretDatabase(): SecretDatabase {
  secrets ??= new SecretDatabase();
  return secrets;
}
