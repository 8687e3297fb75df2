import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ChatSocket } from '../../../lib/dgg/chat-socket';
import { type DggSim, startDggSim } from '../../sim/dgg/dgg-sim';
import { chatSocket, HandTimers, sessionOf } from './dgg-client';

let sim: DggSim;
let open: ReturnType<typeof chatSocket>[] = [];

beforeEach(async () => {
  sim = await startDggSim();
});

afterEach(async () => {
  for (const one of open) one.socket.want(false);
  open = [];
  await sim.stop();
});

function chat(options?: Parameters<typeof chatSocket>[1]) {
  const made = chatSocket(sim, { cookie: sessionOf(sim, 'Guardian'), ...options });
  open.push(made);
  return made;
}

const until = (check: () => unknown): Promise<unknown> =>
  vi.waitFor(() => expect(check()).toBeTruthy(), { timeout: 5_000, interval: 5 });

it('connects, says who we are, and keeps the public chat to itself', async () => {
  const { socket, lines, states, state } = chat();
  socket.want(true);
  await until(() => state() === 'open');
  sim.room.say('Normie', 'hello');
  sim.room.whisper('SubSally', 'Guardian', 'psst');
  await until(() => lines().length >= 2);
  expect(states().map((one) => one.state)).toEqual(['connecting', 'open']);
  expect(lines().map((line) => line.split(' ')[0])).toEqual(['ME', 'PRIVMSG']);
  expect(lines()[1]).toContain('"psst"');
});

it('is open for the server of 2022 too, which sends no ME', async () => {
  sim.room.order = '2022';
  const { socket, state } = chat();
  socket.want(true);
  await until(() => state() === 'open');
});

it('stays a silent reader: answers PING in the same words, and says nothing else', async () => {
  const { socket, state } = chat();
  socket.want(true);
  await until(() => state() === 'open');
  sim.room.sendRaw('Guardian', 'PING {"data":  1700}');
  const connection = sim.room.of('Guardian')[0]!;
  await until(() => connection.heard.length > 0);
  expect(connection.heard).toEqual(['PONG {"data":  1700}']);
});

it('survives everything no server of ours would send', async () => {
  sim.faults.arm({ name: 'garbage', times: 1 });
  const { socket, state, lines } = chat();
  socket.want(true);
  await until(() => state() === 'open');
  sim.room.whisper('SubSally', 'Guardian', 'still there?');
  await until(() => lines().some((line) => line.includes('still there?')));
  expect(Math.max(...lines().map((line) => line.length))).toBeLessThanOrEqual(64_000);
  expect(state()).toBe('open');
});

it('reports public lines that mention the reader, once it is told what those are, and no others', async () => {
  const { socket, lines, state } = chat();
  socket.want(true, { nick: 'Guardian', words: ['sunshot'], nicks: [] });
  await until(() => state() === 'open');
  sim.room.say('Normie', 'hello');
  sim.room.say('Normie', 'guardian, look');
  sim.room.say('SubSally', 'I want Sunshot');
  sim.room.say('Guardian', 'Sunshot is mine');
  sim.room.whisper('SubSally', 'Guardian', 'psst');
  await until(() => lines().some((line) => line.startsWith('PRIVMSG')));
  expect(lines().map((line) => /"data":"([^"]+)"/.exec(line)?.[1])).toEqual([
    undefined,
    'guardian, look',
    'I want Sunshot',
    'psst',
  ]);
});

it('reports a new nick of ours, and of nobody else', async () => {
  const { socket, lines, state } = chat();
  socket.want(true);
  await until(() => state() === 'open');
  sim.room.rename('Normie', 'Fancy');
  sim.room.rename('Guardian', 'Warden');
  await until(() => lines().some((line) => line.startsWith('UPDATEUSER')));
  expect(lines().filter((line) => line.startsWith('UPDATEUSER'))).toEqual([
    expect.stringContaining('"nick":"Warden"'),
  ]);
});

it('counts the lines it does not know', async () => {
  const { socket, state } = chat();
  socket.want(true);
  await until(() => state() === 'open');
  for (let at = 0; at < 3; at += 1) sim.room.sendRaw('Guardian', 'BRANDNEW {"a":1}');
  await until(() => socket.odd().unknown.BRANDNEW === 3);
});

