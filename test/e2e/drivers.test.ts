import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { simCertificate } from '../sim/kit/certificate';
import { SimServer } from '../sim/kit/sim-server';
import { type Chromium, openChromium } from './drivers/chromium';
import { type Firefox, openFirefox } from './drivers/firefox';
import { openUndebuggedChromium } from './drivers/undebugged-chromium';
import { writeFixtureExtension } from './fixture-extension';

const folder = mkdtempSync(join(tmpdir(), 'vault-courier-fixture-'));
const mv3 = writeFixtureExtension(join(folder, 'mv3'), 3);
const mv2 = writeFixtureExtension(join(folder, 'mv2'), 2);
const sockets = new WebSocketServer({ noServer: true });

/** One server stands for all hosts: it answers with the name it was asked under. */
const server = new SimServer({
  name: 'drivers',
  faults: [],
  handle(request, response) {
    response.setHeader('content-type', request.path === '/page' ? 'text/html' : 'text/plain');
    const page = '<!doctype html><title>A page</title><script>console.error("the page complains")</script>';
    response.end(request.path === '/page' ? page : request.host);
  },
  upgrade(request, socket, head) {
    sockets.handleUpgrade(request.raw, socket, head, () => undefined);
  },
});
let hosts = { bungie: 0, dgg: 0 };
let spki = '';

beforeAll(async () => {
  await server.start();
  hosts = { bungie: server.port, dgg: server.port };
  spki = (await simCertificate()).spki;
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const PNG = '89504e47';
const SEND = (message: unknown): string => `chrome.runtime.sendMessage(${JSON.stringify(message)})`;

describe('the Chromium driver', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await openChromium({ extensionDir: mv3, hosts, spki });
  });
  afterAll(() => chromium.close());

  it('opens the popup as a tab, and the real one from the toolbar', async () => {
    const tab = await chromium.openPopup();
    await tab.click('#count');
    expect(await tab.textContent('#count')).toBe('1');
    await tab.close();
    const popup = await chromium.openRealPopup();
    await popup.until(`document.activeElement?.id === 'search'`);
    await popup.type('suns');
    await popup.press('Enter');
    expect(await popup.evaluate('document.title')).toBe('entered suns');
    await popup.until('innerWidth === 360');
    expect((await popup.screenshot()).toString('hex', 0, 4)).toBe(PNG);
    await popup.close();
    await chromium.expectNoProblems();
  });

  it('maps the real hosts for fetch and sockets, and no other host', async () => {
    const popup = await chromium.openPopup();
    const ask = (url: string): Promise<unknown> => popup.evaluate(SEND({ fetch: url }));
    expect(await ask('https://www.bungie.net/x')).toBe('www.bungie.net');
    expect(await ask('https://chat.destiny.gg/x')).toBe('chat.destiny.gg');
    expect(await popup.evaluate(SEND('socket'))).toBe('open');
    expect(server.log.all().at(-1)).toMatchObject({ kind: 'upgrade', host: 'chat.destiny.gg' });
    chromium.allowProblems(/example\.org|ERR_NAME_NOT_RESOLVED/);
    expect(await ask('https://example.org/x')).toContain('Failed to fetch');
    await popup.close();
    await chromium.expectNoProblems();
  });

  it('kills the worker, and the next message starts another one', async () => {
    const popup = await chromium.openPopup();
    const before = await popup.evaluate(SEND('born'));
    await chromium.killWorker();
    await expect.poll(() => chromium.workerRunning()).toBe(false);
    expect(await popup.evaluate(SEND('born'))).not.toBe(before);
    expect(await (await chromium.worker()).evaluate('chrome.runtime.id')).toBe(chromium.extensionId);
    await popup.close();
  });

  it('looks into the world of the content script', async () => {
    const page = await chromium.context.newPage();
    await page.goto('https://www.destiny.gg/page');
    const seen = await chromium.inContentScript(
      page,
      (selector: string) => {
        const host = document.querySelector<HTMLElement>(selector);
        return host === null ? '' : chrome.dom.openOrClosedShadowRoot(host)?.textContent;
      },
      '#fixture-root',
    );
    expect(seen).toBe('inside the closed root');
    await page.close();
    await chromium.expectNoProblems();
  });

  it('hears errors of every context of the extension, and uncaught ones of web pages', async () => {
    const popup = await chromium.openPopup();
    await popup.evaluate(SEND('complain'));
    await popup.evaluate(SEND('throw'));
    await popup.evaluate(
      `console.error('the popup complains'); void Promise.reject(new Error('nobody waits'))`,
    );
    expect(await popup.evaluate(SEND('offscreen'))).toBe(true);
    const page = await chromium.context.newPage();
    await page.goto('https://www.destiny.gg/page#complain');
    await page.evaluate(`void setTimeout(() => { throw new Error('the page throws'); })`);
    const expected = [
      /worker .*the background complains/,
      /worker .*the background throws/,
      /page .*popup\.html.*the popup complains/,
      /nobody waits/,
      /offscreen .*the offscreen document complains/,
      /www\.destiny\.gg.*the content script complains/,
      /www\.destiny\.gg.*the page throws/,
    ];
    for (const pattern of expected) {
      await expect.poll(() => chromium.problems.some((problem) => pattern.test(problem))).toBe(true);
    }
    expect(chromium.problems.some((problem) => problem.includes('the page complains'))).toBe(false);
    expect(chromium.offscreenConsole).toContain('log: offscreen is here');
    expect(chromium.problems.filter((problem) => problem.includes('the background throws'))).toHaveLength(1);
    await expect(chromium.expectNoProblems()).rejects.toThrow('the background throws');
    for (const pattern of expected) chromium.allowProblems(pattern);
    await chromium.expectNoProblems();
  });
});

