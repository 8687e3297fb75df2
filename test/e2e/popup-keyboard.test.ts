import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PopupPage } from './popup-page';
import { openScene, type Scene, signIn } from './signed-in';

/*
 * The popup by keyboard alone, and its batches. Pictures of each face go to .output/faces, for eyes to look at.
 */

const FACES = new URL('../../.output/faces/', import.meta.url).pathname;
let scene: Scene;

beforeAll(async () => {
  mkdirSync(FACES, { recursive: true });
  scene = await openScene();
  await signIn(scene);
  await scene.popup.page.emulateMedia({ colorScheme: 'dark' });
});
afterAll(async () => {
  await scene?.close();
});

const game = (name: string) => scene.stage.bungie.world.find('Ikora', name)[0];
const characterId = (classType: number): string =>
  scene.stage.bungie.world.main('Ikora').characters.find((one) => one.classType === classType)?.id ?? '';
const held = () =>
  scene.stage.bungie.world
    .main('Ikora')
    .items.map((one) => [one.id ?? one.hash, one.quantity, one.owner, one.bucket, one.equipped, one.locked]);
const picture = (name: string) => scene.popup.page.screenshot({ path: `${FACES}${name}.png` });
const press = (keys: string) => scene.popup.page.keyboard.press(keys);

it('searches, pulls, equips, locks, sends to the vault and takes back', async () => {
  const { popup } = scene;
  const before = held();
  await press('Alt+2');
  await popup.page.keyboard.type('origin story');
  await popup.hit().waitFor();
  await press('Shift+Enter');
  await popup.says('Origin Story is worn by your Titan');
  await press('Escape');
  await press('Control+z');
  await popup.says('taken back');
  expect(held()).toEqual(before);

  await press('ArrowDown');
  // Down the tiles to the second item of the first slot: carried, so it can go anywhere.
  await press('ArrowRight');
  const name = await popup.page.evaluate(`document.activeElement.getAttribute('aria-label').split(',')[0]`);
  const key = await popup.page.evaluate<string>(`document.activeElement.dataset.key`);
  const gun = () => scene.stage.bungie.world.item('Ikora', key);
  await press('l');
  await popup.says(`${name} is locked`);
  expect(gun()?.locked).toBe(true);
  await press('v');
  await popup.says(`${name} is in the vault`);
  expect(gun()?.owner).toBe('profile');
  // The focus is still on an item, not lost with the one that went.
  expect(await popup.page.evaluate(`document.activeElement.dataset.key !== undefined`)).toBe(true);
  await press('Control+z');
  await popup.says('taken back');
  await press('Control+z');
  await popup.says('taken back');
  expect(held()).toEqual(before);
});

it('never takes letters in the search for commands, and types them there from anywhere else', async () => {
  const { popup } = scene;
  await press('/');
  await popup.page.keyboard.type('vexp?');
  expect(await popup.search.inputValue()).toBe('vexp?');
  await press('Escape');
  await press('ArrowDown');
  await press('s');
  expect(await popup.search.inputValue()).toBe('s');
  await press('Escape');
});

it('shows all keys on a sheet that keeps the focus and closes with Escape', async () => {
  const { popup } = scene;
  await press('ArrowDown');
  await press('?');
  const sheet = popup.page.getByRole('dialog', { name: 'Keys' });
  await sheet.waitFor();
  await picture('key-sheet');
  await press('Tab');
  const behind = await sheet.evaluate((dialog) => {
    const active = document.activeElement;
    return active !== document.body && !dialog.contains(active);
  });
  expect(behind, 'the focus is behind the sheet').toBe(false);
  await press('Escape');
  await sheet.waitFor({ state: 'hidden' });
  expect(await popup.page.evaluate('!window.closed')).toBe(true);
});

it('selects several and sends them in one batch, and takes the batch back as one', async () => {
  const { popup } = scene;
  const before = held();
  await press('/');
  await press('ArrowDown');
  await press('ArrowRight');
  await press('x');
  await press('ArrowDown');
  await press('x');
  await popup.page.getByText('2 selected').waitFor();
  await picture('selected');
  await popup.page.locator('.selection').getByRole('button', { name: 'Lock', exact: true }).click();
  await popup.says('All 2 moved.');
  await press('Control+z');
  await popup.says('taken back');
  expect(held()).toEqual(before);
});

