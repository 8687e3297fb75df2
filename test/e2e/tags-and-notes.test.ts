import { mkdirSync, readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { COLOURS, expectAccessible, expectNoSideways } from './axe';
import { openScene, type Scene, signIn } from './signed-in';

/*
 * Tags and notes on the reader's own items: given by keyboard, seen on tiles, found by search, taken back, and carried by a file.
 */

const FACES = new URL('../../.output/faces/', import.meta.url).pathname;
let scene: Scene;

beforeAll(async () => {
  mkdirSync(FACES, { recursive: true });
  scene = await openScene();
  await signIn(scene);
});
afterAll(async () => {
  await scene?.close();
});

const details = (): Locator => scene.popup.page.locator('.details');
const note = (): Locator => details().locator('textarea');
const tile = (name: string): Locator =>
  scene.popup.page.locator(`[data-key][aria-label^="${name},"]`).first();
const sign = (name: string): Locator => tile(name).locator('.tile-tag');
const names = (): Promise<string[]> => scene.popup.page.locator('[data-hit] .hit-name').allTextContents();
const focused = (): Promise<string> =>
  scene.popup.page.evaluate('document.activeElement?.getAttribute("aria-label") ?? ""');

/** Finds nothing, which `PopupPage.type` would wait for in vain. */
async function findsNothing(query: string): Promise<void> {
  await scene.popup.search.fill(query);
  await scene.popup.page.getByText('No item called').waitFor();
  await scene.popup.clear();
}

/** Tab until the focus is on what is called so. */
async function tabTo(target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await scene.popup.page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came there; it is on: ${await focused()}`);
}

it('are given by keyboard alone, and the tile shows the tag at once', async () => {
  const { page } = scene.popup;
  await tile('Sunshot').focus();
  await page.keyboard.press('Enter');
  await details().getByRole('group', { name: 'Tag of Sunshot' }).waitFor();
  await tabTo(details().getByRole('button', { name: 'Favorite' }));
  await page.keyboard.press('Space');
  await scene.popup.says('Sunshot: tagged Favorite');
  await details().locator('[aria-pressed=true]', { hasText: 'Favorite' }).waitFor();
  expect(await sign('Sunshot').count()).toBe(1);
  expect(await tile('Sunshot').getAttribute('aria-label')).toContain('tagged Favorite');
  await tabTo(note());
  // Letters that are keys elsewhere are letters here.
  await page.keyboard.type('Tell Xûr: 1 for the vault, / x t p?');
  await page.keyboard.press('Enter');
  await scene.popup.says('Sunshot: note saved');
  expect(await note().inputValue()).toBe('Tell Xûr: 1 for the vault, / x t p?');
  expect(scene.stage.bungie.log.matching('/Actions/')).toEqual([]);
});

it('can be read in every colour, as wide as the popup is', async () => {
  const { page } = scene.popup;
  for (const [name, media] of COLOURS) {
    await page.emulateMedia(media);
    await note().scrollIntoViewIfNeeded();
    await page.screenshot({ path: `${FACES}tags-${name}.png` });
    await expectAccessible(page, `tags ${name}`);
    await expectNoSideways(page, `tags ${name}`);
  }
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'none' });
});

it('go back to what they were on Escape, and the keyboard to its tile', async () => {
  const { page } = scene.popup;
  await note().fill('Something else');
  await page.keyboard.press('Escape');
  expect(await note().inputValue()).toContain('Tell Xûr');
  await page.keyboard.press('Escape');
  expect(await focused()).toMatch(/^Sunshot,/);
  await page.keyboard.press('Escape');
  await details().waitFor({ state: 'detached' });
});

it('are found by Destiny Item Manager’s words, and by what the note says', async () => {
  const { popup } = scene;
  for (const query of ['tag:favorite', 'is:tagged', 'notes:"xur: 1"', 'is:hasnotes']) {
    await popup.type(query);
    expect(await names(), query).toEqual(['Sunshot']);
  }
  await popup.type('is:exotic tag:none');
  expect(await names()).not.toContain('Sunshot');
  await findsNothing('tag:junk');
  await popup.search.fill('tag:favorit ');
  await popup.page.getByText('Did you mean tag:favorite?').waitFor();
  await popup.press('Use tag:favorite');
  await popup.hit().getByText('· Favorite').waitFor();
  await popup.page.screenshot({ path: `${FACES}tags-search.png` });
  await popup.clear();
});

it('go through all tags by one key, and Ctrl+Z takes the last one back', async () => {
  const { page } = scene.popup;
  const tagged = () => sign('Nameless Midnight').getAttribute('class');
  await tile('Nameless Midnight').focus();
  for (const tag of ['Favorite', 'Keep', 'Infuse', 'Junk', 'Archive']) {
    await page.keyboard.press('t');
    await scene.popup.says(`Nameless Midnight: tagged ${tag}`);
    expect(await tagged()).toContain(`tag-${tag.toLowerCase()}`);
  }
  await tile('Nameless Midnight').scrollIntoViewIfNeeded();
  await page.screenshot({ path: `${FACES}tags-tiles.png` });
  await page.keyboard.press('t');
  await scene.popup.says('Nameless Midnight: tag taken off');
  expect(await sign('Nameless Midnight').count()).toBe(0);
  expect(await focused()).toMatch(/^Nameless Midnight,/);
  await page.keyboard.press('Control+z');
  await scene.popup.says('Nameless Midnight: taken back');
  expect(await tagged()).toContain('tag-archive');
  expect(scene.stage.bungie.log.matching('/Actions/')).toEqual([]);
});

it('are still there when the popup is opened anew, and after the items were read anew', async () => {
  const { popup } = scene;
  await popup.page.reload();
  await popup.seesItems();
  await sign('Sunshot').waitFor();
  await sign('Nameless Midnight').waitFor();
  expect(await popup.ask('profile.refresh', {})).toMatchObject({ ok: true });
  expect(await sign('Sunshot').count()).toBe(1);
});

it('are kept when the popup closes over a half-typed note', async () => {
  const { popup } = scene;
  await tile('Nameless Midnight').click();
  await note().fill('Typed and left');
  await popup.page.reload();
  await popup.seesItems();
  await popup.type('notes:"typed and left"');
  expect(await names()).toEqual(['Nameless Midnight']);
  await popup.clear();
});

it('are taken back by the button beside what is told', async () => {
  const { popup } = scene;
  await tile('Sunshot').click();
  await details().getByRole('button', { name: 'Favorite' }).click();
  await popup.says('Sunshot: tag taken off');
  expect(await sign('Sunshot').count()).toBe(0);
  await popup.press('Undo');
  await popup.says('Sunshot: taken back');
  await sign('Sunshot').waitFor();
  await tile('Sunshot').click();
});

it('go out in a file and come back from it, with a preview, and take nothing away', async () => {
  const { popup, browser } = scene;
  const options = await browser.context.newPage();
  await options.goto(browser.extensionUrl('options.html'));
  await options.locator('[data-setting=moveOthers]').waitFor();
  const downloading = options.waitForEvent('download');
  await options.getByRole('button', { name: 'Export to a file' }).click();
  const file = await (await downloading).path();
  const { marks } = JSON.parse(readFileSync(file, 'utf8')) as { marks: { tag?: string; note?: string }[] };
  expect(marks.map(({ tag, note: text }) => [tag, text]).sort()).toEqual([
    ['archive', 'Typed and left'],
    ['favorite', 'Tell Xûr: 1 for the vault, / x t p?'],
  ]);
  const [sunshot, thorn] = await popup.tiles.evaluateAll((tiles) =>
    ['Sunshot,', 'Nameless Midnight,'].map(
      (name) =>
        tiles.find((one) => one.getAttribute('aria-label')?.startsWith(name))?.getAttribute('data-key') ?? '',
    ),
  );
  // One is forgotten, the other one changed.
  await popup.ask('marks.set', { instanceId: sunshot, tag: null, note: '' });
  await popup.ask('marks.set', { instanceId: thorn, tag: 'keep', note: '' });
  await expect.poll(() => sign('Sunshot').count()).toBe(0);
  await options.locator('input[type=file]').setInputFiles(file);
  await options.getByText('4 changes from').waitFor();
  const told = await options.locator('.preview li').allInnerTexts();
  expect(told).toEqual(['1 tag: added', '1 tag: replaced', '2 notes: added']);
  await options.locator('.preview').screenshot({ path: `${FACES}tags-preview.png` });
  await options.getByRole('button', { name: 'Take it in' }).click();
  await options.getByText('Taken in.').waitFor();
  await sign('Sunshot').waitFor();
  await popup.type('notes:xûr');
  expect(await names()).toEqual(['Sunshot']);
  await popup.type('tag:archive');
  expect(await names()).toEqual(['Nameless Midnight']);
  await options.close();
});

it('leaves every console clean', async () => {
  await scene.browser.expectNoProblems();
});
