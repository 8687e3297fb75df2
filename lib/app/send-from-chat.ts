import type { Hash } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import { Pace } from '../base/pace';
import type { Picture } from '../inventory/picture';
import type { SendAnswer, SendReport } from '../messages/chat-cards';
import type { Job, JobId } from '../messages/jobs';
import { findSend, type OwnedDeps } from './owned-card';
import { askJob, type JobDeps, undoJob } from './run-jobs';

export interface SendDeps extends OwnedDeps {
  jobs: JobDeps;
  /** Has the queue worked off; answers at once. */
  work(): void;
  /** How a job ended, in words for its player, and whether something of it can be taken back. */
  tell(picture: Picture, job: Job): { text: string; undo: boolean };
}

/** One move a second and twenty a minute from chat pages (reliability-security.md R5). */
const LIMITS = [
  { most: 1, inMs: 1_000 },
  { most: 20, inMs: 60_000 },
];
const sends = new Pace(LIMITS);
/** Counted by itself: who sees at once that it was the wrong one shall not have to wait. */
const undos = new Pace(LIMITS);

/** Sends one owned copy to a character or the vault: journalled at once, carried out in turn with all other moves. */
export async function sendFromChat(
  asked: { hash: Hash; copy: string; to: string },
  deps: SendDeps,
): Promise<Outcome<SendAnswer>> {
  if ((await deps.views.load('settings')).ownInChat !== 'send') return fail('not-allowed');
  const found = await findSend(asked, deps);
  if (!found.ok) return found;
  const { goal, item } = found.value;
  if (!sends.take(deps.now())) return fail('too-fast');
  const wish = { goals: [goal], label: { kind: 'move' as const, name: item.name }, fromChat: true as const };
  const job = await askJob(wish, deps.jobs);
  if (!job.ok) return job;
  deps.work();
  return ok({ job: job.value.jobId });
}

/** How far a job is that a chat page asked for. Others are none of its business. */
export async function followSend({ job: id }: { job: JobId }, deps: SendDeps): Promise<Outcome<SendReport>> {
  const [job, picture] = await Promise.all([deps.jobs.journal.load(id), deps.pictures.load()]);
  if (job?.fromChat !== true || picture === undefined) return fail('not-allowed');
  const failed = job.results.find((result) => result.kind === 'failed');
  const problem = job.problem ?? (failed?.kind === 'failed' ? failed.failure : undefined);
  const over = job.state === 'done' || job.state === 'stopped' || job.state === 'cancelled';
  if (!over) {
    const move = await deps.views.load('move');
    const route = job.state === 'running' && move !== null ? move.route.slice(move.at).join(' → ') : '';
    return ok({
      state: job.state === 'running' ? 'moving' : 'waiting',
      text: route === '' ? job.label.name : `${job.label.name}: ${route}`,
      undo: false,
    });
  }
  const { text, undo } = deps.tell(picture, job);
  if (problem === undefined) return ok({ state: job.state === 'done' ? 'done' : 'stopped', text, undo });
  // Of a move that was refused at its first step nothing can be taken back.
  const changed = problem.facts.stopped === 1 || job.aside.length > 0;
  return ok({ state: 'stopped', text, problem, undo: undo && changed });
}

/** Takes back what a chat page sent. */
export async function undoFromChat(
  { job: id }: { job: JobId },
  deps: SendDeps,
): Promise<Outcome<SendAnswer>> {
  const job = await deps.jobs.journal.load(id);
  if (job?.fromChat !== true) return fail('not-allowed');
  if (!undos.take(deps.now())) return fail('too-fast');
  const asked = await undoJob(id, deps.jobs, { fromChat: true });
  if (!asked.ok) return asked;
  deps.work();
  return ok({ job: asked.value.jobId });
}