it('clears a character to the vault after one question, and back', async () => {
  const { popup } = scene;
  const before = held();
  await popup.choose('Titan');
  await popup.press(/your Titan does not wear to the vault/);
  await popup.says('to the vault?');
  await picture('clear-question');
  await popup.press(/^Send \d+$/);
  await popup.says(/^All \d+ moved\./);
  const titan = characterId(0);
  const carried = scene.stage.bungie.world
    .main('Ikora')
    .items.filter((one) => one.owner === titan && !one.equipped && one.bucket !== 215593132);
  expect(carried).toEqual([]);
  await picture('cleared');
  await press('Control+z');
  await popup.says('taken back');
  expect(held().sort()).toEqual(before.sort());
});

it('empties the postmaster with one press', async () => {
  const { popup } = scene;
  await popup.choose('Warlock');
  await popup.press('Pull it');
  await popup.says(/Antiope-D|All 1 moved/);
  expect(game('Antiope-D')?.owner).toBe(characterId(2));
});

it('saves what is worn as a loadout, and puts it on again', async () => {
  const { popup, stage } = scene;
  await popup.choose('Titan');
  await popup.tab('Loadouts');
  await popup.page.getByLabel('Name of the new loadout').fill('Raid night');
  await popup.page.keyboard.press('Enter');
  await popup.page.getByText('Raid night').waitFor();
  await picture('loadouts');
  const worn = () =>
    stage.bungie.world
      .main('Ikora')
      .items.filter((one) => one.owner === characterId(0) && one.equipped)
      .map((one) => one.id)
      .sort();
  const before = worn();
  await popup.tab('Items');
  await popup.choose('Titan');
  await popup.type('Origin Story');
  await popup.search.press('Shift+Enter');
  await popup.says('Origin Story is worn by your Titan');
  expect(worn()).not.toEqual(before);
  await popup.tab('Loadouts');
  await popup.press('To Titan');
  await popup.says('Raid night: All');
  expect(worn()).toEqual(before);
  await popup.press('Raid night: change');
  await picture('loadout-open');
  await popup.tab('Items');
});

it('puts a loadout on by keyboard alone', async () => {
  const { popup, stage } = scene;
  /** Walks with Tab, as a hand without a mouse does, until the named control has the focus. */
  const tabTo = async (name: string): Promise<void> => {
    for (let steps = 0; steps < 400; steps += 1) {
      await press('Tab');
      const label = await popup.page.evaluate<string>(
        `(document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText ?? '').trim()`,
      );
      if (label.startsWith(name)) return;
    }
    throw new Error(`no Tab leads to ${name}`);
  };
  const worn = () =>
    stage.bungie.world
      .main('Ikora')
      .items.filter((one) => one.owner === characterId(0) && one.equipped)
      .map((one) => one.id)
      .sort();
  const before = worn();
  await press('/');
  await press('Control+a');
  await press('Alt+2');
  await popup.page.keyboard.type('origin story');
  await popup.hit().waitFor();
  await press('Shift+Enter');
  await popup.says('Origin Story is worn by your Titan');
  expect(worn()).not.toEqual(before);
  await press('Escape');
  await tabTo('Loadouts');
  await press('Enter');
  await popup.page.getByText('Raid night').waitFor();
  await tabTo('To Titan');
  await press('Enter');
  await popup.says('Raid night: All');
  expect(worn()).toEqual(before);
  await popup.tab('Items');
});

it('has no serious accessibility finding on these faces, light and dark, narrow and wide', async () => {
  const { AxeBuilder } = await import('@axe-core/playwright');
  const page = await scene.browser.openPopup('popup.html?tab');
  const popup = new PopupPage(page);
  await popup.clear();
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 1280]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 700 });
      for (const tab of ['Items', 'Loadouts', 'More']) {
        await popup.tab(tab);
        await page.screenshot({ path: `${FACES}${tab.toLowerCase()}-${colorScheme}-${width}.png` });
        const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect(over, `${tab} at ${width} px is cut off`).toBeLessThanOrEqual(0);
        const { violations } = await new AxeBuilder({ page: page as never }).analyze();
        const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
        expect(
          serious.map(
            (one) => `${tab} ${colorScheme} ${width} ${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`,
          ),
        ).toEqual([]);
      }
    }
  }
  await page.close();
}, 120_000);

it('leaves every console clean', async () => {
  await scene.browser.expectNoProblems();
});
