import { mkdirSync } from 'node:fs';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectLayerAccessible } from './axe';
import { cardButton, cardText, eventually, openChat, pressCard } from './chat-page';
import { openScene, type Scene, signIn } from './signed-in';

/*
 * A signed-in reader and his cards: what he owns, sending it, taking it back, teaching, sharing.
 */

const PICTURES = new URL('../../.output/faces/', import.meta.url).pathname;
mkdirSync(PICTURES, { recursive: true });

let scene: Scene;
let chat: Page;

beforeAll(async () => {
  scene = await openScene();
  await signIn(scene);
  chat = await openChat(scene.browser);
});
afterAll(() => scene?.close());

const text = (): Promise<string> => cardText(scene.browser, chat);
const untilCard = (good: (said: string) => boolean): Promise<string> => eventually(text, good);
const press = (label: string): Promise<void> => pressCard(scene.browser, chat, label);
const marks = (): Promise<string[]> => chat.locator('.vc-item').allTextContents();

async function say(line: string, nick = 'Normie'): Promise<void> {
  scene.stage.dgg.room.say(nick, line);
  await chat
    .locator('.chat-lines .msg-chat .text', { hasText: line.slice(-12) })
    .last()
    .waitFor();
}

/** Opens the card of the last mark with these words by hovering. */
async function hover(words: string): Promise<void> {
  await chat.mouse.move(5, 5);
  const mark = chat.locator('.vc-item', { hasText: words }).last();
  await mark.waitFor();
  await mark.hover();
  await untilCard((said) => said.includes(words.replace(/[[\]]/g, '')));
}

async function close(): Promise<void> {
  await chat.keyboard.press('Escape');
  await untilCard((said) => said === '');
}

function held(name: string): { id: string; owner: string; equipped: boolean } {
  const { bungie, mainAccount } = scene.stage;
  const item = bungie.world.find(mainAccount, name)[0];
  if (item?.id === undefined) throw new Error(`nobody holds ${name}`);
  return { id: item.id, owner: item.owner, equipped: item.equipped };
}

