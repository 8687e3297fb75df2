import type { Job } from '../messages/jobs';
import type { JournalStore } from './ports';

export interface StoppedDeps {
  journal: Pick<JournalStore, 'stopped' | 'change'>;
  /** True while a page of ours is open: it tells by itself. */
  isPageOpen(): Promise<boolean>;
  notify(job: Job): Promise<void>;
}

/** Tells by system notification of moves that stopped while nobody was looking; of each one once. */
export async function noticeStopped(deps: StoppedDeps): Promise<void> {
  const untold = (await deps.journal.stopped()).filter((job) => job.noticed !== true);
  if (untold.length === 0 || (await deps.isPageOpen())) return;
  for (const job of untold) {
    // Written first: a notification is lost rather than shown twice.
    await deps.journal.change(job.id, { noticed: true });
    await deps.notify(job);
  }
}
