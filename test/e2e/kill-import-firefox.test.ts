import { afterAll, beforeAll, it } from 'vitest';
import { type Firefox, openFirefox } from './drivers/firefox';
import { dieAtImport, type ImportVictim, MOMENTS } from './kill-import-scene';
import { openStage, type Stage } from './stage';

/*
 * The same deaths in a real Firefox: the process in which background, import worker and popup live is killed.
 */

let stage: Stage;
let firefox: Firefox;
let victim: ImportVictim;

beforeAll(async () => {
  stage = await openStage({ real: false });
  firefox = await openFirefox({ hosts: stage.hosts });
  await firefox.openPopup();
  victim = {
    run: (script) => firefox.evaluate(script),
    async reopen() {
      await firefox.newTab();
      await firefox.openPopup();
    },
    kill: () => firefox.killExtension(),
  };
  await firefox.until(
    `const answer = await browser.runtime.sendMessage({ id: 1, type: 'item.card', data: { name: 'Sunshot' }, timestamp: 0 });
     return (answer?.res ?? answer)?.ok === true`,
    60_000,
  );
});
afterAll(async () => {
  await firefox?.close();
  await stage?.close();
});

it.each(MOMENTS)('everything dies at %s: the old list answers, the new one comes', async (at) => {
  await dieAtImport(stage, victim, 'all', at);
});

it.each([
  'inflate',
  'batch',
] as const)('while the database is read everything dies at %s: the old list answers, the new one comes', async (at) => {
  await dieAtImport(stage, victim, 'all', at, 'database');
});

it('leaves no error on any console', async () => {
  await firefox.expectNoProblems();
});