it('says when the next attempt is due', async () => {
  sim.faults.arm({ name: 'refuse-503', times: 1 });
  const { socket, states, state } = chat({ random: 0 });
  socket.want(true);
  await until(() => state() === 'waiting');
  expect(states().map(({ state: to, retryInMs }) => [to, retryInMs])).toEqual([
    ['connecting', undefined],
    ['waiting', 5_000],
  ]);
});

it('finds out when it is asked again after a sleep: a dead connection, an attempt overdue, one without an answer', async () => {
  const { socket, timers, state, opened, states } = chat({ random: 0 });
  socket.want(true);
  await until(() => state() === 'open');
  await wait(50);
  const connection = sim.room.of('Guardian')[0]!;
  // The clock went on and no timer went off; the wire is dead by now.
  opened[0]!.onmessage = null;
  timers.nowMs += 3_600_000;
  socket.want(true);
  await until(() => connection.heard.length === 1);
  timers.advance(30_000);
  expect(state()).toBe('waiting');
  timers.nowMs += 3_600_000;
  sim.faults.arm({ name: 'half-open', times: 1 });
  socket.want(true);
  expect(state()).toBe('connecting');
  await until(() => sim.room.connections.length === 2);
  timers.nowMs += 3_600_000;
  socket.want(true);
  expect(states().at(-1)).toMatchObject({ state: 'waiting', reason: 'unreachable' });
});

it.each([
  403, 429, 503,
])('waits five seconds at least after a handshake refused with %i, and longer each time', async (status) => {
  sim.faults.arm({ name: `refuse-${status}` });
  const { socket, states, timers, state } = chat({ random: 0 });
  socket.want(true);
  const delays: number[] = [];
  for (let failures = 1; failures <= 4; failures += 1) {
    await until(() => state() === 'waiting' && states().at(-1)?.failures === failures);
    expect(states().at(-1)?.reason).toBe('unreachable');
    delays.push(timers.waits()[0]!);
    timers.advance(delays.at(-1)!);
  }
  expect(delays).toEqual([5_000, 10_000, 20_000, 40_000]);
});

it('comes back at once when a settled connection is told that the server goes', async () => {
  const { socket, timers, state, opened } = chat();
  socket.want(true);
  await until(() => state() === 'open');
  timers.advance(60_000);
  sim.room.closeAll(1001);
  await until(() => state() === 'waiting');
  timers.advance(0);
  await until(() => state() === 'open');
  expect(opened).toHaveLength(2);
});

it('does not run in a circle with a server that closes each connection at once', async () => {
  sim.faults.arm({ name: 'close-after-open' });
  const { socket, timers, state } = chat({ random: 0 });
  socket.want(true);
  const delays: number[] = [];
  for (let at = 1; at <= 4; at += 1) {
    await until(() => sim.room.connections.length === at && state() === 'waiting');
    delays.push(timers.waits()[0]!);
    timers.advance(delays.at(-1)!);
  }
  expect(delays).toEqual([500, 1_000, 2_000, 4_000]);
});

it.each([1000, 1006, 1011, 1012])('comes back within three seconds after %i', async (code) => {
  const { socket, timers, state, opened } = chat({ random: 0.999 });
  socket.want(true);
  await until(() => state() === 'open');
  if (code === 1006) sim.room.of('Guardian')[0]!.socket.terminate();
  else sim.room.closeAll(code);
  await until(() => state() === 'waiting');
  expect(timers.waits()[0]).toBeLessThan(3_000);
  timers.advance(3_000);
  await until(() => state() === 'open');
  expect(opened).toHaveLength(2);
});

it('closes the connection a banned user is left hanging on, and stays away until asked', async () => {
  sim.users.get('Guardian')!.banned = true;
  const { socket, timers, state, states } = chat();
  socket.want(true);
  await until(() => state() === 'stopped');
  expect(states().at(-1)?.reason).toBe('banned');
  await until(() => sim.room.of('Guardian').length === 0);
  timers.advance(3_600_000);
  expect(state()).toBe('stopped');
  sim.users.get('Guardian')!.banned = false;
  socket.want(true);
  await until(() => state() === 'open');
});

it('stays away after the sixth connection was refused', async () => {
  const others = Array.from({ length: 5 }, () => chat());
  for (const other of others) {
    other.socket.want(true);
    await until(() => other.state() === 'open');
  }
  const sixth = chat();
  sixth.socket.want(true);
  await until(() => sixth.state() === 'stopped');
  expect(sixth.states().at(-1)?.reason).toBe('toomanyconnections');
  expect(sixth.timers.waits()).toEqual([]);
});

