import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readFrame } from '../../../lib/chat/frame';
import {
  afterSend,
  codePointsOf,
  FRESH_THROTTLE,
  type Throttle,
  textProblem,
  waitBeforeSendMs,
} from '../../../lib/chat/send-rules';
import { type DggSim, startDggSim } from '../../sim/dgg/dgg-sim';
import { acceptableText, throttled } from '../../sim/dgg/rules';
import { UserBook } from '../../sim/dgg/users';
import { type Client, connectClient } from '../sim/dgg-client';

/*
 * The scripts of dgg-chat.md 7, played to the simulator over its wire and to the rules our client goes by. Both were
 * written from that page alone; where they and the page agree on a script, none of the three is alone with its opinion.
 */

let sim: DggSim;
const clients: Client[] = [];

beforeAll(async () => {
  sim = await startDggSim();
  sim.clock.freeze(1_800_000_000_000);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.socket.terminate();
});
afterAll(() => sim.stop());

let people = 0;
/** A member nobody has heard of before: no history of sends. */
async function newcomer(fields: object = {}): Promise<Client & { nick: string }> {
  people += 1;
  const nick = `Newcomer${people}`;
  sim.users.add({ nick, ...fields });
  return Object.assign(await join(nick), { nick });
}

async function join(nick: string): Promise<Client> {
  const client = connectClient(sim, { nick });
  clients.push(client);
  await client.hears('HISTORY');
  return client;
}

/** What the server makes of it: `ok`, or the name of its refusal. */
async function verdict(client: Client, type: string, payload: object): Promise<string> {
  const answers = (await client.asks(type, payload)).map(readFrame);
  const refused = answers.find((event) => event.kind === 'error');
  if (refused !== undefined) return refused.description;
  const done = answers.some(({ kind }) => kind === 'message' || kind === 'whisper-sent');
  return done ? 'ok' : 'silence';
}

describe('the throttle', () => {
  const times = (gap: number, count: number): number[] => Array.from({ length: count }, () => gap);
  const all = (word: string, count: number): string[] => Array.from({ length: count }, () => word);

  it.each<[string, number[], string[]]>([
    ['lets a steady line each 310 ms pass', times(310, 20), all('ok', 20)],
    [
      'lets the first line and the last three of a burst of eleven out',
      times(0, 11),
      ['ok', ...all('throttled', 7), ...all('ok', 3)],
    ],
    ['lets no line pass 300 ms after the last: that is too soon by one', [0, 300], ['ok', 'throttled']],
    ['lets the next line pass 301 ms after the last', [0, 301], ['ok', 'ok']],
    ['wants 600 ms after one that came too soon', [0, 100, 499, 1], ['ok', 'throttled', 'throttled', 'ok']],
    ['keeps the doubled distance', [0, 100, 500, 301, 299], ['ok', 'throttled', 'ok', 'throttled', 'ok']],
    [
      'forgets it after five quiet minutes and a moment',
      [0, 100, 500, 300_001, 301],
      ['ok', 'throttled', 'ok', 'ok', 'ok'],
    ],
    [
      'remembers it after five minutes to the millisecond',
      [0, 100, 500, 300_000, 301],
      ['ok', 'throttled', 'ok', 'ok', 'throttled'],
    ],
  ])('%s', async (_name, gaps, expected) => {
    const client = await newcomer();
    const onWire: string[] = [];
    const predicted: string[] = [];
    let ours: Throttle = FRESH_THROTTLE;
    for (const [at, gap] of gaps.entries()) {
      sim.clock.advance(gap);
      onWire.push(await verdict(client, 'MSG', { data: `line ${at}` }));
      const sent = afterSend(ours, sim.clock.now());
      ours = sent.throttle;
      predicted.push(sent.accepted ? 'ok' : 'throttled');
    }
    expect({ onWire, predicted }).toEqual({ onWire: expected, predicted: expected });
  });

  it('is one for lines, whispers and all connections of a user', async () => {
    const first = await newcomer();
    const second = await join(first.nick);
    expect(await verdict(first, 'MSG', { data: 'one' })).toBe('ok');
    expect(await verdict(second, 'PRIVMSG', { nick: 'SubSally', data: 'two' })).toBe('throttled');
    sim.clock.advance(600);
    expect(await verdict(second, 'PRIVMSG', { nick: 'SubSally', data: 'two' })).toBe('ok');
  });

  it('is not for bots', async () => {
    const bot = await newcomer({ features: ['bot'] });
    for (let at = 0; at < 5; at += 1) expect(await verdict(bot, 'MSG', { data: `line ${at}` })).toBe('ok');
  });

  it('is the same in both books whatever the rhythm', () => {
    const gap = fc.oneof(fc.nat(700), fc.nat(90_000), fc.constantFrom(0, 299, 300, 301, 300_000, 300_001));
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 60 }), (gaps) => {
        const user = new UserBook().add({ nick: 'Normie' });
        let ours: Throttle = FRESH_THROTTLE;
        let nowMs = 1_800_000_000_000;
        for (const step of gaps) {
          nowMs += step;
          const sent = afterSend(ours, nowMs);
          ours = sent.throttle;
          expect(sent.accepted).toBe(!throttled(user, nowMs));
          expect(ours).toEqual({ lastAcceptedMs: user.lastAcceptedMs, scale: user.scale });
        }
      }),
    );
  });

  it('lets everything pass that waits as long as we would', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2_000), { minLength: 1, maxLength: 40 }), (gaps) => {
        let throttle: Throttle = FRESH_THROTTLE;
        let nowMs = 1_800_000_000_000;
        for (const gap of gaps) {
          nowMs += gap;
          // Somebody else of his sent at any moment; then we wait and send.
          throttle = afterSend(throttle, nowMs).throttle;
          nowMs += waitBeforeSendMs(throttle, nowMs);
          const sent = afterSend(throttle, nowMs);
          expect(sent.accepted).toBe(true);
          expect(sent.throttle.scale).toBe(throttle.scale);
          throttle = sent.throttle;
        }
      }),
    );
  });
});

