import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type DggSim, startDggSim } from '../../sim/dgg/dgg-sim';
import { sessionOf, siteFetch } from '../dgg/dgg-client';

/*
 * The simulator against dgg-chat.md: whom it lets in, what it greets with, what it refuses.
 */

let sim: DggSim;
const clients: Client[] = [];

beforeEach(async () => {
  sim = await startDggSim();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.terminate();
  await sim.stop();
});

interface Client {
  socket: WebSocket;
  lines: string[];
  /** Types heard so far. */
  types(): string[];
  send(type: string, payload: unknown): void;
  /** Waits until a line of that type with these words came. */
  hears(type: string, words?: string): Promise<string>;
  ended: Promise<{ code: number; status: number }>;
}

function connect({ nick = '', origin = 'https://www.destiny.gg' } = {}): Client {
  const socket = new WebSocket(`wss://127.0.0.1:${sim.port}/ws`, {
    headers: {
      host: 'chat.destiny.gg',
      origin,
      ...(nick === '' ? {} : { cookie: sessionOf(sim, nick) }),
    },
    rejectUnauthorized: false,
  });
  const lines: string[] = [];
  let status = 101;
  socket.on('message', (data) => lines.push(String(data)));
  socket.on('error', (error) => {
    status = Number(/response: (\d+)/.exec(error.message)?.[1] ?? 0);
  });
  const client: Client = {
    socket,
    lines,
    types: () => lines.map((line) => line.split(' ')[0] ?? ''),
    send: (type, payload) => socket.send(`${type} ${JSON.stringify(payload)}`),
    async hears(type, words = '') {
      for (let tries = 0; tries < 200; tries += 1) {
        const line = lines.find((one) => one.startsWith(`${type} `) && one.includes(words));
        if (line !== undefined) return line;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(
        `never heard ${type} ${words}; heard ${lines.map((one) => one.slice(0, 60)).join(' | ')}`,
      );
    },
    ended: new Promise((resolve) => socket.on('close', (code) => resolve({ code, status }))),
  };
  clients.push(client);
  return client;
}

describe('the handshake', () => {
  it('greets a guest and a member in the documented order', async () => {
    const guest = connect();
    await guest.hears('PAIDEVENTS');
    expect(guest.types()).toEqual(['ME', 'NAMES', 'HISTORY', 'PAIDEVENTS']);
    expect(guest.lines[0]).toBe('ME null');
    const member = connect({ nick: 'Normie' });
    expect(await member.hears('ME')).toContain('"nick":"Normie"');
    await guest.hears('JOIN', 'Normie');
  });

  it('refuses a foreign origin', async () => {
    expect((await connect({ origin: 'chrome-extension://abc' }).ended).status).toBe(403);
  });

  it.each([
    ['refuse-403', 403],
    ['refuse-429', 429],
    ['refuse-503', 503],
  ])('%s refuses with its status', async (name, status) => {
    sim.faults.arm({ name, times: 1 });
    expect((await connect().ended).status).toBe(status);
  });

  it('drop-1006 dies before it opens', async () => {
    sim.faults.arm({ name: 'drop-1006', times: 1 });
    expect((await connect().ended).code).toBe(1006);
  });

  it('no-me greets with NAMES first, and so did the server of 2022', async () => {
    sim.faults.arm({ name: 'no-me', times: 1 });
    const first = connect();
    await first.hears('HISTORY');
    expect(first.types()[0]).toBe('NAMES');
    sim.room.order = '2022';
    const old = connect();
    await old.hears('NAMES');
    expect(old.types()).toEqual(['NAMES']);
  });

  it('lets five connections of a user in and tells the sixth', async () => {
    for (let at = 0; at < 5; at += 1) await connect({ nick: 'Normie' }).hears('ME');
    const sixth = connect({ nick: 'Normie' });
    await sixth.hears('ERR', 'toomanyconnections');
    expect((await sixth.ended).code).toBe(1000);
  });
});

describe('what members say', () => {
  const member = async (nick: string): Promise<Client> => {
    const client = connect({ nick });
    await client.hears('ME');
    return client;
  };

  it('is heard by all, throttled, not twice the same, and never a guest’s', async () => {
    const guest = connect();
    await guest.hears('ME');
    guest.send('MSG', { data: 'hello' });
    await guest.hears('ERR', 'needlogin');
    const normie = await member('Normie');
    normie.send('MSG', { data: 'hello' });
    await guest.hears('MSG', '"data":"hello"');
    normie.send('MSG', { data: 'again' });
    await normie.hears('ERR', 'throttled');
    sim.clock.advance(2_000);
    normie.send('MSG', { data: 'hello' });
    await normie.hears('ERR', 'duplicate');
    sim.clock.advance(2_000);
    normie.send('MSG', { data: '   ' });
    await normie.hears('ERR', 'invalidmsg');
  });

  it('is refused to the muted and banned, and to plebs in sub mode', async () => {
    const mod = await member('Mod');
    const normie = await member('Normie');
    mod.send('MUTE', { data: 'Normie', duration: 60e9 });
    await normie.hears('MUTE');
    normie.send('MSG', { data: 'one' });
    expect(await normie.hears('ERR', 'muted')).toContain('muteTimeLeft');
    mod.send('UNMUTE', { data: 'Normie' });
    await normie.hears('UNMUTE');
    mod.send('SUBONLY', { data: 'on' });
    await normie.hears('SUBONLY', 'on');
    normie.send('MSG', { data: 'two' });
    await normie.hears('ERR', 'submode');
    mod.send('BAN', { data: 'Normie', reason: 'test' });
    await normie.hears('ERR', 'banned');
    await normie.ended;
    const again = connect({ nick: 'Normie' });
    await again.hears('ERR', 'banned');
    mod.send('UNBAN', { data: 'Normie' });
    await mod.hears('UNBAN');
    const nobody = await member('SubSally');
    nobody.send('BAN', { data: 'Mod', reason: 'x' });
    await nobody.hears('ERR', 'nopermission');
  });

  it('reaches one reader as a whisper, which stays unread until it is opened', async () => {
    const sally = await member('SubSally');
    const guardian = await member('Guardian');
    sally.send('PRIVMSG', { nick: 'Guardian', data: 'raid?' });
    await sally.hears('PRIVMSGSENT');
    expect(await guardian.hears('PRIVMSG')).toContain('"data":"raid?"');
    const ask = siteFetch(sim, sessionOf(sim, 'Guardian'));
    const unread = async (): Promise<number> =>
      (await (await ask('https://www.destiny.gg/api/messages/unread-count')).json()) as number;
    expect(await unread()).toBe(1);
    await ask('https://www.destiny.gg/api/messages/usr/SubSally/inbox');
    expect(await unread()).toBe(0);
    sim.clock.advance(2_000);
    sally.send('PRIVMSG', { nick: 'Nobody', data: 'x' });
    await sally.hears('ERR', 'notfound');
  });

  it('may be a broadcast of an admin', async () => {
    const admin = await member('Admin');
    admin.send('BROADCAST', { data: 'live soon' });
    await admin.hears('BROADCAST', 'live soon');
  });

  it('is answered when it is a PING, and ends the connection when it has no space', async () => {
    const normie = await member('Normie');
    normie.send('PING', { timestamp: 1 });
    await normie.hears('PONG');
    normie.socket.send('{"broken');
    normie.socket.send('MSG {"broken');
    expect((await normie.ended).code).toBe(1000);
  });
});

describe('the site', () => {
  it('http-slow waits and then answers', async () => {
    sim.faults.arm({ name: 'http-slow', times: 1, with: { ms: 60 } });
    const since = performance.now();
    const answer = await siteFetch(sim)('https://www.destiny.gg/api/info/stream');
    expect([answer.status, performance.now() - since > 50]).toEqual([200, true]);
  });

  it('shows a member’s own things to the member only', async () => {
    expect((await siteFetch(sim)('https://www.destiny.gg/api/chat/me')).status).toBe(403);
    const mine = await siteFetch(sim, sessionOf(sim, 'Normie'))('https://www.destiny.gg/api/chat/me');
    expect(await mine.json()).toMatchObject({ nick: 'Normie' });
  });
});
