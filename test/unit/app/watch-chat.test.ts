import 'fake-indexeddb/auto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { announceSoon, checkStream } from '../../../lib/app/announce';
import { connectChat, ensureChat, learnSoon, onSocketEvent, useChatKey } from '../../../lib/app/watch-chat';
import { countSoon, dropOldWhispers, forgetWhispers, openThread } from '../../../lib/app/whispers';
import { fail, type Outcome, ok } from '../../../lib/base/outcome';
import { dggApi } from '../../../lib/dgg/api';
import { stateDatabase } from '../../../lib/storage/databases';
import { viewStore } from '../../../lib/storage/view-store';
import { whisperStore } from '../../../lib/storage/whisper-store';
import { type DggSim, startDggSim } from '../../sim/dgg/dgg-sim';
import { background, NOW, PAGE } from '../builders/chat-background';
import { chatSocket, sessionOf, siteFetch } from '../dgg/dgg-client';

type Deps = ReturnType<typeof background>['deps'];

const begun: Deps[] = [];

/** A background that has come to rest before the next test begins: it works on after what it was told. */
function quietlyEnded() {
  const made = background();
  begun.push(made.deps);
  return made;
}

afterEach(async () => {
  for (const deps of begun.splice(0)) {
    await learnSoon(deps);
    await announceSoon(deps);
    await countSoon(deps);
  }
});

beforeEach(async () => {
  const database = stateDatabase();
  await Promise.all([database.whispers.clear(), database.views.clear()]);
});

const line = (deps: Deps, text: string) => onSocketEvent({ kind: 'line', line: text }, deps);
const state = (deps: Deps, to: 'connecting' | 'open' | 'waiting' | 'stopped', reason = '', failures = 0) =>
  onSocketEvent({ kind: 'state', state: to, reason, failures }, deps);
const whisper = (fields: object = {}) =>
  `PRIVMSG ${JSON.stringify({ messageid: 5, timestamp: NOW - 1000, nick: 'SubSally', data: 'raid tonight?', ...fields })}`;
/** Until nothing stored waits to be announced. */
const told = () => vi.waitFor(async () => expect(await whisperStore.unannounced()).toEqual([]));

