import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ensureBuilt } from '../../run/build.mjs';
import { type Cdp, connectCdp } from './cdp';
import { watchConsoles } from './cdp-consoles';
import { attachPage, type CdpPage } from './cdp-page';
import type { ChromiumOptions } from './chromium';
import { chromiumProgram, debuggingUrl, extensionIdOf, switches } from './chromium-switches';
import { collectProblems } from './problems';
import { startProgram } from './processes';
import { opensWelcome } from './welcome';

/**
 * A Chromium whose service worker nobody watches, so that it dies of idleness as it does at home.
 * Only pages are attached to; the worker's own errors are therefore not among the problems.
 */
export interface UndebuggedChromium {
  cdp: Cdp;
  extensionId: string;
  /** The first tab. */
  page: CdpPage;
  extensionUrl(path: string): string;
  navigate(url: string): Promise<void>;
  evaluate<T = unknown>(expression: string): Promise<T>;
  openPage(url: string): Promise<CdpPage>;
  /** Asks the browser, not the worker, so asking does not keep it alive. */
  workerRunning(): Promise<boolean>;
  readonly problems: readonly string[];
  allowProblems(pattern: RegExp): void;
  expectNoProblems(): Promise<void>;
  close(): Promise<void>;
}

interface TargetInfo {
  targetId: string;
  type: string;
  url: string;
}

/** Starts Chromium by itself, without Playwright. */
export async function openUndebuggedChromium(
  options: Omit<ChromiumOptions, 'viewport'>,
): Promise<UndebuggedChromium> {
  const extensionDir = options.extensionDir ?? (await ensureBuilt()).chrome;
  const profileDir = options.profileDir ?? mkdtempSync(join(tmpdir(), 'vault-courier-chromium-'));
  const welcomed = opensWelcome(extensionDir, profileDir);
  await rm(join(profileDir, 'DevToolsActivePort'), { force: true });
  const program = startProgram(chromiumProgram(), [
    ...switches({ ...options, extensionDir }),
    '--headless=new',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-dev-shm-usage',
    '--disable-background-networking',
    '--no-first-run',
    '--no-default-browser-check',
    '--password-store=basic',
    '--use-mock-keychain',
    '--hide-scrollbars',
    '--window-size=1280,800',
    `--user-data-dir=${profileDir}`,
    'about:blank',
  ]);
  const problems = collectProblems();
  const extensionId = extensionIdOf(extensionDir);

  async function connect(): Promise<{ cdp: Cdp; page: CdpPage }> {
    const connected = await connectCdp(await debuggingUrl(profileDir));
    await watchConsoles(connected, problems, 'pages');
    if (welcomed) await closeWelcome(connected);
    const { targetInfos } = await connected.send<{ targetInfos: TargetInfo[] }>('Target.getTargets');
    const first = targetInfos.find((target) => target.type === 'page');
    const targetId = first?.targetId ?? (await newTarget(connected, 'about:blank'));
    return { cdp: connected, page: await attachPage(connected, targetId, 'about:blank') };
  }

  const { cdp, page } = await connect().catch(async (error: unknown) => {
    await program.end();
    throw new Error(`Chromium did not start: ${error}\n${program.lastWords()}`);
  });

  return {
    cdp,
    extensionId,
    page,
    extensionUrl: (path) => `chrome-extension://${extensionId}/${path}`,
    navigate: page.navigate,
    evaluate: page.evaluate,
    openPage: async (url) => attachPage(cdp, await newTarget(cdp, url), url),
    async workerRunning() {
      const { targetInfos } = await cdp.send<{ targetInfos: TargetInfo[] }>('Target.getTargets');
      return targetInfos.some(
        ({ type, url }) => type === 'service_worker' && url.startsWith(`chrome-extension://${extensionId}/`),
      );
    },
    get problems() {
      return problems.seen;
    },
    allowProblems: problems.allow,
    async expectNoProblems() {
      await cdp.send('Target.getTargets');
      problems.expectNone();
    },
    async close() {
      cdp.close();
      await program.end();
      if (options.profileDir === undefined) {
        await rm(profileDir, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  };
}

/** The welcome page comes some time after the start; it is closed, as most people do. */
async function closeWelcome(cdp: Cdp): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const { targetInfos } = await cdp.send<{ targetInfos: TargetInfo[] }>('Target.getTargets');
    const welcome = targetInfos.find(({ url }) => url.endsWith('/welcome.html'));
    if (welcome !== undefined) {
      await cdp.send('Target.closeTarget', { targetId: welcome.targetId });
      return;
    }
    await wait(50);
  }
  throw new Error('the welcome page did not open');
}

async function newTarget(cdp: Cdp, url: string): Promise<string> {
  return (await cdp.send<{ targetId: string }>('Target.createTarget', { url })).targetId;
}
