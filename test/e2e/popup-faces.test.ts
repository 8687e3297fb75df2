import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { openScene, passSignIn, type Scene, signIn } from './signed-in';

/*
 * Every face the popup can show besides its items, each brought about by what really causes it. Pictures of each, light
 * and dark, go to .output/faces, for eyes to look at.
 */

const FACES = new URL('../../.output/faces/', import.meta.url).pathname;
mkdirSync(FACES, { recursive: true });
const PROFILE = '/Profile/4611';

let scene: Scene;
afterEach(async () => {
  await scene?.close();
});

/** Waits for the sentence, takes the pictures and lets axe look at both. */
async function shows(name: string, sentence: string | RegExp): Promise<void> {
  const { page } = scene.popup;
  await page.locator('body', { hasText: sentence }).first().waitFor({ timeout: 20_000 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${FACES}face-${name}-${colorScheme}.png` });
    const { violations } = await new AxeBuilder({ page: page as never }).analyze();
    const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
    expect(
      serious.map((one) => `${name} ${colorScheme} ${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`),
    ).toEqual([]);
  }
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
}

describe('before the first items', () => {
  it('a build without keys says how to get them', async () => {
    scene = await openScene({ app: 'keylessChrome' });
    await shows('no-keys', 'Bungie');
    await scene.browser.expectNoProblems();
  });

  it('signed out, then waiting for the sign-in window', async () => {
    scene = await openScene();
    await shows('signed-out', 'Sign in with Bungie');
    const window = scene.browser.context.waitForEvent('page');
    await scene.popup.signIn();
    const opened = await window;
    await shows('signing-in', /Waiting|window/);
    await opened.close();
    await shows('window-closed', 'closed before Bungie let us in');
    await scene.browser.expectNoProblems();
  });

  it('loading, as long as Bungie takes', async () => {
    scene = await openScene();
    scene.stage.bungie.faults.arm({ name: 'slow', path: PROFILE, with: { ms: 4_000 }, times: 1 });
    await passSignIn(scene);
    await scene.popup.page.locator('main[aria-busy=true]').waitFor();
    await shows('loading', '');
    await scene.popup.seesItems();
  });

  it.each([
    ['maintenance', { name: 'maintenance' }, 'down for maintenance'],
    ['offline', { name: 'drop' }, 'cannot be reached'],
    ['not-bungie', { name: 'html-200' }, 'did not come from Bungie'],
    ['private', { name: 'silent-expiry' }, /did not show|private/],
  ])('%s', async (name, fault, sentence) => {
    scene = await openScene();
    scene.browser.allowProblems(/Failed to load resource/);
    scene.stage.bungie.faults.arm({ ...fault, path: PROFILE });
    await passSignIn(scene);
    await shows(`failed-${name}`, sentence);
    scene.stage.bungie.faults.disarm();
    await scene.popup.page.getByRole('button', { name: 'Try again' }).click();
    await scene.popup.seesItems();
    await scene.browser.expectNoProblems();
  });

  it('no Destiny account at all', async () => {
    scene = await openScene();
    scene.browser.allowProblems(/Failed to load resource/);
    await passSignIn(scene, 'Nobody');
    await scene.popup.page.getByRole('button', { name: 'Use another account' }).waitFor();
    await shows('no-account', /no Destiny 2/);
    await scene.browser.expectNoProblems();
  });

  it('an account without a character, and then the first one', async () => {
    scene = await openScene();
    await passSignIn(scene, 'Newlight');
    await shows('no-character', 'has no Destiny 2 character');
    const [ikora] = scene.stage.bungie.world.main('Ikora').characters;
    if (ikora === undefined) throw new Error('Ikora has no character');
    const born = { ...ikora, id: '2305843009300009999', loadouts: [] };
    scene.stage.bungie.world.main('Newlight').characters.push(born);
    scene.stage.bungie.clock.advance(31_000);
    await scene.popup.page.getByRole('button', { name: 'Look again' }).click();
    await scene.popup.page.locator('.character').waitFor();
    await shows('new-character', 'The vault is empty');
    await scene.browser.expectNoProblems();
  });
});

describe('with items on screen', () => {
  it.each([
    ['maintenance', { name: 'maintenance' }, 'down for maintenance'],
    ['offline', { name: 'drop' }, 'Bungie cannot be reached'],
    ['private', { name: 'silent-expiry' }, 'did not show your vault'],
  ])('%s keeps them and says how old they are', async (name, fault, sentence) => {
    scene = await openScene();
    scene.browser.allowProblems(/Failed to load resource/);
    await signIn(scene);
    scene.stage.bungie.faults.arm({ ...fault, path: PROFILE });
    await scene.popup.page.reload();
    await scene.popup.seesItems();
    await shows(`kept-${name}`, sentence);
  });

  it('nothing found, a move under way with its way out, and one that stopped', async () => {
    scene = await openScene();
    const { popup, stage } = scene;
    await signIn(scene);
    await popup.search.fill('zzzzz');
    await shows('nothing-found', 'No item called');
    await popup.clear();
    await popup.choose('Warlock');
    await popup.type('Thorn');
    const held = stage.bungie.gate.hold({ at: 'before', path: 'TransferItem', skip: 1 });
    await popup.search.press('Enter');
    await held.reached;
    await popup.page.getByRole('button', { name: 'Cancel' }).waitFor();
    await shows('moving', 'Thorn');
    stage.bungie.faults.arm({ name: 'maintenance', path: 'TransferItem' });
    scene.browser.allowProblems(/Failed to load resource/);
    held.release();
    await popup.says(/maintenance/);
    await shows('stopped', 'Go on');
    stage.bungie.faults.disarm();
    await popup.press('Put back');
    await popup.says('taken back');
    await scene.browser.expectNoProblems();
  });

  it('signed out elsewhere keeps them to look at', async () => {
    scene = await openScene();
    scene.browser.allowProblems(/Failed to load resource/);
    await signIn(scene);
    scene.stage.bungie.oauth.revoke('19000001');
    await scene.popup.page.reload();
    await scene.popup.seesItems();
    await shows('kept-signed-out', /signed out|sign in again/);
  });
});
