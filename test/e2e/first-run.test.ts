import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../run/build.mjs';
import { COLOURS, expectAccessible, expectNoSideways, expectStill } from './axe';
import { type Chromium, openChromium } from './drivers/chromium';
import { allowBungie } from './sign-in';
import { openStage, type Stage } from './stage';
import { READ_PICTURE } from './stored-picture';

/*
 * A stranger installs a build without keys and gets a gun onto the guardian, with nothing to read but the welcome page.
 * Pictures of each step go to .output/first-run, for eyes to look at.
 */

const PICTURES = new URL('../../.output/first-run/', import.meta.url).pathname;
mkdirSync(PICTURES, { recursive: true });

let stage: Stage;
let browser: Chromium;
afterEach(async () => {
  await browser?.close();
  await stage?.close();
});

async function install(app: 'chrome' | 'keylessChrome'): Promise<Page> {
  const built = await ensureBuilt();
  stage = await openStage({ real: false });
  browser = await openChromium({
    extensionDir: built[app],
    hosts: stage.hosts,
    spki: stage.spki,
    keepWelcome: true,
  });
  const page = browser.context.pages().find((one) => one.url().endsWith('/welcome.html'));
  if (page === undefined) throw new Error('no welcome page');
  await page.locator('.welcome-open').waitFor();
  return page;
}

