import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardText, eventually, openChat } from './chat-page';
import { openScene, type Scene, signIn } from './signed-in';

/*
 * The small window for text selected in any page, and sharing into the chat box from it and from the popup.
 */

let scene: Scene;
let chat: Page;

beforeAll(async () => {
  scene = await openScene();
  await signIn(scene);
  chat = await openChat(scene.browser);
});
afterAll(() => scene?.close());

async function lookUp(text: string): Promise<Page> {
  const page = await scene.browser.context.newPage();
  await page.setViewportSize({ width: 380, height: 680 });
  const url = `chrome-extension://${scene.browser.extensionId}/card.html?q=${encodeURIComponent(text)}`;
  await page.goto(url);
  return page;
}
const input = (): Promise<string> => chat.locator('#chat-input-control').inputValue();

describe('text looked up from any page', () => {
  it('is offered in the menu of selected text', async () => {
    const worker = await scene.browser.worker();
    const there = await worker.evaluate(
      `new Promise((resolve) => chrome.contextMenus.update('look-up', {}, () => resolve(chrome.runtime.lastError?.message ?? 'there')))`,
    );
    expect(there).toBe('there');
    const opening = scene.browser.context.waitForEvent('page');
    const chosen = { menuItemId: 'look-up', selectionText: '  the Gjallarhorn\n of old ' };
    await worker.evaluate(`chrome.contextMenus.onClicked.dispatch(${JSON.stringify(chosen)}, {})`);
    const page = await opening;
    await page.locator('.card h2', { hasText: 'Gjallarhorn' }).waitFor();
    await page.close();
  });

  it.each([
    ['sunshot', 'Sunshot'],
    ['so I swapped it for Ace of Spades and never looked back', 'Ace of Spades'],
    ['Duke Mk. 44: Rampage, Outlaw', 'Duke Mk. 44'],
  ])('%s opens the card of %s', async (text, name) => {
    const page = await lookUp(text);
    await page.locator('.card h2', { hasText: name }).waitFor();
    await page.locator('.own [data-told^="You "]').waitFor();
    await page.close();
  });

  it('is text, whatever it says, and asks what was meant', async () => {
    const page = await lookUp('<img src=x onerror=alert(1)>');
    await page.locator('.quiet', { hasText: 'has no such item' }).waitFor();
    expect(await page.locator('img').count()).toBe(0);
    await page.goto(page.url().replace(/q=.*/, 'q=Gjalarhorn'));
    await page.getByRole('button', { name: 'Did you mean Gjallarhorn?' }).click();
    await page.locator('.card h2', { hasText: 'Gjallarhorn' }).waitFor();
    await page.close();
  });
});

describe('sharing', () => {
  it('from the small window writes into the chat box and sends nothing', async () => {
    const page = await lookUp('Duke Mk. 44: Rampage');
    await page.getByRole('button', { name: 'Put in chat' }).click();
    await page.locator('.card-note', { hasText: 'is in your chat box' }).waitFor();
    expect(await input()).toBe('[[Duke Mk. 44: Rampage]] ');
    await page.close();
  });

  it('from the popup adds to what is typed already, with the traits of that very item', async () => {
    const { popup } = scene;
    await popup.page.bringToFront();
    await popup.type('duke');
    await popup.page.keyboard.press('ArrowRight').catch(() => undefined);
    await popup.page.locator('.hit-on').click();
    await popup.page.locator('.roll').waitFor();
    await popup.press('Put in chat');
    await popup.says(/is in your chat box/);
    expect(await input()).toMatch(
      /^\[\[Duke Mk\. 44: Rampage\]\] \[\[Duke Mk\. 44: \w[\w ]*, \w[\w ]*\]\] $/,
    );
    expect(await chat.locator('.msg-own').count()).toBe(0);
  });

  it('copies instead when no chat page is open', async () => {
    await chat.close();
    await scene.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await lookUp('Sunshot');
    await page.getByRole('button', { name: 'Put in chat' }).click();
    await page.locator('.card-note', { hasText: '[[Sunshot]] is copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('[[Sunshot]]');
    await page.close();
  });
});

describe('when the extension goes', () => {
  it('its marks, layer and cards leave the page as it was', async () => {
    const page = await openChat(scene.browser);
    scene.stage.dgg.room.say('Normie', 'one last [[Sunshot]]');
    await page.locator('.vc-item').last().hover();
    await eventually(
      () => cardText(scene.browser, page),
      (text) => text.includes('Sunshot'),
    );
    const worker = await scene.browser.worker();
    // The answer never comes: who asks goes with it.
    void worker.evaluate('chrome.runtime.reload()').catch(() => undefined);
    const left = () =>
      page.evaluate(
        () =>
          document.querySelectorAll('vault-courier, .vc-item, [data-vault-courier], [data-vc-name]').length,
      );
    await eventually(left, (count) => count === 0);
    expect(await page.locator('.msg-chat .text').last().textContent()).toBe('one last [[Sunshot]]');
    const nodes = await page
      .locator('.msg-chat .text')
      .last()
      .evaluate((element) => element.childNodes.length);
    expect(nodes).toBe(1);
    // And the page goes on by itself.
    scene.stage.dgg.room.say('Normie', 'still here with Sunshot');
    await page.locator('.msg-chat .text', { hasText: 'still here' }).waitFor();
    expect(await left()).toBe(0);
  });
});
