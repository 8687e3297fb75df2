import { afterAll, beforeAll, expect, it } from 'vitest';
import { dieAtImport, type ImportVictim, MOMENTS } from './kill-import-scene';
import { PopupPage } from './popup-page';
import { openScene, type Scene } from './signed-in';

/*
 * Each context that takes part in an import, killed at every moment of it in a real Chromium.
 */

let scene: Scene;
let victim: ImportVictim;
/** Debugging session of the import worker that was started last. */
let importWorker: string | undefined;

beforeAll(async () => {
  scene = await openScene();
  const { browser, popup } = scene;
  browser.cdp.watch(({ method, params }) => {
    const { targetInfo, sessionId } = params as { targetInfo?: { url: string }; sessionId?: string };
    // Not its helper, which is a worker too.
    if (method === 'Target.attachedToTarget' && targetInfo?.url.includes('import.worker') === true)
      importWorker = sessionId;
  });
  await popup.waitForManifest();
  // The page notices that its worker went in the middle of a sentence, and the download that it was cut.
  browser.allowProblems(
    /Failed to load resource|net::ERR|message channel closed|Could not establish connection/,
  );
  victim = {
    run: (script) => popup.page.evaluate(`(async () => { ${script} })()`),
    reopen: async () => {
      await popup.page.reload();
    },
    async kill(who) {
      if (who === 'worker') await browser.killWorker();
      if (who === 'offscreen document')
        await (await browser.worker()).evaluate('chrome.offscreen.closeDocument()');
      if (who === 'import worker')
        await browser.cdp.send('Runtime.evaluate', { expression: 'self.close()' }, importWorker);
    },
  };
});
afterAll(async () => {
  await scene?.close();
});

it.each(
  ['worker', 'offscreen document'].flatMap((who) => MOMENTS.map((at) => [who, at] as const)),
)('the %s dies at %s: the old list answers, the new one comes', async (who, at) => {
  await dieAtImport(scene.stage, victim, who, at);
});

it.each([
  'download',
  'inflate',
  'batch',
] as const)('the import worker dies at %s without a word: the old list answers, the new one comes', async (at) => {
  await dieAtImport(scene.stage, victim, 'import worker', at);
});

it('is read once when two windows ask for it at the same time, and both hear of it', async () => {
  const { stage, browser, popup } = scene;
  const other = new PopupPage(await browser.openPopup());
  stage.bungie.log.clear();
  const asked = [popup, other].map((page) => page.ask('manifest.refresh', { rebuild: true }));
  expect(await Promise.all(asked)).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ]);
  expect(stage.bungie.log.matching('DestinyInventoryItemDefinition')).toHaveLength(1);
  await other.page.close();
});

it.each([
  ['import worker', 'batch'] as const,
  ...MOMENTS.map((at) => ['offscreen document', at] as const),
])('while the database is read the %s dies at %s: the old list answers, the new one comes', async (who, at) => {
  await dieAtImport(scene.stage, victim, who, at, 'database');
});

it('leaves every console clean', async () => {
  await scene.browser.expectNoProblems();
  expect(importWorker).toBeDefined();
});