it('asks after five silent minutes, and stays when it is answered', async () => {
  const { socket, timers, state } = chat();
  socket.want(true);
  await until(() => state() === 'open');
  const connection = sim.room.of('Guardian')[0]!;
  await wait(50);
  timers.advance(299_000);
  expect(connection.heard).toEqual([]);
  timers.advance(1_000);
  await until(() => connection.heard.length === 1);
  expect(connection.heard[0]).toMatch(/^PING \{"data":\d+\}$/);
  await until(() => timers.waits()[0] === 300_000);
  expect(state()).toBe('open');
});

it('gives a dead connection up when the question stays unanswered', async () => {
  const { socket, timers, state, opened } = chat();
  socket.want(true);
  await until(() => state() === 'open');
  await wait(50);
  opened[0]!.onmessage = null;
  timers.advance(300_000);
  timers.advance(30_000);
  expect(state()).toBe('waiting');
  timers.advance(3_000);
  await until(() => state() === 'open');
});

it('gives a connection up on which nobody ever greets', async () => {
  sim.faults.arm({ name: 'half-open', times: 1 });
  const { socket, timers, state, states } = chat({ random: 0 });
  socket.want(true);
  await until(() => sim.room.of('Guardian').length === 1);
  timers.advance(45_000);
  expect(states().at(-1)).toMatchObject({ state: 'waiting', reason: 'unreachable', failures: 1 });
  timers.advance(5_000);
  await until(() => state() === 'open');
});

it('leaves when it is not wanted any more, and says so', async () => {
  const { socket, timers, state } = chat();
  socket.want(true);
  await until(() => state() === 'open');
  socket.want(false);
  expect(state()).toBe('stopped');
  await until(() => sim.room.of('Guardian').length === 0);
  expect(timers.waits()).toEqual([]);
});

it('tells its state again when it is wanted twice, and opens no second connection', async () => {
  const { socket, state, states, opened } = chat();
  socket.want(true);
  await until(() => state() === 'open');
  socket.want(true);
  expect(states().map((one) => one.state)).toEqual(['connecting', 'open', 'open']);
  expect(opened).toHaveLength(1);
});

it('takes a browser that refuses to try for a failed attempt', () => {
  const timers = new HandTimers();
  const states: string[] = [];
  const socket = new ChatSocket({
    connect: () => {
      throw new DOMException('refused', 'SecurityError');
    },
    setTimer: timers.set,
    clearTimer: timers.clear,
    random: () => 0,
    now: () => timers.nowMs,
    on: (event) => event.kind === 'state' && states.push(event.state),
  });
  socket.want(true);
  expect(states).toEqual(['connecting', 'waiting']);
  expect(timers.waits()).toEqual([5_000]);
});

it('two hundred readers whose server restarts come back spread over the seconds, none at once with many', async () => {
  const seeds = 200;
  const readers = Array.from({ length: seeds }, (_, at) => {
    // Each draws its own lot, as Math.random would: spread, in no order.
    const made = chatSocket(sim, { random: ((at * 7_919) % seeds) / seeds });
    open.push(made);
    return made;
  });
  for (const { socket } of readers) socket.want(true);
  await vi.waitFor(() => expect(sim.room.open()).toHaveLength(seeds), { timeout: 15_000 });
  await until(() => readers.every(({ state }) => state() === 'open'));
  sim.room.closeAll(1012);
  await until(() => readers.every(({ state }) => state() === 'waiting'));
  const arrivals = readers.map(({ timers }) => timers.waits()[0]!).sort((one, other) => one - other);
  expect(arrivals[0]).toBeGreaterThanOrEqual(500);
  expect(arrivals.at(-1)).toBeLessThan(3_000);
  const within = (fromMs: number, ms: number) =>
    arrivals.filter((at) => at >= fromMs && at < fromMs + ms).length;
  // Two and a half seconds for two hundred: no tenth of a second sees more than twice its share.
  for (let fromMs = 0; fromMs < 3_000; fromMs += 25) expect(within(fromMs, 100)).toBeLessThanOrEqual(16);
  for (const reader of readers) reader.timers.advance(3_000);
  await vi.waitFor(() => expect(sim.room.open()).toHaveLength(seeds), { timeout: 15_000 });
});
