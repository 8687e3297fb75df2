import type { Firefox } from '../e2e/drivers/firefox';
import type { Scene } from '../e2e/signed-in';
import type { Stage } from '../e2e/stage';
import { fullManifest } from '../world/full-manifest';
import {
  JOIN_WHOLE,
  JSON_AT_ONCE,
  JSON_STREAMED,
  KIT_HASHES,
  LOOK_UP,
  LOOK_UP_FIRST,
  SQLITE_ALL_ROWS,
} from './alternatives-import';
import { type BenchBook, median } from './book';
import { type ImportBrowser, type ImportFigures, measured, sqlJsScript } from './import-scene';
import { type PublishedTables, publishedOf } from './item-table';
import { processesOf } from './memory';

const ROUNDS = 3;
const MOST_LEFT = 150_000_000;

/** Empties the definitions, so that an import is the first one. */
const EMPTY = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('vault-courier-definitions');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const database = opening.result;
    const names = [...database.objectStoreNames];
    const emptying = database.transaction(names, 'readwrite');
    for (const name of names) emptying.objectStore(name).clear();
    emptying.oncomplete = () => { database.close(); resolve(true); };
  };
})`;

/** Imports of the full-size list in Chromium against the ways named in the book, in turns. */
export async function importRows(scene: Scene, book: BenchBook): Promise<PublishedTables> {
  const { stage, popup, browser } = scene;
  const table = await publishFull(stage);
  const inChromium: ImportBrowser = {
    pids: () =>
      Promise.resolve(processesOf((line) => line.includes(browser.profileDir), '--extension-process')),
    evaluate: (expression) => popup.page.evaluate(expression),
    async rebuild() {
      const answer = await popup.ask('manifest.refresh', { rebuild: true });
      if (answer.ok !== true) throw new Error(`the list could not be read: ${JSON.stringify(answer)}`);
    },
  };
  await compare(inChromium, book, table, 'import');
  return table;
}

/** The full-size list in use, and the whole table of (b) beside it, without measuring either. */
export async function readFull({ stage, popup }: Scene): Promise<void> {
  const table = await publishFull(stage);
  await popup.ask('manifest.refresh', { rebuild: true });
  await popup.page.evaluate(
    `(${JSON_AT_ONCE})('https://www.bungie.net${table.tablePath}').then(() => undefined)`,
  );
}

/** The same in Firefox, for orientation. */
export async function firefoxImportRows(stage: Stage, firefox: Firefox, book: BenchBook): Promise<void> {
  const table = await publishFull(stage);
  const inFirefox: ImportBrowser = {
    pids: () => firefox.extensionPids(),
    evaluate: (expression) => firefox.evaluate(`return await (${expression})`),
    async rebuild() {
      await firefox.evaluate(
        `return await browser.runtime.sendMessage({ id: 1, type: 'manifest.refresh', data: { rebuild: true }, timestamp: 0 })`,
      );
    },
  };
  await compare(inFirefox, book, table, 'firefox-import');
}

interface FullTable extends PublishedTables {
  contentPath: string;
  tablePath: string;
}

async function publishFull(stage: Stage): Promise<FullTable> {
  const file = await fullManifest();
  const { path } = stage.bungie.manifest.publish(file, 'full-size');
  const table = await publishedOf(file);
  const paths = stage.bungie.manifest.publishPacked(table.tables);
  return { ...table, contentPath: path, tablePath: paths.DestinyInventoryItemDefinition ?? '' };
}

async function compare(browser: ImportBrowser, book: BenchBook, table: FullTable, id: string): Promise<void> {
  const url = (path: string) => `https://www.bungie.net${path}`;
  const asked = (script: string, path: string) => (): Promise<void> =>
    browser.evaluate(`(${script})('${url(path)}').then(() => undefined)`);
  const ways = {
    ours: browser.rebuild,
    b: asked(JSON_AT_ONCE, table.tablePath),
    // Both in one script: those of Firefox's driver share no globals.
    a: asked(`async (url) => { ${sqlJsScript()}; return (${SQLITE_ALL_ROWS})(url); }`, table.contentPath),
    c: asked(JSON_STREAMED, table.tablePath),
  };
  const seen: Record<keyof typeof ways, ImportFigures[]> = { ours: [], a: [], b: [], c: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const way of ['ours', 'b'] as const) {
      if (way === 'ours') await browser.evaluate(EMPTY);
      seen[way].push(await measured(browser, ways[way]));
    }
  }
  // These two are slower by far, and once tells it.
  for (const way of ['a', 'c'] as const) seen[way].push(await measured(browser, ways[way]));
  const middle = (way: keyof typeof ways, figure: keyof ImportFigures) =>
    median(seen[way].map((one) => one[figure]));
  const better = Math.min(middle('a', 'ms'), middle('b', 'ms'));
  const size = `${table.rows} rows, database of ${megabytes(table.databaseBytes)}`;
  add(book, {
    id,
    value: middle('ours', 'ms'),
    unit: 'ms',
    against: better,
    alternative: `(a) unzip, sql.js, full rows singly ${middle('a', 'ms').toFixed(0)} ms; (b) JSON table parsed whole, stored as one value ${middle('b', 'ms').toFixed(0)} ms; (c) JSON table streamed ${middle('c', 'ms').toFixed(0)} ms`,
    budget: `<= 0.5 of the better of (a) and (b), ${size}, loopback download on all sides`,
  });
  add(book, {
    id: `${id}-peak`,
    value: middle('ours', 'peak') / 1e6,
    unit: 'MB',
    against: middle('b', 'peak') / 1e6,
    alternative: `(a) ${megabytes(middle('a', 'peak'))}; (b) ${megabytes(middle('b', 'peak'))}; (c) ${megabytes(middle('c', 'peak'))}`,
    budget: '<= 0.5 of (b), resident memory of the extension above what was there before',
  });
  const left = middle('ours', 'left');
  book.add({
    id: `${id}-left`,
    value: left / 1e6,
    unit: 'MB',
    alternative: `(b) ${megabytes(middle('b', 'left'))}`,
    ratio: null,
    budget: '<= 150 MB above what was there before, after 10 s',
    ok: left <= MOST_LEFT,
  });
}

