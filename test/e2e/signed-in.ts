import { ensureBuilt } from '../run/build.mjs';
import { type Chromium, openChromium } from './drivers/chromium';
import { PopupPage } from './popup-page';
import { allowBungie } from './sign-in';
import { openStage, type Stage } from './stage';

export interface Scene {
  stage: Stage;
  browser: Chromium;
  popup: PopupPage;
  close(): Promise<void>;
}

/** Stage and browser with the popup open, not signed in yet. */
export async function openScene({
  real = false,
  app = 'chrome',
  viewport,
}: {
  real?: boolean;
  app?: 'chrome' | 'publicChrome' | 'keylessChrome';
  viewport?: { width: number; height: number };
} = {}): Promise<Scene> {
  const built = await ensureBuilt();
  const stage = await openStage({ real });
  const browser = await openChromium({
    extensionDir: built[app],
    hosts: stage.hosts,
    spki: stage.spki,
    viewport,
  });
  const popup = new PopupPage(await browser.openPopup());
  return {
    stage,
    browser,
    popup,
    async close() {
      await browser.close();
      await stage.close();
    },
  };
}

/** Signs in through the window, whatever the popup shows then. */
export async function passSignIn(
  { stage, browser, popup }: Scene,
  account = stage.mainAccount,
): Promise<void> {
  const window = browser.context.waitForEvent('page');
  await popup.signIn();
  await allowBungie(await window, account);
}

/** Signs in through the window and waits for named items. */
export async function signIn(scene: Scene, account = scene.stage.mainAccount): Promise<void> {
  const { popup } = scene;
  await passSignIn(scene, account);
  await popup.seesItems();
  await popup.waitForNames();
}