it('an unwatched Chromium runs the extension and hears its pages', async () => {
  const chromium = await openUndebuggedChromium({ extensionDir: mv3, hosts, spki });
  try {
    await chromium.navigate(chromium.extensionUrl('popup.html'));
    expect(await chromium.evaluate(SEND({ fetch: 'https://www.bungie.net/x' }))).toBe('www.bungie.net');
    expect(await chromium.workerRunning()).toBe(true);
    await chromium.expectNoProblems();
    await chromium.evaluate(`console.error('the popup complains')`);
    await expect(chromium.expectNoProblems()).rejects.toThrow('the popup complains');
  } finally {
    await chromium.close();
  }
});

describe('the Firefox driver', () => {
  let firefox: Firefox;
  beforeAll(async () => {
    firefox = await openFirefox({ extensionDir: mv2, hosts });
  });
  afterAll(() => firefox.close());

  it('opens the popup, types, clicks and takes pictures', async () => {
    await firefox.openPopup();
    await firefox.click('#count');
    expect(await firefox.evaluate(() => document.querySelector('#count')?.textContent)).toBe('1');
    await firefox.type('#search', 'suns');
    await firefox.press('Enter');
    await firefox.until(`return document.title === 'entered suns'`);
    expect((await firefox.screenshot()).toString('hex', 0, 4)).toBe(PNG);
    await firefox.expectNoProblems();
  });

  it('maps the real hosts for fetch and sockets, and no other host', async () => {
    const ask = (message: unknown): Promise<unknown> =>
      firefox.evaluate('return await browser.runtime.sendMessage(args[0])', message);
    expect(await ask({ fetch: 'https://www.bungie.net/x' })).toBe('www.bungie.net');
    expect(await ask({ fetch: 'https://chat.destiny.gg/x' })).toBe('chat.destiny.gg');
    expect(await ask('socket')).toBe('open');
    expect(server.log.all().at(-1)).toMatchObject({ kind: 'upgrade', host: 'chat.destiny.gg' });
    expect(await ask({ fetch: 'https://example.org/x' })).toContain('NetworkError');
    expect(firefox.refused).toContain('example.org:443');
    await firefox.expectNoProblems();
  });

  it('hears errors of every context of the extension, and not those of the page', async () => {
    const popup = (await firefox.windows())[0] ?? '';
    await firefox.evaluate(`await browser.runtime.sendMessage('complain')`);
    await firefox.evaluate(`await browser.runtime.sendMessage('throw')`);
    const tab = await firefox.newTab('https://www.destiny.gg/page#complain');
    expect(await firefox.windows()).toEqual([popup, tab]);
    // The content script runs when the page is idle, which may be after the driver has seen it drawn.
    const root = `return document.querySelector('#fixture-root')?.openOrClosedShadowRoot?.textContent ?? ''`;
    await expect.poll(() => firefox.evaluatePrivileged(root)).toBe('inside the closed root');
    await firefox.closeTab();
    await firefox.switchTo(popup);
    for (const said of [
      'the background complains',
      'the background throws',
      'the content script complains',
    ]) {
      await expect
        .poll(async () => (await firefox.problems()).some((problem) => problem.includes(said)))
        .toBe(true);
    }
    expect((await firefox.problems()).some((problem) => problem.includes('the page complains'))).toBe(false);
    await expect(firefox.expectNoProblems()).rejects.toThrow('the background throws');
  });
});
