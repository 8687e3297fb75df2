import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { PopupPage } from '../e2e/popup-page';
import type { Scene } from '../e2e/signed-in';
import { chooseCast, storedPicture } from '../e2e/stored-picture';
import { TABLE_FIRST } from './alternatives';
import { type BenchBook, median } from './book';

const ROUNDS = 9;

/** The popup says itself when its items are painted. */
const PAINTED = `performance.getEntriesByName('items-painted')[0]?.startTime ?? 0`;

const FIRST_PAINT = `performance.getEntriesByType('paint')[0]?.startTime ?? 0`;

/** Whatever the last popup asked for is over: a reader does not open it twice a second. */
const REST_MS = 800;
/** A page of the extension without a script of its own, from which popups are opened: the worker may be stopped. */
const QUIET_PAGE = 'english-words-copyright.txt';

/** Medians, in milliseconds. */
export interface Openings {
  warm: number;
  stopped: number;
  /** Loading and joining the whole table, in the same popups. */
  table: number;
  /** Until the popup's first frame is on the screen, which holds its items: nothing is drawn before. */
  presented: number;
  /** The same of a text file in the popup's place: the browser's own share. */
  floor: number;
}

/**
 * The toolbar's own popup, from navigation to the frame that holds items, with the worker awake and stopped by turns, so that a
 * busy moment of the machine hits all alike. A popup in a tab would be another page: the browser takes 75 ms and more to
 * change the tab's process first.
 */
export async function popupOpenings({ popup, browser }: Scene, hashes: readonly number[]): Promise<Openings> {
  const times = {
    warm: [] as number[],
    stopped: [] as number[],
    table: [] as number[],
    presented: [] as number[],
    floor: [] as number[],
  };
  // While somebody else's list is drawn in the same process, nobody is quick.
  await popup.page.goto(browser.extensionUrl(QUIET_PAGE));
  const press = () => popup.page.evaluate('chrome.action.openPopup()');
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const way of ['warm', 'stopped'] as const) {
      if (way === 'warm') await browser.worker();
      else await browser.killWorker();
      const opened = await browser.openRealPopup(press);
      await opened.until(PAINTED);
      const ms = await opened.evaluate<number>(PAINTED);
      await wait(REST_MS);
      const presented = await opened.evaluate<number>(FIRST_PAINT);
      const table = await opened.evaluate<number>(`(${TABLE_FIRST})(${JSON.stringify(hashes)})`);
      await opened.close();
      // The first opening fills the browser's own caches.
      if (round > 0) times[way].push(ms);
      if (round > 0) times.table.push(table);
      if (round > 0) times.presented.push(presented);
      await wait(REST_MS);
    }
    const floor = await openedText(browser, popup.page, press);
    if (round > 0) times.floor.push(floor);
    await wait(REST_MS);
  }
  await popup.page.goto(browser.extensionUrl('popup.html'));
  return {
    warm: median(times.warm),
    stopped: median(times.stopped),
    table: median(times.table),
    presented: median(times.presented),
    floor: median(times.floor),
  };
}

async function openedText(
  browser: Scene['browser'],
  page: Page,
  press: () => Promise<unknown>,
): Promise<number> {
  await page.evaluate(`chrome.action.setPopup({ popup: '${QUIET_PAGE}' })`);
  const opened = await browser.openRealPopup(press);
  await opened.until(FIRST_PAINT);
  const ms = await opened.evaluate<number>(FIRST_PAINT);
  await opened.close();
  await page.evaluate(`chrome.action.setPopup({ popup: 'popup.html' })`);
  return ms;
}

/** Enter in the search until the row shows the item at its new place, and the calls that took. */
export async function transferRows(scene: Scene, book: BenchBook): Promise<void> {
  const { stage, popup } = scene;
  const picture = await storedPicture(popup.page);
  const { home, pull } = chooseCast(picture);
  await popup.page.locator('.character').nth(home).click();
  await popup.type(pull.name);
  const shown: number[] = [];
  const reloads: number[] = [];
  let calls = 0;
  for (let round = 0; round < 5; round += 1) {
    const from = stage.bungie.log.all().length;
    shown.push(await pressUntilShown(popup.page));
    await popup.says(new RegExp(`${pull.name.replace(/[^\w ]/g, '.')} is `));
    calls = stage.bungie.log
      .all()
      .slice(from)
      .filter(({ path }) => path.startsWith('/Platform/')).length;
    reloads.push(await timedRefresh(popup));
    await popup.page.locator('.hit-on').getByRole('button', { name: 'Vault' }).click();
    await popup.says(/ is in the vault/);
  }
  const value = median(shown);
  const reload = median(reloads);
  book.add({
    id: 'transfer-visible',
    value,
    unit: 'ms',
    alternative: `reading the profile after the move: ${reload.toFixed(0)} ms`,
    ratio: value / reload,
    budget: '<= 50 ms from key press to changed frame',
    ok: value <= 50,
  });
  book.add({
    id: 'transfer-calls',
    value: calls,
    unit: 'calls',
    alternative: 'a profile read after each move: 2',
    ratio: calls / 2,
    budget: '1 call vault to character',
    ok: calls === 1,
  });
}

async function pressUntilShown(page: Page): Promise<number> {
  const shown = page.evaluate<number>(`new Promise((resolve) => {
    let pressedAtMs;
    const row = () => document.querySelector('.hit-on p')?.textContent;
    const before = row();
    addEventListener('keydown', () => { pressedAtMs ??= performance.now(); }, { capture: true, once: true });
    const look = () => {
      if (row() === before) return requestAnimationFrame(look);
      requestAnimationFrame(() => resolve(performance.now() - pressedAtMs));
    };
    requestAnimationFrame(look);
  })`);
  await new PopupPage(page).search.press('Enter');
  return shown;
}

async function timedRefresh(popup: PopupPage): Promise<number> {
  const started = performance.now();
  await popup.ask('profile.refresh', {});
  return performance.now() - started;
}
