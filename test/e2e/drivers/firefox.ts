import { mkdtempSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findFirefox } from '../../run/browsers.mjs';
import { ensureBuilt } from '../../run/build.mjs';
import type { Hosts } from './chromium-switches';
import { startConnectProxy } from './connect-proxy';
import { clickAlert, takeAlerts } from './firefox-alerts';
import { inChrome, listenToConsoles, takeConsoleLines } from './firefox-consoles';
import { marionettePort, writeProfile } from './firefox-profile';
import { connectMarionette, type Marionette } from './marionette';
import { collectProblems } from './problems';
import { startProgram } from './processes';
import { opensWelcome } from './welcome';

export interface FirefoxOptions {
  /** Unpacked Manifest V2 extension with a gecko id; the simulators' build of the product when absent. */
  extensionDir?: string | undefined;
  hosts: Hosts;
  /** Kept after `close`; a folder of our own, removed after `close`, when absent. */
  profileDir?: string | undefined;
  /** The page that opens by itself at installation stays; by default it is closed, as most people do. */
  keepWelcome?: boolean;
}

/** A headless Firefox with the extension, driven over Marionette. Selectors are CSS and look into the current tab. */
export interface Firefox {
  /** Host part of the extension's addresses, the same in every run. */
  uuid: string;
  /** `host:port` of what the browser asked for and did not get. */
  refused: readonly string[];
  extensionUrl(path: string): string;
  navigate(url: string): Promise<void>;
  /** Opens the popup as a page in the current tab. */
  openPopup(path?: string): Promise<void>;
  /** Runs an async function body (`return await browser.…`) or a function in the page. @throws Error when it throws. */
  evaluate<T = unknown, A extends unknown[] = unknown[]>(
    script: string | ((...args: A) => T),
    ...args: A
  ): Promise<Awaited<T>>;
  /** The same with a privileged sandbox, which sees through closed shadow roots (`element.openOrClosedShadowRoot`). */
  evaluatePrivileged<T = unknown>(script: string, ...args: unknown[]): Promise<T>;
  /** Polls until the script returns something truthy. @throws Error after `timeoutMs`. */
  until(script: string, timeoutMs?: number): Promise<void>;
  click(selector: string): Promise<void>;
  type(selector: string, text: string): Promise<void>;
  /** Presses a key by its DOM name where the focus is. */
  press(key: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  windows(): Promise<string[]>;
  switchTo(handle: string): Promise<void>;
  /** Opens a tab, switches to it, gives its handle. */
  newTab(url?: string): Promise<string>;
  /** Closes the current tab. */
  closeTab(): Promise<void>;
  screenshot(path?: string): Promise<Buffer>;
  /** Ends the process in which background and pages of the extension live, as a crash would. Its tabs are gone then. */
  killExtension(): Promise<void>;
  /** Everything said on any console, any level. */
  consoleLines(): Promise<readonly string[]>;
  /** Clicks a system notification. */
  clickNotification(id: string): Promise<void>;
  /** Processes in which it lives. */
  extensionPids(): Promise<number[]>;
  /** Errors of the extension on any console so far, allowed ones too. */
  problems(): Promise<readonly string[]>;
  allowProblems(pattern: RegExp): void;
  /** @throws Error listing every problem that was not allowed. */
  expectNoProblems(): Promise<void>;
  close(): Promise<void>;
}

const UUID = 'c0a51e2d-4b7f-4a53-9c1d-7d2f6f3b8e10';
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Code points WebDriver gives to keys that write nothing. */
const KEYS: Record<string, string> = {
  Enter: '\uE007',
  Escape: '\uE00C',
  Tab: '\uE004',
  Backspace: '\uE003',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};

/** Starts Firefox on a profile of its own, with the extension installed and the hosts mapped to loopback. */
export async function openFirefox(options: FirefoxOptions): Promise<Firefox> {
  const extensionDir = options.extensionDir ?? (await ensureBuilt()).firefox;
  const profileDir = options.profileDir ?? mkdtempSync(join(tmpdir(), 'vault-courier-firefox-'));
  const welcomed = opensWelcome(extensionDir, profileDir);
  const proxy = await startConnectProxy((host) => portFor(host, options.hosts));
  const geckoId = geckoIdOf(extensionDir);
  await mkdir(profileDir, { recursive: true });
  await rm(join(profileDir, 'MarionetteActivePort'), { force: true });
  await writeProfile(profileDir, { proxyPort: proxy.port, geckoId, uuid: UUID });
  const program = startProgram(
    firefoxProgram(),
    [
      '-headless',
      '-no-remote',
      '-profile',
      profileDir,
      '-marionette',
      '-remote-allow-system-access',
      'about:blank',
    ],
    { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1', MOZ_HEADLESS: '1' },
  );
  let marionette: Marionette | undefined;

  async function close(): Promise<void> {
    // Answers nothing when it works: Firefox is gone by then. Killing covers the rest.
    const quit = marionette?.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
    await Promise.race([quit, wait(2000)]);
    marionette?.close();
    await program.end(2000);
    await proxy.close();
    if (options.profileDir === undefined) {
      await rm(profileDir, { recursive: true, force: true, maxRetries: 5 });
    }
  }

  try {
    marionette = await connectMarionette(await marionettePort(profileDir, () => program.exited));
    await marionette.send('WebDriver:NewSession', { acceptInsecureCerts: true });
    await marionette.send('WebDriver:SetTimeouts', { script: 60_000, pageLoad: 30_000, implicit: 0 });
    await listenToConsoles(marionette);
    await takeAlerts(marionette);
    await marionette.send('Addon:Install', { path: extensionDir, temporary: true });
    if (welcomed) await settleWelcome(marionette, options.keepWelcome === true);
  } catch (error) {
    await close();
    throw new Error(`Firefox did not start: ${error}\n${program.lastWords()}`);
  }
  return { ...drive(marionette), refused: proxy.refused, close };
}

/** Waits for the welcome page, which comes some time after the installation, and goes back to the first tab. */
async function settleWelcome(marionette: Marionette, keep: boolean): Promise<void> {
  const handles = async (): Promise<string[]> =>
    (await marionette.send<string[]>('WebDriver:GetWindowHandles', {})) ?? [];
  const { value: first } = await marionette.send<{ value: string }>('WebDriver:GetWindowHandle', {});
  for (let tries = 0; tries < 300; tries += 1) {
    const opened = (await handles()).find((handle) => handle !== first);
    if (opened !== undefined) {
      if (keep) return;
      await marionette.send('WebDriver:SwitchToWindow', { handle: opened, focus: false });
      // Closed while it loads, Firefox 153 complains of its own "FrameData missing" on the console.
      await untilDrawn(marionette);
      await marionette.send('WebDriver:CloseWindow', {});
      await marionette.send('WebDriver:SwitchToWindow', { handle: first, focus: true });
      return;
    }
    await wait(50);
  }
  throw new Error('the welcome page did not open');
}

async function untilDrawn(marionette: Marionette): Promise<void> {
  const script =
    "return document.readyState === 'complete' && document.querySelector('.welcome-open') !== null";
  for (let tries = 0; tries < 200; tries += 1) {
    const drawn = await marionette
      .send<{ value: boolean }>('WebDriver:ExecuteScript', { script, args: [] })
      .catch(() => ({ value: false }));
    if (drawn.value) return;
    await wait(50);
  }
  throw new Error('the welcome page did not draw itself');
}

function drive(marionette: Marionette): Omit<Firefox, 'refused' | 'close'> {
  const problems = collectProblems();
  const lines: string[] = [];
  const extensionUrl = (path: string): string => `moz-extension://${UUID}/${path}`;

  async function execute<T>(script: string, args: readonly unknown[], sandbox: string | null): Promise<T> {
    const wrapped = `
      const [args, done] = [arguments[0], arguments[arguments.length - 1]];
      (async (...args) => { ${script} })(...args).then(
        (value) => done({ value }),
        (error) => done({ error: String(error) + '\\n' + (error?.stack ?? '') }),
      );`;
    const { value: answer } = await marionette.send<{ value: { value?: T; error?: string } }>(
      'WebDriver:ExecuteAsyncScript',
      { script: wrapped, args: [args], sandbox, newSandbox: false },
    );
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value as T;
  }

  async function find(selector: string): Promise<string> {
    for (let tries = 0; ; tries += 1) {
      try {
        const found = { using: 'css selector', value: selector };
        const { value } = await marionette.send<{ value: Record<string, string> }>(
          'WebDriver:FindElement',
          found,
        );
        return value[ELEMENT] ?? '';
      } catch (error) {
        // Not drawn yet, or the page is changing under us: five seconds, then it is a failure.
        if (tries >= 100) throw error;
        await wait(50);
      }
    }
  }

  async function listen(): Promise<void> {
    for (const { bad, at, line, text } of await takeConsoleLines(marionette)) {
      lines.push(`${text} (${at}:${line})`);
      if (!bad) continue;
      if (at.startsWith(extensionUrl('')) || text.includes(extensionUrl(''))) {
        problems.add(`${text} (${at}:${line})`);
      }
    }
  }

  async function navigate(url: string): Promise<void> {
    await marionette.send('WebDriver:Navigate', { url });
  }

  const extensionPids = (): Promise<number[]> =>
    inChrome<number[]>(
      marionette,
      `return ChromeUtils.requestProcInfo().then(({ children }) =>
         children.filter((one) => one.type === 'extension').map((one) => one.pid));`,
      [],
    );

  const switchTo = async (handle: string): Promise<void> => {
    await marionette.send('WebDriver:SwitchToWindow', { handle, focus: true });
  };

  return {
    uuid: UUID,
    extensionUrl,
    navigate,
    openPopup: (path = 'popup.html') => navigate(extensionUrl(path)),
    evaluate: (script, ...args) =>
      execute(typeof script === 'string' ? script : `return (${script})(...args);`, args, null),
    evaluatePrivileged: (script, ...args) => execute(script, args, 'system'),
    async until(script, timeoutMs = 10_000) {
      const since = Date.now();
      // A navigation in between destroys the sandbox: ask again in the next one.
      while (!(await execute(script, [], null).catch(() => false))) {
        if (Date.now() - since > timeoutMs) throw new Error(`not true after ${timeoutMs} ms: ${script}`);
        await wait(50);
      }
    },
    click: async (selector) =>
      void (await marionette.send('WebDriver:ElementClick', { id: await find(selector) })),
    type: async (selector, text) =>
      void (await marionette.send('WebDriver:ElementSendKeys', { id: await find(selector), text })),
    async press(key) {
      const value = KEYS[key] ?? key;
      const actions = [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ];
      await marionette.send('WebDriver:PerformActions', {
        actions: [{ type: 'key', id: 'keyboard', actions }],
      });
    },
    resize: async (width, height) =>
      void (await marionette.send('WebDriver:SetWindowRect', { width, height, x: null, y: null })),
    windows: () => marionette.send<string[]>('WebDriver:GetWindowHandles'),
    switchTo,
    async newTab(url) {
      const { handle } = await marionette.send<{ handle: string }>('WebDriver:NewWindow', { type: 'tab' });
      await switchTo(handle);
      if (url !== undefined) await navigate(url);
      return handle;
    },
    closeTab: async () => void (await marionette.send('WebDriver:CloseWindow')),
    async screenshot(path) {
      const { value } = await marionette.send<{ value: string }>('WebDriver:TakeScreenshot', { full: false });
      const image = Buffer.from(value, 'base64');
      if (path !== undefined) await writeFile(path, image);
      return image;
    },
    extensionPids,
    async killExtension() {
      const pids = await extensionPids();
      if (pids.length === 0) throw new Error('no process of the extension runs');
      for (const pid of pids) process.kill(pid, 'SIGKILL');
    },
    async consoleLines() {
      await settle(marionette);
      await listen();
      return lines;
    },
    clickNotification: (id) => clickAlert(marionette, id),
    async problems() {
      await listen();
      return problems.seen;
    },
    allowProblems: problems.allow,
    async expectNoProblems() {
      await settle(marionette);
      await listen();
      problems.expectNone();
    },
  };
}

/** Console lines of other processes travel by message: two turns of the parent's event loop let them arrive. */
async function settle(marionette: Marionette): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) {
    await inChrome(marionette, 'return true;', []);
    await wait(50);
  }
}

function portFor(host: string, hosts: Hosts): number | undefined {
  if (host === 'www.bungie.net' || host === 'stats.bungie.net') return hosts.bungie;
  return host === 'destiny.gg' || host.endsWith('.destiny.gg') ? hosts.dgg : undefined;
}

function firefoxProgram(): string {
  const found = findFirefox();
  if (found === undefined) throw new Error('no Firefox found: run `node test/run/setup.mjs`');
  return found;
}

function geckoIdOf(extensionDir: string): string {
  const manifest = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8')) as {
    browser_specific_settings?: { gecko?: { id?: string } };
  };
  const id = manifest.browser_specific_settings?.gecko?.id;
  if (id === undefined) throw new Error(`${extensionDir}/manifest.json has no gecko id`);
  return id;
}
