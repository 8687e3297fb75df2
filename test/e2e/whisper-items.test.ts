import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from './chat-page';
import { openScene, type Scene, signIn } from './signed-in';

/** Items that people whisper about: a card, what its reader has of it, and his roll as an answer. */

const FACES = new URL('../../.output/faces/', import.meta.url).pathname;
mkdirSync(FACES, { recursive: true });

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
  await signIn(scene);
  const site = await scene.browser.context.newPage();
  await site.goto('https://www.destiny.gg/login/sim?nick=Guardian&then=/');
  await site.close();
  const { page } = scene.popup;
  await page.setViewportSize({ width: 400, height: 600 });
  await scene.popup.tab('Whispers');
  // The background may have looked by itself in the meantime.
  await page
    .getByRole('button', { name: 'Look again' })
    .click({ timeout: 3_000 })
    .catch(() => undefined);
  await eventually(
    () => page.locator('main').innerText(),
    (text) => text.includes('Connected as Guardian'),
    30_000,
  );
  scene.stage.dgg.room.whisper('SubSally', 'Guardian', 'do you have Ace of Spades? [[Thorn]] works too');
  await page.locator('[data-who=subsally]').click();
});
afterAll(async () => {
  await scene?.close();
});

it('open a card that tells what is owned, and answer with the roll', async () => {
  const { page } = scene.popup;
  await page.locator('.item-word').first().waitFor({ timeout: 20_000 });
  expect(await page.locator('.item-word').allInnerTexts()).toEqual(['Ace of Spades', '[[Thorn]]']);
  await page.getByRole('button', { name: 'Ace of Spades' }).click();
  const card = page.locator('.whisper-item');
  await card.getByText(/You own \d/).waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${FACES}whispers-item-${colorScheme}.png` });
    const { violations } = await new AxeBuilder({ page: page as never }).analyze();
    const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
    expect(serious.map((one) => `${colorScheme} ${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
  }
  await card.getByText('Reply with my roll').first().click();
  const box = page.locator('.reply textarea');
  await eventually(
    () => box.inputValue(),
    (text) => /^\[\[Ace of Spades.*\]\]$/.test(text),
  );
  // Filled in, and not sent before its writer presses.
  expect(scene.stage.dgg.whispers.all.filter(({ from }) => from === 'Guardian')).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByText('Sent to SubSally').waitFor();
  expect(scene.stage.dgg.whispers.all.at(-1)?.text).toMatch(/^\[\[Ace of Spades/);
});

it('leaves no error on any console', () => scene.browser.expectNoProblems());
