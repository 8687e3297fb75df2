import { fail, type Outcome } from '../base/outcome';
import { type ImportPhase, runImport } from '../manifest/import-run';
import type { ImportReport } from '../messages/contract';
import { definitionWriter } from '../storage/definition-writer';

/*
 * Runs in a dedicated worker: no browser.* here. It is ended after one import, because only its end gives the
 * memory back (platform.md 11).
 */

export interface ImportOrder {
  job: string;
  path: string;
  bust?: string | undefined;
}

export type ImportWord =
  | { kind: 'progress'; phase: ImportPhase }
  | { kind: 'done'; outcome: Outcome<ImportReport> };

const GAP_MS = 100;

function say(word: ImportWord): void {
  self.postMessage(word);
}

self.onmessage = async ({ data }: MessageEvent<ImportOrder>) => {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let toldPhase = '';
  try {
    const outcome = await runImport(data, {
      fetch: (input, init) => fetch(input, init),
      wasmUrl: new URL('/sql-wasm.wasm', self.location.href).href,
      writer: definitionWriter,
      onProgress(phase) {
        const nowMs = performance.now();
        if (phase.phase === toldPhase && nowMs - toldAtMs < GAP_MS) return;
        toldAtMs = nowMs;
        toldPhase = phase.phase;
        say({ kind: 'progress', phase });
      },
    });
    say({ kind: 'done', outcome });
  } catch (error) {
    console.error('Vault Courier: the import broke', error);
    say({ kind: 'done', outcome: fail('internal') });
  }
};