describe('a whisper', () => {
  it('becomes one notification when no chat page is open', async () => {
    const { deps, seen } = quietlyEnded();
    seen.unread = ok([{ nick: 'SubSally', count: 1, atMs: NOW }]);
    await line(deps, whisper());
    await vi.waitFor(() => expect(seen.notified).toHaveLength(1));
    expect(seen.notified).toEqual([{ id: 'whisper:subsally', title: 'SubSally', text: 'raid tonight?' }]);
    expect(await whisperStore.list()).toMatchObject([
      { messageId: 5, who: 'subsally', way: 'in', state: 'unread', announced: 1 },
    ]);
  });

  it('becomes none when a visible page shows it', async () => {
    const { deps, seen } = quietlyEnded();
    seen.pages = [PAGE];
    await line(deps, whisper());
    await told();
    expect(seen.shown).toMatchObject([{ type: 'whisper.show', messageId: 5, nick: 'SubSally' }]);
    expect(seen.notified).toEqual([]);
  });

  it('is kept and not told when its conversation is open, its sender ignored or muted, or it is old', async () => {
    const cases: ((seen: ReturnType<typeof background>['seen']) => Promise<void>)[] = [
      async (seen) => {
        seen.pages = [{ ...PAGE, conversationOpen: true }];
      },
      () => viewStore.save('chat', { page: { ...noPageSettings, ignored: ['subsally'] } }),
      () => viewStore.save('settings', { mutedNicks: ['subSALLY'] }),
      () => viewStore.save('settings', { quietHours: { fromMinute: 0, toMinute: 1_439 } }),
    ];
    for (const [at, arrange] of cases.entries()) {
      await stateDatabase().views.clear();
      const { deps, seen } = quietlyEnded();
      await arrange(seen);
      await line(deps, whisper({ messageid: 10 + at }));
      await told();
      expect([seen.shown, seen.notified]).toEqual([[], []]);
    }
    const { deps, seen } = quietlyEnded();
    await line(deps, whisper({ messageid: 20, timestamp: NOW - 3_600_000 }));
    await told();
    expect(seen.notified).toEqual([]);
    expect(await whisperStore.list()).toHaveLength(cases.length + 1);
  });

  it('is announced once although it arrives twice', async () => {
    const { deps, seen } = quietlyEnded();
    seen.pages = [{ ...PAGE, visible: false }];
    await line(deps, whisper());
    await line(deps, whisper({ messageid: '5' }));
    await told();
    await line(deps, whisper());
    await wait(20);
    expect(seen.shown).toHaveLength(1);
    expect(seen.notified).toHaveLength(1);
  });

  it('reaches the notification cleaned and short, and not at all where the reader hides it', async () => {
    const { deps, seen } = quietlyEnded();
    await line(deps, whisper({ data: `\u202e<b>${'x'.repeat(400)}` }));
    await vi.waitFor(() => expect(seen.notified).toHaveLength(1));
    expect(seen.notified[0]!.text).toBe(`<b>${'x'.repeat(116)}…`);
    await viewStore.save('settings', { hideText: true });
    await line(deps, whisper({ messageid: 6, data: 'my secret' }));
    await vi.waitFor(() => expect(seen.notified).toHaveLength(2));
    expect(JSON.stringify(seen.notified[1])).not.toContain('secret');
  });

  it('gets the time of its arrival when its own is none', async () => {
    const { deps } = quietlyEnded();
    await line(deps, whisper({ timestamp: 'soon' }));
    expect((await whisperStore.list())[0]!.atMs).toBe(NOW);
  });

  it('does not wait for a site that counts slowly', async () => {
    const { deps, seen } = quietlyEnded();
    const slow = { ...deps, api: { ...deps.api, fetchUnread: () => new Promise<never>(() => undefined) } };
    await line(slow, whisper());
    await vi.waitFor(() => expect(seen.notified).toHaveLength(1));
    await line(slow, whisper({ messageid: 6 }));
    await vi.waitFor(() => expect(seen.notified).toHaveLength(2));
  });
});

const noPageSettings = {
  ignored: [],
  inlineWhispers: false,
  desktopWhispers: false,
  highlightWords: [],
  highlightNicks: [],
};

it('fifty whispers in a second are one notice by its id, fifty stored, and no fifty calls to the site', async () => {
  const { deps, seen } = quietlyEnded();
  const distant = { ...deps, api: { ...deps.api, fetchUnread: () => wait(100).then(deps.api.fetchUnread) } };
  seen.unread = ok([{ nick: 'SubSally', count: 50, atMs: NOW }]);
  for (let messageid = 1; messageid <= 50; messageid += 1) await line(distant, whisper({ messageid }));
  await vi.waitFor(() => expect(seen.badges.at(-1)).toBe(50));
  await told();
  await announceSoon(distant);
  await countSoon(distant);
  expect(new Set(seen.notified.map(({ id }) => id))).toEqual(new Set(['whisper:subsally']));
  expect(seen.notified.at(-1)!.title).toBe('SubSally (50)');
  expect(seen.notified.length).toBeLessThan(50);
  expect(await whisperStore.list()).toHaveLength(50);
  expect(seen.counted).toBeLessThan(10);
});

it('whispers of two people are two notices', async () => {
  const { deps, seen } = quietlyEnded();
  await line(deps, whisper());
  await line(deps, whisper({ messageid: 6, nick: 'Normie' }));
  await told();
  expect(seen.notified.map(({ id }) => id).sort()).toEqual(['whisper:normie', 'whisper:subsally']);
});

