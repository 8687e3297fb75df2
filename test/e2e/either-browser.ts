import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { ensureBuilt } from '../run/build.mjs';
import { openChromium } from './drivers/chromium';
import { openFirefox } from './drivers/firefox';
import { openStage, type Stage } from './stage';

/*
 * What journeys that run in both browsers need of one: scripts in the popup page, the sign-in window, death.
 */

export interface SignInWish {
  /** Presses "Use another Bungie account" instead of "Sign in". */
  chooseAccount?: boolean;
  as?: string;
  answer?: 'approve' | 'deny' | 'close';
}

export interface EitherBrowser {
  stage: Stage;
  /** Runs the body of an async function in the popup page. */
  run<T>(script: string): Promise<T>;
  /** Opens the popup anew, as its user does. */
  openPopup(): Promise<void>;
  /** Sends a request as the popup's own code does; `ok` or the code of the failure. */
  ask(name: string, asks?: object): Promise<string>;
  /** Asks to sign in, goes through the window if one opens, and gives how it ended. */
  signIn(wish?: SignInWish): Promise<string>;
  /** Waits until the script is true. @throws Error with what the popup says instead. */
  until(script: string, what: string): Promise<void>;
  /** Waits until the popup shows the text. */
  sees(text: string): Promise<void>;
  /** Ends the background at once. */
  kill(): Promise<void>;
  allowProblems(pattern: RegExp): void;
  expectNoProblems(): Promise<void>;
  close(): Promise<void>;
}

/** One look at the window: presses what is there to press. True while there was a window. */
type WindowStep = (wish: Required<SignInWish>) => Promise<void>;

interface Parts extends Omit<EitherBrowser, 'ask' | 'signIn' | 'until' | 'sees'> {
  stepInWindow: WindowStep;
}

/** Starts the simulators and one browser with the popup open. */
export async function openEither(
  browser: 'Chromium' | 'Firefox',
  { app = 'confidential' }: { app?: 'confidential' | 'public' } = {},
): Promise<EitherBrowser> {
  const stage = await openStage({ real: false });
  const built = await ensureBuilt();
  const isPublic = app === 'public';
  if (browser === 'Chromium')
    return whole(await inChromium(stage, isPublic ? built.publicChrome : built.chrome));
  return whole(await inFirefox(stage, isPublic ? built.publicFirefox : built.firefox));
}

const SEND = `const { runtime } = globalThis.browser ?? chrome;
  const ask = (type, data) => runtime.sendMessage({ id: 1, type, data, timestamp: 0 })
    .then(({ res }) => (res.ok ? 'ok' : res.failure.code));`;

function whole(parts: Parts): EitherBrowser {
  const { run, stepInWindow } = parts;
  const until = async (script: string, what: string): Promise<void> => {
    for (let tries = 0; tries < 200; tries += 1) {
      if (await run<boolean>(script).catch(() => false)) return;
      await wait(100);
    }
    throw new Error(`${what}; the popup says: ${await run<string>('return document.body.innerText')}`);
  };
  return {
    ...parts,
    until,
    sees: (text) =>
      until(`return document.body.innerText.includes(${JSON.stringify(text)})`, `“${text}” never came`),
    ask: (name, asks = {}) => run(`${SEND} return ask(${JSON.stringify(name)}, ${JSON.stringify(asks)});`),
    async signIn({ chooseAccount = false, as = 'Ikora', answer = 'approve' } = {}) {
      // The answer is left in the page: while a window is open nobody can wait for it there.
      await run(`${SEND}
        delete document.body.dataset.signedIn;
        ask('session.signIn', { chooseAccount: ${chooseAccount} }).then((code) => { document.body.dataset.signedIn = code; });`);
      for (let tries = 0; tries < 300; tries += 1) {
        const code = await run<string | null>('return document.body.dataset.signedIn ?? null');
        if (code !== null) return code;
        await stepInWindow({ chooseAccount, as, answer });
        await wait(50);
      }
      throw new Error(`the sign-in as ${as} never ended`);
    },
  };
}

/** Buttons of the simulated Bungie that a player who wants this presses, each where it is there. */
function buttons({ as, answer }: Required<SignInWish>): string[] {
  return answer === 'close' ? [`sign-in-${as}`, 'approve'] : [`sign-in-${as}`, answer];
}
const PRESENT = (ids: string[]): string =>
  `${JSON.stringify(ids)}.find((id) => document.getElementById(id) !== null)`;

async function inChromium(stage: Stage, extensionDir: string): Promise<Parts> {
  const browser = await openChromium({ extensionDir, hosts: stage.hosts, spki: stage.spki });
  const popup = await browser.openPopup();
  const others = new Set<Page>(browser.context.pages());
  return {
    stage,
    run: (script) => popup.evaluate(`(async () => { ${script} })()`),
    async openPopup() {
      await popup.goto(browser.extensionUrl('popup.html'));
    },
    async stepInWindow(wish) {
      const window = browser.context.pages().find((page) => !others.has(page) && !page.isClosed());
      if (window === undefined) return;
      // It closes under our hands when Bungie lets us in.
      const id = await window.evaluate(PRESENT(buttons(wish))).catch(() => undefined);
      if (typeof id !== 'string') return;
      if (wish.answer === 'close') await window.close();
      else await window.click(`#${id}`, { timeout: 3_000 }).catch(() => undefined);
    },
    kill: () => browser.killWorker(),
    allowProblems: browser.allowProblems,
    expectNoProblems: browser.expectNoProblems,
    async close() {
      await browser.close();
      await stage.close();
    },
  };
}

async function inFirefox(stage: Stage, extensionDir: string): Promise<Parts> {
  const firefox = await openFirefox({ extensionDir, hosts: stage.hosts });
  await firefox.openPopup();
  await firefox.resize(420, 700);
  let popup = (await firefox.windows())[0] ?? '';
  let ours = [popup];
  return {
    stage,
    run: (script) => firefox.evaluate(script),
    async openPopup() {
      await firefox.openPopup();
    },
    async stepInWindow(wish) {
      const window = (await firefox.windows()).find((handle) => !ours.includes(handle));
      if (window === undefined) return;
      try {
        await firefox.switchTo(window);
        const id = await firefox.evaluate<string | undefined>(`return ${PRESENT(buttons(wish))}`);
        if (typeof id === 'string')
          await (wish.answer === 'close' ? firefox.closeTab() : firefox.click(`#${id}`));
      } catch {
        // It closes under our hands when Bungie lets us in.
      } finally {
        await firefox.switchTo(popup);
      }
    },
    async kill() {
      await firefox.killExtension();
      // Its tabs died with it.
      popup = await firefox.newTab();
      ours = await firefox.windows();
    },
    allowProblems: firefox.allowProblems,
    expectNoProblems: firefox.expectNoProblems,
    async close() {
      await firefox.close();
      await stage.close();
    },
  };
}