describe('a card of a signed-in reader', () => {
  it('tells what he owns, sends it, says so, and takes it back', async () => {
    const before = held('Sunshot');
    await say('swap it for Sunshot, trust me');
    await hover('Sunshot');
    await untilCard((said) => said.includes('You own 1') && said.includes('Only you see this'));
    await expectLayerAccessible(scene.browser, chat, 'card');
    await press('Send the one vault: To Titan');
    await untilCard((said) => said.includes('Sunshot is on your Titan'));
    scene.stage.expectHeld(before.id, { place: 'character', equipped: false });
    await press('Undo');
    await untilCard((said) => said.includes('taken back'));
    scene.stage.expectHeld(before.id, { place: 'vault' });
    await close();
  });

  it('says why something stays where it is, and does not ask twice', async () => {
    const { bungie } = scene.stage;
    bungie.faults.arm({ name: 'throttle', path: 'TransferItem', times: 1, with: { code: 36, seconds: 1 } });
    await hover('Sunshot');
    await press('Send the one vault: To Hunter');
    await untilCard((said) => said.includes('Sunshot is on your Hunter'));
    await press('Undo');
    await untilCard((said) => said.includes('taken back'));
    bungie.faults.arm({
      name: 'error-code',
      path: 'TransferItem',
      times: 1,
      with: { code: 1642, http: 500 },
    });
    await chat.waitForTimeout(1_100);
    await press('Send the one vault: To Warlock');
    await untilCard((said) => said.includes('still in the vault') || said.includes('stopped'));
    bungie.faults.disarm('error-code');
    scene.stage.expectHeld(held('Sunshot').id, { place: 'vault' });
    await close();
  });

  it('stays open by Enter, is worked by keyboard alone, and gives the focus back', async () => {
    const mark = chat.locator('.vc-item', { hasText: 'Sunshot' }).last();
    await mark.focus();
    await chat.keyboard.press('Enter');
    await untilCard((said) => said.includes('You own 1'));
    await chat.keyboard.press('Tab');
    const focused = await scene.browser.inContentScript(chat, () => {
      const host = document.querySelector('vault-courier');
      const root = host instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(host) : null;
      return (root as ShadowRoot | null)?.activeElement?.getAttribute('aria-label') ?? '';
    });
    expect(focused).toBe('Close');
    await chat.keyboard.press('Escape');
    await untilCard((said) => said === '');
    expect(await mark.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('puts the item into his own chat box, where undo still works and nothing is sent', async () => {
    await chat.locator('#chat-input-control').fill('I like');
    await hover('Sunshot');
    await press('Put in chat');
    await untilCard((said) => said.includes('is in your chat box'));
    expect(await chat.locator('#chat-input-control').inputValue()).toBe('I like [[Sunshot]] ');
    await chat.keyboard.press('Escape');
    await chat.locator('#chat-input-control').press('Control+z');
    expect(await chat.locator('#chat-input-control').inputValue()).toBe('I like');
    await chat.locator('#chat-input-control').fill('');
    await chat.mouse.move(5, 5);
    await untilCard((said) => said === '');
  });
});

describe('what is an item', () => {
  it('is taught on the card, in all lines, and taken back there', async () => {
    await say('have my Malfeasance with its exotic catalyst');
    await hover('Malfeasance');
    await press('Not an item');
    await eventually(marks, (all) => !all.includes('Malfeasance'));
    await untilCard((said) => said.includes('is no item in chat from now on'));
    await press('Undo');
    await eventually(marks, (all) => all.includes('Malfeasance'));
    await close();
  });

  it('follows the reader’s settings at once: nicknames, brackets alone, nothing', async () => {
    const { popup } = scene;
    await say('nobody beats my shooty and Sunshot or [[Thorn]]');
    await popup.ask('settings.change', { nicknames: [['shooty', 'Telesto']] });
    await eventually(marks, (all) => all.includes('shooty'));
    await chat.mouse.move(5, 5);
    await chat.locator('.vc-item', { hasText: 'shooty' }).last().hover();
    await untilCard((said) => said.includes('Telesto'));
    await popup.ask('settings.change', { spotMode: 'brackets' });
    await eventually(marks, (all) => all.includes('[[Thorn]]') && !all.includes('Sunshot'));
    await popup.ask('settings.change', { cardOpens: 'off' });
    await eventually(marks, (all) => all.length === 0);
    await popup.ask('settings.change', { cardOpens: 'hover', spotMode: 'normal', nicknames: [] });
    await eventually(marks, (all) => all.includes('Sunshot') && !all.includes('shooty'));
  });

  it('is guessed for a slip of the finger in brackets', async () => {
    await say('take [[Sunshoot]] then');
    const mark = chat.locator('.vc-item', { hasText: 'Sunshoot' }).last();
    await mark.hover();
    await untilCard((said) => said.includes('Did you mean Sunshot?'));
    await press('Did you mean');
    await untilCard((said) => said.includes('Hand Cannon'));
    await close();
  });

  it('is known from a light.gg link, without asking light.gg', async () => {
    const asked: string[] = [];
    chat.on('request', (request) => asked.push(request.url()));
    await say('see https://www.light.gg/db/items/1363886209/gjallarhorn/ for more');
    await chat.mouse.move(5, 5);
    await chat.locator('a.externallink', { hasText: 'light.gg' }).last().hover();
    await untilCard((said) => said.includes('Gjallarhorn') && said.includes('Rocket Launcher'));
    expect(asked.filter((url) => url.includes('light.gg'))).toEqual([]);
    await close();
  });

  it('can be compared with another one of the same line', async () => {
    await say('Thorn or Sunshot, which exotic is better');
    await hover('Thorn');
    await press('Compare with Sunshot');
    await untilCard((said) => said.includes('Impact') && said.includes('One alone'));
    expect(await cardButton(scene.browser, chat, 'Compare with')).toBeUndefined();
    await close();
  });
});

describe('a reader with chat in several places', () => {
  /** Where the layer is painted in a frame, found as the page's own scripts could. */
  const painted = (
    frame: Frame | Page,
  ): Promise<{ left: number; right: number; width: number } | undefined> =>
    frame.evaluate(() => {
      const at: number[] = [];
      for (let x = 2; x < innerWidth; x += 6)
        for (let y = 10; y < innerHeight; y += 20)
          if (document.elementFromPoint(x, y)?.localName === 'vault-courier') at.push(x);
      return at.length === 0
        ? undefined
        : { left: Math.min(...at), right: Math.max(...at), width: innerWidth };
    });
  const shown = (frame: Frame | Page) =>
    eventually(
      () => painted(frame),
      (box) => box !== undefined,
    );

  it('sees cards inside the frame of bigscreen, whole although it is narrow', async () => {
    const big = await scene.browser.context.newPage();
    await big.setViewportSize({ width: 1280, height: 720 });
    await big.goto('https://www.destiny.gg/bigscreen');
    const inner = big.frameLocator('#chat-wrap iframe');
    await inner.locator('.chat-lines .msg-chat').first().waitFor();
    scene.stage.dgg.room.say('Normie', 'on the big screen Sunshot');
    await inner.locator('.vc-item', { hasText: 'Sunshot' }).last().hover();
    const frame = big.frames().find((one) => one.url().includes('/embed/chat'));
    if (frame === undefined) throw new Error('bigscreen has no chat');
    const box = await shown(frame);
    expect(box?.left).toBeGreaterThan(2);
    expect(box?.right).toBeLessThan((box?.width ?? 0) - 2);
    await big.screenshot({ path: `${PICTURES}card-bigscreen.png` });
    expect(await painted(big)).toBeUndefined();
    await big.close();
  });

  it('sees them in a popout too', async () => {
    const opening = scene.browser.context.waitForEvent('page');
    await chat.evaluate(() => void window.open('/embed/chat', 'popout', 'width=420,height=500'));
    const popout = await opening;
    await popout.locator('.chat-lines .msg-chat').first().waitFor();
    scene.stage.dgg.room.say('Normie', 'popped out with Sunshot');
    await popout.locator('.vc-item', { hasText: 'Sunshot' }).last().hover();
    await shown(popout);
    await popout.close();
  });

  it('sends from one tab, and the other knows at its next card', async () => {
    const other = await openChat(scene.browser);
    const inOther = (): Promise<string> => cardText(scene.browser, other);
    scene.stage.dgg.room.say('Normie', 'both tabs have Sunshot');
    await other.locator('.vc-item', { hasText: 'Sunshot' }).last().hover();
    await eventually(inOther, (said) => said.includes('You own 1'));
    await pressCard(scene.browser, other, 'Send the one vault: To Titan');
    await eventually(inOther, (said) => said.includes('Sunshot is on your Titan'));
    await chat.bringToFront();
    await hover('Sunshot');
    await untilCard((said) => said.includes('You own 1') && said.includes('Titan'));
    expect(scene.stage.bungie.world.find(scene.stage.mainAccount, 'Sunshot')).toHaveLength(1);
    await close();
    await other.bringToFront();
    await pressCard(scene.browser, other, 'Undo');
    await eventually(inOther, (said) => said.includes('taken back'));
    scene.stage.expectHeld(held('Sunshot').id, { place: 'vault' });
    await other.close();
  });
});

it('leaves no error on any console', async () => {
  await scene.browser.expectNoProblems();
});
