import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WEAPONS } from '../world/gear';
import { cardButton, cardText, eventually, openChat, pressCard } from './chat-page';
import { openScene, type Scene, signIn } from './signed-in';

/*
 * A page that plays the attacker of our threat model: its script and its chat writers may do what they like, and get
 * neither what the reader owns nor a move.
 */

/** Runs before any script of the page: replaces what a careless extension would trust, and notes what it is given. */
const ATTACK = `
  window.caught = { roots: 0, observers: 0, ran: [] };
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    window.caught.roots += 1;
    return attach.call(this, { ...options, mode: 'open' });
  };
  const Observer = window.MutationObserver;
  window.MutationObserver = class extends Observer {
    constructor(...args) { super(...args); window.caught.observers += 1; }
  };
  const push = Array.prototype.push;
  Array.prototype.push = function (...args) {
    for (const one of args) if (typeof one === 'string' && /own|vault-courier/i.test(one)) window.caught.ran.push(one);
    return push.apply(this, args);
  };
  window.pwn = (what) => window.caught.ran.unshift(what);
  window.heard = [];
  window.addEventListener('message', ({ data }) => window.heard.unshift(JSON.stringify(data)));
`;

let scene: Scene;
let chat: Page;

beforeAll(async () => {
  scene = await openScene();
  await signIn(scene);
  const { context } = scene.browser;
  await context.addInitScript(ATTACK);
  chat = await openChat(scene.browser);
  // As long as the talk is not about the game names are strict; these lines make it so.
  for (const line of ['an exotic Thorn', 'god roll perks', 'which catalyst'])
    scene.stage.dgg.room.say('Normie', line);
});
afterAll(() => scene?.close());

const text = (): Promise<string> => cardText(scene.browser, chat);
const untilCard = (good: (said: string) => boolean): Promise<string> => eventually(text, good);
const transfers = (): number => scene.stage.bungie.log.matching('TransferItem').length;

async function say(line: string): Promise<void> {
  const before = await chat.locator('.chat-lines .msg-chat').count();
  scene.stage.dgg.room.say('SubSally', line);
  await eventually(
    () => chat.locator('.chat-lines .msg-chat').count(),
    (count) => count > before,
  );
}

async function openSunshot(): Promise<void> {
  await chat.keyboard.press('Escape');
  await chat.mouse.move(5, 5);
  await untilCard((said) => said === '');
  await say('take Sunshot now');
  await chat.locator('.vc-item', { hasText: 'Sunshot' }).last().hover();
  await untilCard((said) => said.includes('You own 1'));
}

const LINES: readonly [what: string, line: string][] = [
  ['18 an image that fails', '<img src=x onerror=pwn(18)> [[Sunshot]]'],
  ['19 a link with a handler', 'https://example.com/"onmouseover="pwn(19) [[Sunshot]]'],
  ['20 a drawing that loads', '</a><svg onload=pwn(20)> [[Sunshot]]'],
  ['21 quotes in a video link', 'https://youtu.be/x?t=1%22onload=%22pwn(21) [[Sunshot]]'],
  ['22 links that are scripts', 'javascript:pwn(22) data:text/html,<script>pwn(22)</script> [[Sunshot]]'],
  ['23 a right-to-left override', 'take \u202eSunshot\u202c now'],
  ['24 joiners inside a name', 'take Sun\u200dshot now'],
  ['25 five hundred emoji', `${'😀'.repeat(250)} [[Sunshot]]`],
  [
    '26 five marks on each letter',
    [...'Sunshot'].map((letter) => `${letter}\u0301\u0302\u0303\u0304\u0305`).join(''),
  ],
  ['27 one letter that is a sentence', '﷽ [[﷽]] [[Sunshot]]'],
  ['30 brackets unclosed, nested, many', `${'[['.repeat(100)}Sunshot]] ]] [[Sunshot [[Thorn]]`],
  ['33 a text to slow an expression', `${'a'.repeat(200)}!${'Ace of '.repeat(30)}`],
  ['34 curly quotes and accents', 'Izanagi’s Burden, Skyburner‘s Oath, Xûr, Xur and Sunshot’s'],
  ['35 a name longer than a card', `[[${'W'.repeat(190)}]]`],
];

