import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { PopupPage } from '../e2e/popup-page';
import type { Scene } from '../e2e/signed-in';
import { noteLongTasks, watchTasks } from '../long/long-tasks';
import { BUCKETS } from '../world/buckets';
import type { BenchBook } from './book';

const ITEMS = 1_500;
/** Bungie's own copies of a profile are younger than this (bungie-api.md 4.2). */
const COPY_MS = 31_000;

const COUNT_TILES = "document.querySelectorAll('[data-key]').length";

/** What a page without slices would do: everything that is in the list, put there and laid out in one task. */
const AT_ONCE = `(() => {
  const list = document.querySelector('main');
  const copy = list.cloneNode(true);
  for (const group of copy.querySelectorAll('.group')) group.style.contentVisibility = 'visible';
  const started = performance.now();
  list.replaceChildren(...copy.childNodes);
  void list.scrollHeight;
  return performance.now() - started;
})()`;

/**
 * The longest the popup keeps its reader waiting with 1,500 items: opening, every tile drawn, scrolling to the end and
 * back, typing and clearing a search, changing the character. In processor time, because other programs' share is not ours.
 */
export async function smoothRows(scene: Scene, book: BenchBook): Promise<void> {
  const { stage, popup } = scene;
  const held = stage.bungie.world.main(stage.mainAccount).items;
  const vaulted = held.filter((item) => item.bucket === BUCKETS.vault.hash && item.id !== undefined);
  for (let at = 0; held.length < ITEMS; at += 1) {
    const model = vaulted[at % vaulted.length];
    if (model === undefined) throw new Error('the vault is empty');
    held.push({ ...model, id: `6917529999${String(at).padStart(9, '0')}` });
  }
  stage.bungie.clock.advance(COPY_MS);
  // A new popup opens on the last view, and the list is what is measured.
  await popup.clear();
  await popup.ask('profile.refresh', {});
  // While somebody else's list is drawn in the same process, nobody is quick.
  await popup.page.goto('about:blank');
  await measure(scene, book);
  await popup.page.goto(scene.browser.extensionUrl('popup.html'));
}

async function measure({ browser }: Scene, book: BenchBook): Promise<void> {
  const page = await browser.context.newPage();
  await page.setViewportSize({ width: 400, height: 600 });
  await noteLongTasks(page);
  const { tasks } = await watchTasks(browser, page, async () => {
    await page.goto(browser.extensionUrl('popup.html'));
    await allDrawn(page);
    await scrollThrough(page);
    await search(page);
    await chooseEach(page);
  });
  const atOnce = await page.evaluate<number>(AT_ONCE);
  const tiles = await page.evaluate<number>(COUNT_TILES);
  await page.close();
  const value = Math.max(0, ...tasks.map(({ busyMs }) => busyMs));
  book.add({
    id: 'popup-longest-task',
    value,
    unit: 'ms',
    alternative: `${tiles} tiles put in and laid out at once: ${atOnce.toFixed(0)} ms`,
    ratio: value / atOnce,
    budget: `<= 50 ms with ${ITEMS} items: opened, scrolled, searched, characters changed`,
    ok: value <= 50,
  });
}

async function allDrawn(page: Page): Promise<void> {
  let before = -1;
  for (let tries = 0; tries < 100; tries += 1) {
    await wait(300);
    const now = await page.evaluate<number>(COUNT_TILES);
    if (now > ITEMS / 2 && now === before) return;
    before = now;
  }
  throw new Error(`only ${before} tiles were drawn`);
}

async function scrollThrough(page: Page): Promise<void> {
  await page.mouse.move(200, 400);
  for (const step of [400, -400]) {
    for (let at = 0; at < 12; at += 1) {
      await page.mouse.wheel(0, step);
      await wait(30);
    }
  }
}

async function search(page: Page): Promise<void> {
  const popup = new PopupPage(page);
  for (const letter of 'sun') {
    await popup.search.press(letter);
    await wait(60);
  }
  await popup.search.fill('');
  await wait(200);
}

async function chooseEach(page: Page): Promise<void> {
  for (const strip of await page.locator('.character').all()) {
    await strip.click();
    await wait(200);
  }
}
