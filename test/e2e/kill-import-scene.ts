import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { ownManifest } from '../world/full-manifest';
import { publishedTables } from '../world/published-tables';
import type { Stage } from './stage';

/*
 * A new item list is published and read, and something dies in the middle of it; the same for every browser.
 */

/** What a browser must do for it. Scripts are bodies of async functions that run in a page of the extension. */
export interface ImportVictim {
  run<T>(script: string): Promise<T>;
  /** Opens the popup anew where it died too. */
  reopen(): Promise<void>;
  /** Ends one of the contexts that take part. */
  kill(who: string): Promise<void>;
}

/** When: before the first byte, in the middle of unpacking, at the first pages, all written but not in use, in use. */
export const MOMENTS = ['download', 'inflate', 'batch', 'before the flip', 'after the flip'] as const;
type Held = ReturnType<Stage['bungie']['gate']['hold']>;
export type Moment = (typeof MOMENTS)[number];

/** What is published and read: the JSON tables come beside the database, and are read first. */
export type From = 'tables' | 'database';

/** Large enough that reading it takes a second. */
const ROWS = 12_000;
/** Two that differ in every page, by turns: what did not change is not written. */
let files: { content: Buffer; tables: Record<string, Buffer> }[] | undefined;
let published = 0;

/** Runs `body` with the open database of definitions, as an expression. */
const WITH_DATABASE = (body: string): string => `new Promise((resolve, reject) => {
  const opening = indexedDB.open('vault-courier-definitions');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const database = opening.result;
    const end = (value) => { database.close(); resolve(value); };
    ${body}
  };
})`;

const CURRENT = WITH_DATABASE(`
  database.transaction('meta').objectStore('meta').get('current').onsuccess =
    ({ target }) => end(target.result?.path ?? '');`);

/** Generations that wrote pages, and those that are complete. */
const GENERATIONS = WITH_DATABASE(`
  const reading = database.transaction(['pages', 'directories']);
  const found = {};
  reading.objectStore('pages').getAllKeys().onsuccess =
    ({ target }) => { found.pages = [...new Set(target.result.map(([by]) => by))]; };
  reading.objectStore('directories').getAllKeys().onsuccess = ({ target }) => { found.whole = target.result; };
  reading.oncomplete = () => end(found);`);

/** Complete ones too, by their names: of all stores only this one is not in the scope of the flip, which may be waiting. */
const WHOLE = WITH_DATABASE(`
  database.transaction('names').objectStore('names').getAllKeys().onsuccess = ({ target }) => end(target.result);`);

/**
 * Keeps a transaction on the pointer busy, and says where it points: nobody moves it until the page lets go or dies. It
 * only reads: Firefox has one writer a database, whatever the stores.
 */
const HOLD = WITH_DATABASE(`
  const holding = database.transaction('meta').objectStore('meta');
  const said = document.documentElement.dataset;
  delete said.letGo;
  const again = () => { if (said.letGo) database.close(); else holding.get('none').onsuccess = again; };
  holding.get('current').onsuccess = ({ target }) => { again(); resolve(target.result?.path ?? ''); };`);

const ASK = (name: string, data: string): string => `
  const { runtime } = globalThis.browser ?? chrome;
  const answer = await runtime.sendMessage({ id: 1, type: '${name}', data: ${data}, timestamp: 0 });
  return answer?.res ?? answer;`;

/** Publishes a list, has it read, kills, and sees that the old list answers and the new one comes. */
export async function dieAtImport(
  stage: Stage,
  victim: ImportVictim,
  who: string,
  at: Moment,
  from: From = 'tables',
): Promise<void> {
  files ??= [await made(0), await made(1)];
  const { path, held } = await reach(stage, victim, at, from);
  await victim.kill(who);
  held?.drop();
  await victim.reopen();

  await answers(victim, 'right after the death');
  // A death that the importer hears of waits for its time; the player does not.
  await until(
    victim,
    `const now = await ${CURRENT};
     if (now !== '${path}') { await (async () => { ${ASK('manifest.refresh', '{ rebuild: false }')} })().catch(() => undefined); }
     return now === '${path}';`,
    'the new list never came',
  );
  await answers(victim, 'at the end');
  await until(victim, `return (await ${GENERATIONS}).whole.length === 1`, 'what was left was never dropped');
  expect(await victim.run(`return (await ${GENERATIONS}).whole[0]`)).toContain(path);
}

