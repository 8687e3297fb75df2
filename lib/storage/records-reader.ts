import { liveQuery } from 'dexie';
import type { Backup } from '../messages/backup';
import type { DiagnosticEvent } from '../messages/diagnostics';
import { backupStore } from './backup-store';
import { eventStore } from './event-store';

/*
 * For pages: automatic backups and what happened lately, now and after every change. Each returns how to stop.
 */

export function watchBackups(
  onBackups: (backups: Backup[]) => void,
  onBroken: (error: unknown) => void,
): () => void {
  const watching = liveQuery(() => backupStore.list()).subscribe(onBackups, onBroken);
  return () => watching.unsubscribe();
}

export function watchEvents(
  onEvents: (events: DiagnosticEvent[]) => void,
  onBroken: (error: unknown) => void,
): () => void {
  const watching = liveQuery(() => eventStore.list()).subscribe(onEvents, onBroken);
  return () => watching.unsubscribe();
}
