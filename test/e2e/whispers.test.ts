import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../run/build.mjs';
import { expectAccessible, expectLayerAccessible } from './axe';
import { eventually, noticeText, openChat } from './chat-page';
import { type Chromium, openChromium } from './drivers/chromium';
import { openStage, type Stage } from './stage';

/*
 * Whispers in the popup and in the chat page of a real Chromium, read and answered by keyboard and pointer. Pictures of every
 * face go to .output/faces, for eyes to look at.
 */

const FACES = new URL('../../.output/faces/', import.meta.url).pathname;
mkdirSync(FACES, { recursive: true });

let stage: Stage;
let browser: Chromium;
let popup: Page;

beforeAll(async () => {
  stage = await openStage({ real: false });
  browser = await openChromium({
    extensionDir: (await ensureBuilt()).chrome,
    hosts: stage.hosts,
    spki: stage.spki,
    viewport: { width: 400, height: 600 },
  });
  popup = await browser.openPopup();
  await popup.locator('.tab', { hasText: 'Whispers' }).click();
});
afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

const sees = (words: string | RegExp) =>
  popup.locator('main', { hasText: words }).first().waitFor({ timeout: 20_000 });
const rows = (): Promise<string[]> => popup.locator('.conversation-open').allInnerTexts();
const lines = (): Promise<string[]> => popup.locator('.thread-lines .line p').allInnerTexts();
const box = () => popup.locator('.reply textarea');
const unread = () => stage.dgg.whispers.unreadOf('Guardian').length;
const fromGuardian = () =>
  stage.dgg.whispers.all.filter(({ from }) => from === 'Guardian').map(({ text }) => text);
const is = <T>(ask: () => T | Promise<T>, wanted: T) =>
  eventually(
    async () => ask(),
    (value) => JSON.stringify(value) === JSON.stringify(wanted),
    20_000,
  );

async function picture(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await popup.emulateMedia({ colorScheme });
    await popup.screenshot({ path: `${FACES}whispers-${name}-${colorScheme}.png` });
    await expectAccessible(popup, `${name} ${colorScheme}`);
  }
}

