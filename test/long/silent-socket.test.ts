import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../e2e/chat-page';
import { type Firefox, openFirefox } from '../e2e/drivers/firefox';
import { openUndebuggedChromium, type UndebuggedChromium } from '../e2e/drivers/undebugged-chromium';
import { openStage, type Stage } from '../e2e/stage';
import { readView } from '../e2e/stored-picture';
import { whisperScene } from '../e2e/whisper-scene';
import type { Connection } from '../sim/dgg/room';

/*
 * Silence in both browsers at the same time, each with a chat server of its own: neither has anything to do meanwhile.
 */

/** More than the five minutes after which a proxy may drop a silent connection. */
const SILENCE_MS = 400_000;

describe.concurrent('a Chromium that nobody debugs', () => {
  let stage: Stage;
  let browser: UndebuggedChromium;

  beforeAll(async () => {
    stage = await openStage({ real: false });
    browser = await openUndebuggedChromium({ hosts: stage.hosts, spki: stage.spki });
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const open = (): Connection[] => stage.dgg.room.of('Guardian');

  it('keeps one chat connection through minutes of silence while the worker sleeps and wakes', async () => {
    await browser.navigate('https://www.destiny.gg/login/sim?nick=Guardian&then=/');
    // The popup asks the background to look at the chat session; then every page of ours is gone.
    const popup = await browser.openPage(browser.extensionUrl('popup.html'));
    await popup.evaluate(
      `chrome.runtime.sendMessage({ id: 1, type: 'chat.connect', data: {}, timestamp: Date.now() })`,
    );
    await popup.until(`${readView('chat')}.then((view) => view?.state === 'open')`, 20_000);
    await popup.close();
    await browser.navigate('about:blank');
    await eventually(
      () => Promise.resolve(open().length),
      (connections) => connections === 1,
    );
    const [ours] = open();
    if (ours === undefined) throw new Error('no connection');

    const handshakes = () => stage.dgg.log.matching('GET chat.destiny.gg/ws');
    expect(handshakes()).toHaveLength(1);
    let asleep = 0;
    const until = Date.now() + SILENCE_MS;
    while (Date.now() < until) {
      await wait(5_000);
      if (!(await browser.workerRunning())) asleep += 1;
    }

    expect(open().length).toBe(1);
    expect(open()[0] === ours, 'still the first connection').toBe(true);
    expect(ours.closedAt).toBeUndefined();
    // After five minutes without a line the client asks once whether anybody is there (dgg-chat.md 7).
    expect(ours.heard.filter((line) => !line.startsWith('PING '))).toEqual([]);
    expect(ours.heard.length).toBeLessThanOrEqual(1);
    // Chat keep-alives go to the offscreen document; they must not hold the worker awake.
    expect(asleep, 'looks at a sleeping worker, every 5 s').toBeGreaterThan(30);

    stage.dgg.room.whisper('SubSally', 'Guardian', 'still there?');
    const reader = await browser.openPage(browser.extensionUrl('popup.html'));
    await reader.until(COUNT_WHISPERS, 15_000);
    // Time enough for a second announcement, were there one.
    await wait(3_000);
    expect(await reader.evaluate(COUNT_WHISPERS)).toBe(1);
    expect(await reader.evaluate(COUNT_NOTIFICATIONS)).toBe(1);
    expect(await reader.evaluate(`chrome.action.getBadgeText({})`)).toBe('1');
    expect(stage.dgg.whispers.unreadOf('Guardian')).toHaveLength(1);
    expect(open()[0] === ours, 'still the first connection').toBe(true);
    expect(handshakes(), 'connections that were asked for').toHaveLength(1);
    await browser.expectNoProblems();
  });
});

describe.concurrent('a Firefox, whose background page holds the connection itself', () => {
  let stage: Stage;
  let firefox: Firefox;

  beforeAll(async () => {
    stage = await openStage({ real: false });
    firefox = await openFirefox({ hosts: stage.hosts });
  });
  afterAll(async () => {
    await firefox?.close();
    await stage?.close();
  });

  it('keeps one chat connection through minutes of silence with no page of ours open', async () => {
    await firefox.navigate('https://www.destiny.gg/login/sim?nick=Guardian&then=/');
    await firefox.openPopup();
    const scene = whisperScene(stage, { run: (script) => firefox.evaluate(script) });
    await firefox.evaluate(
      `await browser.runtime.sendMessage({ id: 1, type: 'chat.connect', data: {}, timestamp: 0 })`,
    );
    await scene.connected();
    await firefox.navigate('about:blank');
    const [ours] = stage.dgg.room.of('Guardian');
    expect(stage.dgg.room.of('Guardian')).toHaveLength(1);

    await wait(SILENCE_MS);

    expect(stage.dgg.room.of('Guardian')[0] === ours, 'still the first connection').toBe(true);
    expect(ours?.heard.filter((line) => !line.startsWith('PING '))).toEqual([]);
    stage.dgg.room.whisper('SubSally', 'Guardian', 'still there?');
    await wait(3_000);
    await firefox.openPopup();
    await eventually(
      () => scene.stored(),
      (all) => all.length === 1,
    );
    expect(await scene.stored()).toMatchObject([{ text: 'still there?', announced: 1 }]);
    expect((await scene.notified()).filter((id) => id.startsWith('whisper:'))).toEqual(['whisper:subsally']);
    expect(await scene.badge()).toBe('1');
    expect(stage.dgg.log.matching('GET chat.destiny.gg/ws')).toHaveLength(1);
    await firefox.expectNoProblems();
  });
});

/** No chat page is in sight, so the whisper is told by the system. */
const COUNT_NOTIFICATIONS = `chrome.notifications.getAll().then((all) => Object.keys(all).length)`;

const COUNT_WHISPERS = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('vault-courier-state');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const asking = opening.result.transaction('whispers').objectStore('whispers').getAll();
    asking.onerror = () => reject(asking.error);
    asking.onsuccess = () => {
      opening.result.close();
      resolve(asking.result.filter((one) => one.text === 'still there?' && one.announced === 1).length);
    };
  };
})`;
