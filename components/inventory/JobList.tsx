import type { Picture } from '../../lib/inventory/picture';
import { findItem } from '../../lib/inventory/stacks';
import type { GoalResult, Job } from '../../lib/messages/jobs';
import { timeText } from '../ui/age-text';
import { Button } from '../ui/Button';
import { failureText } from '../ui/failure-text';
import { canUndo } from './move-words';

export interface JobListProps {
  /** Newest first. */
  jobs: readonly Job[];
  picture: Picture | undefined;
  nowMs: number;
  onUndo(job: Job): void;
  onGoOn(job: Job): void;
}

/** The last moves with what became of each thing, and the way back. */
export function JobList({ jobs, picture, nowMs, onUndo, onGoOn }: JobListProps) {
  if (jobs.length === 0) return <p class="quiet">Nothing was moved yet.</p>;
  return (
    <ul class="jobs">
      {jobs.map((job) => (
        <li key={job.id}>
          <details>
            <summary>
              <span>{titleOf(job)}</span>
              <small>
                {endOf(job)} · {timeText(job.createdAtMs, nowMs)}
              </small>
            </summary>
            <ul>
              {job.goals.map((goal, at) => {
                const name = nameOf(job, at, picture);
                return (
                  <li key={`${goal.kind}:${at}`}>
                    <b>{name}</b> {resultInWords(job.results[at], job)}
                  </li>
                );
              })}
              {job.aside.map(({ itemName, equipped }, at) => (
                <li key={`aside:${at}`}>
                  <b>{itemName}</b> {equipped ? 'was put on in its place' : 'made room'}
                </li>
              ))}
            </ul>
          </details>
          {job.state === 'stopped' && !job.settled && (
            <Button kind="link" label={`Go on: ${titleOf(job)}`} onPress={() => onGoOn(job)}>
              Go on
            </Button>
          )}
          {canUndo(job) && (
            <Button kind="link" label={`Undo: ${titleOf(job)}`} onPress={() => onUndo(job)}>
              {job.state === 'stopped' ? 'Put back' : 'Undo'}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

const TITLES: Readonly<Record<Job['label']['kind'], (name: string) => string>> = {
  move: (name) => `Moved ${name}`,
  equip: (name) => `Put on ${name}`,
  lock: (name) => `Locked ${name}`,
  unlock: (name) => `Unlocked ${name}`,
  clear: (name) => `${name} to the vault`,
  postmaster: (name) => `Postmaster of your ${name}`,
  several: (name) => `Several: ${name}`,
  loadout: (name) => `Loadout ${name}`,
  undo: (name) => `Took back ${name}`,
};

function titleOf({ label }: Job): string {
  return TITLES[label.kind](label.name);
}

function endOf(job: Job): string {
  const done = job.results.filter((result) => result.kind === 'done').length;
  const count = job.goals.length > 1 ? `${done} of ${job.goals.length}` : '';
  switch (job.state) {
    case 'queued':
      return 'waiting';
    case 'running':
      return count === '' ? 'at work' : `${count}, at work`;
    case 'stopped':
      return job.settled ? 'stopped, settled' : 'stopped';
    case 'cancelled':
      return count === '' ? 'cancelled' : `${count}, cancelled`;
    case 'done':
      if (done === job.goals.length)
        return job.settled ? 'taken back' : count === '' ? 'done' : `all ${done}`;
      return count === '' ? 'not done' : count;
  }
}

function nameOf(job: Job, at: number, picture: Picture | undefined): string {
  const goal = job.goals[at];
  if (goal === undefined) return '';
  if (!('item' in goal)) return goal.kind === 'wear' ? 'Putting on' : job.label.name;
  const origin = job.origins.find((one) => one.item === goal.item);
  const held = picture === undefined ? undefined : findItem(picture, origin?.now ?? goal.item);
  return held?.name ?? origin?.itemName ?? 'An item that is gone';
}

function resultInWords(result: GoalResult | undefined, job: Job): string {
  if (result === undefined) {
    return job.state === 'queued' || job.state === 'running' ? 'waits' : 'was not begun';
  }
  if (result.kind === 'cancelled') return 'was cancelled';
  if (result.kind === 'done') return result.moved ? 'done' : 'was so already';
  return `– ${failureText(result.failure)}`;
}
