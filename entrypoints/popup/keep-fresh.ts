import type { Job } from '@/lib/messages/jobs';

/** What decides whether the items are read anew without being asked for. */
export interface Freshness {
  nowMs: number;
  /** When they were last asked for. */
  triedAtMs: number;
  signedIn: boolean;
  refreshing: boolean;
  /** Somebody sees the page. */
  visible: boolean;
  jobs: readonly Pick<Job, 'state' | 'changedAtMs'>[];
}

/** Bungie serves copies up to half a minute old: asking more often brings nothing new (bungie-api.md 4.2). */
const GAP_MS = 60_000;
/** Time for the game's servers to agree on what a chain of moves did. */
const AFTER_MOVES_MS = 8_000;

/** True when the items should be read now: a little after moves, else once a minute while somebody looks. */
export function wantsRefresh(given: Freshness): boolean {
  const { nowMs, triedAtMs, jobs } = given;
  if (!given.signedIn || given.refreshing || !given.visible) return false;
  if (jobs.some((job) => job.state === 'running' || job.state === 'queued')) return false;
  const lastMs = Math.max(0, ...jobs.map((job) => job.changedAtMs));
  // A clock that went back must not keep the page waiting for hours.
  const since = (atMs: number): number => Math.abs(nowMs - atMs);
  if (lastMs > triedAtMs) return since(lastMs) >= AFTER_MOVES_MS;
  return since(triedAtMs) >= GAP_MS;
}
