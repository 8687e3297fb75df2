import { mkdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeBackup } from '../../lib/messages/backup';
import { INITIAL_SETTINGS } from '../../lib/messages/settings';
import { COLOURS, expectAccessible, expectNoSideways, expectStill, movingParts } from './axe';
import { openScene, type Scene, signIn } from './signed-in';
import { readView } from './stored-picture';

/*
 * The settings page in the real browser: readable and within reach of everybody, files in and out, and what goes in as a
 * secret never comes out again.
 */

const NOTHING = { settings: INITIAL_SETTINGS, loadouts: [], marks: [] };
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

describe('the settings page', () => {
  beforeEach(() => open());

  it('has no serious finding of axe in any colours, with everything unfolded', async () => {
    for (const details of await page.locator('details > summary').all()) await details.click();
    await page.getByLabel('Quiet hours', { exact: true }).click();
    await page.locator('.hours').waitFor();
    await page.getByRole('button', { name: 'Forget all whispers…' }).click();
    for (const [name, media] of COLOURS) {
      await page.emulateMedia(media);
      for (const part of ['account', 'notices', 'whispers', 'files', 'health']) {
        await page.evaluate(`document.getElementById('${part}').scrollIntoView()`);
        await page.screenshot({ path: `${PICTURES}options-${part}-${name}.png` });
      }
      await expectAccessible(page, `options ${name}`);
    }
    // Switches glide for who likes that; what never moves would prove nothing.
    expect(await movingParts(page)).not.toEqual([]);
    await expectStill(page, 'options');
    await scene.browser.expectNoProblems();
  });

  it('fits at twice the size and in the narrowest window', async () => {
    for (const width of [640, 320]) {
      await page.setViewportSize({ width, height: 400 });
      await page.screenshot({ path: `${PICTURES}options-${width}.png` });
      await expectNoSideways(page, `options at ${width}`);
    }
  });

  it('is searched, changed and reset by keyboard alone', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('streamer');
    await page.locator('[data-setting=moveOthers]').waitFor({ state: 'detached' });
    await page.keyboard.press('Tab');
    for (let presses = 0; presses < 10; presses += 1) {
      if ((await page.evaluate('document.activeElement?.id')) === 'setting-hideText') break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Space');
    await page.getByText('Saved: Streamer mode').waitFor();
    expect(await page.evaluate(readView('settings'))).toMatchObject({ hideText: true });
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.locator('#setting-hideText:not(:checked)').waitFor();
    expect(await page.evaluate(readView('settings'))).toMatchObject({ hideText: false });
  });
});

describe('files', () => {
  beforeEach(() => open());

  it('go out and come in again, with a preview of what changes', async () => {
    await page.getByLabel('Streamer mode', { exact: true }).click();
    await page.getByText('Saved: Streamer mode').waitFor();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export to a file' }).click();
    const file = await (await downloading).path();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      app: 'vault-courier',
      settings: { hideText: true },
    });
    await page.getByLabel('Streamer mode', { exact: true }).click();
    await page.locator('#setting-hideText:not(:checked)').waitFor();
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('1 change from').waitFor();
    await page.screenshot({ path: `${PICTURES}options-preview.png` });
    expect(await page.evaluate(readView('settings'))).toMatchObject({ hideText: false });
    await page.getByRole('button', { name: 'Take it in' }).click();
    await page.locator('#setting-hideText:checked').waitFor();
    await scene.browser.expectNoProblems();
  });

  it('that take something away leave a backup of it, which is looked at and restored', async () => {
    await page.getByLabel('Streamer mode', { exact: true }).click();
    await page.getByText('Saved: Streamer mode').waitFor();
    const path = join(scene.stage.profile(), 'plain.json');
    await writeFile(path, JSON.stringify(makeBackup(NOTHING, 1)));
    await page.locator('input[type=file]').setInputFiles(path);
    await page.getByRole('button', { name: 'Take it in' }).click();
    await page.locator('#setting-hideText:not(:checked)').waitFor();
    const backups = page.getByRole('list', { name: 'Backups' }).getByRole('listitem');
    expect(await backups.allInnerTexts()).toEqual([expect.stringContaining('1 difference')]);
    await page.getByRole('button', { name: 'Look at the backup of' }).click();
    await page.getByText('1 change from the backup').waitFor();
    await page.screenshot({ path: `${PICTURES}options-restore.png` });
    await page.getByRole('button', { name: 'Take it in' }).click();
    await page.locator('#setting-hideText:checked').waitFor();
    await scene.browser.expectNoProblems();
  });

  it.each([
    ['broken', '{"app":"vault-courier","version":1,"madeAt', 'not a whole export'],
    ['newer', JSON.stringify({ ...makeBackup(NOTHING, 1), version: 2 }), 'made by a newer'],
    ['huge', 'x'.repeat(50_000_000), 'far larger than any export'],
    [
      'secret-bearing',
      JSON.stringify({
        ...makeBackup({ ...NOTHING, settings: { ...INITIAL_SETTINGS, hideText: true } }, 1),
        apiKey: 'k',
      }),
      'holds a key',
    ],
  ])('that are %s are refused in words and change nothing', async (name, content, sentence) => {
    const before = JSON.stringify(await page.evaluate(readView('settings')));
    const path = join(scene.stage.profile(), `${name}.json`);
    await writeFile(path, content);
    await page.locator('input[type=file]').setInputFiles(path);
    await page.getByText(sentence).waitFor();
    expect(JSON.stringify(await page.evaluate(readView('settings')))).toBe(before);
    expect(await page.getByRole('button', { name: 'Take it in' }).count()).toBe(0);
    await scene.browser.expectNoProblems();
  });
});

