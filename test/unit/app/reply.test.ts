import 'fake-indexeddb/auto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failureText } from '../../../components/ui/failure-text';
import { dropReply, onSaid, reply, settleReplies } from '../../../lib/app/reply';
import { openThread } from '../../../lib/app/whispers';
import { type Failure, ok } from '../../../lib/base/outcome';
import { refusalOf } from '../../../lib/chat/refusal';
import { stateDatabase } from '../../../lib/storage/databases';
import { viewStore } from '../../../lib/storage/view-store';
import { whisperStore } from '../../../lib/storage/whisper-store';
import { type DggSim, startDggSim } from '../../sim/dgg/dgg-sim';
import { background, NOW } from '../builders/chat-background';
import { wiredChat } from '../builders/wired-chat';

let sim: DggSim;
let wired: Awaited<ReturnType<typeof wiredChat>>;

beforeEach(async () => {
  const database = stateDatabase();
  await Promise.all([database.whispers.clear(), database.views.clear()]);
  sim = await startDggSim();
  wired = await wiredChat(sim);
});
afterEach(async () => {
  wired.stop();
  await wait(20);
  await sim.stop();
});

/** SubSally whispered and it is stored: she may be answered. */
async function sheWrote(nick = 'SubSally'): Promise<void> {
  sim.room.whisper(nick, 'Guardian', 'raid tonight?');
  await vi.waitFor(async () => expect(await whisperStore.wrote(nick.toLowerCase())).toBe(true));
}
const answer = (text: string, { id = 1, nick = 'SubSally', page = false } = {}) =>
  reply({ id, nick, text }, page, wired.deps);
const ours = async () =>
  (await whisperStore.list()).filter(({ way }) => way === 'out').map(({ text, state }) => [text, state]);
const failureOf = (outcome: Awaited<ReturnType<typeof answer>>): Failure => {
  if (outcome.ok) throw new Error('it went out');
  return outcome.failure;
};

describe('a reply', () => {
  it('is stored before it leaves and is sent once it is confirmed', async () => {
    await sheWrote();
    const asked = answer('  at eight  ');
    await vi.waitFor(async () => expect(await ours()).toHaveLength(1));
    expect(await asked).toEqual(ok(null));
    expect(await ours()).toEqual([['at eight', 'sent']]);
    expect(sim.whispers.thread('Guardian', 'SubSally')[0]).toMatchObject({
      text: 'at eight',
      from: 'Guardian',
    });
    // Answering marks nothing read: what she wrote was never fetched.
    expect(sim.whispers.unreadOf('Guardian')).toHaveLength(1);
  });

  it('asked for again with its number tells how it ended and sends nothing', async () => {
    await sheWrote();
    const [one, other] = await Promise.all([answer('at eight'), answer('at eight')]);
    expect([one, other, await answer('at eight')]).toEqual([ok(null), ok(null), ok(null)]);
    expect(sim.whispers.thread('Guardian', 'SubSally')).toHaveLength(2);
  });

  it('goes to people who whispered first, to others only by the setting, and never so from the chat page', async () => {
    expect(failureOf(await answer('hi', { nick: 'Normie' })).code).toBe('whisper-stranger');
    await viewStore.save('settings', { replyToAnyone: true });
    expect(failureOf(await answer('hi', { nick: 'Normie', page: true })).code).toBe('whisper-stranger');
    expect(await answer('hi', { id: 2, nick: 'Normie' })).toEqual(ok(null));
    await viewStore.save('settings', { replyToAnyone: false });
    await sheWrote();
    wired.pass(1_000);
    expect(await answer('hi', { id: 3, page: true })).toEqual(ok(null));
    // One of ours is no whisper of theirs.
    expect(failureOf(await answer('hi again', { id: 4, nick: 'Normie' })).code).toBe('whisper-stranger');
  });

  it('that no server would take is not sent', async () => {
    await sheWrote();
    const why = async (text: string) => failureOf(await answer(text));
    expect(await why('  ')).toMatchObject({ code: 'whisper-text', facts: { why: 'empty' } });
    expect(await why('🔥'.repeat(513))).toMatchObject({ facts: { why: 'too-long' } });
    expect(await why('a\u00a0b')).toMatchObject({ facts: { why: 'forbidden' } });
    expect(await ours()).toEqual([]);
    expect(await answer('🔥'.repeat(512))).toEqual(ok(null));
  });

  it('without a connection is not sent, not kept for later, and said to be so', async () => {
    await sheWrote();
    sim.room.closeAll(1011);
    await vi.waitFor(async () => expect((await viewStore.load('chat')).state).toBe('waiting'));
    expect(failureOf(await answer('at eight')).code).toBe('chat-not-open');
    expect(await ours()).toEqual([]);
  });

  it('waits when four others wait for their answers', async () => {
    await sheWrote();
    wired.hold(true);
    for (let id = 1; id <= 4; id += 1) void answer(`line ${id}`, { id });
    await vi.waitFor(async () => expect(await ours()).toHaveLength(4));
    expect(failureOf(await answer('line 5', { id: 5 })).code).toBe('whisper-waiting');
  });
});