it('whispers that were not announced when the background died are announced at the next start, old ones are not', async () => {
  const { deps, seen } = quietlyEnded();
  const stored = { text: 'hi', way: 'in', state: 'unread', announced: 0 } as const;
  await whisperStore.add({ ...stored, nick: 'SubSally', who: 'subsally', messageId: 1, atMs: NOW - 60_000 });
  await whisperStore.add({ ...stored, nick: 'Normie', who: 'normie', messageId: 2, atMs: NOW - 3_600_000 });
  await whisperStore.add({ ...stored, nick: 'Mod', who: 'mod', messageId: 3, atMs: NOW, announced: 1 });
  void announceSoon(deps);
  void announceSoon(deps);
  await told();
  await wait(20);
  expect(seen.notified.map((notice) => notice.id)).toEqual(['whisper:subsally']);
});

describe('a background that dies while it tells a whisper', () => {
  const never = new Promise<never>(() => undefined);

  it('before the notification was there leaves it to the next one', async () => {
    const { deps, seen } = quietlyEnded();
    // An older notification of hers is still on screen.
    await line(deps, whisper({ messageid: 1, data: 'hello' }));
    await told();
    const dying = background();
    await onSocketEvent(
      { kind: 'line', line: whisper() },
      { ...dying.deps, notices: { ...dying.deps.notices, notify: () => never } },
    );
    await vi.waitFor(async () => expect((await whisperStore.list())[1]?.announced).toBe(2));
    await announceSoon(deps);
    expect(await whisperStore.unannounced()).toEqual([]);
    // What she says now stands where the older one stood.
    expect(seen.refreshed).toEqual([{ id: 'whisper:subsally', text: 'raid tonight?' }]);
    const fresh = quietlyEnded();
    await stateDatabase().whispers.update(5, { announced: 2 });
    await announceSoon(fresh.deps);
    expect(fresh.seen.notified.map(({ text }) => text)).toEqual(['raid tonight?']);
  });

  it('after the notification was there calls for no attention again', async () => {
    const { deps, seen } = quietlyEnded();
    const dying = { ...deps, whispers: { ...deps.whispers, told: () => never } };
    await onSocketEvent({ kind: 'line', line: whisper() }, dying);
    await vi.waitFor(() => expect(seen.notified).toHaveLength(1));
    await announceSoon(deps);
    expect(seen.notified).toHaveLength(1);
    expect(await whisperStore.unannounced()).toEqual([]);
  });
});

