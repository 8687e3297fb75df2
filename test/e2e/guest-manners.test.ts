import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../run/build.mjs';
import { WEAPONS } from '../world/gear';
import { openChat } from './chat-page';
import { type Chromium, openChromium } from './drivers/chromium';
import { writeEmptyExtension } from './empty-extension';
import { openStage, type Stage } from './stage';

/*
 * The same 500 lines in a page with the extension and in one without: every line as high, the view as pinned, the
 * list's children the page's own.
 */

let stage: Stage;
const browsers: Chromium[] = [];

beforeAll(async () => {
  stage = await openStage({ real: false });
});
afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await stage?.close();
});

interface Measured {
  heights: number[];
  fromBottom: number;
  children: number;
  foreign: number;
  marks: number;
}

async function measure(extensionDir: string, marked: boolean): Promise<Measured> {
  const browser = await openChromium({ extensionDir, hosts: stage.hosts, spki: stage.spki });
  browsers.push(browser);
  const page = await openChat(browser);
  // Marked before the flood, so that the names are known when it comes.
  stage.dgg.room.say('Normie', 'first [[Thorn]]');
  if (marked) await page.locator('.vc-item').first().waitFor({ timeout: 20_000 });
  for (let line = 0; line < 500; line += 1) {
    const name = WEAPONS[(line / 10) % WEAPONS.length]?.[1];
    const text =
      line % 10 === 0
        ? `number ${line}: swap it for ${name} and ${'then some more words '.repeat(line % 4)}`
        : `line ${line} of plain talk ${'lorem ipsum '.repeat(line % 9)}`;
    stage.dgg.room.say(line % 3 === 0 ? 'SubSally' : 'Normie', text);
  }
  await page.locator('.text', { hasText: 'line 499' }).first().waitFor();
  await page.waitForTimeout(1_000);
  const measured = await read(page);
  await browser.expectNoProblems();
  return measured;
}

function read(page: Page): Promise<Measured> {
  return page.evaluate(() => {
    const lines = document.querySelector('#chat-win-main .chat-lines') as HTMLElement;
    const all = [...lines.children] as HTMLElement[];
    return {
      heights: all.slice(-200).map((line) => line.getBoundingClientRect().height),
      fromBottom: lines.scrollHeight - lines.scrollTop - lines.clientHeight,
      children: all.length,
      foreign: all.filter((line) => !line.classList.contains('msg-chat')).length,
      marks: document.querySelectorAll('.vc-item').length,
    };
  });
}

it('leaves line heights, autoscroll and the line list as they are without it', async () => {
  const without = await measure(writeEmptyExtension(stage.profile()), false);
  const withIt = await measure((await ensureBuilt()).chrome, true);
  expect(without.marks).toBe(0);
  expect(withIt.marks).toBeGreaterThan(15);
  expect(withIt.heights).toEqual(without.heights);
  expect(withIt.fromBottom).toBe(without.fromBottom);
  expect(withIt.fromBottom).toBeLessThan(1);
  expect(withIt.children).toBe(without.children);
  expect(withIt.foreign).toBe(0);
});
