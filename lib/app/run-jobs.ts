import { besideText } from '../base/local-forms';
import { type Failure, fail, type Outcome, ok } from '../base/outcome';
import { say } from '../base/words';
import type { Goal } from '../inventory/goals';
import { type Picture, samePlace } from '../inventory/picture';
import { planGoal } from '../inventory/plan-goal';
import { placeInWords } from '../inventory/rules';
import { findItem } from '../inventory/stacks';
import { goalsBack, type Origin } from '../inventory/undo';
import type { GoalResult, Job, JobId, JobLabel } from '../messages/jobs';
import { type MoveDeps, runGoal } from './run-goal';
import { arrived, isStackKey } from './send-step';

export interface JobDeps extends MoveDeps {
  /** A random part for ids. */
  random(): string;
}

/** A wish older than this is not carried out by a background that has just come back: nobody waits for it any more. */
const STALE_MS = 120_000;

/** Writes a wish into the journal; `runJobs` carries it out. */
export async function askJob(
  wish: { goals: Goal[]; label: JobLabel; undoes?: JobId; fromChat?: true },
  deps: JobDeps,
): Promise<Outcome<{ jobId: JobId }>> {
  const picture = await deps.pictures.load();
  if (picture === undefined) return fail('signed-out');
  const nowMs = deps.now();
  // A fixed width keeps ids in the order of time.
  const id = `${nowMs.toString(36).padStart(9, '0')}-${deps.random()}` as JobId;
  await deps.journal.add({
    id,
    membershipId: picture.account.membershipId,
    label: wish.label,
    goals: wish.goals,
    results: [],
    state: 'queued',
    plan: [],
    at: 0,
    cancelAsked: false,
    origins: [],
    aside: [],
    ...(wish.undoes === undefined ? {} : { undoes: wish.undoes }),
    ...(wish.fromChat === undefined ? {} : { fromChat: wish.fromChat }),
    settled: false,
    createdAtMs: nowMs,
    changedAtMs: nowMs,
  });
  return ok({ jobId: id });
}

/** Carries out everything that is asked for, oldest first. Callers hold the lock: one move at a time everywhere. */
export async function runJobs(deps: JobDeps): Promise<void> {
  for (;;) {
    const [job] = await deps.journal.unfinished();
    if (job === undefined) break;
    await runJob(job, deps);
  }
  await deps.journal.prune(deps.now());
}

async function runJob(given: Job, deps: JobDeps): Promise<void> {
  let job = given;
  const change = async (fields: { [K in keyof Job]?: Job[K] | undefined }): Promise<void> => {
    await deps.journal.change(job.id, { ...fields, changedAtMs: deps.now() });
    job = { ...job, ...(fields as Partial<Job>) };
  };
  const account = (await deps.pictures.load())?.account.membershipId;
  // Another account is shown by now: its player has not seen this wish.
  if (account !== job.membershipId) return change({ state: 'stopped', problem: fail('interrupted').failure });
  await change({ state: 'running' });
  for (const goal of job.goals.slice(job.results.length)) {
    if ((await deps.journal.load(job.id))?.cancelAsked === true) return change({ state: 'cancelled' });
    const end = await runGoal(job, goal, deps);
    job = end.job;
    if (end.result.kind === 'failed' && end.result.failure.code === 'unknown-outcome') {
      // Plan and question stay in the journal: going on begins with finding out.
      return change({ state: 'stopped', problem: end.result.failure });
    }
    await change({ results: [...job.results, end.result], plan: [], at: 0, askedAtMs: undefined });
    if (end.result.kind === 'cancelled') return change({ state: 'cancelled' });
    if (end.halt && end.result.kind === 'failed') {
      return change({ state: 'stopped', problem: end.result.failure });
    }
  }
  const half = job.results.find(isHalf);
  if (half?.kind === 'failed') return change({ state: 'stopped', problem: half.failure });
  await change({ state: 'done' });
}

/**
 * After a death: what was under way is looked after by reading, never by writing. What has arrived counts; the rest
 * waits for the player's word. Wishes that nobody waits for any more are not begun.
 */
export async function settleJobs(deps: JobDeps): Promise<void> {
  const unfinished = await deps.journal.unfinished();
  const shown = (await deps.pictures.load())?.account.membershipId;
  // What another account's things did, this one's picture cannot tell; \`runJobs\` stops those.
  const running = unfinished.filter((job) => job.state === 'running' && job.membershipId === shown);
  if (running.length > 0) await deps.reread();
  const picture = await deps.pictures.load();
  for (const job of running) await settleOne(job, picture, deps);
  for (const job of unfinished) {
    if (job.state !== 'queued' || deps.now() - job.createdAtMs < STALE_MS) continue;
    await deps.journal.change(job.id, { state: 'stopped', problem: interrupted(job, picture) });
  }
}