describe('what is unread', () => {
  it('is what the site says, by conversation: counted, not invented, nothing marked read', async () => {
    const { deps, seen } = quietlyEnded();
    seen.unread = ok([
      { nick: 'SubSally', count: 3, atMs: NOW },
      { nick: 'Normie', count: 2, atMs: NOW },
    ]);
    seen.pageSettings = { ...noPageSettings, ignored: ['normie'] };
    await state(deps, 'open');
    await vi.waitFor(() => expect(seen.badges).toEqual([3]));
    expect(await viewStore.load('chat')).toMatchObject({ unread: 3, waiting: [{ count: 3 }, { count: 2 }] });
    expect(await whisperStore.list()).toEqual([]);
    expect([seen.shown, seen.notified, seen.threads]).toEqual([[], [], []]);
  });

  it('is read once it was read elsewhere', async () => {
    const { deps, seen } = quietlyEnded();
    seen.unread = ok([{ nick: 'SubSally', count: 1, atMs: NOW }]);
    await line(deps, whisper());
    await vi.waitFor(() => expect(seen.badges).toEqual([1]));
    seen.unread = ok([]);
    void countSoon(deps);
    await vi.waitFor(() => expect(seen.badges).toEqual([1, 0]));
    expect(await whisperStore.list()).toMatchObject([{ state: 'read' }]);
  });

  it('has no number on the icon where the reader wants none', async () => {
    const { deps, seen } = quietlyEnded();
    await viewStore.save('settings', { badge: false });
    seen.unread = ok([{ nick: 'SubSally', count: 3, atMs: NOW }]);
    void countSoon(deps);
    await vi.waitFor(() => expect(seen.badges).toEqual([0]));
    expect((await viewStore.load('chat')).unread).toBe(3);
  });

  it('is fetched when the reader opens the thread, and only then', async () => {
    const { deps, seen } = quietlyEnded();
    await line(deps, whisper());
    await told();
    expect(seen.threads).toEqual([]);
    seen.thread = ok([
      { ...said, messageId: 7, text: 'at eight', way: 'out', state: 'sent' },
      { ...said, messageId: 5, text: 'raid tonight?', way: 'in', state: 'read' },
    ]);
    expect(await openThread('SubSally', deps)).toEqual(ok(null));
    expect(seen.threads).toEqual(['SubSally']);
    expect((await whisperStore.list('subsally')).map(({ text, state: to }) => [text, to]).sort()).toEqual([
      ['at eight', 'sent'],
      ['raid tonight?', 'read'],
    ]);
    seen.thread = fail('offline');
    expect(await openThread('SubSally', deps)).toMatchObject({ ok: false, failure: { code: 'offline' } });
  });

  it('goes after as many days as the reader keeps it, or at his word', async () => {
    const { deps } = quietlyEnded();
    await line(deps, whisper({ timestamp: NOW - 91 * 86_400_000 }));
    await line(deps, whisper({ messageid: 6, timestamp: NOW - 89 * 86_400_000 }));
    await viewStore.save('settings', { keepDays: 0 });
    await dropOldWhispers(deps);
    expect(await whisperStore.list()).toHaveLength(2);
    await viewStore.save('settings', { keepDays: 90 });
    await dropOldWhispers(deps);
    expect((await whisperStore.list()).map(({ messageId }) => messageId)).toEqual([6]);
    await told();
    await forgetWhispers(deps);
    expect(await whisperStore.list()).toEqual([]);
  });
});

const said = { nick: 'SubSally', who: 'subsally', atMs: NOW };

describe('a mention', () => {
  const mention = `MSG ${JSON.stringify({ nick: 'Normie', data: 'guardian, look', timestamp: NOW })}`;

  it('is told to a reader who asked for it and has no chat page in sight', async () => {
    const { deps, seen } = quietlyEnded();
    await viewStore.save('chat', { nick: 'Guardian' });
    await line(deps, mention);
    expect(seen.notified).toEqual([]);
    await viewStore.save('settings', { mentions: true });
    seen.pages = [PAGE];
    await line(deps, mention);
    expect(seen.notified).toEqual([]);
    seen.pages = [{ ...PAGE, visible: false }];
    await line(deps, mention);
    expect(seen.notified).toEqual([{ id: 'mention:normie', title: 'Normie', text: 'guardian, look' }]);
    await line(deps, mention.replace('guardian, look', 'nobody, look'));
    expect(seen.notified).toHaveLength(1);
  });

  it('is what the holder of the socket is told to report, and only then', async () => {
    const { deps, seen } = quietlyEnded();
    await ensureChat(deps);
    await viewStore.save('chat', { page: { ...noPageSettings, highlightWords: ['raid'] } });
    await viewStore.save('settings', { mentions: true });
    await ensureChat(deps);
    expect(seen.asked.map((as) => as?.highlights)).toEqual([
      undefined,
      { nick: 'Guardian', words: ['raid'], nicks: [] },
    ]);
  });
});

it('that the stream went live is told once, to who asked', async () => {
  const { deps, seen } = quietlyEnded();
  const look = async (live: boolean) => {
    seen.stream = ok({ live });
    await checkStream(deps);
    return seen.notified.length;
  };
  expect([await look(false), await look(true)]).toEqual([0, 0]);
  expect(seen.streamAsked).toBe(0);
  await viewStore.save('settings', { streamLive: true });
  expect([await look(true), await look(false), await look(true), await look(true)]).toEqual([0, 0, 1, 1]);
  seen.stream = fail('offline');
  await checkStream(deps);
  expect([await look(true), seen.notified[0]?.id]).toEqual([1, 'stream:live']);
});

