import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright-core';
import { ensureBuilt } from '../../run/build.mjs';
import { type Cdp, connectCdp } from './cdp';
import { type Consoles, watchConsoles } from './cdp-consoles';
import { attachPage, type CdpPage } from './cdp-page';
import {
  type ChromiumSetting,
  chromiumProgram,
  debuggingUrl,
  extensionIdOf,
  switches,
} from './chromium-switches';
import { collectProblems } from './problems';
import { opensWelcome } from './welcome';

export interface ChromiumOptions extends Omit<ChromiumSetting, 'extensionDir'> {
  /** Unpacked extension; the simulators' build of the product when absent. */
  extensionDir?: string | undefined;
  /** Kept after `close`; a folder of our own, removed after `close`, when absent. */
  profileDir?: string | undefined;
  viewport?: { width: number; height: number } | undefined;
  /** The page that opens by itself at installation stays; by default it is closed, as most people do. */
  keepWelcome?: boolean;
}

/** A Chromium with the extension, driven by Playwright and watched over raw CDP. */
export interface Chromium {
  context: BrowserContext;
  extensionId: string;
  /** Raw debugging socket at browser level. */
  cdp: Cdp;
  profileDir: string;
  /** Address of a page of the extension. */
  extensionUrl(path: string): string;
  /** The popup as a tab of the popup's size. */
  openPopup(path?: string): Promise<Page>;
  /** The toolbar's own popup, which Playwright does not see; opened by the worker, or by what `press` does. */
  openRealPopup(press?: () => Promise<unknown>): Promise<CdpPage>;
  /** The service worker, waiting for one to run. */
  worker(): Promise<Worker>;
  /** Ends the service worker as the browser would; the next event starts another one. */
  killWorker(): Promise<void>;
  workerRunning(): Promise<boolean>;
  /** Runs a function inside the content script's world of a page, where `chrome.runtime` and closed shadow roots are. */
  inContentScript<T, A extends unknown[]>(
    page: Page,
    run: (...args: A) => T,
    ...args: A
  ): Promise<Awaited<T>>;
  /** Everything the offscreen document logged. */
  offscreenConsole: readonly string[];
  /** Everything said on any console, any level. */
  consoleLines(): Promise<readonly string[]>;
  /** Uncaught errors and console errors so far, allowed ones too. */
  readonly problems: readonly string[];
  allowProblems(pattern: RegExp): void;
  /** @throws Error listing every problem that was not allowed. */
  expectNoProblems(): Promise<void>;
  close(): Promise<void>;
}

interface TargetInfo {
  targetId: string;
  type: string;
  url: string;
}

/** Waits for the welcome page, which comes some time after the start, so that it does not come into a test's way. */
async function settleWelcome(context: BrowserContext, keep: boolean): Promise<void> {
  const isWelcome = (page: Page): boolean => page.url().endsWith('/welcome.html');
  for (let tries = 0; tries < 300; tries += 1) {
    const page = context.pages().find(isWelcome);
    if (page !== undefined) return keep ? undefined : page.close();
    await wait(50);
  }
  throw new Error('the welcome page did not open');
}