describe('a reply that is refused keeps its text and says why:', () => {
  const MINUTE = 60_000;
  it.each<[string, () => void, string, RegExp]>([
    ['throttled', () => undefined, 'whisper-throttled', /slow down/],
    ['a banned phrase', () => void sim.room.phrases.add('eight'), 'whisper-phrase', /“eight”/],
    [
      'an account too young',
      () => {
        sim.users.get('Guardian')!.createdDate = new Date(sim.clock.now()).toISOString();
      },
      'whisper-young',
      /too young/,
    ],
    [
      'banned',
      () => {
        sim.users.get('Guardian')!.banned = true;
      },
      'whisper-banned',
      /banned/,
    ],
    [
      'may not chat',
      () => {
        sim.users.get('Guardian')!.mayChat = false;
      },
      'whisper-no-chatting',
      /may not chat/,
    ],
  ])('%s', async (name, arrange, code, says) => {
    await sheWrote();
    arrange();
    // The reader's own page wrote just now; the throttle is one for all his connections.
    if (name === 'throttled')
      Object.assign(sim.users.get('Guardian')!, { lastAcceptedMs: sim.clock.now(), scale: 4 });
    const failure = failureOf(await answer('at eight'));
    expect(failure.code).toBe(code);
    expect(failureText(failure)).toMatch(says);
    expect(await ours()).toEqual([['at eight', 'refused']]);
    expect((await whisperStore.load(-1))?.problem).toEqual(failure);
    await dropReply(1, wired.deps);
    expect(await ours()).toEqual([]);
  });

  it('nobody of that name', async () => {
    await viewStore.save('settings', { replyToAnyone: true });
    const failure = failureOf(await answer('hello', { nick: 'Nobody' }));
    expect([failure.code, failureText(failure)]).toEqual([
      'whisper-not-found',
      'Not sent: the chat knows nobody called Nobody.',
    ]);
  });

  it('every reason the chat has, in words of ours, with the time that is left of a mute', () => {
    const words = (description: string, more: object = {}) =>
      failureText(refusalOf({ description, ...more }, 'SubSally'));
    expect(words('muted', { muteSeconds: 45 })).toBe('Not sent: you are muted for 45 s more.');
    expect(words('muted', { muteSeconds: (10 * MINUTE) / 1000 })).toBe(
      'Not sent: you are muted for 10 minutes more.',
    );
    expect(words('muted', { muteSeconds: 7 * 86_400 })).toBe('Not sent: you are muted for 7 days more.');
    expect(words('muted')).toBe('Not sent: you are muted.');
    const codes = [
      ['needlogin', 'whisper-signed-out'],
      ['submode', 'whisper-subscribers'],
      ['duplicate', 'whisper-twice'],
      ['msgempty', 'whisper-text'],
      ['msgtoolong', 'whisper-text'],
      ['invalidmsg', 'whisper-text'],
      ['nopermission', 'whisper-refused'],
      ['protocolerror', 'whisper-refused'],
      ['unknown', 'whisper-refused'],
      ['something new', 'whisper-refused'],
    ];
    for (const [description = '', code] of codes)
      expect(refusalOf({ description }, 'SubSally').code, description).toBe(code);
    expect(words('something new')).toBe('Not sent: the chat refused it: something new.');
  });
});