describe('the view of the connection', () => {
  it('shows who we are and what is unread, and announces nothing of it', async () => {
    const { deps, seen } = quietlyEnded();
    seen.unread = ok([{ nick: 'SubSally', count: 4, atMs: NOW }]);
    await state(deps, 'connecting');
    await state(deps, 'open');
    await line(deps, 'ME {"nick":"Guardian"}');
    await vi.waitFor(() => expect(seen.badges).toEqual([4]));
    expect(await viewStore.load('chat')).toMatchObject({ state: 'open', nick: 'Guardian', unread: 4 });
    expect(seen.shown).toEqual([]);
    expect(seen.notified).toEqual([]);
  });

  it('shows when the next attempt is due, and forgets it once connected', async () => {
    const { deps } = quietlyEnded();
    await onSocketEvent(
      { kind: 'state', state: 'waiting', reason: '1006', failures: 0, retryInMs: 2_000 },
      deps,
    );
    expect(await viewStore.load('chat')).toMatchObject({ state: 'waiting', retryAtMs: NOW + 2_000 });
    await state(deps, 'open');
    expect(await viewStore.load('chat')).not.toHaveProperty('retryAtMs');
  });

  it('follows a new nick of ours', async () => {
    const { deps } = quietlyEnded();
    await line(deps, 'UPDATEUSER {"id":1,"nick":"Warden"}');
    expect((await viewStore.load('chat')).nick).toBe('Warden');
  });

  it.each([
    ['banned', 'you are banned'],
    ['toomanyconnections', 'too many chat windows are open'],
  ])('says why the server ended it: %s', async (reason, words) => {
    const { deps } = quietlyEnded();
    await state(deps, 'stopped', reason);
    expect(await viewStore.load('chat')).toMatchObject({
      state: 'stopped',
      problem: { code: 'chat-stopped', facts: { reason: words } },
    });
  });

  it.each<[string, Outcome<{ nick: string } | undefined>, string]>([
    ['refused', ok({ nick: 'Guardian' }), 'chat-refused'],
    ['offline', fail('offline'), 'offline'],
  ])('tells %s apart after two failed handshakes, by one call', async (_name, me, code) => {
    const { deps, seen } = quietlyEnded();
    seen.me = [me];
    await state(deps, 'waiting', 'unreachable', 1);
    expect(seen.meAsked).toBe(0);
    for (const failures of [2, 3, 4, 5]) {
      await state(deps, 'waiting', 'unreachable', failures);
      await state(deps, 'connecting');
    }
    expect(seen.meAsked).toBe(1);
    expect((await viewStore.load('chat')).problem?.code).toBe(code);
    await state(deps, 'open');
    expect((await viewStore.load('chat')).problem).toBeUndefined();
  });

  it('tells at the first failure why not, when its reader pressed for it', async () => {
    const { deps, seen } = quietlyEnded();
    await connectChat(deps);
    seen.me = [ok({ nick: 'Guardian' })];
    await state(deps, 'waiting', 'unreachable', 1);
    expect((await viewStore.load('chat')).problem?.code).toBe('chat-refused');
    const asked = seen.meAsked;
    await state(deps, 'waiting', 'unreachable', 3);
    expect(seen.meAsked).toBe(asked);
  });

  it('keeps the last count when the site does not answer', async () => {
    const { deps, seen } = quietlyEnded();
    await viewStore.save('chat', { unread: 7 });
    seen.unread = fail('offline');
    await state(deps, 'open');
    await vi.waitFor(() => expect(seen.counted).toBe(1));
    expect((await viewStore.load('chat')).unread).toBe(7);
    expect(seen.badges).toEqual([]);
  });
});

