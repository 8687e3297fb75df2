import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Firefox, openFirefox } from './drivers/firefox';
import { DEATHS, dieAndGoOn, type Victim } from './kill-scene';
import { signInFirefox } from './signed-in-firefox';
import { openStage, type Stage } from './stage';

/*
 * The same deaths in a real Firefox: the process in which background and popup live is killed. Firefox starts a new one
 * by itself, as after a crash.
 */

let stage: Stage;
let firefox: Firefox;
let victim: Victim;

beforeAll(async () => {
  stage = await openStage({ real: false });
  firefox = await openFirefox({ hosts: stage.hosts });
  await signInFirefox(firefox);
  await firefox.until(`return document.querySelector('[aria-label^="Ace of Spades"]') !== null`, 30_000);
  victim = {
    run: (script) => firefox.evaluate(script),
    async openPopup() {
      // The tab died with the process: a player opens the popup anew.
      await firefox.newTab();
      await firefox.openPopup();
      await firefox.until(`return document.querySelector('.search-input') !== null`, 20_000);
    },
    kill: () => firefox.killExtension(),
  };
});
afterAll(async () => {
  await firefox?.close();
  await stage?.close();
});

it.each(DEATHS)('dies at call $call, $at, and goes on without losing anything', async (death) => {
  await dieAndGoOn(stage, victim, death);
});

it('leaves no error on any console', async () => {
  expect(DEATHS).toHaveLength(15);
  await firefox.expectNoProblems();
});