async function settleOne(job: Job, picture: Picture | undefined, deps: JobDeps): Promise<void> {
  const { results, sure } = await lookAfter(job, picture, deps);
  const over = results.length === job.goals.length;
  // What was counted now must not be counted again; what nobody knows yet is asked about when going on.
  const known = sure ? { plan: [], at: 0, askedAtMs: undefined, askedPieces: undefined } : {};
  await deps.journal.change(job.id, {
    results,
    ...known,
    state: over ? 'done' : 'stopped',
    problem: over ? undefined : interrupted({ ...job, results }, picture),
    changedAtMs: deps.now(),
  });
}

/**
 * What the picture says about a job that was cut off. `sure` is false when pieces of a stack were on their way and
 * the picture is older than the call: then nobody may repeat it.
 */
async function lookAfter(
  job: Job,
  picture: Picture | undefined,
  deps: JobDeps,
): Promise<{ results: GoalResult[]; sure: boolean }> {
  const results = [...job.results];
  if (picture === undefined) return { results, sure: job.askedAtMs === undefined };
  const step = job.plan[job.at];
  const asked = job.askedAtMs !== undefined && step !== undefined;
  const happened = asked && arrived(picture, step, job.askedPieces);
  const pieces = asked && 'item' in step && isStackKey(step.item);
  const sure = !pieces || happened || picture.mintedAtMs > (job.askedAtMs ?? 0);
  if (!sure) return { results, sure };
  const at = job.at + (happened ? 1 : 0);
  if (job.plan.length > 0 && at === job.plan.length) results.push({ kind: 'done', moved: true });
  const { moveOthers } = await deps.views.load('settings');
  // Goals are true or not by themselves: what is so already needs no more asking.
  for (let goal = job.goals[results.length]; goal !== undefined; goal = job.goals[results.length]) {
    const rest = planGoal(picture, goal, { moveOthers, full: [], spare: [] });
    if (!rest.ok || rest.value.length > 0) break;
    results.push({ kind: 'done', moved: true });
  }
  return { results, sure };
}

/** Takes a stopped job up again from where things are now: what is not done yet is planned anew. */
export async function goOn(jobId: JobId, deps: JobDeps): Promise<Outcome<null>> {
  const job = await deps.journal.load(jobId);
  if (job === undefined || job.state !== 'stopped') return ok(null);
  await deps.reread();
  const now = await lookAfter(job, await deps.pictures.load(), deps);
  if (!now.sure) return fail('unknown-outcome', { itemName: job.label.name });
  const isDone = (_goal: Goal, at: number): boolean => now.results[at]?.kind === 'done';
  const done = job.goals.filter(isDone);
  const rest = job.goals.filter((goal, at) => !isDone(goal, at));
  await deps.journal.change(jobId, {
    goals: [...done, ...rest],
    results: done.map(() => ({ kind: 'done', moved: true })),
    plan: [],
    at: 0,
    askedAtMs: undefined,
    askedPieces: undefined,
    state: 'queued',
    problem: undefined,
    cancelAsked: false,
    changedAtMs: deps.now(),
  });
  return ok(null);
}

/** Asks for the way back of a job. What a postmaster gave cannot go back, and is told when nothing else can. */
export async function undoJob(
  jobId: JobId,
  deps: JobDeps,
  asker: { fromChat?: true } = {},
): Promise<Outcome<{ jobId: JobId }>> {
  const job = await deps.journal.load(jobId);
  const picture = await deps.pictures.load();
  if (job === undefined || picture === undefined || job.settled) {
    return fail('cannot-undo', { names: job?.label.name ?? say('item_it') });
  }
  const { goals, cannot } = goalsBack(picture, job.origins);
  if (goals.length === 0) return fail('cannot-undo', { names: namesOf(cannot) });
  const label = { kind: 'undo' as const, name: job.label.name };
  const asked = await askJob({ goals, label, undoes: jobId, ...asker }, deps);
  if (!asked.ok) return asked;
  await deps.journal.change(jobId, { settled: true, changedAtMs: deps.now() });
  return asked;
}

function namesOf(origins: readonly Origin[]): string {
  return origins.length === 0
    ? say('item_it')
    : besideText([...new Set(origins.map((origin) => origin.itemName))]);
}

/** A goal that failed with its thing neither where it was nor where it should be. */
function isHalf(result: GoalResult): boolean {
  return result.kind === 'failed' && result.failure.facts.stopped === 1;
}

function interrupted(job: Job, picture: Picture | undefined): Failure {
  const goal = job.goals[job.results.length];
  const item = goal !== undefined && 'item' in goal && picture ? findItem(picture, goal.item) : undefined;
  if (item === undefined || picture === undefined) return fail('interrupted').failure;
  return fail('interrupted', {
    itemName: item.name,
    where: placeInWords(picture, item.place, item.equipped),
    ...(job.origins.some((origin) => origin.now === item.key && !samePlace(origin.place, item.place))
      ? { stopped: 1 }
      : {}),
  }).failure;
}
