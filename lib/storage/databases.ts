import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Hash, MembershipId } from '../base/ids';
import type { Failure } from '../base/outcome';
import type { ChatLooks } from '../chat/looks';
import type { Whisper } from '../chat/whisper-book';
import type { Loadout } from '../inventory/loadouts/loadout';
import type { Touch } from '../inventory/merge-touches';
import type { PerkBook } from '../inventory/perks';
import type { Picture } from '../inventory/picture';
import type { ItemDefinition, NameHashes, NameIndex, WorldTables } from '../items/item-definition';
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

/** Items of one generation whose hashes share their upper ten bits. */
export interface DefinitionPage {
  generation: string;
  page: number;
  items: Record<Hash, ItemDefinition>;
}

export interface GenerationTables {
  generation: string;
  tables: WorldTables;
  names: NameIndex;
  hashes: NameHashes;
}

/** `current` is the pointer that flips; `job` is the import under way, if any; `due` is the next check. */
export type DefinitionMeta =
  | { id: 'current'; generation: string; path: string; importedAtMs: number; items: number; format?: number }
  | { id: 'job'; job: string; path: string; startedAtMs: number; tries: number }
  | { id: 'due'; atMs: number; problem?: Failure };

class DefinitionDatabase extends Dexie {
  declare meta: Table<DefinitionMeta, DefinitionMeta['id']>;
  declare pages: Table<DefinitionPage, [string, number]>;
  declare worlds: EntityTable<GenerationTables, 'generation'>;

  constructor() {
    super('vault-courier-definitions');
    this.version(1).stores({ meta: 'id', pages: '[generation+page]', worlds: 'generation' });
  }
}

class JournalDatabase extends Dexie {
  declare jobs: EntityTable<Job, 'id'>;
  declare loadouts: EntityTable<Loadout, 'id'>;

  constructor() {
    // Strict: what was asked of Bungie must be known after a power cut, and loadouts are the player's own work.
    super('vault-courier-journal', { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ jobs: 'id, state', loadouts: 'id' });
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

/** Moves under way and done, and the player's loadouts. */
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
