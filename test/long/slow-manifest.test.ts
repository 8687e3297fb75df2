import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openUndebuggedChromium, type UndebuggedChromium } from '../e2e/drivers/undebugged-chromium';
import { openStage, type Stage } from '../e2e/stage';
import { readView } from '../e2e/stored-picture';
import { ITEMS } from '../world/definitions';
import { jsonTables, smallManifest } from '../world/small-manifest';

/** Three times as long as an idle worker lives. */
const DOWNLOAD_MS = 90_000;

let stage: Stage;
let browser: UndebuggedChromium;

beforeAll(async () => {
  stage = await openStage({ real: false });
  browser = await openUndebuggedChromium({ hosts: stage.hosts, spki: stage.spki });
});
afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

/** The next check is overdue, and the alarm rings in some seconds, as it does every hour. */
const OVERDUE = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('vault-courier-definitions');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const writing = opening.result.transaction('meta', 'readwrite');
    writing.objectStore('meta').put({ id: 'due', atMs: 1 });
    writing.oncomplete = () => { opening.result.close(); resolve(); };
  };
}).then(() => chrome.alarms.create('manifest-check', { delayInMinutes: 0.1, periodInMinutes: 60 }))
  .then(() => true)`;

it('reads a list by alarm whose download takes 90 s, while no page is open and nobody watches the worker', async () => {
  const popup = await browser.openPage(browser.extensionUrl('popup.html'));
  const old = stage.bungie.manifest.current.path;
  const inUse = (path: string) => `${readView('manifest')}.then((view) => view?.generation === '${path}')`;
  await popup.until(inUse(old), 30_000);
  const { path } = stage.bungie.manifest.publish(await smallManifest(ITEMS.slice(1)), 'slow');
  const tables = stage.bungie.manifest.publishTables(jsonTables(ITEMS.slice(1)));
  const download = tables.DestinyInventoryItemDefinition ?? '';
  stage.bungie.faults.arm({ name: 'manifest-slow', path: download, with: { ms: DOWNLOAD_MS } });
  await popup.evaluate(OVERDUE);
  await popup.close();
  await browser.navigate('about:blank');

  const asked = () => stage.bungie.log.matching(download);
  for (let tries = 0; tries < 60 && asked().length === 0; tries += 1) await wait(1_000);
  expect(asked(), 'downloads that the alarm began').toHaveLength(1);
  await wait(DOWNLOAD_MS + 10_000);

  const after = await browser.openPage(browser.extensionUrl('popup.html'));
  await after.until(inUse(path), 30_000);
  // Begun once and not again, whether or not the worker died meanwhile.
  expect(asked()).toHaveLength(1);
  await browser.expectNoProblems();
});
