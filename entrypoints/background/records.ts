import { type BackupDeps, backUpDaily, bringBackup } from '@/lib/app/backups';
import { lookAtHealth } from '@/lib/app/health';
import { type Outcome, ok } from '@/lib/base/outcome';
import type { Backup } from '@/lib/messages/backup';
import type { MessageName } from '@/lib/messages/contract';
import type { DiagnosticEvent } from '@/lib/messages/diagnostics';
import type { Settings } from '@/lib/messages/settings';
import { listAlarms } from '@/lib/platform/alarms';
import { serve as plainServe } from '@/lib/platform/letterbox';
import { offscreenState } from '@/lib/platform/offscreen';
import { hostPermissions, storageRoom } from '@/lib/platform/permissions';
import { backupStore } from '@/lib/storage/backup-store';
import { eventStore } from '@/lib/storage/event-store';
import { loadJobs } from '@/lib/storage/journal-reader';
import { journalStore } from '@/lib/storage/journal-store';
import { markStore } from '@/lib/storage/mark-store';
import { pictureStore } from '@/lib/storage/picture-store';
import { viewStore } from '@/lib/storage/view-store';

/** Too many to be told when all is well; their failures are. */
const CHATTY: ReadonlySet<MessageName> = new Set([
  'item.card',
  'item.own',
  'item.sent',
  'cards.settings',
  'item.roll',
  'names.index',
  'socket.event',
  'import.event',
  'health.look',
  'whispers.refresh',
]);

/** What is written down about ourselves: events, health, backups. */
export function wireRecords({
  changeSettings,
}: {
  changeSettings(change: Partial<Settings>): Promise<Outcome<null>>;
}) {
  const startedAtMs = Date.now();
  const note = (event: Omit<DiagnosticEvent, 'atMs'>): void =>
    void eventStore.add({ atMs: Date.now(), ...event });
  const backups: BackupDeps = {
    backups: backupStore,
    loadouts: { all: journalStore.loadouts, save: journalStore.saveLoadouts },
    marks: markStore,
    views: viewStore,
    changeSettings,
    now: Date.now,
  };
  note({ kind: 'start', what: 'background' });
  // What no handler caught: that it happened is told, its words may hold anything.
  self.addEventListener('error', () => note({ kind: 'broken', what: 'background' }));
  self.addEventListener('unhandledrejection', () => note({ kind: 'broken', what: 'background' }));

  /** Serves a message and writes down how it ended and how long it took. */
  const serve: typeof plainServe = (name, handler) =>
    plainServe(name, async (asked, from) => {
      const sinceMs = Date.now();
      const answer = await handler(asked, from);
      const tookMs = Date.now() - sinceMs;
      if (!answer.ok) note({ kind: 'message', what: name, tookMs, code: answer.failure.code });
      else if (!CHATTY.has(name)) note({ kind: 'message', what: name, tookMs });
      return answer;
    });

  return {
    note,
    serve,
    backUpDaily: () => backUpDaily(backups),
    bring: (backup: Backup) => bringBackup(backup, backups),
    health: async () =>
      ok(
        await lookAtHealth({
          startedAtMs,
          views: viewStore,
          pictures: pictureStore,
          journal: { all: loadJobs },
          backups: backupStore,
          offscreen: offscreenState,
          alarms: listAlarms,
          hosts: hostPermissions,
          storage: storageRoom,
        }),
      ),
  };
}