async function made(edition: number): Promise<{ content: Buffer; tables: Record<string, Buffer> }> {
  const content = await ownManifest(ROWS, edition);
  return { content, tables: await publishedTables(content) };
}

/** Publishes lists until one is caught at its moment; the pointer may have moved before anybody could hold it. */
async function reach(
  stage: Stage,
  victim: ImportVictim,
  at: Moment,
  from: From,
): Promise<{ path: string; held?: Held }> {
  for (let tries = 0; tries < 5; tries += 1) {
    const before = await victim.run<string>(`return ${CURRENT}`);
    expect(before).not.toBe('');
    const { path, held } = await publish(stage, victim, at, from);
    if (at === 'batch' || at === 'before the flip') {
      const isNew = `one.startsWith(${JSON.stringify(path)})`;
      await until(
        victim,
        `return (await ${GENERATIONS}).pages.some((one) => ${isNew})`,
        'no page was written',
      );
      if (at === 'before the flip') {
        if ((await victim.run<string>(`return ${HOLD}`)) !== before) {
          await victim.run(`document.documentElement.dataset.letGo = 'yes'`);
          await until(victim, `return (await ${WHOLE}).length === 1`, 'it never ended');
          continue;
        }
        await until(victim, `return (await ${WHOLE}).some((one) => ${isNew})`, 'it was never whole');
      }
    }
    if (at === 'after the flip')
      await until(victim, `return (await ${CURRENT}) === '${path}'`, 'it never flipped');
    return { path, ...(held === undefined ? {} : { held }) };
  }
  throw new Error('the pointer always moved first');
}

async function publish(
  stage: Stage,
  victim: ImportVictim,
  at: Moment,
  from: From,
): Promise<{ path: string; held?: Held }> {
  published += 1;
  const file = files?.[published % 2];
  if (file === undefined) throw new Error('nothing to publish');
  const held =
    at === 'download' || at === 'inflate'
      ? stage.bungie.gate.hold({
          at: at === 'download' ? 'before' : 'after',
          path: from === 'tables' ? 'DestinyInventoryItemDefinition' : '.content',
        })
      : undefined;
  const { path } = stage.bungie.manifest.publish(file.content, `kill-${published}`);
  if (from === 'tables') stage.bungie.manifest.publishPacked(file.tables);
  await victim.run(`
    const { runtime } = globalThis.browser ?? chrome;
    void Promise.resolve(runtime.sendMessage({ id: 1, type: 'manifest.refresh', data: { rebuild: false }, timestamp: 0 }))
      .catch(() => undefined);`);
  if (held === undefined) return { path };
  await held.reached;
  return { path, held };
}

/** The list in use, whichever it is, gives the card of an item by its name. */
async function answers(victim: ImportVictim, when: string): Promise<void> {
  let card: unknown;
  // A background that was killed may be starting still.
  for (let tries = 0; tries < 50; tries += 1) {
    card = await victim.run(ASK('item.card', `{ name: 'Sunshot' }`)).catch(() => undefined);
    if (card !== undefined && card !== null) break;
    await wait(100);
  }
  expect(card, when).toMatchObject({ ok: true, value: { name: 'Sunshot' } });
}

async function until(victim: ImportVictim, script: string, complaint: string): Promise<void> {
  const since = Date.now();
  while (Date.now() - since < 100_000) {
    if (await victim.run<boolean>(script).catch(() => false)) return;
    await wait(20);
  }
  const state = await victim.run(`return ${WHOLE}`);
  throw new Error(`${complaint}: ${JSON.stringify(state)}`);
}
