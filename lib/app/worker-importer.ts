import { fail, type Outcome } from '../base/outcome';
import type { ImportPhase } from '../manifest/import-run';
import type { ImportReport } from '../messages/contract';
import type { ImportOrder, ImportWord } from './import.worker';

/**
 * Runs imports in a dedicated worker that is ended afterwards, whatever happens. The same order given again while it
 * runs joins it; another one ends it first.
 */
export function workerImporter(onProgress: (order: ImportOrder, phase: ImportPhase) => void) {
  let running: { path: string; end(): void; outcome: Promise<Outcome<ImportReport>> } | undefined;
  return {
    run(order: ImportOrder): Promise<Outcome<ImportReport>> {
      if (running?.path === order.path) return running.outcome;
      running?.end();
      const mine = startWorker(order, onProgress);
      running = { path: order.path, ...mine };
      void mine.outcome.finally(() => {
        if (running?.end === mine.end) running = undefined;
      });
      return mine.outcome;
    },
  };
}

function startWorker(
  order: ImportOrder,
  onProgress: (order: ImportOrder, phase: ImportPhase) => void,
): { end(): void; outcome: Promise<Outcome<ImportReport>> } {
  const worker = new Worker(new URL('./import.worker.ts', import.meta.url), { type: 'module' });
  let settle: (outcome: Outcome<ImportReport>) => void;
  const outcome = new Promise<Outcome<ImportReport>>((resolve) => {
    settle = resolve;
  });
  const finish = (result: Outcome<ImportReport>): void => {
    worker.terminate();
    settle(result);
  };
  worker.onmessage = ({ data }: MessageEvent<ImportWord>) => {
    if (data.kind === 'progress') onProgress(order, data.phase);
    else finish(data.outcome);
  };
  // A worker that ran out of memory or did not load.
  worker.onerror = () => finish(fail('definitions-broken'));
  worker.onmessageerror = () => finish(fail('definitions-broken'));
  worker.postMessage(order);
  return { end: () => finish(fail('definitions-cut')), outcome };
}
