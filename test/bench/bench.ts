import { join } from 'node:path';
import type { NameIndex } from '../../lib/items/item-definition';
import { NICKNAMES } from '../../lib/items/nicknames';
import { openChat } from '../e2e/chat-page';
import { openFirefox } from '../e2e/drivers/firefox';
import { openScene, type Scene, signIn } from '../e2e/signed-in';
import { openStage } from '../e2e/stage';
import { storedPicture } from '../e2e/stored-picture';
import { ensureBuilt } from '../run/build.mjs';
import { dataDir } from '../world/data-dir';
import { BenchBook } from './book';
import { chatRows } from './chat-rows';
import { firefoxImportRows, importRows, lookUpRows, readFull } from './import-rows';
import { popupOpenings, transferRows } from './popup-rows';
import { searchRows } from './search-rows';
import { sizeRows } from './size-rows';
import { smoothRows } from './smooth-rows';
import { spotRows } from './spot-rows';

const FILE = join(new URL('../..', import.meta.url).pathname, '.output/bench.json');

/** `npm run bench -- import`, `-- popup`, `-- firefox` or `-- spot`: one part alone. */
const ONLY = process.argv[2];

const READ_NAMES = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('vault-courier-definitions');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const asking = opening.result.transaction('names').objectStore('names').getAll();
    asking.onerror = () => reject(asking.error);
    asking.onsuccess = () => { opening.result.close(); resolve(asking.result[0]?.names ?? null); };
  };
})`;

/**
 * Measures the budgets in real Chromium on the data at hand, each as a ratio to a named alternative of the same run.
 * Being over a budget does not fail the command; not being able to measure does.
 */
async function bench(): Promise<void> {
  const book = new BenchBook();
  const { chrome } = await ensureBuilt();
  sizeRows(chrome, book);
  searchRows(book);
  const scene = await openScene({ real: true });
  try {
    await signIn(scene);
    if (ONLY === 'popup') await readFull(scene);
    else if (ONLY !== 'spot') {
      const table = await importRows(scene, book);
      await lookUpRows(scene, book, table.someHashes);
    }
    if (ONLY === 'import') return;
    await scene.popup.waitForNames();
    if (ONLY !== 'spot') {
      await openingRows(scene, book);
      await transferRows(scene, book);
      await smoothRows(scene, book);
    }
    if (ONLY === 'popup') return;
    const names = await scene.popup.page.evaluate<NameIndex | null>(READ_NAMES);
    if (names === null) throw new Error('no name index is stored');
    const index = { ...names, nicknames: NICKNAMES };
    const chat = await openChat(scene.browser);
    await chatRows(index, chat, book);
    spotRows(index, book);
    await scene.browser.expectNoProblems();
  } finally {
    await scene.close();
    book.save(FILE);
  }
  console.log(`\n${dataDir() === undefined ? 'The small world' : 'Real data'}. Rows: .output/bench.json`);
}

/** Opening against a popup that, as a full client does, first loads the whole item table and joins it. */
async function openingRows(scene: Scene, book: BenchBook): Promise<void> {
  const { items } = await storedPicture(scene.popup.page);
  const { warm, stopped, table, presented, floor } = await popupOpenings(
    scene,
    items.map((item) => item.hash),
  );
  const whole = warm + table;
  book.add({
    id: 'popup-presented',
    value: presented,
    unit: 'ms',
    alternative: `a text file of the extension in the toolbar's popup: ${floor.toFixed(0)} ms`,
    ratio: presented / floor,
    budget:
      'none: until the first frame is on the screen, of which the browser takes what the text file takes',
    ok: true,
  });
  for (const [id, value, budgetMs] of [
    ['popup-warm', warm, 100],
    ['popup-stopped-worker', stopped, 130],
  ] as const) {
    book.add({
      id,
      value,
      unit: 'ms',
      alternative: `the whole item table loaded and joined first, in the same popup: ${whole.toFixed(0)} ms`,
      ratio: value / whole,
      budget: `<= ${budgetMs} ms and <= 1/8, ${items.length} items, the toolbar's own popup`,
      ok: value <= budgetMs && value / whole <= 1 / 8,
    });
  }
}

/** Firefox's own figures of the import, beside Chromium's. */
async function firefoxBench(): Promise<void> {
  const book = new BenchBook();
  const stage = await openStage({ real: true });
  const firefox = await openFirefox({ hosts: stage.hosts });
  try {
    await firefox.openPopup();
    await firefoxImportRows(stage, firefox, book);
  } finally {
    await firefox.close();
    await stage.close();
    book.save(FILE.replace('bench.json', 'bench-firefox.json'));
  }
}

if (ONLY !== 'firefox') await bench();
if (ONLY === undefined || ONLY === 'firefox') await firefoxBench();
