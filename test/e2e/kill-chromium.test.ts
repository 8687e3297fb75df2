import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEATHS, dieAndGoOn, type Victim } from './kill-scene';
import { openScene, type Scene, signIn } from './signed-in';

/*
 * The worker of a real Chromium killed at every moment of a batch at which something was written into the journal.
 */

let scene: Scene;
let victim: Victim;

beforeAll(async () => {
  scene = await openScene();
  await signIn(scene);
  const { browser, popup } = scene;
  // The page notices that its worker went in the middle of a sentence.
  browser.allowProblems(/Failed to load resource|net::ERR/);
  victim = {
    run: (script) => popup.page.evaluate(`(async () => { ${script} })()`),
    openPopup: async () => {
      await popup.page.reload();
      await popup.page.locator('.search-input').waitFor();
    },
    kill: () => browser.killWorker(),
  };
});
afterAll(async () => {
  await scene?.close();
});

it.each(DEATHS)('dies at call $call, $at, and goes on without losing anything', async (death) => {
  await dieAndGoOn(scene.stage, victim, death);
});

it('leaves every console clean', async () => {
  expect(DEATHS).toHaveLength(15);
  await scene.browser.expectNoProblems();
});
