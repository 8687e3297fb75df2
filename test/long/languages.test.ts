import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectNoSideways } from '../e2e/axe';
import { cutOff } from '../e2e/cut-off';
import { type Chromium, openChromium } from '../e2e/drivers/chromium';
import { PopupPage } from '../e2e/popup-page';
import { allowBungie } from '../e2e/sign-in';
import { openStage, type Stage } from '../e2e/stage';
import { ensureBuilt } from '../run/build.mjs';
import { ROOT } from '../run/children.mjs';
import { LOCALES_DIR, readCatalogue } from '../run/english';
import { extensionIn } from '../run/pseudo';

/*
 * The popup and the settings in every language we have: its own words, its own plurals, nothing cut off. Pictures go to
 * .output/languages.
 */

const PICTURES = join(ROOT, '.output/languages');
mkdirSync(PICTURES, { recursive: true });
const LOCALES = readdirSync(LOCALES_DIR).map((file) => file.replace(/\.yml$/, ''));

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ real: false });
});
afterAll(() => stage?.close());

describe.each(LOCALES.filter((locale) => locale !== 'en'))('in %s', (locale) => {
  let browser: Chromium;
  beforeAll(async () => {
    const built = (await ensureBuilt()).chrome;
    const extensionDir = extensionIn(locale, built, join(ROOT, `.output/sim-languages/${locale}`));
    browser = await openChromium({ extensionDir, hosts: stage.hosts, spki: stage.spki });
  });
  afterAll(() => browser?.close());

  it('a stranger signs in, sees the items, and finds the settings', async () => {
    const own = await readCatalogue(locale);
    const english = await readCatalogue('en');
    const popup = new PopupPage(await browser.openPopup());
    const { page } = popup;
    const shows = async (name: string): Promise<void> => {
      await page.screenshot({ path: join(PICTURES, `${locale}-${name}.png`) });
      expect(await page.evaluate(cutOff), name).toEqual([]);
      await expectNoSideways(page, name);
    };
    const button = page.locator('main .btn-primary');
    await button.waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toContain(locale.slice(0, 2));
    const said = await button.innerText();
    expect([...own.values()]).toContain(said);
    expect([...english.values()]).not.toContain(said);
    await shows('signed-out');
    const window = browser.context.waitForEvent('page');
    await button.click();
    await allowBungie(await window, stage.mainAccount);
    await popup.seesItems();
    await popup.waitForNames();
    await shows('items');
    for (const [at, name] of [
      [1, 'loadouts'],
      [2, 'whispers'],
      [3, 'more'],
    ] as const) {
      await page.locator('.tab').nth(at).click();
      await page.waitForTimeout(300);
      await shows(name);
    }
    await page.goto(browser.extensionUrl('options.html'));
    await page.locator('[data-setting=moveOthers]').waitFor();
    await page.setViewportSize({ width: 900, height: 800 });
    await shows('options');
    await browser.expectNoProblems();
  });
});
