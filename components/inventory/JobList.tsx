import { say } from '../../lib/base/words';
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
  if (jobs.length === 0) return <p class="quiet">{say('jobs_none')}</p>;
  return (
    <ul class="jobs">
      {jobs.map((job) => (
        <li key={job.id}>
          <details>
            <summary>
              <span>{titleOf(job)}</span>
              <small>{say('jobs_when', { end: endOf(job), time: timeText(job.createdAtMs, nowMs) })}</small>
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
                  <b>{itemName}</b> {equipped ? say('jobs_aside_worn') : say('jobs_aside_moved')}
                </li>
              ))}
            </ul>
          </details>
          {job.state === 'stopped' && !job.settled && (
            <Button
              kind="link"
              label={say('jobs_go_on_label', { job: titleOf(job) })}
              onPress={() => onGoOn(job)}
            >
              {say('jobs_go_on')}
            </Button>
          )}
          {canUndo(job) && (
            <Button
              kind="link"
              label={say('jobs_undo_label', { job: titleOf(job) })}
              onPress={() => onUndo(job)}
            >
              {job.state === 'stopped' ? say('jobs_put_back') : say('ui_undo')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function titleOf({ label }: Job): string {
  return say(`jobs_title_${label.kind}`, { name: label.name });
}

function endOf(job: Job): string {
  const done = job.results.filter((result) => result.kind === 'done').length;
  const count = job.goals.length > 1 ? say('move_count_some', { done, all: job.goals.length }) : '';
  switch (job.state) {
    case 'queued':
      return say('jobs_end_waiting');
    case 'running':
      return count === '' ? say('jobs_end_running') : say('jobs_end_running_count', { count });
    case 'stopped':
      return job.settled ? say('jobs_end_stopped_settled') : say('jobs_end_stopped');
    case 'cancelled':
      return count === '' ? say('jobs_end_cancelled') : say('jobs_end_cancelled_count', { count });
    case 'done':
      if (done < job.goals.length) return count === '' ? say('jobs_end_not_done') : count;
      if (job.settled) return say('jobs_end_undone');
      return count === '' ? say('jobs_end_done') : say('jobs_end_all', { count: done });
  }
}

function nameOf(job: Job, at: number, picture: Picture | undefined): string {
  const goal = job.goals[at];
  if (goal === undefined) return '';
  if (!('item' in goal)) return goal.kind === 'wear' ? say('jobs_putting_on') : job.label.name;
  const origin = job.origins.find((one) => one.item === goal.item);
  const held = picture === undefined ? undefined : findItem(picture, origin?.now ?? goal.item);
  return held?.name ?? origin?.itemName ?? say('jobs_item_gone');
}

function resultInWords(result: GoalResult | undefined, job: Job): string {
  if (result === undefined) {
    return job.state === 'queued' || job.state === 'running'
      ? say('jobs_result_waits')
      : say('jobs_result_not_begun');
  }
  if (result.kind === 'cancelled') return say('jobs_result_cancelled');
  if (result.kind === 'done') return result.moved ? say('jobs_result_done') : say('jobs_result_already');
  return say('jobs_result_failed', { failure: failureText(result.failure) });
}
