import { fail, type Outcome } from '../base/outcome';
import type { ImportOrder, ImportPhase } from '../manifest/import-run';
import type { ImportReport } from '../messages/contract';
import type { ImportWord } from './import.worker';

/**
 * Runs imports in a dedicated worker that is ended afterwards, whatever happens. The same order given again while it
 * runs joins it; another one ends it first.
 */
export function workerImporter(onProgress: (order: ImportOrder, phase: ImportPhase) => void) {
  let running: { what: string; end(): void; outcome: Promise<Outcome<ImportReport>> } | undefined;
  return {
    run(order: ImportOrder): Promise<Outcome<ImportReport>> {
      const what = `${order.path} ${order.from.kind}`;
      if (running?.what === what) return running.outcome;
      running?.end();
      const mine = startWorker(order, onProgress);
      running = { what, ...mine };
      void mine.outcome.finally(() => {
        if (running?.end === mine.end) running = undefined;
      });
      return mine.outcome;
    },
  };
}

/**
 * A worker that says nothing for so long is gone: one that is ended from outside tells nobody. Longer than a download
 * may stall, after which it speaks.
 */
const SILENCE_MS = 45_000;

function startWorker(
  order: ImportOrder,
  onProgress: (order: ImportOrder, phase: ImportPhase) => void,
): { end(): void; outcome: Promise<Outcome<ImportReport>> } {
  const worker = new Worker(new URL('./import.worker.ts', import.meta.url), { type: 'module' });
  let settle: (outcome: Outcome<ImportReport>) => void;
  const outcome = new Promise<Outcome<ImportReport>>((resolve) => {
    settle = resolve;
  });
  let silence: ReturnType<typeof setTimeout>;
  const heard = (): void => {
    clearTimeout(silence);
    silence = setTimeout(() => finish(fail('import-died')), SILENCE_MS);
  };
  const finish = (result: Outcome<ImportReport>): void => {
    clearTimeout(silence);
    worker.terminate();
    settle(result);
  };
  worker.onmessage = ({ data }: MessageEvent<ImportWord>) => {
    heard();
    if (data.kind === 'progress') onProgress(order, data.phase);
    else finish(data.outcome);
  };
  // A worker that ran out of memory or did not load.
  worker.onerror = () => finish(fail('import-died'));
  worker.onmessageerror = () => finish(fail('import-died'));
  worker.postMessage(order);
  heard();
  return { end: () => finish(fail('definitions-cut')), outcome };
}
