import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openScene, type Scene, signIn } from './signed-in';

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

const keyboard = () => scene.popup.page.keyboard;
const picture = (name: string) => scene.popup.page.screenshot({ path: `${FACES}${name}.png` });
const hits = () => scene.popup.page.locator('[data-hit] .hit-name').allTextContents();
const search = async (text: string): Promise<void> => {
  await scene.popup.clear();
  await scene.popup.search.pressSequentially(text);
};

it('finds by search words, alone and together with names', async () => {
  const { popup } = scene;
  await search('is:exotic is:handcannon -thorn');
  await popup.hit().waitFor();
  const found = await hits();
  expect(found).toContain('Sunshot');
  expect(found).not.toContain('Thorn');
  await picture('search-words');
  await search('sunsh is:invault');
  await popup.hit().waitFor();
  expect(await hits()).toEqual(['Sunshot']);
});

it('names an unknown word with the nearest known one, shows nothing for it, and takes the proposal', async () => {
  const { popup } = scene;
  await search('is:exotci ');
  await popup.page.getByText('is:exotci is not a search word. Did you mean is:exotic?').waitFor();
  expect(await hits()).toEqual([]);
  await picture('search-problem');
  await popup.press('Use is:exotic');
  await popup.hit().waitFor();
  expect((await popup.search.inputValue()).trim()).toBe('is:exotic');
});

it('finishes a word from the list under the box by keyboard', async () => {
  const { popup } = scene;
  await search('is:hel');
  await popup.page.getByRole('listbox', { name: 'Suggestions' }).waitFor();
  await picture('search-suggestions');
  await keyboard().press('Tab');
  expect((await popup.search.inputValue()).trim()).toBe('is:helmet');
  await popup.hit().waitFor();
  expect(await popup.page.evaluate('document.activeElement.className')).toBe('search-input');
});

it('filters by chips for those who do not type', async () => {
  const { popup } = scene;
  await popup.clear();
  const chip = popup.page.getByRole('button', { name: 'Exotic', exact: true });
  await chip.click();
  await popup.hit().waitFor();
  expect((await popup.search.inputValue()).trim()).toBe('is:exotic');
  expect(await chip.getAttribute('aria-pressed')).toBe('true');
  await chip.click();
  await popup.tiles.first().waitFor();
});

it('lists all words on one page, and tries one on a press', async () => {
  const { popup } = scene;
  await popup.clear();
  await popup.press('All words');
  await popup.page.getByRole('heading', { name: 'Search words' }).waitFor();
  await picture('search-help');
  await popup.press('is:weapon is:solar');
  await popup.hit().waitFor();
  await scene.browser.expectNoProblems();
});