describe('keys', () => {
  it('are told apart from wrong ones in words, and a right one is fine', async () => {
    await open('keylessChrome');
    scene.browser.allowProblems(/Failed to load resource/);
    const result = page.locator('#account [role=status]');
    const type = async (key: string): Promise<void> => {
      await page.getByLabel('API key', { exact: true }).fill(key);
      await page.getByLabel('OAuth client id').fill('41001');
      await page.getByRole('button', { name: 'Save and test' }).click();
    };
    await type('mistyped-api-key');
    await result.filter({ hasText: 'Bungie does not know this API key' }).waitFor();
    await page.getByRole('button', { name: 'Replace them' }).click();
    scene.stage.bungie.faults.arm({ name: 'drop', path: '/Manifest/' });
    await type('sim-api-key');
    await result.filter({ hasText: 'Bungie cannot be reached' }).waitFor();
    scene.stage.bungie.faults.disarm();
    await page.getByRole('button', { name: 'Test the keys' }).click();
    await result.filter({ hasText: 'Bungie knows the API key' }).waitFor();
    await page.getByRole('button', { name: 'Remove them' }).click();
    await page.getByText('this build has none').waitFor();
  });

  it('and tokens are nowhere but in the secrets: not in pages, stores, files or reports', async () => {
    await open('keylessChrome');
    const LOGIN_KEY = `${'k3y'.repeat(21)}Z`;
    await page.getByLabel('API key', { exact: true }).fill('sim-api-key');
    await page.getByLabel('OAuth client id').fill('41001');
    await page.getByLabel('OAuth client secret').fill('sim-client-secret');
    await page.getByRole('button', { name: 'Save and test' }).click();
    await page.getByText('Bungie knows the API key').waitFor();
    await page.getByLabel('Login key of destiny.gg').fill(LOGIN_KEY);
    await page.getByRole('button', { name: 'Save the login key' }).click();
    await page.getByText(/^Set on/).waitFor();
    await signIn(scene);
    const saved = async (button: string): Promise<string> => {
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: button }).click();
      return readFileSync(await (await downloading).path(), 'utf8');
    };
    const seen = new Map<string, string>([
      ['the exported file', await saved('Export to a file')],
      ['the report', await saved('Save a report')],
      ['the settings page', await page.content()],
      ['the popup', await scene.popup.page.content()],
      ...Object.entries((await page.evaluate(READ_STORES)) as Record<string, string>),
    ]);
    const tokens = JSON.parse(seen.get('vault-courier-secrets') ?? '[]') as {
      value?: { accessToken?: string };
    }[];
    const token = tokens.find((one) => one.value?.accessToken !== undefined)?.value?.accessToken ?? '';
    const planted = ['sim-api-key', 'sim-client-secret', LOGIN_KEY, token];
    expect(
      planted.every((secret) => secret.length > 8 && seen.get('vault-courier-secrets')?.includes(secret)),
    ).toBe(true);
    seen.delete('vault-courier-secrets');
    expect(seen.size).toBeGreaterThan(7);
    const leaks = [...seen].flatMap(([where, text]) =>
      planted.filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${where}`),
    );
    expect(leaks).toEqual([]);
  });
});

/** Everything stored, as text by database, and both storage areas. Runs in a page of the extension. */
const READ_STORES = `(async () => {
  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const told = {
    'localStorage': JSON.stringify({ ...localStorage }),
    'storage.session': JSON.stringify(await chrome.storage.session.get(null)),
    'storage.local': JSON.stringify(await chrome.storage.local.get(null)),
  };
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name));
    const rows = [];
    for (const store of database.objectStoreNames) {
      // Definitions are the game's own and large.
      if (store === 'pages' || store === 'worlds') continue;
      rows.push(...await asked(database.transaction(store).objectStore(store).getAll()));
    }
    told[name] = JSON.stringify(rows);
    database.close();
  }
  return told;
})()`;
