import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../e2e/chat-page';
import { type Firefox, openFirefox } from '../e2e/drivers/firefox';
import { openStage, type Stage } from '../e2e/stage';
import { whisperScene } from '../e2e/whisper-scene';

/** The same silence in Firefox, whose background page holds the connection itself. */

const SILENCE_MS = 400_000;

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