describe('wanting the connection', () => {
  it('is for readers who are signed in', async () => {
    const { deps, seen } = quietlyEnded();
    await ensureChat(deps);
    expect(seen.wanted).toEqual([true]);
    seen.me = [ok(undefined)];
    await ensureChat(deps);
    expect(seen.wanted).toEqual([true, false]);
    expect(await viewStore.load('chat')).toEqual({ state: 'off' });
  });

  it('does not end because the site could not be asked', async () => {
    const { deps, seen } = quietlyEnded();
    await viewStore.replace('chat', { state: 'open', nick: 'Guardian' });
    seen.me = [fail('offline')];
    await ensureChat(deps);
    expect(seen.wanted).toEqual([true]);
    expect((await viewStore.load('chat')).state).toBe('open');
  });

  it('waits for the user after the server stopped it', async () => {
    const { deps, seen } = quietlyEnded();
    await state(deps, 'stopped', 'banned');
    await ensureChat(deps);
    expect(seen.wanted).toEqual([]);
    await connectChat(deps);
    expect(seen.wanted).toEqual([false, true]);
    expect((await viewStore.load('chat')).problem).toBeUndefined();
  });

  it('ends by the off switch, and asks the site nothing', async () => {
    const { deps, seen } = quietlyEnded();
    await viewStore.save('chat', { state: 'open', unread: 3 });
    await viewStore.save('settings', { connectAs: 'off' });
    await ensureChat(deps);
    expect([seen.wanted, seen.badges, seen.meAsked]).toEqual([[false], [0], 0]);
    expect(await viewStore.load('chat')).toEqual({ state: 'off' });
  });

  it('leaves the fifth connection to the pages of the reader, and comes back when one is closed', async () => {
    const { deps, seen } = quietlyEnded();
    seen.open = 5;
    await ensureChat(deps);
    expect(await viewStore.load('chat')).toMatchObject({
      state: 'waiting',
      problem: { code: 'chat-stopped' },
    });
    seen.open = 4;
    await ensureChat(deps);
    expect(seen.wanted).toEqual([false, true]);
  });

  it('may be as nobody: the guest is no lapsed session', async () => {
    const { deps, seen } = quietlyEnded();
    await viewStore.save('settings', { connectAs: 'anonymous' });
    await ensureChat(deps);
    await state(deps, 'open');
    await line(deps, 'ME null');
    expect(seen.asked).toMatchObject([{ identity: { kind: 'anonymous' } }]);
    expect(seen.meAsked).toBe(0);
    expect(await viewStore.load('chat')).toMatchObject({ state: 'open', guest: true });
  });

  it('may be by a login key, which is said to be refused when it is', async () => {
    const { deps, seen } = quietlyEnded();
    await viewStore.save('settings', { connectAs: 'key' });
    await ensureChat(deps);
    expect(await viewStore.load('chat')).toMatchObject({
      state: 'stopped',
      problem: { code: 'chat-stopped' },
    });
    expect(await useChatKey('too short', deps)).toMatchObject({ ok: false });
    const key = 'k'.repeat(64);
    expect(await useChatKey(key, deps)).toEqual(ok(null));
    expect(seen.asked.at(-1)).toMatchObject({ identity: { kind: 'key', key } });
    await line(deps, 'ME null');
    const view = await viewStore.load('chat');
    expect(view).toMatchObject({ state: 'stopped', problem: { facts: { reason: /key/ } } });
    // It is a password: nothing that a page can read has it.
    expect(JSON.stringify(await stateDatabase().views.toArray())).not.toContain(key);
    await useChatKey('', deps);
    expect(seen.wanted.at(-1)).toBe(false);
  });
});

