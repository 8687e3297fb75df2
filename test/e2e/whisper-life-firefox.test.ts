import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Firefox, openFirefox } from './drivers/firefox';
import { openStage, type Stage } from './stage';
import { whisperScene } from './whisper-scene';

/** Whispers in a real Firefox, whose background page holds the connection itself. */

let stage: Stage;
let firefox: Firefox;
let popup: string;
let scene: ReturnType<typeof whisperScene>;

beforeAll(async () => {
  stage = await openStage({ real: false });
  firefox = await openFirefox({ hosts: stage.hosts });
  await firefox.newTab('https://www.destiny.gg/login/sim?nick=Guardian&then=/');
  await firefox.openPopup();
  await firefox.resize(420, 700);
  [popup = ''] = (await firefox.windows()).slice(-1);
  scene = whisperScene(stage, { run: (script) => firefox.evaluate(script) });
  await firefox.evaluate(
    `await browser.runtime.sendMessage({ id: 1, type: 'chat.connect', data: {}, timestamp: 0 })`,
  );
  await scene.connected();
});
afterAll(async () => {
  await firefox?.close();
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
it('a conversation that lies open makes no notification and no count', () =>
  scene.openConversation({
    async open() {
      await firefox.newTab('https://www.destiny.gg/embed/chat');
      await firefox.until(`return document.querySelector('.chat-lines .msg-chat') !== null`, 15_000);
    },
    run: (script) => firefox.evaluate(script),
    async leave() {
      await firefox.closeTab();
      await firefox.switchTo(popup);
    },
  }));
it('a chat that refuses the handshake loses nothing', () => scene.refusedHandshake(), 120_000);
it('a lapsed session is renewed, and whispers go on', () => scene.lapsedSession(), 120_000);
it('a guest’s connection brings no cookie', () => scene.asGuest(), 90_000);

it('a click on the notification opens the conversation', async () => {
  const before = await firefox.windows();
  await firefox.clickNotification('whisper:onceonly');
  for (let tries = 0; tries < 100 && (await firefox.windows()).length === before.length; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  const opened = (await firefox.windows()).find((handle) => !before.includes(handle));
  if (opened === undefined) throw new Error('nothing opened');
  await firefox.switchTo(opened);
  await firefox.until(`return document.querySelector('.thread-head h2')?.innerText === 'OnceOnly'`, 15_000);
  await firefox.closeTab();
  await firefox.switchTo(popup);
});

it('the thread is read and answered in the popup', async () => {
  stage.dgg.room.whisper('SubSally', 'Guardian', 'raid tonight?');
  const press = (selector: string) =>
    `const found = document.querySelector(${JSON.stringify(selector)}); found?.click(); return found !== null`;
  await firefox.evaluate(
    `for (const tab of document.querySelectorAll('.tab')) if (tab.innerText.includes('Whispers')) tab.click(); return true`,
  );
  await firefox.until(press('[data-who=subsally]'), 15_000);
  await firefox.until(`return document.querySelector('.reply textarea') !== null`, 15_000);
  await firefox.type('.reply textarea', 'sure, at eight');
  await firefox.press('Enter');
  await firefox.until(
    `return document.querySelector('.reply [role=status]')?.innerText === 'Sent to SubSally'`,
    20_000,
  );
  expect(stage.dgg.whispers.thread('Guardian', 'SubSally').map(({ text }) => text)).toEqual([
    'sure, at eight',
    'raid tonight?',
  ]);
});

it(
  'a login key goes with our own handshake alone, and the session does not go with it',
  () =>
    scene.loginKey(async () => {
      await firefox.newTab('https://www.destiny.gg/login/sim?nick=Guardian&then=/embed/chat');
      await firefox.until(`return document.querySelector('.chat-lines .msg-chat') !== null`, 15_000);
      await firefox.switchTo(popup);
    }),
  120_000,
);

it('leaves no error on any console', async () => {
  // The tab that the click opened was closed while it still asked.
  firefox.allowProblems(
    /can.t establish a connection|connection to wss:.* was interrupted|WebSocket|NetworkError|Loading failed|context unloaded/i,
  );
  await firefox.expectNoProblems();
});
