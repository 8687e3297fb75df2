import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import { type MemoryWatch, watchMemory } from './memory';

/** A browser with the extension in it, as far as an import is concerned. */
export interface ImportBrowser {
  /** Processes in which pages, background and workers of the extension live. */
  pids(): Promise<number[]>;
  /** Runs an expression in a page of the extension. */
  evaluate<T>(expression: string): Promise<T>;
  /** The press on "Read it anew" until the new list is in use. */
  rebuild(): Promise<void>;
}

/** Milliseconds, and bytes above what was there before: at the highest, and ten seconds after. */
export interface ImportFigures {
  ms: number;
  peak: number;
  left: number;
}

/** sql.js as a page would load it, as an expression that leaves `initSqlJs` behind. */
export function sqlJsScript(): string {
  const file = createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm-browser.js');
  return `(() => { ${readFileSync(file, 'utf8')}; globalThis.initSqlJs = initSqlJs; return true; })()`;
}

/** Does it, and looks at clock and memory. */
export async function measured(browser: ImportBrowser, work: () => Promise<void>): Promise<ImportFigures> {
  await browser.evaluate('globalThis.gc?.()');
  await wait(3_000);
  const memory: MemoryWatch = watchMemory(await browser.pids());
  const started = performance.now();
  await work();
  const ms = performance.now() - started;
  const peak = memory.peak();
  await wait(10_000);
  return { ms, peak, left: memory.left() };
}
