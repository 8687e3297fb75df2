import { fail, type Outcome } from '../base/outcome';
import { type ImportOrder, type ImportPhase, runImport } from '../manifest/import-run';
import type { ImportReport } from '../messages/contract';
import { definitionWriter } from '../storage/definition-writer';
import { startBlockHelper } from './block-helper';

/*
 * Runs in a dedicated worker: no browser.* here. It is ended after one import, because only its end gives the
 * memory back (platform.md 11).
 */

export type ImportWord =
  | { kind: 'progress'; phase: ImportPhase }
  | { kind: 'done'; outcome: Outcome<ImportReport> };

/** A word wakes the background and is drawn on every page: as often as a bar needs to move. */
const GAP_MS = 250;

function say(word: ImportWord): void {
  self.postMessage(word);
}

/** Without the list, which lies beside us, every name counts as everyday and only fewer are found. */
async function loadWords(): Promise<ReadonlySet<string>> {
  try {
    const answer = await fetch(new URL('/english-words.txt', self.location.href));
    return new Set((await answer.text()).split('\n'));
  } catch (error) {
    console.error('Vault Courier: no word list', error);
    return new Set();
  }
}

self.onmessage = async ({ data }: MessageEvent<ImportOrder>) => {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let toldPhase = '';
  try {
    const outcome = await runImport(data, {
      fetch: (input, init) => fetch(input, init),
      loadWasm: async () => (await fetch(new URL('/sql-wasm.wasm', self.location.href))).arrayBuffer(),
      loadWords,
      startHelper: startBlockHelper,
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
