import type { MembershipId } from '../base/ids';
import type { Loadout } from '../inventory/loadouts/loadout';
import type { Job, JobId } from '../messages/jobs';
import { journalDatabase } from './databases';

/** How many ended jobs are kept for undo, and for how long. */
const KEPT = 20;
const KEPT_MS = 24 * 60 * 60_000;

/** The journal of moves. Fits the `JournalStore` port. Every write is on disk before it answers. */
export const journalStore = {
  async add(job: Job): Promise<void> {
    await journalDatabase().jobs.put(job);
  },

  load(id: JobId): Promise<Job | undefined> {
    return journalDatabase().jobs.get(id);
  },

  /** Changes the given fields only, so that a wish to cancel is not written over; undefined takes a field away. */
  async change(id: JobId, change: { [K in keyof Job]?: Job[K] | undefined }): Promise<void> {
    await journalDatabase()
      .jobs.where('id')
      .equals(id)
      .modify((job) => {
        for (const [field, value] of Object.entries(change)) {
          if (value === undefined) Reflect.deleteProperty(job, field);
          else Reflect.set(job, field, value);
        }
      });
  },

  /** Jobs that are not over, oldest first. */
  async unfinished(): Promise<Job[]> {
    const jobs = await journalDatabase().jobs.where('state').anyOf('queued', 'running').toArray();
    return jobs.sort((one, other) => (one.id < other.id ? -1 : 1));
  },

  async stopped(): Promise<Job[]> {
    const jobs = await journalDatabase().jobs.where('state').equals('stopped').toArray();
    return jobs.filter((job) => !job.settled).sort((one, other) => (one.id < other.id ? -1 : 1));
  },

  /** Forgets old ended jobs; one that stopped stays until the player has read of it. */
  async prune(nowMs: number): Promise<void> {
    const { jobs } = journalDatabase();
    const ended = (await jobs.toArray())
      .filter((job) => job.state === 'done' || job.state === 'cancelled' || job.settled)
      .sort((one, other) => (one.id < other.id ? 1 : -1));
    const old = ended.filter((job, index) => index >= KEPT || nowMs - job.changedAtMs > KEPT_MS);
    await jobs.bulkDelete(old.map((job) => job.id));
  },

  /** Sign-out: moves belong to the account, loadouts to the player and stay. */
  async emptyOf(accounts: readonly MembershipId[]): Promise<void> {
    await journalDatabase()
      .jobs.filter((job) => accounts.includes(job.membershipId))
      .delete();
  },

  async saveLoadout(loadout: Loadout): Promise<void> {
    await journalDatabase().loadouts.put(loadout);
  },

  loadouts(): Promise<Loadout[]> {
    return journalDatabase().loadouts.toArray();
  },

  /** All of them or, if that fails, none. */
  async saveLoadouts(loadouts: readonly Loadout[]): Promise<void> {
    await journalDatabase().loadouts.bulkPut([...loadouts]);
  },

  async dropLoadout(id: string): Promise<void> {
    await journalDatabase().loadouts.delete(id);
  },
};