/** Starts Chromium on a profile of its own, with the extension loaded and the hosts mapped to loopback. */
export async function openChromium(options: ChromiumOptions): Promise<Chromium> {
  const { viewport = { width: 1280, height: 800 } } = options;
  const extensionDir = options.extensionDir ?? (await ensureBuilt()).chrome;
  const profileDir = options.profileDir ?? mkdtempSync(join(tmpdir(), 'vault-courier-chromium-'));
  const extensionId = extensionIdOf(extensionDir);
  const problems = collectProblems();
  const welcomed = opensWelcome(extensionDir, profileDir);
  // A profile that was used before still names the port of last time.
  await rm(join(profileDir, 'DevToolsActivePort'), { force: true });
  const context = await chromium.launchPersistentContext(profileDir, {
    executablePath: chromiumProgram(),
    headless: true,
    viewport,
    args: switches({ ...options, extensionDir }),
    // Playwright's signal handlers keep Node alive after SIGTERM; its exit handler ends the browser anyway.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  async function worker(): Promise<Worker> {
    return context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 15_000 }));
  }

  async function watched(): Promise<{ cdp: Cdp; consoles: Consoles }> {
    const connected = await connectCdp(await debuggingUrl(profileDir));
    const heard = await watchConsoles(connected, problems, 'everything');
    await worker();
    if (welcomed) await settleWelcome(context, options.keepWelcome === true);
    return { cdp: connected, consoles: heard };
  }
  const { cdp, consoles } = await watched().catch(async (error: unknown) => {
    await context.close();
    throw error;
  });
  const extensionUrl = (path: string): string => `chrome-extension://${extensionId}/${path}`;

  async function targets(type: string): Promise<TargetInfo[]> {
    const { targetInfos } = await cdp.send<{ targetInfos: TargetInfo[] }>('Target.getTargets');
    return targetInfos.filter((target) => target.type === type && target.url.startsWith(extensionUrl('')));
  }

  return {
    context,
    extensionId,
    cdp,
    profileDir,
    extensionUrl,
    worker,
    offscreenConsole: consoles.offscreen,
    async consoleLines() {
      await cdp.send('Target.getTargets');
      return consoles.lines;
    },
    async openPopup(path = 'popup.html') {
      const page = await context.newPage();
      await page.setViewportSize({ width: 400, height: 600 });
      await page.goto(extensionUrl(path));
      return page;
    },
    async openRealPopup(press = async () => (await worker()).evaluate('chrome.action.openPopup()')) {
      await widenWindow(cdp);
      const before = new Set((await targets('page')).map((target) => target.targetId));
      await press();
      for (let tries = 0; tries < 100; tries += 1) {
        const popup = (await targets('page')).find((target) => !before.has(target.targetId));
        if (popup !== undefined) return attachPage(cdp, popup.targetId, popup.url);
        await wait(50);
      }
      throw new Error('no popup appeared within 5 s');
    },
    async killWorker() {
      for (const { targetId } of await targets('service_worker')) {
        await cdp.send('Target.closeTarget', { targetId });
      }
    },
    workerRunning: async () => (await targets('service_worker')).length > 0,
    inContentScript: (page, run, ...args) =>
      inContentScript(
        context,
        page,
        extensionId,
        // tsx wraps functions within functions in a helper that only its own modules have.
        `(() => { const __name = (made) => made; return (${run})(...${JSON.stringify(args)}); })()`,
      ),
    get problems() {
      return problems.seen;
    },
    allowProblems: problems.allow,
    async expectNoProblems() {
      // Events arrive in order, so an answer to a question asked now comes after all that was said before.
      await cdp.send('Target.getTargets');
      problems.expectNone();
    },
    async close() {
      cdp.close();
      await context.close();
      if (options.profileDir === undefined) {
        await rm(profileDir, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  };
}

/** Playwright shrinks the window to the page's viewport, and the browser cuts a popup that does not fit into it. */
async function widenWindow(cdp: Cdp): Promise<void> {
  const { targetInfos } = await cdp.send<{ targetInfos: TargetInfo[] }>('Target.getTargets');
  const page = targetInfos.find((target) => target.type === 'page');
  if (page === undefined) throw new Error('the toolbar popup needs a window, and no page is open');
  const { targetId } = page;
  const { windowId } = await cdp.send<{ windowId: number }>('Browser.getWindowForTarget', { targetId });
  await cdp.send('Browser.setWindowBounds', { windowId, bounds: { width: 1280, height: 900 } });
}

async function inContentScript<T>(
  context: BrowserContext,
  page: Page,
  extensionId: string,
  expression: string,
): Promise<Awaited<T>> {
  const session = await context.newCDPSession(page);
  try {
    let world: number | undefined;
    session.on('Runtime.executionContextCreated', ({ context: created }) => {
      if (created.origin === `chrome-extension://${extensionId}`) world = created.id;
    });
    // Tells about every context that exists before it answers.
    await session.send('Runtime.enable');
    if (world === undefined) throw new Error(`no content script runs in ${page.url()}`);
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      contextId: world,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value as Awaited<T>;
  } finally {
    await session.detach();
  }
}
