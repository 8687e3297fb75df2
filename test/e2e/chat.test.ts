import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../run/build.mjs';
import { cardText, eventually, noticeText, openChat } from './chat-page';
import { type Chromium, openChromium } from './drivers/chromium';
import { openStage, type Stage } from './stage';

let stage: Stage;
let browser: Chromium;
let chat: Page;

beforeAll(async () => {
  stage = await openStage({ real: false });
  browser = await openChromium({
    extensionDir: (await ensureBuilt()).chrome,
    hosts: stage.hosts,
    spki: stage.spki,
  });
  // The item list is there before the first page asks for names.
  const popup = await browser.openPopup();
  await eventually(
    () => Promise.resolve(stage.bungie.log.matching('DestinyInventoryItemDefinition').length),
    (count) => count > 0,
  );
  await popup.close();
  chat = await openChat(browser);
});
afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

const marks = (): Promise<string[]> => chat.locator('.vc-item').allTextContents();
const say = async (text: string, nick = 'Normie'): Promise<void> => {
  stage.dgg.room.say(nick, text);
  await chat
    .locator('.chat-lines .msg-chat')
    .last()
    .locator('.text', { hasText: text.slice(0, 12) })
    .waitFor();
};

describe('item names in chat', () => {
  it('become cards on hover, on focus and on click, without a Bungie sign-in', async () => {
    await say('or take Thorn, its perks still slap');
    const mark = chat.locator('.vc-item', { hasText: 'Thorn' }).last();
    await mark.waitFor({ timeout: 20_000 });

    await mark.hover();
    expect(
      await eventually(
        () => cardText(browser, chat),
        (text) => text.includes('Impact'),
      ),
    ).toContain('Exotic · Hand Cannon');
    await chat.mouse.move(5, 5);
    await eventually(
      () => cardText(browser, chat),
      (text) => text === '',
    );

    await mark.focus();
    await eventually(
      () => cardText(browser, chat),
      (text) => text.includes('Thorn'),
    );
    await chat.keyboard.press('Escape');
    await eventually(
      () => cardText(browser, chat),
      (text) => text === '',
    );
    // Escape closed the card and nothing of the page's.
    expect(await chat.evaluate(`document.getElementById('chat').dataset.escapes ?? '0'`)).toBe('0');

    await mark.click();
    await eventually(
      () => cardText(browser, chat),
      (text) => text.includes('Thorn'),
    );
    await chat.mouse.move(5, 5);
    await chat.waitForTimeout(500);
    // A click pins it; the page has not taken the focus for its input, nor dimmed anybody.
    expect(await cardText(browser, chat)).toContain('Thorn');
    expect(await chat.locator('.focused').count()).toBe(0);
    await chat.keyboard.press('Escape');
  });

  it('are marked in any case in brackets and where no dictionary has them, and everyday words are not', async () => {
    const before = (await marks()).length;
    await say('every rose has its thorn, and no Thorn is without one');
    await say('take [[sunshot]] and RISKRUNNER or riskrunner');
    await eventually(marks, (all) => all.length > before);
    expect((await marks()).slice(before)).toEqual(['[[sunshot]]', 'RISKRUNNER', 'riskrunner']);
  });

  it('are left alone in links, nicks and emotes', async () => {
    const before = (await marks()).length;
    await say('see https://example.com/Thorn and DanceBird and Normie ok');
    await chat.waitForTimeout(300);
    expect((await marks()).slice(before)).toEqual([]);
  });

  it('stay text when chat writes markup around them', async () => {
    const before = (await marks()).length;
    await say('<img src=x onerror=alert(1)> have [[Thorn]] </a><svg onload=alert(2)>');
    await eventually(marks, (all) => all.length > before);
    expect(await chat.locator('.chat-lines img, .chat-lines .text svg').count()).toBe(0);
    const line = await chat.locator('.chat-lines .msg-chat').last().locator('.text').textContent();
    expect(line).toBe('<img src=x onerror=alert(1)> have [[Thorn]] </a><svg onload=alert(2)>');
  });

  it('show in a page with a strict policy too', async () => {
    stage.dgg.csp = 'strict';
    const strict = await openChat(browser);
    stage.dgg.room.say('Normie', 'what about Telesto then');
    const mark = strict.locator('.vc-item', { hasText: 'Telesto' }).last();
    await mark.waitFor();
    await mark.hover();
    await eventually(
      () => cardText(browser, strict),
      (text) => text.includes('Telesto'),
    );
    const width = await browser.inContentScript(strict, () => {
      const host = document.querySelector('vault-courier');
      const root = host instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(host) : null;
      return root?.querySelector('.float')?.getBoundingClientRect().width ?? 0;
    });
    expect(width).toBe(288);
    stage.dgg.csp = 'none';
    await strict.close();
  });

  it('are out of reach of the page: the layer is closed', async () => {
    expect(await chat.evaluate(`document.querySelector('vault-courier').shadowRoot`)).toBe(null);
  });
});

