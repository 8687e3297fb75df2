import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openScene, type Scene } from './signed-in';

/*
 * The settings page in the real browser: what is changed there is stored, and what goes in never comes out again.
 */

const PICTURES = new URL('../../.output/faces/', import.meta.url).pathname;
mkdirSync(PICTURES, { recursive: true });

let scene: Scene;
let page: Page;

async function open(app: 'chrome' | 'keylessChrome' = 'chrome'): Promise<void> {
  scene = await openScene({ app });
  page = await scene.browser.context.newPage();
  await page.goto(scene.browser.extensionUrl('options.html'));
  await page.locator('[data-setting=moveOthers]').waitFor();
}

afterEach(async () => {
  await scene?.close();
});

async function expectAccessible(name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never }).analyze();
  const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
  expect(
    serious.map(
      (one) => `${name} ${one.id}: ${one.nodes[0]?.html.slice(0, 160)} ${one.nodes[0]?.any[0]?.message}`,
    ),
  ).toEqual([]);
}

describe('the settings page', () => {
  beforeEach(() => open());

  it.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['forced', { colorScheme: 'dark', forcedColors: 'active' }],
  ] as const)('has no serious finding of axe in %s colours', async (name, media) => {
    await page.emulateMedia(media);
    for (const details of await page.locator('details > summary').all()) await details.click();
    await page.getByLabel('Quiet hours', { exact: true }).click();
    await page.locator('.hours').waitFor();
    for (const part of ['account', 'notices', 'files', 'health']) {
      await page.evaluate(`document.getElementById('${part}').scrollIntoView()`);
      await page.screenshot({ path: `${PICTURES}options-${part}-${name}.png` });
    }
    await expectAccessible(name);
    await scene.browser.expectNoProblems();
  });
});
