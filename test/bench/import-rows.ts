import type { Scene } from '../e2e/signed-in';
import { IMPORT_JSON_TABLE } from './alternatives';
import { type BenchBook, median } from './book';
import { type ItemTable, itemTableOf } from './item-table';

const ROUNDS = 3;
const JSON_PATH = '/common/destiny2_content/sqlite/en/bench-items.content';

/** Import of the whole manifest against the JSON item table parsed whole, trimmed and stored as one value. */
export async function importRows(scene: Scene, book: BenchBook): Promise<ItemTable> {
  const { stage, popup } = scene;
  const { path, version, file } = stage.bungie.manifest.current;
  const table = await itemTableOf(file);
  // Files stay served under their paths, so the table is published for a moment and the manifest again.
  stage.bungie.manifest.publish(table.json, version, JSON_PATH);
  stage.bungie.manifest.publish(file, version, path);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await timedRebuild(scene));
    const answer = await popup.page.evaluate<{ ms: number }>(
      `(${IMPORT_JSON_TABLE})('https://www.bungie.net${JSON_PATH}')`,
    );
    theirs.push(answer.ms);
  }
  const value = median(ours);
  const ratio = value / median(theirs);
  book.add({
    id: 'import',
    value,
    unit: 'ms',
    alternative: `JSON item table of ${megabytes(table.json.length)} parsed whole and stored as one value: ${median(theirs).toFixed(0)} ms`,
    ratio,
    budget: `<= 0.5, ${table.rows} rows, database of ${megabytes(table.databaseBytes)}, loopback download on both sides`,
    ok: ratio <= 0.5,
  });
  return table;
}

/** The press on "Read it anew" until the new generation is in use. */
async function timedRebuild({ popup }: Scene): Promise<number> {
  const before = await popup.manifestImportedAt();
  const started = performance.now();
  const answer = await popup.ask('manifest.refresh', { rebuild: true });
  if (answer.ok !== true) throw new Error(`the manifest could not be read anew: ${JSON.stringify(answer)}`);
  const ms = performance.now() - started;
  if ((await popup.manifestImportedAt()) === before) throw new Error('nothing was imported');
  return ms;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