describe('a reply whose answer is lost', () => {
  beforeEach(() => {
    sim.faults.arm({ name: 'lose-confirmation', times: 1 });
  });

  it('is looked for in the thread when nothing there waits to be read, and was sent', async () => {
    await viewStore.save('settings', { replyToAnyone: true });
    const asked = answer('at eight');
    await vi.waitFor(() => expect(sim.whispers.all).toHaveLength(1));
    wired.pass(15_000);
    expect(await asked).toEqual(ok(null));
    expect(await ours()).toEqual([['at eight', 'sent']]);
    expect(sim.whispers.all).toHaveLength(1);
  });

  it('is said to be unknown when looking would mark something read; the reader looks, and nothing was sent twice', async () => {
    await sheWrote();
    const asked = answer('at eight');
    await vi.waitFor(() => expect(sim.whispers.all).toHaveLength(2));
    wired.pass(15_000);
    const failure = failureOf(await asked);
    expect(failure.code).toBe('whisper-unsure');
    expect(await ours()).toEqual([['at eight', 'unsure']]);
    expect(sim.whispers.unreadOf('Guardian')).toHaveLength(1);
    expect(sim.log.matching('/inbox')).toEqual([]);
    // Asked again it is not sent again.
    expect(failureOf(await answer('at eight')).code).toBe('whisper-unsure');
    await openThread('SubSally', wired.deps);
    expect(await ours()).toEqual([['at eight', 'sent']]);
    expect(sim.whispers.all).toHaveLength(2);
  });

  it('and that never arrived is known to be lost once the thread was looked into', async () => {
    await sheWrote();
    const id = 7;
    await whisperStore.add({
      messageId: -id,
      nick: 'SubSally',
      who: 'subsally',
      text: 'at eight',
      atMs: sim.clock.now(),
      way: 'out',
      state: 'sending',
      announced: 1,
    });
    // Its background died over it, and its connection too.
    sim.clock.advance(60_001);
    await settleReplies(wired.deps);
    expect(await ours()).toEqual([['at eight', 'unsure']]);
    await openThread('SubSally', wired.deps);
    expect(await ours()).toEqual([['at eight', 'refused']]);
    expect((await whisperStore.load(-id))?.problem?.code).toBe('whisper-lost');
  });

  it('and is confirmed late is sent after all', async () => {
    await sheWrote();
    wired.hold(true);
    void answer('at eight');
    await vi.waitFor(() => expect(sim.whispers.all).toHaveLength(2));
    await whisperStore.change(-1, { state: 'unsure' });
    await onSaid({ id: 1, how: 'sent' }, wired.deps);
    expect(await ours()).toEqual([['at eight', 'sent']]);
    await onSaid({ id: 1, how: 'unsure' }, wired.deps);
    expect(await ours()).toEqual([['at eight', 'sent']]);
  });
});

it('a background that died over a reply hears of its end from the holder, and tells it to whoever asks again', async () => {
  await sheWrote();
  wired.hold(true);
  void answer('at eight');
  await vi.waitFor(() => expect(sim.whispers.all).toHaveLength(2));
  // The next life: nothing in memory, the same stores, and a page that asks with the same number.
  const next = background();
  const asked = reply({ id: 1, nick: 'SubSally', text: 'at eight' }, false, next.deps);
  await wait(20);
  await onSaid({ id: 1, how: 'sent' }, next.deps);
  expect(await asked).toEqual(ok(null));
  expect(next.seen.said).toEqual([]);
});

it('a reply that nobody ever answers for is unknown after a minute', async () => {
  const mute = background();
  await viewStore.save('chat', { state: 'open' });
  await viewStore.save('settings', { replyToAnyone: true });
  const deps = { ...mute.deps, now: () => NOW, wait: async (ms: number) => expect(ms).toBe(60_000) };
  const outcome = await reply({ id: 9, nick: 'Normie', text: 'hello' }, false, deps);
  expect(outcome).toMatchObject({ ok: false, failure: { code: 'whisper-unsure' } });
  expect(mute.seen.said).toHaveLength(1);
});
