import 'fake-indexeddb/auto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  announceLeftOvers,
  type ChatDeps,
  connectChat,
  ensureChat,
  onSocketEvent,
} from '../../../lib/app/watch-chat';
import { fail, type Outcome, ok } from '../../../lib/base/outcome';
import { dggApi } from '../../../lib/dgg/api';
import type { WhisperPush, WhisperPushAnswer } from '../../../lib/messages/contract';
import { stateDatabase } from '../../../lib/storage/databases';
import { viewStore } from '../../../lib/storage/view-store';
import { whisperStore } from '../../../lib/storage/whisper-store';
import { type DggSim, startDggSim } from '../../sim/dgg/dgg-sim';
import { chatSocket, sessionOf, siteFetch } from '../dgg/dgg-client';

const NOW = 1_800_000_000_000;

/** A background around real stores, with a reader who sees what `pages` says and a site that says what `me` says. */
function background() {
  const seen = {
    pushed: [] as WhisperPush[],
    notified: [] as { id: string; title: string; text: string }[],
    badges: [] as number[],
    wanted: [] as boolean[],
    asked: 0,
    counted: 0,
    pages: [] as WhisperPushAnswer[],
    me: ok({ nick: 'Guardian' }) as Outcome<{ nick: string } | undefined>,
    unread: ok(0) as Outcome<number>,
  };
  const deps: ChatDeps = {
    socket: {
      want: async (open) => {
        seen.wanted.push(open);
        return ok(null);
      },
    },
    api: {
      fetchMe: async () => {
        seen.asked += 1;
        return seen.me;
      },
      fetchUnread: async () => {
        seen.counted += 1;
        return seen.unread;
      },
    },
    pages: {
      push: async (push) => {
        seen.pushed.push(push);
        return seen.pages;
      },
    },
    notices: {
      notify: async (notice) => {
        seen.notified.push(notice);
      },
    },
    whispers: whisperStore,
    views: viewStore,
    badge: async (count) => {
      seen.badges.push(count);
    },
    now: () => NOW,
  };
  return { deps, seen };
}

beforeEach(async () => {
  const database = stateDatabase();
  await Promise.all([database.whispers.clear(), database.views.clear()]);
});

const line = (deps: ChatDeps, text: string) => onSocketEvent({ kind: 'line', line: text }, deps);
const state = (
  deps: ChatDeps,
  to: 'connecting' | 'open' | 'waiting' | 'stopped',
  reason = '',
  failures = 0,
) => onSocketEvent({ kind: 'state', state: to, reason, failures }, deps);
const whisper = (fields: object = {}) =>
  `PRIVMSG ${JSON.stringify({ messageid: 5, timestamp: NOW - 1000, nick: 'SubSally', data: 'raid tonight?', ...fields })}`;

describe('a whisper', () => {
  it('becomes one notification when no chat page is open', async () => {
    const { deps, seen } = background();
    await line(deps, whisper());
    expect(seen.notified).toEqual([{ id: 'whisper:5', title: 'SubSally', text: 'raid tonight?' }]);
    expect(await whisperStore.unannounced()).toEqual([]);
  });

  it('becomes none when a visible page shows it', async () => {
    const { deps, seen } = background();
    seen.pages = [{ visible: true, shown: true }];
    await line(deps, whisper());
    expect(seen.pushed).toMatchObject([{ type: 'whisper.show', messageId: 5, nick: 'SubSally' }]);
    expect(seen.notified).toEqual([]);
  });

  it('is announced once although it arrives twice', async () => {
    const { deps, seen } = background();
    await line(deps, whisper());
    await line(deps, whisper({ messageid: '5' }));
    expect(seen.pushed).toHaveLength(1);
    expect(seen.notified).toHaveLength(1);
  });

  it('reaches the notification cleaned and short', async () => {
    const { deps, seen } = background();
    await line(deps, whisper({ data: `\u202e<b>${'x'.repeat(400)}` }));
    expect(seen.notified[0]!.text).toBe(`<b>${'x'.repeat(116)}…`);
  });

  it('gets the time of its arrival when its own is none', async () => {
    const { deps, seen } = background();
    await line(deps, whisper({ timestamp: 'soon' }));
    expect(seen.pushed[0]!.atMs).toBe(NOW);
  });

  it('does not wait for a site that counts slowly', async () => {
    const { deps, seen } = background();
    const slow = { ...deps, api: { ...deps.api, fetchUnread: () => new Promise<never>(() => undefined) } };
    await line(slow, whisper());
    await line(slow, whisper({ messageid: 6 }));
    expect(seen.notified).toHaveLength(2);
  });
});