function add(
  book: BenchBook,
  row: { id: string; value: number; unit: string; against: number; alternative: string; budget: string },
): void {
  const { against, ...rest } = row;
  const ratio = row.value / against;
  book.add({ ...rest, ratio, ok: ratio <= 0.5 });
}

/**
 * Look-ups of a thousand items against the whole table loaded and joined: those of the profile, which was read before, and
 * others from all over the list for the first time.
 */
export async function lookUpRows(
  { popup }: Scene,
  book: BenchBook,
  hashes: readonly number[],
): Promise<void> {
  const kit = await popup.page.evaluate<number[]>(`(${KIT_HASHES})()`);
  const ways = { warm: [LOOK_UP, kit], first: [LOOK_UP_FIRST, hashes], whole: [JOIN_WHOLE, hashes] } as const;
  const seen = { warm: [] as number[], first: [] as number[], whole: [] as number[] };
  for (let round = 0; round < 7; round += 1) {
    for (const way of ['warm', 'first', 'whole'] as const) {
      const [script, wanted] = ways[way];
      seen[way].push(await popup.page.evaluate<number>(`(${script})(${JSON.stringify(wanted)})`));
    }
  }
  const whole = median(seen.whole);
  const alternative = `whole table of (b) loaded and joined: ${whole.toFixed(0)} ms`;
  const warm = median(seen.warm);
  book.add({
    id: 'look-ups',
    value: warm,
    unit: 'ms',
    alternative,
    ratio: warm / whole,
    budget: `<= 0.1, the ${kit.length} definitions of a profile read before, reads of item-kit and as many as it does`,
    ok: warm / whole <= 0.1,
  });
  const first = median(seen.first);
  book.add({
    id: 'look-ups-first',
    value: first,
    unit: 'ms',
    alternative,
    ratio: first / whole,
    budget: `none, ${hashes.length} different hashes that nobody asked for before`,
    ok: true,
  });
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
