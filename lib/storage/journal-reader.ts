import { liveQuery } from 'dexie';
import type { Loadout } from '../inventory/loadouts/loadout';
import { bookOf, type MarkBook } from '../inventory/marks';
import type { Job } from '../messages/jobs';
import { journalDatabase } from './databases';
import { shownAccount } from './picture-store';

/*
 * For pages: what moves, what moved, and the player's loadouts, tags and notes, now and after every change.
 */

/** The kept jobs of the account that is shown, newest first. */
export async function loadJobs(): Promise<Job[]> {
  const [jobs, shown] = await Promise.all([journalDatabase().jobs.toArray(), shownAccount()]);
  const theirs = jobs.filter((job) => job.membershipId === shown);
  return theirs.sort((one, other) => (one.id < other.id ? 1 : -1));
}

/** Calls back with these jobs, newest first. Returns how to stop. */
export function watchJobs(onJobs: (jobs: Job[]) => void, onBroken: (error: unknown) => void): () => void {
  const watching = liveQuery(loadJobs).subscribe(onJobs, onBroken);
  return () => watching.unsubscribe();
}

/** Calls back with the player's loadouts, the last changed first. Returns how to stop. */
export function watchLoadouts(
  onLoadouts: (loadouts: Loadout[]) => void,
  onBroken: (error: unknown) => void,
): () => void {
  const watching = liveQuery(() => journalDatabase().loadouts.toArray()).subscribe(
    (loadouts) => onLoadouts(loadouts.sort((one, other) => other.changedAtMs - one.changedAtMs)),
    onBroken,
  );
  return () => watching.unsubscribe();
}

/** Calls back with what the player says of items. Returns how to stop. */
export function watchMarks(
  onMarks: (marks: MarkBook) => void,
  onBroken: (error: unknown) => void,
): () => void {
  const watching = liveQuery(() => journalDatabase().marks.toArray()).subscribe(
    (marks) => onMarks(bookOf(marks)),
    onBroken,
  );
  return () => watching.unsubscribe();
}
