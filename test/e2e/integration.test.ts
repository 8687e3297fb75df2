import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HeldItem } from '../../lib/inventory/picture';
import { COLOURS, expectAccessible, expectNoSideways, expectStill } from './axe';
import { openScene, type Scene, signIn } from './signed-in';
import { storedPicture } from './stored-picture';

/*
 * What the browser itself offers: keys, the address bar, the number on the icon, the side panel. A headless browser has
 * no keys or address bar of its own, so their events are fired where the browser would fire them.
 */

const PICTURES = new URL('../../.output/faces/', import.meta.url).pathname;
mkdirSync(PICTURES, { recursive: true });

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
  await signIn(scene);
});
afterEach(async () => {
  await scene?.close();
});

const fire = async (event: string, ...args: unknown[]): Promise<void> => {
  const worker = await scene.browser.worker();
  await worker.evaluate(`chrome.${event}.dispatch(...${JSON.stringify(args)})`);
};

/** The text of the last system notification of ours; waits for it. */
async function told(): Promise<string> {
  const worker = await scene.browser.worker();
  for (let tries = 0; tries < 200; tries += 1) {
    const texts = (await worker.evaluate('globalThis.toldByTest ?? []')) as string[];
    if (texts.length > 0) return texts.at(-1) ?? '';
    await scene.popup.page.waitForTimeout(50);
  }
  throw new Error('nothing was told');
}

/** Notes what is told, because a headless browser shows no notifications. */
async function listen(): Promise<void> {
  const worker = await scene.browser.worker();
  await worker.evaluate(`{
    globalThis.toldByTest = [];
    const create = chrome.notifications.create.bind(chrome.notifications);
    const noted = (id, options, ...rest) => { globalThis.toldByTest.push(options.message); return create(id, options, ...rest); };
    chrome.notifications.create = noted;
    if (globalThis.browser?.notifications) globalThis.browser.notifications.create = noted;
  }`);
}

const badge = async (): Promise<string> =>
  (await scene.browser.worker()).evaluate('chrome.action.getBadgeText({})') as Promise<string>;

async function untilBadge(text: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await badge()) === text) return;
    await scene.popup.page.waitForTimeout(50);
  }
  throw new Error(`the icon says "${await badge()}", not "${text}"`);
}

const heldBy = (items: readonly HeldItem[], characterId: string, kind: string): HeldItem[] =>
  items.filter(
    ({ place }) => place.kind === kind && 'characterId' in place && place.characterId === characterId,
  );

describe('keys of the browser', () => {
  it('send what is not worn to the vault, and tell', async () => {
    await listen();
    const before = await storedPicture(scene.popup.page);
    const [first] = before.characters;
    await fire('commands.onCommand', 'clear-unequipped');
    expect(await told()).toMatch(/moved|vault/);
    const after = await storedPicture(scene.popup.page);
    const gear = new Set(
      heldBy(before.items, first!.characterId, 'character')
        .filter((one) => one.equipped)
        .map((one) => one.bucket),
    );
    const left = heldBy(after.items, first!.characterId, 'character').filter(
      (one) => !one.equipped && one.transferrable && gear.has(one.bucket) && one.itemType === 3,
    );
    expect(left.map((one) => one.name)).toEqual([]);
    await scene.browser.expectNoProblems();
  });

  it('pull everything from the postmaster', async () => {
    await listen();
    const before = await storedPicture(scene.popup.page);
    const waiting = heldBy(before.items, before.characters[0]!.characterId, 'postmaster');
    expect(waiting.length).toBeGreaterThan(0);
    await fire('commands.onCommand', 'pull-postmaster');
    await told();
    const after = await storedPicture(scene.popup.page);
    expect(heldBy(after.items, before.characters[0]!.characterId, 'postmaster').length).toBeLessThan(
      waiting.length,
    );
  });

  it('say that there is nothing to put on before there is a loadout', async () => {
    await listen();
    await fire('commands.onCommand', 'last-loadout');
    expect(await told()).toBe('There is nothing to move.');
  });
});

describe('the address bar', () => {
  it('pulls the best hit on Enter', async () => {
    await listen();
    const picture = await storedPicture(scene.popup.page);
    const gun = picture.items.find(
      (one) => one.place.kind === 'vault' && one.itemType === 3 && one.transferrable,
    )!;
    await fire('omnibox.onInputEntered', gun.name.slice(0, -1), 'currentTab');
    expect(await told()).toContain(gun.name);
    scene.stage.expectHeld(gun.instanceId!, { place: 'character' });
  });

  it('shows the card on Alt+Enter', async () => {
    const [gun] = (await storedPicture(scene.popup.page)).items.filter((one) => one.itemType === 3);
    const opening = scene.browser.context.waitForEvent('page');
    await fire('omnibox.onInputEntered', gun!.name, 'newForegroundTab');
    const card = await opening;
    await card.getByText(gun!.name).first().waitFor();
    await card.screenshot({ path: `${PICTURES}card-page.png` });
    await expectAccessible(card, 'card page');
  });

  it('says that nobody holds such a thing', async () => {
    await listen();
    await fire('omnibox.onInputEntered', 'zzzzqq', 'currentTab');
    expect(await told()).toContain('no longer where it was');
  });
});

describe('the number on the icon', () => {
  it('counts the fullest postmaster where that is wanted, and nothing where nothing is', async () => {
    const picture = await storedPicture(scene.popup.page);
    const counts = picture.characters.map(
      ({ characterId }) => heldBy(picture.items, characterId, 'postmaster').length,
    );
    await scene.popup.ask('settings.change', { badgeCounts: 'postmaster' });
    await untilBadge(String(Math.max(...counts)));
    await scene.popup.ask('settings.change', { badge: false });
    await untilBadge('');
    await scene.popup.ask('settings.change', { badge: true, badgeCounts: 'whispers' });
    await untilBadge('');
  });
});

describe('the side panel', () => {
  it('is the popup, as wide as the panel, readable in all colours', async () => {
    const panel = await scene.browser.context.newPage();
    await panel.setViewportSize({ width: 340, height: 700 });
    await panel.goto(scene.browser.extensionUrl('popup.html?panel'));
    await panel.locator('.slot-section').first().waitFor();
    for (const [name, media] of COLOURS) {
      await panel.emulateMedia(media);
      await panel.screenshot({ path: `${PICTURES}panel-${name}.png` });
      await expectAccessible(panel, `panel ${name}`);
    }
    await expectNoSideways(panel, 'panel');
    await expectStill(panel, 'panel');
    const { side_panel: named } = (await panel.evaluate('chrome.runtime.getManifest()')) as {
      side_panel: { default_path: string };
    };
    expect(named.default_path).toBe('popup.html?panel');
    await scene.browser.expectNoProblems();
  });
});