describe('our chat socket', () => {
  it('shows the site’s Origin and the reader’s session, and leaves the page’s own socket untouched', async () => {
    await eventually(
      () => Promise.resolve(stage.dgg.room.of('Guardian').length),
      (count) => count === 2,
    );
    const sessions = stage.dgg.room.of('Guardian');
    expect(sessions.map((one) => one.origin)).toEqual(['https://www.destiny.gg', 'https://www.destiny.gg']);
    // A page opened while ours is there brings its own headers, whatever they are.
    const late = await openChat(browser, 'Guardian');
    await stage.untilConnected('Guardian', 3);
    const [, , page] = stage.dgg.room.of('Guardian');
    expect(page?.origin).toBe('https://www.destiny.gg');
    expect(page?.cookie).toContain('sid=');
    await late.close();
  });

  it('leaves the Origin of pages of other sites as it is: the rule is ours alone', async () => {
    const refused = await browser.context.newPage();
    await refused.goto('https://www.bungie.net/img/nothing.png');
    stage.dgg.log.clear();
    await refused.evaluate(
      `new Promise((resolve) => { const socket = new WebSocket('wss://chat.destiny.gg/ws'); socket.onclose = resolve; })`,
    );
    expect(stage.dgg.log.all().map((one) => [one.origin, one.status])).toEqual([
      ['https://www.bungie.net', 403],
    ]);
    await refused.close();
  });

  it('sends nothing but answers to PING', async () => {
    stage.dgg.room.sendRaw('Guardian', 'PING {"data":7}');
    const ours = () => stage.dgg.room.of('Guardian').flatMap((one) => one.heard);
    await eventually(
      () => Promise.resolve(ours()),
      (heard) => heard.length >= 2,
    );
    expect(new Set(ours())).toEqual(new Set(['PONG {"data":7}']));
  });

  it('survives garbage and goes on', async () => {
    const before = stage.dgg.room.connections.length;
    stage.dgg.faults.arm({ name: 'garbage' });
    stage.dgg.room.closeAll(1001);
    await eventually(
      () => Promise.resolve(stage.dgg.room.connections.length),
      (count) => count >= before + 2,
    );
    stage.dgg.faults.disarm('garbage');
    stage.dgg.room.whisper('SubSally', 'Guardian', 'still there?');
    await eventually(
      () => noticeText(browser, chat),
      (text) => text.includes('still there?'),
    );
  });
});

describe('whispers', () => {
  it('show in the page, as text, and tell the site nothing', async () => {
    stage.dgg.log.clear();
    stage.dgg.room.whisper('Normie', 'Guardian', '<b onmouseover=alert(1)>psst</b> want Sunshot?');
    await eventually(
      () => noticeText(browser, chat),
      (text) => text.includes('<b onmouseover=alert(1)>psst</b> want Sunshot?'),
    );
    expect(stage.dgg.whispers.unreadOf('Guardian').length).toBeGreaterThan(0);
    expect(stage.dgg.log.matching('/inbox')).toEqual([]);
    const notices = (await notifications()).filter((id) => id.startsWith('whisper:'));
    expect(notices).toEqual([]);
  });

  it('are announced once, by the system, when no chat page is visible', async () => {
    await chat.close();
    await stage.untilConnected('Guardian', 1);
    stage.dgg.faults.arm({ name: 'duplicate-messageid', times: 1 });
    stage.dgg.room.whisper('SubSally', 'Guardian', 'anybody home?');
    await eventually(notifications, (ids) => ids.includes('whisper:subsally'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await notifications()).filter((one) => one.startsWith('whisper:'))).toEqual(['whisper:subsally']);
  });

  it('survive a killed worker: the next one is announced as well', async () => {
    await browser.killWorker();
    stage.dgg.room.whisper('Normie', 'Guardian', 'after the kill');
    await eventually(notifications, (ids) => ids.includes('whisper:normie'));
  });
});

it('leaves no error on any console', async () => {
  browser.allowProblems(
    /WebSocket connection to 'wss:\/\/chat\.destiny\.gg\/ws' failed.*403|Error during WebSocket handshake/,
  );
  await browser.expectNoProblems();
});

async function notifications(): Promise<string[]> {
  const worker = await browser.worker();
  // A worker that is just being restarted answers the next time.
  return worker
    .evaluate(`chrome.notifications.getAll().then((all) => Object.keys(all))`)
    .catch(() => []) as Promise<string[]>;
}
