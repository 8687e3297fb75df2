import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Firefox, openFirefox } from '../e2e/drivers/firefox';
import { openStage, type Stage } from '../e2e/stage';
import { COUNT_LINES, lineAt, NOTE_SCROLL, READ_BACK, type SoakNotes } from './soak-lines';

/*
 * The same evening in Firefox: the same lines into a page with the extension and into one without. Firefox does not tell
 * which script a long task was spent in, so its tasks are Chromium's soak's business; memory, scrolling and the line list
 * are looked at here.
 */

const LINES = 50_000;
const WARM_UP = 10_000;
const ROUND = 2_500;
const BURST = 50;
const BURST_GAP_MS = 60;
/** What names, card code and the extension's share of the process may cost a page for as long as it is open. */
const OURS_BYTES = 25_000_000;

let stage: Stage;
let browser: Firefox | undefined;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

/** After a full collection, what this page's process has allocated. */
const HEAP = `
  const manager = Components.classes['@mozilla.org/memory-reporter-manager;1'].getService(
    Components.interfaces.nsIMemoryReporterManager,
  );
  await new Promise((resolve) => manager.minimizeMemoryUsage(resolve));
  return manager.heapAllocated;
`;
const LAST = `return [...document.querySelectorAll('#chat-win-main .chat-lines .text')].at(-1)?.textContent ?? ''`;

interface Soaked {
  warm: number;
  after: number;
  notes: SoakNotes;
  lines: { all: number; foreign: number };
  marks: number;
}

async function soak(extensionDir: string | undefined): Promise<Soaked> {
  const firefox = await openFirefox({ hosts: stage.hosts, extensionDir });
  browser = firefox;
  const product = extensionDir === undefined;
  if (product) {
    await firefox.openPopup();
    await firefox.until(`return document.body.innerText.includes('Sign in')`, 30_000);
  }
  await firefox.newTab('https://www.destiny.gg/login/sim?nick=Guardian&then=/embed/chat');
  await firefox.until(`return document.querySelector('.chat-lines .msg-chat') !== null`, 20_000);
  await firefox.evaluate(`${NOTE_SCROLL} return true`);
  if (product) {
    stage.dgg.room.say('Normie', 'first [[Sunshot]]');
    await firefox.until(`return document.querySelector('.vc-item') !== null`, 90_000);
  }
  let said = 0;
  const flood = async (count: number): Promise<void> => {
    const until = said + count;
    for (; said < until; said += 1) {
      stage.dgg.room.say(said % 3 === 0 ? 'SubSally' : 'Normie', lineAt(said));
      if (said % BURST === 0) await wait(BURST_GAP_MS);
    }
    for (let tries = 0; ; tries += 1) {
      const last = await firefox.evaluate<string>(LAST);
      if (last.startsWith(`line ${until - 1} `)) break;
      if (tries > 600) throw new Error(`the page stopped at: ${last}`);
      await wait(100);
    }
  };
  const soakUntil = async (lines: number): Promise<void> => {
    while (said < lines) {
      // A card opens over the newest name, and its line is trimmed away under it.
      if (product)
        await firefox.evaluate(
          `[...document.querySelectorAll('.vc-item')].at(-1)?.focus({ preventScroll: true }); return true`,
        );
      await flood(ROUND / 2);
      await firefox.evaluate(`${READ_BACK} return true`);
      await flood(ROUND / 2);
      await firefox.until('return !window.soak.reading');
    }
  };
  await soakUntil(WARM_UP);
  const warm = await firefox.evaluatePrivileged<number>(HEAP);
  await soakUntil(WARM_UP + LINES);
  const after = await firefox.evaluatePrivileged<number>(HEAP);
  await wait(500);
  const soaked = {
    warm,
    after,
    notes: await firefox.evaluate<SoakNotes>('return { ...window.soak }'),
    lines: await firefox.evaluate<Soaked['lines']>(`return ${COUNT_LINES}`),
    marks: await firefox.evaluate<number>(`return document.querySelectorAll('.vc-item').length`),
  };
  await firefox.expectNoProblems();
  await firefox.close();
  browser = undefined;
  return soaked;
}

/** An extension that does nothing, for the page to be measured as it is. */
function writeNothing(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const gecko = { id: 'nothing@extension' };
  const manifest = {
    manifest_version: 2,
    name: 'Nothing',
    version: '1.0',
    browser_specific_settings: { gecko },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

it(`leaves nothing behind in ${LINES} lines in Firefox, and never stops the feed`, async () => {
  const without = await soak(writeNothing(stage.profile()));
  const ours = await soak(undefined);
  console.log(JSON.stringify({ without, with: ours }, null, 2));
  expect(without.marks).toBe(0);
  expect(ours.marks).toBeGreaterThan(30);
  const pageGrew = Math.max(0, without.after - without.warm);
  expect(ours.after).toBeLessThan(ours.warm * 1.05 + pageGrew);
  expect(ours.after).toBeLessThan(without.after + OURS_BYTES);
  expect([without.notes.lost, ours.notes.lost]).toEqual([0, 0]);
  expect(ours.notes.looks).toBeGreaterThan(100);
  expect(ours.lines).toEqual(without.lines);
  expect(ours.lines.foreign).toBe(0);
});
