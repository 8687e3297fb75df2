import { failureText } from '@/components/ui/failure-text';
import { addLater, forgetLater, type LaterDeps, tryLater } from '@/lib/app/equip-later';
import { noticeStopped, type StoppedDeps } from '@/lib/app/notice-stopped';
import { askJob, goOn, type JobDeps, runJobs, settleJobs, undoJob } from '@/lib/app/run-jobs';
import type { CharacterId, ItemKey } from '@/lib/base/ids';
import { fail, type Outcome, ok } from '@/lib/base/outcome';
import { say } from '@/lib/base/words';
import type { Goal } from '@/lib/inventory/goals';
import type { JobId, JobLabel } from '@/lib/messages/jobs';
import { alarmOnce } from '@/lib/platform/alarms';
import { keepAwake } from '@/lib/platform/lifecycle';
import { notify } from '@/lib/platform/notices';
import { isPageOpen } from '@/lib/platform/open-pages';

export const MOVES_ALARM = 'moves-check';

/** Plugs the queue of moves together: everything that moves runs in turn, under one lock, with the worker awake. */
export function wireMoves(
  jobs: JobDeps,
  moving: <T>(job: () => Promise<T>) => Promise<T>,
  onPicture: () => Promise<void>,
) {
  const deps: LaterDeps = {
    ...jobs,
    wakeIn: (minutes) => alarmOnce(MOVES_ALARM, minutes),
    notify: (title, text) => notify({ id: 'moves', title, text }),
  };
  const stopped: StoppedDeps = {
    journal: deps.journal,
    isPageOpen,
    notify: ({ id, label, problem }) =>
      notify({
        id: `moves:${id}`,
        title: say('notice_stopped', { name: label.name }),
        text: failureText(problem ?? fail('interrupted').failure),
      }),
  };
  const work = (): Promise<Outcome<null>> =>
    moving(() =>
      keepAwake(async () => {
        await runJobs(deps);
        await noticeStopped(stopped);
        await onPicture();
        return ok(null);
      }),
    );
  // A background that has just come back looks after what it was doing before it does anything new.
  const settled = moving(async () => {
    await settleJobs(deps);
    await noticeStopped(stopped);
  });
  return {
    settle: () => settled,
    async ask(wish: { goals: Goal[]; label: JobLabel }): Promise<Outcome<{ jobId: JobId }>> {
      await settled;
      const asked = await askJob(wish, deps);
      // A net below the page that asks for the work: if both die, somebody still looks after the journal.
      if (asked.ok) alarmOnce(MOVES_ALARM, 1);
      return asked;
    },
    work,
    async cancel(jobId: JobId): Promise<Outcome<null>> {
      await deps.journal.change(jobId, { cancelAsked: true });
      return ok(null);
    },
    goOn: (jobId: JobId) => moving(() => goOn(jobId, deps)),
    undo: (jobId: JobId) => moving(() => undoJob(jobId, deps)),
    async dismiss(jobId: JobId): Promise<Outcome<null>> {
      await deps.journal.change(jobId, { settled: true });
      return ok(null);
    },
    later: (wish: { item: ItemKey; characterId: CharacterId }) => addLater(wish, deps),
    forgetLater: (item: ItemKey) => forgetLater(item, deps),
    async onAlarm(): Promise<void> {
      await settled;
      await moving(() => tryLater(deps));
      await work();
    },
  };
}