describe('the first run', () => {
  it('leads from installing to the first pull in less than twelve actions', async () => {
    const page = await install('keylessChrome');
    let actions = 0;
    const act = async (name: string, deed: () => Promise<unknown>): Promise<void> => {
      actions += 1;
      await deed();
      if (!page.isClosed())
        await page.screenshot({ path: `${PICTURES}${String(actions).padStart(2, '0')}-${name}.png` });
    };
    await page.screenshot({ path: `${PICTURES}00-installed.png`, fullPage: true });

    await act('api-key', () => page.getByLabel('API key').fill('sim-api-key'));
    await act('client-id', () => page.getByLabel('OAuth client id').fill('41001'));
    await act('secret', () => page.getByLabel('OAuth client secret').fill('sim-client-secret'));
    await act('save', async () => {
      await page.getByRole('button', { name: 'Save and test' }).click();
      await page.getByText('Bungie knows the API key').waitFor();
    });
    expect(await page.content()).not.toMatch(/sim-api-key|sim-client-secret|41001/);
    const opening = browser.context.waitForEvent('page');
    await act('sign-in', async () => {
      await page.getByRole('button', { name: 'Sign in with Bungie' }).click();
      await (await opening).locator(`#sign-in-${stage.mainAccount}`).waitFor();
    });
    // Choosing the account, and allowing the app.
    actions += 1;
    await act('signed-in', async () => {
      await allowBungie(await opening, stage.mainAccount);
      await page.locator('[data-step=chat].welcome-open').waitFor({ timeout: 30_000 });
    });
    await act('chat-skipped', async () => {
      await page.getByRole('button', { name: 'Skip this' }).click();
      await page.getByText('item list is read.').waitFor({ timeout: 60_000 });
    });
    const picture = await untilNamed(page);
    const gun = picture.items.find(
      (one) => one.place.kind === 'vault' && one.itemType === 3 && one.transferrable,
    );
    if (gun?.instanceId === undefined) throw new Error('no gun in the vault');

    actions += 1;
    const popup = await browser.openRealPopup(() =>
      page.getByRole('button', { name: 'Open Vault Courier' }).click(),
    );
    await popup.until(`document.querySelector('.slot-section') !== null`, 20_000);
    actions += 1;
    await popup.type(gun.name);
    await popup.until(`document.querySelector('[data-hit]') !== null`, 10_000);
    actions += 1;
    await popup.press('Enter');
    await popup.until(
      `/is on your|is already/.test(document.querySelector('footer [role=status]')?.textContent ?? '')`,
      20_000,
    );
    await popup.screenshot(`${PICTURES}${actions}-pulled.png`);
    stage.expectHeld(gun.instanceId, { place: 'character' });
    expect(actions).toBeLessThan(12);
    await browser.expectNoProblems();
  });

  it('resumes where it was left, and does not open by itself again', async () => {
    const page = await install('chrome');
    await page.getByRole('button', { name: 'Skip this' }).click();
    await page.locator('[data-step=chat].welcome-open').waitFor();
    await page.reload();
    await page.locator('[data-step=chat].welcome-open').waitFor();
    await page.getByRole('button', { name: /^Open\s*: Bungie/ }).click();
    await page.locator('[data-step=bungie].welcome-open').waitFor();
    await browser.killWorker();
    await page.reload();
    await page.locator('[data-step=bungie].welcome-open').waitFor();
    expect(browser.context.pages().filter((one) => one.url().endsWith('/welcome.html'))).toHaveLength(1);
    await browser.expectNoProblems();
  });

  it('works for the chat half alone: the example chat shows cards with no account at all', async () => {
    const page = await install('chrome');
    await page.getByRole('button', { name: 'Skip this' }).click();
    await page.getByRole('button', { name: 'Skip this' }).click();
    await page.getByText('item list is read.').waitFor({ timeout: 60_000 });
    const opening = browser.context.waitForEvent('page');
    await page.getByRole('link', { name: 'See an example chat' }).click();
    const example = await opening;
    await example.getByRole('button', { name: 'Sunshot' }).focus();
    await example.locator('.example-card h2, .example-card h3, .example-card .card-name').first().waitFor();
    for (const [name, media] of COLOURS) {
      await example.emulateMedia(media);
      await example.screenshot({ path: `${PICTURES}example-${name}.png` });
      await expectAccessible(example, `example ${name}`);
    }
    await browser.expectNoProblems();
  });

  it('has no serious finding of axe in any colours, and fits at twice the size', async () => {
    const page = await install('keylessChrome');
    for (const step of ['bungie', 'chat', 'try']) {
      for (const [name, media] of COLOURS) {
        await page.emulateMedia(media);
        await page.screenshot({ path: `${PICTURES}welcome-${step}-${name}.png`, fullPage: true });
        await expectAccessible(page, `welcome ${step} ${name}`);
      }
      // A window of 1280 at 200 % is one of 640.
      await page.setViewportSize({ width: 640, height: 400 });
      await expectNoSideways(page, `welcome ${step}`);
      await expectStill(page, `welcome ${step}`);
      await page.setViewportSize({ width: 1280, height: 800 });
      if (step !== 'try') await page.getByRole('button', { name: 'Skip this' }).click();
    }
  });

  it('can be gone through by keyboard alone', async () => {
    const page = await install('keylessChrome');
    await page.locator('#key-apiKey').focus();
    for (const typed of ['sim-api-key', '41001', 'sim-client-secret']) {
      await page.keyboard.type(typed);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByText('Bungie knows the API key').waitFor();
    await tabTo(page, 'Skip this');
    await page.keyboard.press('Enter');
    await page.locator('[data-step=chat] h2:focus').waitFor();
    await tabTo(page, 'Skip this');
    await page.keyboard.press('Enter');
    await page.locator('[data-step=try] h2:focus').waitFor();
  });
});

async function tabTo(page: Page, label: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate('document.activeElement?.textContent ?? ""')) === label) return;
  }
  throw new Error(`Tab never came to "${label}"`);
}

interface Stored {
  generation?: string;
  items: {
    name: string;
    instanceId?: string;
    place: { kind: string };
    itemType: number;
    transferrable: boolean;
  }[];
}

/** The first picture with names in it. */
async function untilNamed(page: Page): Promise<Stored> {
  for (let tries = 0; tries < 300; tries += 1) {
    const picture = (await page.evaluate(READ_PICTURE)) as Stored | null;
    if (picture?.generation !== undefined) return picture;
    await page.waitForTimeout(100);
  }
  throw new Error('the picture never got names');
}
