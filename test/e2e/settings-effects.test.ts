import { existsSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INITIAL_SETTINGS, SETTINGS, type SettingName, type Settings } from '../../lib/messages/settings';
import { cardText, eventually, noticeText, openChat } from './chat-page';
import { openScene, type Scene, signIn } from './signed-in';
import { readView, storedPicture } from './stored-picture';

/*
 * Every setting, changed by its own control on the settings page, does in the end what it says. One test for each,
 * made from the list of settings: a new one fails here until somebody says how it shows.
 */

let scene: Scene;
let options: Page;

beforeAll(async () => {
  scene = await openScene();
  await signIn(scene);
  const chat = await openChat(scene.browser);
  await chat.close();
  await scene.stage.untilConnected('Guardian', 1);
  options = await scene.browser.context.newPage();
  await options.goto(scene.browser.extensionUrl('options.html'));
  await options.locator('[data-setting=moveOthers]').waitFor();
  const worker = await scene.browser.worker();
  // A headless browser shows no notifications: what would be shown is noted on its way out.
  await worker.evaluate(`{
    globalThis.toldByTest = [];
    const create = chrome.notifications.create.bind(chrome.notifications);
    const noted = (id, shown, ...rest) => { globalThis.toldByTest.push(id + ' ' + shown.title + ' ' + shown.message); return create(id, shown, ...rest); };
    chrome.notifications.create = noted;
    if (globalThis.browser?.notifications) globalThis.browser.notifications.create = noted;
  }`);
});
afterAll(async () => {
  await scene?.close();
});

const notices = async (): Promise<string[]> =>
  (await scene.browser.worker()).evaluate('globalThis.toldByTest') as Promise<string[]>;
const badge = async (): Promise<string> =>
  (await scene.browser.worker()).evaluate('chrome.action.getBadgeText({})') as Promise<string>;
