import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../run/build.mjs';
import { eventually, openChat } from './chat-page';
import { type Chromium, openChromium } from './drivers/chromium';
import { openStage, type Stage } from './stage';
import { whisperScene } from './whisper-scene';

/** Whispers in a real Chromium without any chat page: told once, counted once, stored once, whatever happens to whom. */

let stage: Stage;
let browser: Chromium;
let popup: Page;
let scene: ReturnType<typeof whisperScene>;

beforeAll(async () => {
  stage = await openStage({ real: false });
  browser = await openChromium({
    extensionDir: (await ensureBuilt()).chrome,
    hosts: stage.hosts,
    spki: stage.spki,
  });
  const site = await browser.context.newPage();
  await site.goto('https://www.destiny.gg/login/sim?nick=Guardian&then=/');
  await site.close();
  popup = await browser.openPopup();
  scene = whisperScene(stage, { run: (script) => popup.evaluate(`(async () => { ${script} })()`) });
  await popup.evaluate(`chrome.runtime.sendMessage({ id: 1, type: 'chat.connect', data: {}, timestamp: 0 })`);
  await scene.connected();
  browser.allowProblems(/WebSocket connection to|net::ERR|Failed to load resource|status of 403/);
});
afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

it('one whisper is one notification, one on the icon, one in the book, and unread on the site', () =>
  scene.oneWhisper());
it('fifty in a second are one notification, and fifty in the book', () => scene.fiftyInASecond());
it('the same id twice is one whisper', () => scene.sameIdTwice());
it(
  'an hour offline is counted; no text is invented and nothing is marked read',
  () => scene.offlineForAnHour(),
  120_000,
);
it('a conversation that lies open makes no notification and no count', async () => {
  const page = await openChat(browser);
  await scene.openConversation({
    open: () => page.bringToFront(),
    run: (script) => page.evaluate(`(() => { ${script} })()`),
    leave: () => page.close(),
  });
});
it('a chat that refuses the handshake loses nothing', () => scene.refusedHandshake(), 120_000);
it('a lapsed session is renewed, and whispers go on', () => scene.lapsedSession(), 120_000);
it('a guest’s connection brings no cookie', () => scene.asGuest(), 90_000);

describe('a worker that is killed over a whisper', () => {
  // What Chromium answers a worker that is on its way out.
  beforeAll(() => browser.allowProblems(/announcing whispers failed Error: No SW|lastError: No SW/));
  it.each([
    0, 2, 5, 10, 20, 40, 80, 160,
  ])('%i ms after it arrived tells it after the wake, once', async (ms) => {
    const nick = `Killed${ms}ms`;
    stage.dgg.users.add({ nick });
    stage.dgg.room.whisper(nick, 'Guardian', `before the kill ${ms}`);
    await new Promise((resolve) => setTimeout(resolve, ms));
    await browser.killWorker();
    const id = `whisper:${nick.toLowerCase()}`;
    const wakes = () =>
      popup.evaluate(
        `chrome.runtime.sendMessage({ id: 1, type: 'whispers.refresh', data: {}, timestamp: 0 })`,
      );
    // A browser in the middle of the death may fail to start another one; something wakes it again soon.
    const woken = async (): Promise<string[]> => {
      await wakes().catch(() => undefined);
      return scene.notified();
    };
    await eventually(woken, (ids) => ids.includes(id), 20_000);
    await new Promise((resolve) => setTimeout(resolve, 700));
    const mine = (await scene.stored()).filter((one) => one.nick === nick);
    expect(mine).toMatchObject([{ text: `before the kill ${ms}`, announced: 1 }]);
    expect((await scene.notified()).filter((one) => one === id)).toHaveLength(1);
  });
});

it(
  'a login key goes with our own handshake alone, and the session does not go with it',
  () =>
    scene.loginKey(async () => {
      const page = await browser.context.newPage();
      await page.goto('https://www.destiny.gg/login/sim?nick=Guardian&then=/embed/chat');
      await page.locator('.chat-lines .msg-chat').first().waitFor();
    }),
  120_000,
);

it('leaves no error on any console', () => browser.expectNoProblems());
