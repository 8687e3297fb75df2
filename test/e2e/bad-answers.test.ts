import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allowBungie } from './sign-in';
import { openScene, type Scene, signIn } from './signed-in';
import { storedPicture } from './stored-picture';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(async () => {
  await scene?.close();
});

const PROFILE = '/Profile/';
const banner = (): Promise<void> => scene.popup.page.locator('footer').waitFor();

async function refreshAndRead(text: string | RegExp): Promise<void> {
  await scene.popup.page.reload();
  await scene.popup.seesItems();
  await banner();
  await scene.popup.page.locator('body', { hasText: text }).first().waitFor({ timeout: 20_000 });
}

describe('a sign-in that goes wrong says so and can be tried again', () => {
  it.each([
    ['redirect-without-state', 'did not belong to this sign-in'],
    ['redirect-wrong-state', 'did not belong to this sign-in'],
    ['redirect-error', 'closed before Bungie let us in'],
    ['token-html', 'did not come from Bungie'],
    ['token-cut', 'did not come from Bungie'],
    ['token-system-disabled', 'down for maintenance'],
  ])('%s', async (fault, sentence) => {
    const { stage, browser, popup } = scene;
    stage.bungie.faults.arm({ name: fault, times: 1 });
    const window = browser.context.waitForEvent('page');
    await popup.signIn();
    await allowBungie(await window, stage.mainAccount);
    await popup.page.locator('body', { hasText: sentence }).first().waitFor({ timeout: 15_000 });
    expect(stage.bungie.log.matching('LinkedProfiles')).toEqual([]);
    // Nothing is left in the way: the same button works now, and who allowed the app before is not asked again.
    await popup.page.getByRole('button', { name: 'Sign in with Bungie' }).click();
    await popup.seesItems();
    browser.allowProblems(/Failed to load resource/);
    await browser.expectNoProblems();
  });

  it('the window is closed', async () => {
    const { browser, popup } = scene;
    const opened = browser.context.waitForEvent('page');
    await popup.signIn();
    await (await opened).close();
    await popup.page.locator('body', { hasText: 'closed before Bungie let us in' }).first().waitFor();
    await browser.expectNoProblems();
  });
});

describe('with a picture on screen', () => {
  beforeEach(async () => {
    await signIn(scene);
    scene.browser.allowProblems(/Failed to load resource/);
    // Past the 30 s in which Bungie serves the same answer again.
    scene.stage.bungie.clock.advance(60_000);
  });
  afterEach(() => scene.browser.expectNoProblems());

  it('renews an expired token once for everybody and goes on', async () => {
    const { stage, popup } = scene;
    stage.bungie.oauth.expireAccess();
    await popup.choose('Warlock');
    await popup.type('Sunshot');
    await popup.search.press('Enter');
    await popup.says('Sunshot is on your Warlock');
    expect(stage.bungie.oauth.refreshes).toBe(1);
  });

  it('takes a silently poorer profile for an expired token, never for an empty vault', async () => {
    const { stage, popup } = scene;
    const items = (await storedPicture(popup.page)).items.length;
    stage.bungie.faults.arm({ name: 'silent-expiry', path: PROFILE });
    await refreshAndRead('Bungie did not show your vault');
    expect((await storedPicture(popup.page)).items).toHaveLength(items);
    expect(stage.bungie.oauth.refreshes).toBe(1);
    stage.bungie.faults.disarm();
  });

  it.each([
    ['maintenance', 'maintenance'],
    ['html-503', 'maintenance'],
    ['html-200', 'did not come from Bungie'],
    ['empty-200', 'did not come from Bungie'],
    ['drop', 'cannot be reached'],
  ])('keeps it through %s and says why it is old', async (fault, sentence) => {
    const { stage, popup } = scene;
    const items = (await storedPicture(popup.page)).items.length;
    stage.bungie.faults.arm({ name: fault, path: PROFILE });
    await refreshAndRead(sentence);
    expect((await storedPicture(popup.page)).items).toHaveLength(items);
    stage.bungie.faults.disarm();
    await popup.page.reload();
    await popup.seesItems();
    await popup.page
      .locator('body', { hasText: sentence })
      .first()
      .waitFor({ state: 'detached', timeout: 15_000 });
  });

  it('reads before it believes or repeats, when the answer to a move is lost', async () => {
    const { stage, popup } = scene;
    stage.bungie.faults.arm({ name: 'drop-after-write', path: 'TransferItem', times: 1 });
    stage.bungie.log.clear();
    await popup.choose('Warlock');
    await popup.type('Sunshot');
    await popup.search.press('Enter');
    await popup.says('Sunshot is on your Warlock');
    expect(stage.bungie.log.matching('TransferItem')).toHaveLength(1);
    expect(stage.bungie.log.matching(PROFILE).length).toBeGreaterThan(0);
  });

  it('waits as told when Bungie throttles, then goes on', async () => {
    const { stage, popup } = scene;
    stage.bungie.faults.arm({
      name: 'throttle',
      path: 'TransferItem',
      times: 1,
      with: { code: 36, seconds: 1 },
    });
    await popup.choose('Warlock');
    await popup.type('Sunshot');
    await popup.search.press('Enter');
    await popup.says('Sunshot is on your Warlock');
    expect(stage.bungie.log.matching('TransferItem')).toHaveLength(2);
  });

  it('signs out only for a named, fatal reason, and keeps the picture to look at', async () => {
    const { stage, popup } = scene;
    stage.bungie.oauth.revoke('19000001');
    await refreshAndRead('signed out');
    await popup.type('Sunshot');
    await popup.search.press('Enter');
    await popup.says('signed out');
  });
});