describe('a text', () => {
  const MARK = '\u0301';
  it.each<[string, string, string]>([
    ['of 512 letters', 'x'.repeat(512), 'ok'],
    ['of 513 letters', 'x'.repeat(513), 'invalidmsg'],
    ['of 512 emoji', '🔥'.repeat(512), 'ok'],
    ['of 513 emoji', '🔥'.repeat(513), 'invalidmsg'],
    ['of 512 letters in white space', ` \t${'x'.repeat(512)}\n `, 'ok'],
    ['of nothing', '', 'invalidmsg'],
    ['of white space', ' \t\n\u0085 ', 'invalidmsg'],
    ['with four marks on a letter', `a${MARK.repeat(4)}`, 'ok'],
    ['with five marks on a letter', `a${MARK.repeat(5)}`, 'invalidmsg'],
    ['with four marks on each of two letters', `a${MARK.repeat(4)}b${MARK.repeat(4)}`, 'ok'],
    ['with a line separator', 'a\u2028b', 'invalidmsg'],
    ['with a paragraph separator', 'a\u2029b', 'invalidmsg'],
    ['with a no-break space', 'a\u00a0b', 'invalidmsg'],
    ['with a narrow no-break space', 'a\u202fb', 'invalidmsg'],
    ['with a no-break space at its end, which is cut off', 'ab\u00a0', 'ok'],
    ['with inner white space', 'a  b\tc', 'ok'],
  ])('%s is %s to the server and to us', async (_name, text, expected) => {
    const client = await newcomer();
    expect(await verdict(client, 'MSG', { data: text })).toBe(expected);
    sim.clock.advance(1_000);
    expect(await verdict(client, 'PRIVMSG', { nick: 'SubSally', data: text })).toBe(expected);
    expect(textProblem(text) === undefined).toBe(expected === 'ok');
  });

  it('is counted in code points, as it will be kept', () => {
    expect([codePointsOf(' 🔥🔥 '), codePointsOf('é'), codePointsOf(`e${MARK}`)]).toEqual([2, 1, 2]);
    expect([textProblem(''), textProblem('x'.repeat(513)), textProblem('a\u00a0b')]).toEqual([
      'empty',
      'too-long',
      'forbidden',
    ]);
  });

  it('is judged alike by both, whatever it is', () => {
    const letter = fc.constantFrom(
      'a',
      ' ',
      '\t',
      '\u0085',
      '\ufeff',
      '\u00a0',
      '\u2028',
      '\u3000',
      MARK,
      '🔥',
      '\ud83d',
    );
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: letter, maxLength: 540 }));
    fc.assert(
      fc.property(text, (said) => {
        expect(textProblem(said) === undefined).toBe(acceptableText(said) !== undefined);
      }),
      { numRuns: 1_000 },
    );
  });

  it('said twice is a duplicate, even as /me, and makes the next wait longer', async () => {
    const client = await newcomer();
    expect(await verdict(client, 'MSG', { data: 'hello' })).toBe('ok');
    sim.clock.advance(400);
    expect(await verdict(client, 'MSG', { data: '/me hello' })).toBe('duplicate');
    // It counted as a send and added one to the scale: 600 ms are wanted now.
    sim.clock.advance(500);
    expect(await verdict(client, 'MSG', { data: 'other' })).toBe('throttled');
    sim.clock.advance(100);
    expect(await verdict(client, 'MSG', { data: 'other' })).toBe('ok');
    sim.clock.advance(1_000);
    expect(await verdict(client, 'MSG', { data: 'hello' })).toBe('ok');
  });

  it('whispered twice is no duplicate', async () => {
    const client = await newcomer();
    for (let at = 0; at < 2; at += 1) {
      expect(await verdict(client, 'PRIVMSG', { nick: 'SubSally', data: 'hello' })).toBe('ok');
      sim.clock.advance(400);
    }
  });
});