it('fifty whispers in a second are fifty notices and no fifty calls to the site', async () => {
  const { deps, seen } = background();
  const distant = { ...deps, api: { ...deps.api, fetchUnread: () => wait(100).then(deps.api.fetchUnread) } };
  for (let messageid = 1; messageid <= 50; messageid += 1) await line(distant, whisper({ messageid }));
  seen.unread = ok(50);
  await vi.waitFor(() => expect(seen.badges.at(-1)).toBe(50));
  expect(seen.notified).toHaveLength(50);
  expect(seen.counted).toBeLessThan(10);
});

it('whispers that were not announced when the background died are announced at the next start, old ones are not', async () => {
  const { deps, seen } = background();
  const stored = { nick: 'SubSally', text: 'hi', announced: 0 as const };
  await whisperStore.add({ ...stored, messageId: 1, atMs: NOW - 60_000 });
  await whisperStore.add({ ...stored, messageId: 2, atMs: NOW - 3_600_000 });
  await whisperStore.add({ ...stored, messageId: 3, atMs: NOW - 60_000, announced: 1 });
  await announceLeftOvers(deps);
  await announceLeftOvers(deps);
  expect(seen.notified.map((notice) => notice.id)).toEqual(['whisper:1']);
});

describe('the view of the connection', () => {
  it('shows who we are and what is unread, and announces nothing of it', async () => {
    const { deps, seen } = background();
    seen.unread = ok(4);
    await state(deps, 'connecting');
    await state(deps, 'open');
    await line(deps, 'ME {"nick":"Guardian"}');
    await vi.waitFor(() => expect(seen.badges).toEqual([4]));
    expect(await viewStore.load('chat')).toEqual({ state: 'open', nick: 'Guardian', unread: 4 });
    expect(seen.pushed).toEqual([]);
    expect(seen.notified).toEqual([]);
  });

  it.each([
    ['banned', 'you are banned'],
    ['toomanyconnections', 'too many chat windows are open'],
  ])('says why the server ended it: %s', async (reason, words) => {
    const { deps } = background();
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
    const { deps, seen } = background();
    seen.me = me;
    await state(deps, 'waiting', 'unreachable', 1);
    expect(seen.asked).toBe(0);
    for (const failures of [2, 3, 4, 5]) {
      await state(deps, 'waiting', 'unreachable', failures);
      await state(deps, 'connecting');
    }
    expect(seen.asked).toBe(1);
    expect((await viewStore.load('chat')).problem?.code).toBe(code);
    await state(deps, 'open');
    expect((await viewStore.load('chat')).problem).toBeUndefined();
  });

  it('keeps the last count when the site does not answer', async () => {
    const { deps, seen } = background();
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
    const { deps, seen } = background();
    await ensureChat(deps);
    expect(seen.wanted).toEqual([true]);
    seen.me = ok(undefined);
    await ensureChat(deps);
    expect(seen.wanted).toEqual([true, false]);
    expect(await viewStore.load('chat')).toEqual({ state: 'off' });
  });

  it('ends when the session turns out to be a guest', async () => {
    const { deps, seen } = background();
    await line(deps, 'ME null');
    expect(seen.wanted).toEqual([false]);
    expect(await viewStore.load('chat')).toEqual({ state: 'off' });
  });

  it('does not end because the site could not be asked', async () => {
    const { deps, seen } = background();
    await viewStore.replace('chat', { state: 'open', nick: 'Guardian' });
    seen.me = fail('offline');
    await ensureChat(deps);
    expect(seen.wanted).toEqual([true]);
    expect((await viewStore.load('chat')).state).toBe('open');
  });

  it('waits for the user after the server stopped it', async () => {
    const { deps, seen } = background();
    await state(deps, 'stopped', 'banned');
    await ensureChat(deps);
    expect(seen.wanted).toEqual([]);
    await connectChat(deps);
    expect(seen.wanted).toEqual([false, true]);
    expect((await viewStore.load('chat')).problem).toBeUndefined();
  });
});

it.each([
  '',
  'PRIVMSG null',
  'PRIVMSG {"nick":"Normie"',
  'MSG {"data":"x"}',
  'ERR "muted"',
  'ME {"nick":"<b>"}',
])('nothing happens at the line %j', async (text) => {
  const { deps, seen } = background();
  expect(await line(deps, text)).toEqual({ ok: true, value: null });
  expect(seen.pushed).toEqual([]);
  expect(seen.wanted).toEqual([]);
});

describe('with a real wire', () => {
  let sim: DggSim;
  afterEach(() => sim.stop());

  it('a whisper over the socket is announced once, counted, and left unread on the site', async () => {
    sim = await startDggSim();
    const cookie = sessionOf(sim, 'Guardian');
    const chat = chatSocket(sim, { cookie });
    const { deps, seen } = background();
    const live: ChatDeps = { ...deps, api: dggApi(siteFetch(sim, cookie)) };
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
