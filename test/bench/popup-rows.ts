import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { PopupPage } from '../e2e/popup-page';
import type { Scene } from '../e2e/signed-in';
import { chooseCast, storedPicture } from '../e2e/stored-picture';
import { type BenchBook, median } from './book';

const ROUNDS = 9;

/** Runs before the page's own scripts: notes when the first frame that holds items is painted. */
const WATCH_PAINT = `(() => {
  const after = new MessageChannel();
  after.port1.onmessage = () => { window.paintedAtMs = performance.now(); };
  const look = () => {
    if (document.querySelector(WANTED) === null) return requestAnimationFrame(look);
    after.port2.postMessage(0);
  };
  requestAnimationFrame(look);
})()`;
/** What is there in a page of ours as soon as it is painted, and what is there with items. */
const ANYTHING = 'body';
const TILES = '[data-key]';

const UNTIL_PAINTED = `new Promise((resolve) => {
  const look = () => window.paintedAtMs === undefined ? requestAnimationFrame(look) : resolve(window.paintedAtMs);
  look();
})`;

/** Whatever the last popup asked for is over: a reader does not open it twice a second. */
const REST_MS = 800;

/** How the popup is opened, and what comes before that each time. */
export interface Opening {
  before(): Promise<void>;
  /** Runs in the page before its own scripts. */
  script?: string;
  /** Another page than the popup. Whatever it shows first counts. */
  empty?: string;
}

/** While somebody else's list is drawn in the same process, nobody is quick. */
export async function alone({ popup, browser }: Scene, measure: () => Promise<void>): Promise<void> {
  await popup.page.goto('about:blank');
  await measure();
  await popup.page.goto(browser.extensionUrl('popup.html'));
}

/** Times from navigation to items painted, in turns, so that a busy moment of the machine hits all alike; medians. */
export async function popupOpenings(scene: Scene, openings: readonly Opening[]): Promise<number[]> {
  const times: number[][] = openings.map(() => []);
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, opening] of openings.entries()) {
      await opening.before();
      const ms = await openOnce(scene, opening);
      // The first opening fills the browser's own caches.
      if (round > 0) times[index]?.push(ms);
      await wait(REST_MS);
    }
  }
  return times.map(median);
}

async function openOnce({ browser }: Scene, { script = '', empty }: Opening): Promise<number> {
  const page = await browser.context.newPage();
  await page.setViewportSize({ width: 400, height: 600 });
  const wanted = JSON.stringify(empty === undefined ? TILES : ANYTHING);
  await page.addInitScript(`${script};${WATCH_PAINT.replace('WANTED', wanted)}`);
  await page.goto(browser.extensionUrl(empty ?? 'popup.html'));
  const ms = await page.evaluate<number>(UNTIL_PAINTED);
  await page.close();
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
