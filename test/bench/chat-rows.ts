import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import type { NameIndex } from '../../lib/items/item-definition';
import type { BenchBook } from './book';
import type { SpotSpeed } from './spot-speed';

const ROOT = new URL('../..', import.meta.url).pathname;

/**
 * Spotting in lines without and with an item, in the chat page of the real browser, against one big regular expression of
 * the same names; and the index that a page gets.
 */
export async function chatRows(index: NameIndex, chat: Page, book: BenchBook): Promise<void> {
  const wire = JSON.stringify(index);
  await chat.evaluate(await bundle('test/bench/spot-speed.ts'));
  const speed = await chat.evaluate<SpotSpeed>(`measureSpotting(${JSON.stringify(wire)})`);
  for (const [id, { ours, theirs }, budget] of [
    ['spot-line-nothing', speed.nothing, 5],
    ['spot-line-item', speed.item, 50],
  ] as const) {
    book.add({
      id,
      value: ours,
      unit: 'us/line',
      alternative: `one regular expression of ${speed.names} names in any case: ${theirs.toFixed(1)} us`,
      ratio: ours / theirs,
      budget: `<= ${budget} us`,
      ok: ours <= budget,
    });
  }
  for (const [id, value] of [
    ['spot-index-build', speed.build],
    ['spot-index-build-all', speed.buildAll],
    ['spot-index-first-brackets', speed.firstBrackets],
  ] as const) {
    book.add({
      id,
      value,
      unit: 'ms',
      alternative: 'none',
      ratio: null,
      budget: '<= 30 ms, reading it off the wire included',
      ok: value <= 30,
    });
  }
  const bytes = Buffer.byteLength(wire);
  book.add({
    id: 'spot-index-size',
    value: bytes / 1000,
    unit: 'kB',
    alternative: 'none',
    ratio: null,
    budget: '<= 400 kB over the wire',
    ok: bytes <= 400_000,
  });
}

/** One script that runs as it is in a page. @throws Error when there is none. */
async function bundle(entry: string): Promise<string> {
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(ROOT, entry), formats: ['iife'], name: 'bench' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error(`${entry} gave no script`);
  return chunk.code;
}