describe('the whispers tab', () => {
  it('says that nobody is signed in to destiny.gg, and what to do', async () => {
    await sees('You are not signed in to destiny.gg.');
    await sees('No whispers yet');
    await picture('signed-out');
  });

  it('connects at the press of its button once somebody is', async () => {
    const site = await browser.context.newPage();
    await site.goto('https://www.destiny.gg/login/sim?nick=Guardian&then=/');
    await site.close();
    await popup.getByRole('button', { name: 'Look again' }).click();
    await sees('Connected as Guardian');
    await picture('empty');
  });

  it('lists who whispered, unread first, and marks nothing read by it', async () => {
    stage.dgg.room.whisper('Normie', 'Guardian', 'selling carries btw');
    stage.dgg.room.whisper('SubSally', 'Guardian', 'you running the raid tonight? need one');
    stage.dgg.room.whisper('SubSally', 'Guardian', 'Sunshot if you have it');
    await eventually(rows, (all) => all.length === 2 && all[0]?.includes('2') === true);
    expect((await rows())[0]).toContain('Sunshot if you have it');
    await eventually(
      () => popup.locator('.tab', { hasText: 'Whispers' }).innerText(),
      (text) => text.includes('3'),
    );
    await picture('list');
    expect(unread()).toBe(3);
    expect(stage.dgg.log.matching('/inbox')).toEqual([]);
  });

  it('finds conversations by who and by what', async () => {
    const search = popup.getByLabel('Search whispers by name or words');
    await search.fill('carries');
    await eventually(rows, (all) => all.length === 1 && all[0]?.includes('Normie') === true);
    await search.fill('subs');
    await eventually(rows, (all) => all.length === 1 && all[0]?.includes('SubSally') === true);
    await search.fill('zzz');
    await sees('Nobody and nothing of that kind.');
    await search.fill('');
  });

  it('opens a thread by keyboard, which reads it on the site too', async () => {
    await popup.locator('[data-who=subsally]').focus();
    await popup.keyboard.press('Enter');
    await eventually(lines, (all) => all.length === 2);
    await is(unread, 1);
    // Letters go into the reply and nowhere else.
    expect(await box().evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('answers by Enter: sent once, and shown', async () => {
    await popup.keyboard.type('sure, at eight');
    await popup.keyboard.press('Enter');
    await popup.getByText('Sent to SubSally').waitFor();
    expect(fromGuardian()).toEqual(['sure, at eight']);
    await eventually(lines, (all) => all.at(-1) === 'sure, at eight');
    expect(await box().inputValue()).toBe('');
  });

  it('shows what comes in while it is open, and that is read', async () => {
    stage.dgg.room.whisper('SubSally', 'Guardian', 'see you then');
    await eventually(lines, (all) => all.at(-1) === 'see you then');
    await is(unread, 1);
    // With the chat's own pictures and colours, fetched by us and from nowhere else.
    stage.dgg.room.whisper('SubSally', 'Guardian', 'DanceBird hype');
    const emote = popup.locator('.thread-lines img[alt=DanceBird]');
    await emote.waitFor();
    await is(() => emote.evaluate((image) => (image as HTMLImageElement).naturalWidth > 0), true);
    expect(await popup.locator('.thread-head h2').getAttribute('style')).toContain('#4fb1f4');
    await picture('thread');
  });

  it('keeps what the chat refuses, with the reason', async () => {
    stage.dgg.room.phrases.add('spoiler');
    await box().fill('no SPOILER please');
    await popup.keyboard.press('Enter');
    await popup.getByText('Not sent: the chat bans “spoiler”.').first().waitFor();
    expect(await box().inputValue()).toBe('no SPOILER please');
    await picture('refused');
    expect(fromGuardian()).toHaveLength(1);
  });

  it('looks into the thread when the answer gets lost, and sends nothing twice', async () => {
    stage.dgg.faults.arm({ name: 'lose-confirmation', times: 1 });
    await box().fill('bring snacks');
    await popup.keyboard.press('Enter');
    await popup.getByText('Sending…').first().waitFor();
    await popup.getByText('Sent to SubSally').waitFor({ timeout: 40_000 });
    expect(fromGuardian()).toEqual(['sure, at eight', 'bring snacks']);
    await eventually(lines, (all) => all.filter((text) => text === 'bring snacks').length === 1);
  }, 60_000);

  it('goes back by Escape', async () => {
    await sees('Connected as Guardian');
    await popup.keyboard.press('Escape');
    await eventually(rows, (all) => all.length === 2);
  });

  it('marks read at the press of a button, and only then', async () => {
    expect(unread()).toBe(1);
    await popup.getByLabel('Mark whispers from Normie as read').click();
    await is(unread, 0);
  });

  it('is where a system notification leads', async () => {
    const opening = browser.context.waitForEvent('page');
    await (await browser.worker()).evaluate(`chrome.notifications.onClicked.dispatch('whisper:subsally')`);
    const page = await opening;
    expect(page.url()).toMatch(/^chrome-extension:.*popup\.html\?tab#whispers\/subsally$/);
    await page.getByLabel('Reply to SubSally').waitFor();
    await page.locator('.thread-head h2', { hasText: 'SubSally' }).waitFor();
    await page.setViewportSize({ width: 800, height: 600 });
    await page.screenshot({ path: `${FACES}whispers-tab.png` });
    await page.close();
  });
});

describe('a whisper in the chat page', () => {
  let chat: Page;
  beforeAll(async () => {
    await popup.close();
    chat = await openChat(browser);
    await stage.untilConnected('Guardian', 2);
  });

  const place = (selector: string): Promise<{ x: number; y: number } | undefined> =>
    browser.inContentScript(
      chat,
      (sought: string) => {
        const host = document.querySelector('vault-courier');
        const root = host instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(host) : null;
        const found = root?.querySelector(`.notices ${sought}`)?.getBoundingClientRect();
        return found && { x: found.x + found.width / 2, y: found.y + found.height / 2 };
      },
      selector,
    );
  async function click(selector: string): Promise<void> {
    const at = await eventually(
      () => place(selector),
      (found) => found !== undefined,
    );
    if (at !== undefined) await chat.mouse.click(at.x, at.y);
  }
  const notice = () => noticeText(browser, chat);
  const count = async (): Promise<string> =>
    (await browser.worker()).evaluate<string>('chrome.action.getBadgeText({})');

  it('is answered in its notice', async () => {
    stage.dgg.clock.advance(2_000);
    stage.dgg.room.whisper('SubSally', 'Guardian', 'are you in? DanceBird');
    await eventually(notice, (text) => text.includes('are you in?'));
    await click('textarea');
    await expectLayerAccessible(browser, chat, 'notice');
    await chat.keyboard.type('two minutes');
    // With the chat's own pictures and colours, from the site itself and its CDN.
    const looks = await browser.inContentScript(chat, () => {
      const host = document.querySelector('vault-courier');
      const root = host instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(host) : null;
      const notice = root?.querySelector('.notices .whisper');
      const picture = notice?.querySelector('img');
      const nick = notice?.querySelector('b');
      return {
        emote: picture?.alt,
        loaded: (picture?.naturalWidth ?? 0) > 0,
        colour: nick?.style.getPropertyValue('--nick'),
      };
    });
    expect(looks).toEqual({ emote: 'DanceBird', loaded: true, colour: expect.stringMatching(/^#/) });
    await chat.screenshot({ path: `${FACES}whispers-notice.png` });
    await chat.keyboard.press('Enter');
    await eventually(notice, (text) => text.includes('Sent to SubSally'));
    expect(fromGuardian().at(-1)).toBe('two minutes');
    // Nothing of it went into the page's own input, and the page has the keys again.
    expect(await chat.evaluate(`document.getElementById('chat-input-control').value`)).toBe('');
    expect(await chat.evaluate('document.activeElement.id')).toBe('chat-input-control');
    expect(
      stage.dgg.room.connections.flatMap(({ heard }) => heard.filter((line) => line.startsWith('MSG'))),
    ).toEqual([]);
    await eventually(notice, (text) => text === '', 15_000);
  });

  it('stays while something is written in it, in its place, and counts', async () => {
    stage.dgg.room.whisper('Normie', 'Guardian', 'hello');
    await eventually(notice, (text) => text.includes('hello'));
    await click('[data-nick=Normie] textarea');
    await chat.keyboard.type('hm');
    stage.dgg.room.whisper('Normie', 'Guardian', 'you there');
    await eventually(notice, (text) => text.includes('whispered 2 times'));
    await chat.keyboard.type(' yes');
    await chat.mouse.click(5, 200);
    await chat.waitForTimeout(14_000);
    expect(await notice()).toContain('you there');
    const written = await browser.inContentScript(chat, () => {
      const host = document.querySelector('vault-courier');
      const root = host instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(host) : null;
      return root?.querySelector('textarea')?.value ?? '';
    });
    expect(written).toBe('hm yes');
  });

  it('is not answered by events that the page makes', async () => {
    const before = fromGuardian().length;
    await chat.evaluate(`(() => {
      const host = document.querySelector('vault-courier');
      for (const target of [host, document, document.activeElement]) {
        target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
        target.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
      }
    })()`);
    // Even an event made inside of the closed root, which the page cannot reach, is no press.
    await browser.inContentScript(chat, () => {
      const host = document.querySelector('vault-courier');
      const root = host instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(host) : null;
      const written = root?.querySelector('textarea');
      written?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
      const send = root?.querySelector('.reply-send');
      if (send instanceof HTMLElement) send.click();
    });
    await chat.waitForTimeout(1_000);
    expect(fromGuardian()).toHaveLength(before);
  });

  it('opens as the page’s own conversation', async () => {
    await click('[data-nick=Normie] .open');
    await eventually(
      () => chat.locator('#chat-win-normie').isVisible(),
      (visible) => visible,
    );
    await eventually(notice, (text) => text === '');
    // What the page marked read by it leaves the icon too.
    await eventually(count, (text) => text === (unread() === 0 ? '' : String(unread())));
  });

  it('makes no notice and no count while its conversation is open', async () => {
    const before = await count();
    stage.dgg.room.whisper('Normie', 'Guardian', 'third one');
    await chat.locator('#chat-win-normie .text', { hasText: 'third one' }).waitFor();
    await chat.waitForTimeout(1_500);
    expect(await notice()).toBe('');
    // The page reads it at once, as it shows it.
    expect(await count()).toBe(before);
  });
});

describe('a connection that is not there', () => {
  beforeAll(async () => {
    popup = await browser.openPopup();
    browser.allowProblems(
      /WebSocket connection to|net::ERR|Failed to load resource|status of 403|status of 5/,
    );
  });

  it('because the site cannot be reached says so, and when it is tried next', async () => {
    await sees('Connected as Guardian');
    await stage.dgg.goDark();
    stage.dgg.room.closeAll(1011);
    await sees(/Next try/);
    await picture('broken');
    await popup.getByRole('button', { name: 'Try now' }).waitFor();
    await stage.dgg.goLive();
    // It may come back by itself in the meantime.
    await popup
      .getByRole('button', { name: 'Try now' })
      .click({ timeout: 3_000 })
      .catch(() => undefined);
    await sees('Connected as Guardian');
  });

  it('because the chat refuses the handshake says that', async () => {
    stage.dgg.faults.arm({ name: 'refuse-403' });
    stage.dgg.room.closeAll(1011);
    await sees(/Next try/);
    await popup.getByRole('button', { name: 'Try now' }).click();
    await sees(/did not let us in/);
    await picture('refused-handshake');
    stage.dgg.faults.disarm('refuse-403');
    await popup.getByRole('button', { name: 'Try now' }).click();
    await sees('Connected as Guardian');
  }, 120_000);

  it('because of a ban stays away until its reader asks for it', async () => {
    const guardian = stage.dgg.users.get('Guardian');
    if (guardian === undefined) throw new Error('no Guardian');
    guardian.banned = true;
    stage.dgg.room.closeAll(1011);
    await sees(/you are banned/);
    await picture('banned');
    guardian.banned = false;
    await popup.getByRole('button', { name: 'Connect' }).click();
    await sees('Connected as Guardian');
  });

  it('because its reader switched it off can be switched on there', async () => {
    await popup.evaluate(
      `chrome.runtime.sendMessage({ id: 1, type: 'settings.change', data: { connectAs: 'off' }, timestamp: 0 })`,
    );
    await sees('The chat connection is switched off.');
    await picture('off');
    await popup.getByRole('button', { name: 'Switch on' }).click();
    await sees('Connected as Guardian');
  });
});

it('leaves no error on any console', () => browser.expectNoProblems());