describe('whatever chat writes', () => {
  it.each(LINES)('%s stays text, letter for letter', async (_what, line) => {
    await say(line);
    const shown = await chat
      .locator('.chat-lines .msg-chat')
      .last()
      .evaluate((element) => ({
        text: element.querySelector('.text')?.textContent ?? '',
        inserted: element.querySelectorAll('.vc-item img, .vc-item svg, .vc-item script').length,
      }));
    expect(shown.inserted).toBe(0);
    const plain = (said: string) => said.replace(/\s+/g, '');
    expect(plain(shown.text)).toContain(plain(line).slice(0, 30));
    expect(await chat.evaluate('window.caught.ran')).toEqual([]);
  });

  it('31 every name in one line, and a thousand invented lines a second, keep the page working', async () => {
    const all = WEAPONS.map(([, name]) => name)
      .join(', ')
      .slice(0, 500);
    await say(all);
    const marked = await chat.evaluate(async (line) => {
      const lines = document.querySelector('.chat-lines') as HTMLElement;
      const made: HTMLElement[] = [];
      for (let at = 0; at < 1_000; at += 1) {
        const row = document.createElement('div');
        row.className = 'msg-chat msg-user';
        row.dataset.username = ['constructor', '__proto__', 'hasownproperty', 'sunshot'][at % 4] ?? '';
        const nick = document.createElement('a');
        nick.className = 'user';
        nick.textContent = 'Sunshot';
        const words = document.createElement('span');
        words.className = 'text';
        words.textContent = at % 10 === 0 ? line : `number ${at} [[Thorn]]`;
        row.append(nick, words);
        lines.append(row);
        made.unshift(row);
      }
      const until = performance.now() + 20_000;
      const done = () => made.every((row) => row.querySelector('.vc-item') !== null);
      while (!done() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
      const count = made.filter((row) => row.querySelector('.text .vc-item') !== null).length;
      const nicks = lines.querySelectorAll('.user .vc-item').length;
      for (const row of made) row.remove();
      return { count, nicks };
    }, all);
    expect(marked).toEqual({ count: 1_000, nicks: 0 });
  });

  it('36 a line that is changed, hidden or taken away under an open card takes the card along', async () => {
    for (const harm of [
      "line.style.display = 'none'",
      "line.querySelector('.text').textContent = 'edited'",
      'line.remove()',
    ]) {
      await openSunshot();
      await chat.evaluate(`{
        const line = [...document.querySelectorAll('.vc-item')].at(-1).closest('.msg-chat');
        ${harm};
      }`);
      await untilCard((said) => said === '');
    }
  });
});

describe('a script in the page', () => {
  it('38 gets no root of ours although it replaced attachShadow', async () => {
    await openSunshot();
    const seen = await chat.evaluate(() => ({
      roots: (window as unknown as { caught: { roots: number } }).caught.roots,
      root: document.querySelector('vault-courier')?.shadowRoot ?? null,
    }));
    expect(seen).toEqual({ roots: 0, root: null });
  });

  it('reads nothing of what the reader owns: not by selecting, searching, messages, requests or the page’s text', async () => {
    await openSunshot();
    const found = await chat.evaluate(() => {
      const host = document.querySelector('vault-courier') as HTMLElement;
      const read: [way: string, got: string][] = [];
      const selection = window.getSelection() as Selection;
      document.execCommand('selectAll');
      read.unshift(['select all', String(selection.toString())]);
      selection.selectAllChildren(host);
      read.unshift(['select ours', String(selection.toString())]);
      selection.removeAllRanges();
      const find = (window as unknown as { find(text: string): boolean }).find.bind(window);
      read.unshift(['find', String(find('Only you see') || find('You own') || find('To Titan'))]);
      selection.removeAllRanges();
      read.unshift(['text', String(document.body.innerText + document.documentElement.outerHTML)]);
      read.unshift(['messages', String((window as unknown as { heard: string[] }).heard.join())]);
      read.unshift([
        'requests',
        String(
          performance
            .getEntriesByType('resource')
            .map(({ name }) => name)
            .join(' '),
        ),
      ]);
      read.unshift(['children', String(String(host.childNodes.length) + host.innerHTML)]);
      // As text: the page has replaced what the driver would pack a list with.
      return JSON.stringify(read);
    });
    for (const [way, got] of JSON.parse(found) as [string, string][]) {
      if (way === 'find') expect(got).toBe('false');
      expect(got, way).not.toMatch(/You own|Only you see|To Titan|69175/);
    }
    // Icons are the same for everybody: those of the item and of what it can come with.
    expect(await text()).toContain('You own 1');
  });

  it('cannot tell from the size of the card whether the reader has it', async () => {
    const panel = () =>
      scene.browser.inContentScript(chat, () => {
        const host = document.querySelector('vault-courier');
        const root = host instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(host) : null;
        return (root as ShadowRoot | null)?.querySelector('.own')?.getBoundingClientRect().height ?? 0;
      });
    await openSunshot();
    const owned = await panel();
    await chat.keyboard.press('Escape');
    await chat.mouse.move(5, 5);
    await untilCard((said) => said === '');
    const { bungie, mainAccount } = scene.stage;
    const unowned = 'Worldline Zero';
    const profile = bungie.world.main(mainAccount);
    profile.items = profile.items.filter((one) => bungie.world.factsOf(one.hash).name !== unowned);
    bungie.clock.advance(31_000);
    await scene.popup.ask('profile.refresh', {});
    await say(`and [[${unowned}]] then`);
    await chat
      .locator('.vc-item', { hasText: `[[${unowned}]]` })
      .last()
      .hover();
    await untilCard((said) => said.includes('You have none'));
    expect(await panel()).toBe(owned);
    expect(owned).toBeGreaterThan(100);
  });

  it('37 moves nothing by clicks and keys of its own', async () => {
    await openSunshot();
    const at = await cardButton(scene.browser, chat, 'Send the one');
    const before = transfers();
    await chat.waitForTimeout(400);
    await chat.evaluate(({ x, y }) => {
      const host = document.querySelector('vault-courier') as HTMLElement;
      const under = document.elementFromPoint(x, y) as HTMLElement;
      for (const target of [under, host, document.activeElement as HTMLElement]) {
        target.click();
        const where = { bubbles: true, composed: true, clientX: x, clientY: y };
        for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click'])
          target.dispatchEvent(new MouseEvent(type, where));
        for (const type of ['keydown', 'keypress', 'keyup'])
          target.dispatchEvent(new KeyboardEvent(type, { key: 'Enter', ...where }));
      }
    }, at ?? { x: 0, y: 0 });
    await chat.waitForTimeout(300);
    expect(transfers()).toBe(before);
  });

  it.each([
    ['made nearly invisible', `document.body.style.opacity = '0.01'`, `document.body.style.opacity = ''`],
    [
      'covered by a layer that lets clicks through',
      `{ const cover = document.createElement('div'); cover.id = 'cover';
         cover.style.cssText = 'position:fixed;inset:0;z-index:9999;background:#123;pointer-events:none';
         document.documentElement.append(cover); }`,
      `document.getElementById('cover').remove()`,
    ],
  ])('39 gets no move out of a real click on a card that it has %s', async (_how, harm, mend) => {
    await openSunshot();
    await chat.evaluate(harm);
    await chat.waitForTimeout(500);
    const before = transfers();
    await pressCard(scene.browser, chat, 'Send the one');
    await untilCard((said) => said.includes('Something of the page lies over this card'));
    expect(transfers()).toBe(before);
    await chat.evaluate(mend);
  });

  it('40 keeps nothing of our element by hiding, moving, copying or removing it', async () => {
    await openSunshot();
    await chat.evaluate(() => {
      const host = document.querySelector('vault-courier') as HTMLElement;
      host.style.cssText = 'display:none!important;opacity:0!important;z-index:-1!important';
      const copy = host.cloneNode(true) as HTMLElement;
      copy.id = 'copy';
      document.body.append(copy);
    });
    const shown = await chat.evaluate(() => {
      const host = document.querySelector('vault-courier:not(#copy)') as HTMLElement;
      const style = getComputedStyle(host);
      return [
        style.display,
        style.opacity,
        style.zIndex,
        document.getElementById('copy')?.shadowRoot ?? null,
      ];
    });
    expect(shown).toEqual(['block', '1', '250', null]);
    await chat.evaluate(() => {
      document.getElementById('copy')?.remove();
      document.querySelector('vault-courier')?.remove();
    });
    await chat.keyboard.press('Escape');
    await say('again Sunshot');
    await chat.locator('.vc-item', { hasText: 'Sunshot' }).last().hover();
    await untilCard((said) => said.includes('You own 1'));
  });

  it('46 a held Enter is one press', async () => {
    await openSunshot();
    await chat.locator('.vc-item', { hasText: 'Sunshot' }).last().focus();
    await chat.keyboard.press('Enter');
    await untilCard((said) => said.includes('You own 1'));
    await chat.waitForTimeout(400);
    const focusedLabel = () =>
      scene.browser.inContentScript(chat, () => {
        const host = document.querySelector('vault-courier');
        const root = host instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(host) : null;
        return (root as ShadowRoot | null)?.activeElement?.getAttribute('aria-label') ?? '';
      });
    for (let tabs = 0; tabs < 12 && !(await focusedLabel()).startsWith('Send the one'); tabs += 1)
      await chat.keyboard.press('Tab');
    expect(await focusedLabel()).toMatch(/^Send the one vault/);
    const before = transfers();
    for (let presses = 0; presses < 15; presses += 1) await chat.keyboard.down('Enter');
    await chat.keyboard.up('Enter');
    await untilCard((said) => /Sunshot is on your/.test(said));
    await chat.waitForTimeout(300);
    expect(transfers()).toBe(before + 1);
    await pressCard(scene.browser, chat, 'Undo');
    await untilCard((said) => said.includes('taken back'));
  });

  it('44 shows cards in a frame of another site’s page, and leaves that page alone', async () => {
    const outer = await scene.browser.context.newPage();
    await outer.setViewportSize({ width: 420, height: 640 });
    await outer.goto('https://www.bungie.net/img/nothing.png');
    await outer.evaluate(() => {
      document.body.replaceChildren();
      const frame = document.createElement('iframe');
      frame.src = 'https://www.destiny.gg/embed/chat';
      frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%;border:0';
      document.body.append(frame);
    });
    const inner = outer.frameLocator('iframe');
    await inner.locator('.chat-lines .msg-chat').first().waitFor();
    scene.stage.dgg.room.say('Normie', 'framed Sunshot');
    await inner.locator('.vc-item', { hasText: 'Sunshot' }).last().hover();
    const frame = outer.frames().find((one) => one.url().includes('/embed/chat'));
    await eventually(
      async () =>
        frame?.evaluate(() => {
          const points = Array.from({ length: 20 }, (_, at) => document.elementFromPoint(150, 20 + at * 25));
          return points.some((element) => element?.localName === 'vault-courier');
        }),
      (shows) => shows === true,
    );
    expect(await outer.evaluate(() => document.querySelector('vault-courier'))).toBeNull();
    await outer.close();
  });
});

it('heard no word of ours, and leaves no error of ours on any console', async () => {
  expect(await chat.evaluate('window.caught.ran')).toEqual([]);
  scene.browser.allowProblems(/Failed to load resource|net::ERR|bungie\.net\/img\/nothing/);
  await scene.browser.expectNoProblems();
});
