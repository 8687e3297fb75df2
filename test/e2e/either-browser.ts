import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { ensureBuilt } from '../run/build.mjs';
import { openChat } from './chat-page';
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
  /** Opens the popup anew, as its user does, or another page of ours in its place. */
  openPopup(path?: string): Promise<void>;
  /** Sends a request as the popup's own code does; `ok` or the code of the failure. */
  ask(name: string, asks?: object): Promise<string>;
  /** Asks to sign in, goes through the window if one opens, and gives how it ended. */
  signIn(wish?: SignInWish): Promise<string>;
  /** Waits until the script is true. @throws Error with what the popup says instead. */
  until(script: string, what: string): Promise<void>;
  /** Waits until the popup shows the text. */
  sees(text: string): Promise<void>;
  /** Opens the chat page beside the popup, signed in to the site. */
  openChat(nick: string): Promise<void>;
  closeChat(): Promise<void>;
  /** The chat page's own nodes, and the text of what we lay over it. */
  chatPage(): Promise<string>;
  /** Ends the background at once. */
  kill(): Promise<void>;
  /** Texts of the system notifications since the start; none in Firefox, which gives nobody a look at them. */
  notices(): Promise<string[]>;
  /** Everything said on any console, any level. */
  consoleLines(): Promise<readonly string[]>;
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
  options: { app?: 'confidential' | 'public'; stage?: Stage; profileDir?: string; popup?: boolean } = {},
): Promise<EitherBrowser> {
  const { app = 'confidential', profileDir, popup = true } = options;
  const stage = options.stage ?? (await openStage({ real: false }));
  const built = await ensureBuilt();
  const isPublic = app === 'public';
  const extensionDir =
    browser === 'Chromium'
      ? isPublic
        ? built.publicChrome
        : built.chrome
      : isPublic
        ? built.publicFirefox
        : built.firefox;
  const open = browser === 'Chromium' ? inChromium : inFirefox;
  const parts = await open(stage, { extensionDir, profileDir, popup });
  return whole({
    ...parts,
    async close() {
      await parts.close();
      // Who brought a stage still needs it.
      if (options.stage === undefined) await stage.close();
    },
  });
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

interface Where {
  extensionDir: string;
  /** Kept after `close`; a folder of its own when absent. */
  profileDir: string | undefined;
  /** Open from the beginning, not only by `openPopup`. */
  popup: boolean;
}

async function inChromium(stage: Stage, where: Where): Promise<Parts> {
  const browser = await openChromium({ ...where, hosts: stage.hosts, spki: stage.spki });
  await (await browser.worker()).evaluate(`
    globalThis.vaultCourierNotices = [];
    const create = chrome.notifications.create.bind(chrome.notifications);
    chrome.notifications.create = (...args) => { vaultCourierNotices.push(JSON.stringify(args)); return create(...args); };`);
  const popup = where.popup ? await browser.openPopup() : await browser.context.newPage();
  const others = new Set<Page>(browser.context.pages());
  let chat: Page | undefined;
  return {
    stage,
    run: (script) => popup.evaluate(`(async () => { ${script} })()`),
    async openPopup(path = 'popup.html') {
      await popup.goto(browser.extensionUrl(path));
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
    async openChat(nick) {
      chat = await openChat(browser, nick);
      others.add(chat);
    },
    closeChat: async () => chat?.close(),
    async chatPage() {
      if (chat === undefined) throw new Error('no chat page is open');
      const ours = await browser.inContentScript(chat, () => {
        const host = document.querySelector('vault-courier');
        const root = host instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(host) : null;
        return root?.innerHTML ?? '';
      });
      return `${await chat.content()}${ours}`;
    },
    kill: () => browser.killWorker(),
    notices: async () => (await browser.worker()).evaluate('globalThis.vaultCourierNotices'),
    consoleLines: browser.consoleLines,
    allowProblems: browser.allowProblems,
    expectNoProblems: browser.expectNoProblems,
    close: () => browser.close(),
  };
}

async function inFirefox(stage: Stage, where: Where): Promise<Parts> {
  const firefox = await openFirefox({ ...where, hosts: stage.hosts });
  if (where.popup) await firefox.openPopup();
  await firefox.resize(420, 700);
  let popup = (await firefox.windows())[0] ?? '';
  let ours = [popup];
  let chat = '';
  return {
    stage,
    run: (script) => firefox.evaluate(script),
    openPopup: (path) => firefox.openPopup(path),
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
    async openChat(nick) {
      const address = `https://www.destiny.gg/login/sim?nick=${nick}&then=/embed/chat`;
      chat = await firefox.newTab(address);
      ours.push(chat);
      await firefox.until(`return document.querySelector('.chat-lines .msg-chat') !== null`, 15_000);
      await firefox.switchTo(popup);
    },
    async closeChat() {
      await firefox.switchTo(chat);
      await firefox.closeTab();
      await firefox.switchTo(popup);
    },
    async chatPage() {
      await firefox.switchTo(chat);
      const seen = await firefox.evaluatePrivileged<string>(
        `return document.documentElement.outerHTML + (document.querySelector('vault-courier')?.openOrClosedShadowRoot?.innerHTML ?? '')`,
      );
      await firefox.switchTo(popup);
      return seen;
    },
    async kill() {
      await firefox.killExtension();
      // Its tabs died with it.
      popup = await firefox.newTab();
      ours = await firefox.windows();
    },
    notices: async () => [],
    consoleLines: firefox.consoleLines,
    allowProblems: firefox.allowProblems,
    expectNoProblems: firefox.expectNoProblems,
    close: () => firefox.close(),
  };
}
