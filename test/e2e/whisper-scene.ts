import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import type { WhisperRecord } from '../../lib/storage/databases';
import { eventually } from './chat-page';
import type { Stage } from './stage';
import { readView } from './stored-picture';

/*
 * What becomes of whispers while no chat page is open: the same for every browser. Counted where the reader would count:
 * system notifications, the number on the icon, the book of whispers, and the site's own read state.
 */

/** A page of the extension; scripts are bodies of async functions. */
export interface Reader {
  run<T>(script: string): Promise<T>;
}

/** The reader's chat page. */
export interface ChatPage {
  /** Opens it in front of the reader, and waits until it shows chat. */
  open(): Promise<void>;
  run<T>(script: string): Promise<T>;
  /** Back to the page of the extension. */
  leave(): Promise<void>;
}

/** Opens the conversation as a reader does, by the page's own list. */
const pressConversation = (who: string): string => `
  document.getElementById('chat-whisper-btn').click();
  const entry = document.querySelector('#chat-whisper-users .user[data-username="${who}"]');
  entry?.click();
  return entry !== null;
`;

const READ_WHISPERS = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('vault-courier-state');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const asking = opening.result.transaction('whispers').objectStore('whispers').getAll();
    asking.onerror = () => reject(asking.error);
    asking.onsuccess = () => { opening.result.close(); resolve(asking.result); };
  };
})`;
/** Firefox's chrome.* knows callbacks only. */
const API = 'globalThis.browser ?? chrome';

/** Another name for each test: notifications of the one before stay where they are. */
export function whisperScene(stage: Stage, reader: Reader) {
  const { dgg } = stage;
  const stored = (): Promise<WhisperRecord[]> => reader.run(`return ${READ_WHISPERS}`);
  const from = async (nick: string) => (await stored()).filter((one) => one.nick === nick);
  const notified = (): Promise<string[]> =>
    reader.run(`return Object.keys(await (${API}).notifications.getAll())`);
  const badge = (): Promise<string> =>
    reader.run(`const api = ${API}; return await (api.action ?? api.browserAction).getBadgeText({})`);
  const view = () =>
    reader.run<{ state?: string; unread?: number; nick?: string } | null>(`return ${readView('chat')}`);
  const is = <T>(ask: () => Promise<T>, wanted: T, ms = 20_000) =>
    eventually(ask, (value) => JSON.stringify(value) === JSON.stringify(wanted), ms);
  /** All that hangs on what was just told has happened; a second telling would have come by now. */
  const settled = () => wait(1_500);

  const ask = (type: string, data: object) =>
    reader.run(
      `return (await (${API}).runtime.sendMessage({ id: 1, type: '${type}', data: ${JSON.stringify(data)}, timestamp: 0 })).res`,
    );

  function newcomer(nick: string): string {
    dgg.users.add({ nick });
    return nick;
  }

  return {
    stored,
    notified,
    view,
    badge,
    connected: () => is(async () => (await view())?.state, 'open', 60_000),

    async oneWhisper(): Promise<void> {
      const nick = newcomer('OnceOnly');
      const before = dgg.whispers.unreadOf('Guardian').length;
      dgg.room.whisper(nick, 'Guardian', 'one and only');
      await eventually(notified, (ids) => ids.includes('whisper:onceonly'));
      await is(badge, String(before + 1));
      await settled();
      expect((await notified()).filter((id) => id === 'whisper:onceonly')).toHaveLength(1);
      expect(await from(nick)).toMatchObject([{ text: 'one and only', state: 'unread', announced: 1 }]);
      expect(dgg.whispers.unreadOf('Guardian')).toHaveLength(before + 1);
    },

    async fiftyInASecond(): Promise<void> {
      const nick = newcomer('FiftyFold');
      const before = dgg.whispers.unreadOf('Guardian').length;
      for (let at = 1; at <= 50; at += 1) dgg.room.whisper(nick, 'Guardian', `line ${at}`);
      await is(async () => (await from(nick)).length, 50);
      await is(badge, String(Math.min(99, before + 50)));
      await settled();
      expect((await notified()).filter((id) => id === 'whisper:fiftyfold')).toHaveLength(1);
      expect(new Set((await from(nick)).map(({ messageId }) => messageId)).size).toBe(50);
      expect((await from(nick)).every(({ announced }) => announced === 1)).toBe(true);
    },

    async sameIdTwice(): Promise<void> {
      const nick = newcomer('TwiceTold');
      dgg.faults.arm({ name: 'duplicate-messageid', times: 1 });
      dgg.room.whisper(nick, 'Guardian', 'told twice');
      await is(async () => (await from(nick)).map(({ announced }) => announced), [1]);
      await settled();
      expect(await from(nick)).toHaveLength(1);
      expect((await notified()).filter((id) => id === 'whisper:twicetold')).toHaveLength(1);
    },

    /** What came while nobody listened is counted, and nothing else is done about it. */
    async offlineForAnHour(): Promise<void> {
      const nick = newcomer('NightOwl');
      const before = dgg.whispers.unreadOf('Guardian').length;
      await dgg.goDark();
      dgg.room.closeAll(1011);
      await is(async () => (await view())?.state, 'waiting');
      for (let at = 1; at <= 3; at += 1) dgg.whispers.add(nick, 'Guardian', `in the night ${at}`);
      dgg.clock.advance(3_600_000);
      dgg.log.clear();
      await dgg.goLive();
      await is(async () => (await view())?.state, 'open', 60_000);
      await is(badge, String(Math.min(99, before + 3)));
      await settled();
      expect((await view())?.unread).toBe(before + 3);
      expect(await from(nick)).toEqual([]);
      expect(await notified()).not.toContain('whisper:nightowl');
      expect(dgg.log.matching('/inbox')).toEqual([]);
      expect(dgg.whispers.unreadOf('Guardian')).toHaveLength(before + 3);
    },

    /** The reader has the conversation before him: nothing tells him again, and nothing is lost. */
    async openConversation(chat: ChatPage): Promise<void> {
      const nick = newcomer('InSight');
      await chat.open();
      dgg.room.whisper(nick, 'Guardian', 'look at me');
      await eventually(() => chat.run<boolean>(pressConversation(nick.toLowerCase())), Boolean);
      // What opening it read is counted before the next one comes.
      await is(async () => dgg.whispers.unreadOf('Guardian').filter(({ from }) => from === nick).length, 0);
      await settled();
      dgg.room.whisper(nick, 'Guardian', 'you see this');
      await eventually(
        () => chat.run<string>(`return document.querySelector('#chat-win-insight')?.innerText ?? ''`),
        (text) => text.includes('you see this'),
      );
      await settled();
      await chat.leave();
      expect((await from(nick)).map(({ text, announced }) => [text, announced])).toEqual([
        ['look at me', 1],
        ['you see this', 1],
      ]);
      expect(await notified()).not.toContain('whisper:insight');
      // The site does not know yet that it was seen; the number on the icon does not jump for it.
      expect(Number(await badge())).toBeLessThan(dgg.whispers.unreadOf('Guardian').length);
    },

    /** Nobody else is told anything while the door stays shut, and the reader is told why. */
    async refusedHandshake(): Promise<void> {
      dgg.faults.arm({ name: 'refuse-403' });
      dgg.room.closeAll(1011);
      await is(async () => (await view())?.state, 'waiting', 30_000);
      await eventually(
        async () => dgg.room.of('Guardian').length,
        (open) => open === 0,
      );
      const nick = newcomer('AtTheDoor');
      dgg.whispers.add(nick, 'Guardian', 'are you in?');
      dgg.faults.disarm('refuse-403');
      await ask('chat.connect', {});
      await is(async () => (await view())?.state, 'open', 60_000);
      await settled();
      expect(await from(nick)).toEqual([]);
      expect(dgg.whispers.unreadOf('Guardian').some((one) => one.from === nick)).toBe(true);
      expect(await badge()).toBe(String(Math.min(99, dgg.whispers.unreadOf('Guardian').length)));
    },

    async lapsedSession(): Promise<void> {
      dgg.log.clear();
      dgg.users.expireSessions();
      dgg.room.closeAll(1011);
      await is(async () => dgg.log.matching('GET www.destiny.gg/ping').length, 1, 60_000);
      await is(async () => dgg.room.of('Guardian').length, 1, 60_000);
      await is(async () => (await view())?.state, 'open');
      expect(dgg.log.matching('GET www.destiny.gg/ping')).toHaveLength(1);
      dgg.room.whisper(newcomer('BackAgain'), 'Guardian', 'welcome back');
      await eventually(notified, (ids) => ids.includes('whisper:backagain'));
    },

    /** The key goes with our own handshake and no other; the session does not go with it. */
    async loginKey(openPage: () => Promise<void>): Promise<void> {
      const key = dgg.users.addKey('Guardian');
      await ask('settings.change', { connectAs: 'key' });
      expect(await ask('chat.useKey', { key })).toMatchObject({ ok: true });
      await eventually(
        async () => dgg.room.of('Guardian').map(({ cookie }) => cookie),
        (cookies) => cookies.includes(`authtoken=${key}`),
        30_000,
      );
      await openPage();
      await stage.untilConnected('Guardian', 2);
      const cookies = dgg.room.of('Guardian').map(({ cookie = '' }) => cookie);
      expect(cookies.filter((cookie) => cookie.includes('authtoken'))).toEqual([`authtoken=${key}`]);
      expect(cookies.filter((cookie) => cookie.includes('sid='))).toHaveLength(1);
      // Nor does any call of ours to the site carry it, and no view has it.
      expect(await reader.run<string>(`return JSON.stringify([${readViews()}])`)).not.toContain(key);
      await ask('settings.change', { connectAs: 'session' });
      await ask('chat.useKey', { key: '' });
    },

    /** Never connected as anybody, the reader is told nothing and nothing is wrong. */
    async asGuest(): Promise<void> {
      await ask('settings.change', { connectAs: 'anonymous' });
      const guests = () => dgg.room.open().filter(({ nick }) => nick === undefined);
      await is(async () => guests().map(({ cookie }) => cookie ?? 'none'), ['none'], 30_000);
      await ask('settings.change', { connectAs: 'session' });
      await is(async () => (await view())?.nick ?? '', 'Guardian', 30_000);
      await is(async () => (await view())?.state, 'open');
    },
  };
}

function readViews(): string {
  return ['chat', 'settings', 'session'].map((name) => `await ${readView(name)}`).join(', ');
}