const whisper = (nick: string, text: string): void => {
  scene.stage.dgg.room.whisper(nick, 'Guardian', text);
};
/** Texts of the whispers that the background has decided about. */
const decided = (): Promise<string[]> =>
  options.evaluate<string[]>(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('vault-courier-state');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const asking = opening.result.transaction('whispers').objectStore('whispers').getAll();
      asking.onerror = () => reject(asking.error);
      asking.onsuccess = () => {
        opening.result.close();
        resolve(asking.result.filter((one) => one.announced === 1).map((one) => one.text));
      };
    };
  })`);
/** A whisper that is told proves that those before it were decided about. */
async function toldAfter(nick: string, text: string): Promise<string> {
  whisper(nick, text);
  const all = await eventually(notices, (list) => list.some((one) => one.includes(nick)));
  return all.join('\n');
}

/** How a setting shows when it has this value; the value it starts with is put back afterwards. */
const SHOWS: { [N in SettingName]?: { to: Settings[N]; shows(): Promise<void> } } = {
  moveOthers: {
    to: false,
    async shows() {
      const { popup } = scene;
      await popup.page.bringToFront();
      await popup.choose('Hunter');
      await popup.type('Skyburner');
      await popup.search.press('Enter');
      await popup.says('your settings say that other items stay');
      await popup.clear();
    },
  },
  connectAs: {
    to: 'off',
    async shows() {
      await eventually(
        async () => scene.stage.dgg.room.of('Guardian').length,
        (count) => count === 0,
      );
    },
  },
  toasts: {
    to: false,
    async shows() {
      const chat = await openChat(scene.browser);
      whisper('Normie', 'without a toast');
      await eventually(
        async () => scene.stage.dgg.whispers.unreadOf('Guardian').length,
        (count) => count > 0,
      );
      await put('toasts', true);
      await chat.bringToFront();
      whisper('Normie', 'with a toast');
      const text = await eventually(
        () => noticeText(scene.browser, chat),
        (shown) => shown.includes('with a toast'),
      );
      expect(text).not.toContain('without a toast');
      await chat.close();
    },
  },
  system: {
    to: false,
    async shows() {
      whisper('SubSally', 'not by the system');
      await eventually(decided, (texts) => texts.includes('not by the system'));
      await put('system', true);
      expect(await toldAfter('Normie', 'by the system')).not.toContain('not by the system');
    },
  },
  badge: {
    to: false,
    async shows() {
      whisper('Normie', 'uncounted');
      await eventually(badge, (count) => count === '');
      await put('badge', true);
      await eventually(badge, (count) => count !== '');
    },
  },
  badgeCounts: {
    to: 'postmaster',
    async shows() {
      const { items } = await storedPicture(options);
      const counts = new Map<string, number>();
      for (const { place } of items)
        if (place.kind === 'postmaster')
          counts.set(place.characterId, (counts.get(place.characterId) ?? 0) + 1);
      await eventually(badge, (count) => count === String(Math.max(...counts.values())));
    },
  },
  mentions: {
    to: true,
    async shows() {
      await eventually(
        async () => {
          scene.stage.dgg.room.say('SubSally', 'where is Guardian today');
          return notices();
        },
        (list) => list.some((one) => one.startsWith('mention:')),
        20_000,
      );
    },
  },
  hideText: {
    to: true,
    async shows() {
      expect(await toldAfter('Normie', 'a private matter')).not.toContain('a private matter');
    },
  },
  quietHours: {
    to: { fromMinute: 0, toMinute: 1_439 },
    async shows() {
      // One minute of the day is not quiet; a test in it proves nothing and is not worth failing.
      if (new Date().getHours() === 23 && new Date().getMinutes() >= 58) return;
      whisper('SubSally', 'in quiet hours');
      // Decided about while they last: a number on the icon may be there from before.
      await eventually(decided, (texts) => texts.includes('in quiet hours'));
      await put('quietHours', null);
      expect(await toldAfter('Normie', 'after them')).not.toContain('in quiet hours');
    },
  },
  mutedNicks: {
    to: ['SubSally'],
    async shows() {
      whisper('SubSally', 'from the muted');
      expect(await toldAfter('Normie', 'from another')).not.toContain('from the muted');
    },
  },
};

/** A chat page with this line in it, its names marked. */
async function chatWith(
  line: string,
  run: (chat: Page, mark: (name: string) => Locator) => Promise<void>,
): Promise<void> {
  const chat = await openChat(scene.browser);
  scene.stage.dgg.room.say('Normie', line);
  await run(chat, (name) => chat.locator('.chat-lines > *').last().locator('.vc-item', { hasText: name }));
  await chat.close();
}

Object.assign(SHOWS, {
  spotMode: {
    to: 'brackets',
    shows: () =>
      chatWith('take Thorn and [[Sunshot]]', async (_chat, mark) => {
        await mark('Sunshot').waitFor();
        expect(await mark('Thorn').count()).toBe(0);
      }),
  },
  notItems: {
    to: ['Riskrunner'],
    shows: () =>
      chatWith('take Riskrunner or Sunshot', async (_chat, mark) => {
        await mark('Sunshot').waitFor();
        expect(await mark('Riskrunner').count()).toBe(0);
      }),
  },
  nicknames: {
    to: [['pewpew', 'Sunshot']],
    shows: () => chatWith('still on pewpew', (_chat, mark) => mark('pewpew').waitFor()),
  },
  cardOpens: {
    to: 'click',
    shows: () =>
      chatWith('take [[Sunshot]] or [[Riskrunner]]', async (chat, mark) => {
        await mark('Sunshot').hover();
        await chat.waitForTimeout(500);
        expect(await cardText(scene.browser, chat)).toBe('');
        await mark('Riskrunner').click();
        await eventually(
          () => cardText(scene.browser, chat),
          (text) => text.includes('Riskrunner'),
        );
      }),
  },
} satisfies Partial<typeof SHOWS>);

/** Proven elsewhere, where what they need is at hand: time, other kinds of items, an item list in another tongue. */
const PROVEN_IN: Partial<Record<SettingName, string>> = {
  streamLive: 'test/unit/app/watch-chat.test.ts',
  keepDays: 'test/unit/app/watch-chat.test.ts',
  replyToAnyone: 'test/unit/app/reply.test.ts',
  spotOtherKinds: 'test/unit/chat/spot-names.test.ts',
  ownInChat: 'test/unit/app/send-from-chat.test.ts',
};

/** Stored and explained, and read by nothing yet. */
const NOT_YET: readonly SettingName[] = ['manifestLanguage', 'manifestSource'];

/** Another value than the first, for settings that show in no way here. */
const OTHER: { [N in SettingName]?: Settings[N] } = {
  streamLive: true,
  keepDays: 30,
  replyToAnyone: true,
  spotOtherKinds: true,
  ownInChat: 'off',
  manifestLanguage: 'de',
  manifestSource: 'json',
};

async function put<N extends SettingName>(name: N, value: Settings[N]): Promise<void> {
  expect(await scene.popup.ask('settings.change', { [name]: value })).toMatchObject({ ok: true });
}

/** Changes a setting as a reader does, by its control. */
async function setOnPage(name: SettingName, value: unknown): Promise<void> {
  await options.bringToFront();
  const row = options.locator(`[data-setting="${name}"]`);
  const control = row.locator(`#setting-${name}`);
  switch (SETTINGS[name].kind) {
    case 'switch':
      return control.click();
    case 'choice':
      return void (await control.selectOption(String(value)));
    case 'number':
      await control.fill(String(value));
      return control.press('Tab');
    case 'hours': {
      const hours = value as NonNullable<Settings['quietHours']>;
      await control.click();
      const clock = (minute: number): string =>
        `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      await row.locator('input[type=time]').nth(0).fill(clock(hours.fromMinute));
      return row.locator('input[type=time]').nth(1).fill(clock(hours.toMinute));
    }
    case 'nicks':
    case 'texts':
      await control.fill(String((value as string[])[0]));
      return control.press('Enter');
    case 'pairs': {
      const [word, item] = (value as [string, string][])[0] ?? ['', ''];
      await control.fill(word);
      await row.locator('input').nth(1).fill(item);
      return row.locator('input').nth(1).press('Enter');
    }
  }
}

describe.each(Object.keys(SETTINGS) as SettingName[])('the setting %s', (name) => {
  it('is stored from its control, and does what it says or is listed', async () => {
    const shown = SHOWS[name];
    const value = shown === undefined ? OTHER[name] : shown.to;
    expect(value, `how ${name} shows is not said`).toBeDefined();
    await (await scene.browser.worker()).evaluate('globalThis.toldByTest.length = 0');
    await setOnPage(name, value);
    const stored = async (): Promise<unknown> =>
      ((await options.evaluate(readView('settings'))) as Partial<Settings> | null)?.[name];
    await eventually(stored, (now) => JSON.stringify(now) === JSON.stringify(value));
    if (shown !== undefined) await shown.shows();
    else if (!NOT_YET.includes(name))
      expect(existsSync(PROVEN_IN[name] ?? ''), `${name} is proven nowhere`).toBe(true);
    await put(name, INITIAL_SETTINGS[name]);
    if (name === 'connectAs') await scene.stage.untilConnected('Guardian', 1);
  });
});