describe('a whisper', () => {
  const whisper = (client: Client, nick: string) => {
    sim.clock.advance(1_000);
    return verdict(client, 'PRIVMSG', { nick, data: 'psst' });
  };

  it('goes out of a muted mouth and in subscriber mode', async () => {
    const client = await newcomer();
    const user = sim.users.get(client.nick)!;
    user.mutedUntilMs = sim.clock.now() + 60_000;
    sim.room.subOnly = true;
    try {
      expect(await verdict(client, 'MSG', { data: 'aloud' })).toBe('muted');
      expect(await whisper(client, 'SubSally')).toBe('ok');
      user.mutedUntilMs = 0;
      expect(await verdict(client, 'MSG', { data: 'aloud' })).toBe('submode');
    } finally {
      sim.room.subOnly = false;
    }
  });

  it('is refused to nobody, oneself, the banned and the young, each by its name', async () => {
    const client = await newcomer();
    expect(await whisper(client, 'Nobody')).toBe('notfound');
    expect(await whisper(client, client.nick)).toBe('notfound');
    sim.users.get(client.nick)!.banned = true;
    expect(await whisper(client, 'SubSally')).toBe('privmsgbanned');
    const young = await newcomer({ createdDate: new Date(sim.clock.now() - 6.9 * 86_400_000).toISOString() });
    expect(await whisper(young, 'SubSally')).toBe('privmsgaccounttooyoung');
  });

  it('is throttled by the site when many to one stay unread, and free again once he answers', async () => {
    const client = await newcomer();
    const friend = await newcomer();
    const said: string[] = [];
    for (let at = 0; at < 5; at += 1) said.push(await whisper(client, friend.nick));
    expect(said).toEqual(['ok', 'ok', 'ok', 'ok', 'throttled']);
    expect(await whisper(friend, client.nick)).toBe('ok');
    expect(await whisper(client, friend.nick)).toBe('ok');
  });

  it('is throttled by the site when more than twenty-one to all stay unread', async () => {
    const client = await newcomer();
    const friends = [];
    for (let at = 0; at < 23; at += 1) {
      people += 1;
      friends.push(sim.users.add({ nick: `Newcomer${people}` }).nick);
    }
    const said = [];
    for (const friend of friends) said.push(await whisper(client, friend));
    expect(said.slice(0, 22)).toEqual(Array.from({ length: 22 }, () => 'ok'));
    expect(said[22]).toBe('throttled');
    sim.clock.advance(3_600_000);
    expect(await whisper(client, friends[22]!)).toBe('ok');
  });
});

describe('bans, mutes and connections', () => {
  it('a ban ends every connection, and one that comes later hangs until its end', async () => {
    const mod = await join('Mod');
    const client = await newcomer();
    await mod.asks('BAN', { nick: client.nick, reason: 'test', duration: 60e9 });
    await client.hears('ERR', 'banned');
    expect((await client.ended).code).toBe(1000);
    const again = connectClient(sim, { nick: client.nick });
    clients.push(again);
    expect(readFrame(await again.hears('ERR'))).toEqual({ kind: 'error', description: 'banned' });
    await mod.asks('PING', 1);
    expect(again.socket.readyState).toBe(again.socket.OPEN);
    sim.clock.advance(60_001);
    await join(client.nick);
  });

  it('a mute is ten minutes unless told, seven days at most, and told when one comes in', async () => {
    const mod = await join('Mod');
    const client = await newcomer();
    await mod.asks('MUTE', { data: client.nick });
    expect(readFrame(await client.hears('MUTE', client.nick))).toMatchObject({ seconds: 600 });
    const again = await join(client.nick);
    expect(readFrame(await again.hears('ERR', 'muted'))).toMatchObject({ muteSeconds: 600 });
    await mod.asks('MUTE', { data: client.nick, duration: 1e20 });
    expect(readFrame(await client.hears('MUTE', '604800'))).toMatchObject({ seconds: 604_800 });
    await mod.asks('UNBAN', { data: client.nick });
    expect(await verdict(client, 'MSG', { data: 'free' })).toBe('ok');
  });

  it('five connections of a user stay, the sixth goes, guests have no such limit', async () => {
    const first = await newcomer();
    for (let at = 0; at < 4; at += 1) await join(first.nick);
    const sixth = connectClient(sim, { nick: first.nick });
    clients.push(sixth);
    expect(readFrame(await sixth.hears('ERR'))).toMatchObject({ description: 'toomanyconnections' });
    expect((await sixth.ended).code).toBe(1000);
    first.socket.terminate();
    await first.ended;
    await join(first.nick);
    for (let at = 0; at < 6; at += 1) await join('');
  });
});