describe('a session that lapsed', () => {
  const known = ok({ nick: 'Guardian' });

  it('is renewed once, and the chat joined again', async () => {
    const { deps, seen } = quietlyEnded();
    await ensureChat(deps);
    await line(deps, 'ME null');
    expect(seen.renewed).toBe(1);
    expect(seen.wanted).toEqual([true, false, true]);
    await line(deps, 'ME {"nick":"Guardian"}');
    expect((await viewStore.load('chat')).problem).toBeUndefined();
  });

  it('is renewed when the site itself does not know the reader any more', async () => {
    const { deps, seen } = quietlyEnded();
    await ensureChat(deps);
    seen.me = [ok(undefined), known];
    await ensureChat(deps);
    expect([seen.renewed, seen.wanted.at(-1)]).toEqual([1, true]);
  });

  it('is renewed for a reader who presses for the connection, known before or not', async () => {
    const { deps, seen } = quietlyEnded();
    seen.me = [ok(undefined), known];
    await connectChat(deps);
    expect([seen.renewed, seen.wanted.at(-1)]).toEqual([1, true]);
  });

  it('and cannot be renewed is a sign-out', async () => {
    const { deps, seen } = quietlyEnded();
    await ensureChat(deps);
    seen.me = [ok(undefined)];
    await line(deps, 'ME null');
    expect(seen.wanted).toEqual([true, false]);
    expect(await viewStore.load('chat')).toEqual({ state: 'off' });
    // Nobody is expected any more: no more renewals.
    await ensureChat(deps);
    expect(seen.renewed).toBe(1);
  });

  it('which the site knows and the chat never does ends in words, not in a circle', async () => {
    const { deps, seen } = quietlyEnded();
    await ensureChat(deps);
    await line(deps, 'ME null');
    await line(deps, 'ME null');
    expect(seen.renewed).toBe(1);
    expect(await viewStore.load('chat')).toMatchObject({
      state: 'stopped',
      problem: { code: 'chat-stopped' },
    });
    expect(seen.wanted.at(-1)).toBe(false);
    const before = seen.wanted.length;
    await ensureChat(deps);
    expect(seen.wanted).toHaveLength(before);
  });

  it('is not given up because the site cannot be asked', async () => {
    const { deps, seen } = quietlyEnded();
    await ensureChat(deps);
    seen.me = [fail('offline')];
    await line(deps, 'ME null');
    expect(seen.wanted).toEqual([true]);
    expect((await viewStore.load('chat')).problem?.code).toBe('offline');
  });
});

it.each([
  '',
  'PRIVMSG null',
  'PRIVMSG {"nick":"Normie"',
  'MSG {"data":"x"}',
  'ERR "muted"',
  'ME {"nick":"<b>"}',
  'HISTORY ["PRIVMSG {}"]',
])('nothing happens at the line %j', async (text) => {
  const { deps, seen } = quietlyEnded();
  expect(await line(deps, text)).toEqual({ ok: true, value: null });
  expect([seen.shown, seen.notified, seen.wanted]).toEqual([[], [], []]);
});

describe('with a real wire', () => {
  let sim: DggSim;
  afterEach(() => sim.stop());

  it('a whisper over the socket is announced once, counted, and left unread on the site', async () => {
    sim = await startDggSim();
    const cookie = sessionOf(sim, 'Guardian');
    const chat = chatSocket(sim, { cookie });
    const { deps, seen } = quietlyEnded();
    const live: Deps = { ...deps, api: dggApi(siteFetch(sim, cookie)), now: Date.now };
    let handled = 0;
    const drain = async (): Promise<void> => {
      while (handled < chat.events.length) {
        const event = chat.events[handled]!;
        handled += 1;
        await onSocketEvent(event, live);
      }
    };
    sim.faults.arm({ name: 'duplicate-messageid', times: 1 });
    chat.socket.want(true);
    await vi.waitFor(() => expect(chat.state()).toBe('open'));
    sim.room.whisper('SubSally', 'Guardian', 'raid tonight?');
    await vi.waitFor(() => expect(chat.lines().filter((text) => text.startsWith('PRIVMSG'))).toHaveLength(2));
    await drain();
    await vi.waitFor(() => expect(seen.badges.at(-1)).toBe(1));
    expect(seen.notified).toHaveLength(1);
    expect(sim.whispers.unreadOf('Guardian')).toHaveLength(1);
    chat.socket.want(false);
  });
});
