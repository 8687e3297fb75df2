import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type DggSim, startDggSim } from '../../sim/dgg/dgg-sim';
import { chatSocket, sessionOf } from './dgg-client';

let sim: DggSim;
let chat: ReturnType<typeof chatSocket>;

beforeEach(async () => {
  sim = await startDggSim();
  chat = chatSocket(sim, { cookie: sessionOf(sim, 'Guardian'), random: 0 });
});
afterEach(async () => {
  chat.socket.want(false);
  await sim.stop();
});

const until = (check: () => unknown): Promise<unknown> =>
  vi.waitFor(() => expect(check()).toBeTruthy(), { timeout: 5_000, interval: 5 });
const ends = () => chat.events.flatMap((event) => (event.kind === 'said' ? [event.said] : []));
const heard = () => sim.room.connections.flatMap((one) => one.heard);
const to = (id: number, text: string, nick = 'SubSally') => chat.socket.whisper({ id, nick, text });

/** Connected, and far enough behind the greeting to send. */
async function opened(): Promise<void> {
  chat.socket.want(true);
  await until(() => chat.state() === 'open');
  await wait(30);
  chat.timers.advance(1_000);
}

it('sends a whisper once and tells that it was confirmed, however often it is asked', async () => {
  await opened();
  to(1, 'at eight');
  to(1, 'at eight');
  await until(() => ends().length === 1);
  to(1, 'at eight');
  expect(ends()).toEqual([
    { id: 1, how: 'sent' },
    { id: 1, how: 'sent' },
  ]);
  expect(heard()).toEqual(['PRIVMSG {"nick":"SubSally","data":"at eight"}']);
  expect(sim.whispers.all).toMatchObject([{ from: 'Guardian', to: 'SubSally', text: 'at eight' }]);
});

it('sends one at a time, 310 ms apart at least: each answer belongs to the one under way', async () => {
  await opened();
  to(1, 'one');
  to(2, 'two', 'Nobody');
  to(3, 'three', 'Normie');
  await until(() => ends().length === 1);
  expect(heard()).toHaveLength(1);
  chat.timers.advance(309);
  expect(heard()).toHaveLength(1);
  // The simulator throttles by its own clock, which the hand does not turn.
  sim.clock.advance(310);
  chat.timers.advance(1);
  await until(() => ends().length === 2);
  sim.clock.advance(310);
  chat.timers.advance(310);
  await until(() => ends().length === 3);
  expect(ends()).toEqual([
    { id: 1, how: 'sent' },
    { id: 2, how: 'refused', error: { description: 'notfound' } },
    { id: 3, how: 'sent' },
  ]);
});

it('keeps back what is asked for during the greeting, whose refusals belong to nobody', async () => {
  sim.users.get('Guardian')!.mutedUntilMs = sim.clock.now() + 60_000;
  chat.socket.want(true);
  await until(() => chat.state() === 'open');
  to(1, 'hello');
  await wait(50);
  expect([heard(), ends()]).toEqual([[], []]);
  chat.timers.advance(1_000);
  await until(() => ends().length === 1);
  expect(ends()).toEqual([{ id: 1, how: 'sent' }]);
});

it('tells what the server says against it', async () => {
  await opened();
  const guardian = sim.users.get('Guardian')!;
  sim.room.phrases.add('spoiler');
  to(1, 'a SPOILER');
  await until(() => ends().length === 1);
  guardian.banned = true;
  sim.clock.advance(1_000);
  chat.timers.advance(1_000);
  to(2, 'let me back');
  await until(() => ends().length === 2);
  expect(ends()).toEqual([
    { id: 1, how: 'refused', error: { description: 'bannedphrase', phrase: 'spoiler' } },
    { id: 2, how: 'refused', error: { description: 'privmsgbanned' } },
  ]);
});

it('knows nothing of one whose answer never comes, and begins a new connection: a late answer is nobody’s', async () => {
  await opened();
  sim.faults.arm({ name: 'lose-confirmation', times: 1 });
  to(1, 'at eight');
  to(2, 'or nine');
  await until(() => sim.whispers.all.length === 1);
  chat.timers.advance(14_999);
  expect(ends()).toEqual([]);
  chat.timers.advance(1);
  expect(ends()).toEqual([
    { id: 1, how: 'unsure' },
    { id: 2, how: 'not-open' },
  ]);
  expect(chat.state()).toBe('waiting');
  chat.timers.advance(500);
  await until(() => chat.state() === 'open');
  expect(heard()).toEqual(['PRIVMSG {"nick":"SubSally","data":"at eight"}']);
});

it('knows nothing of one over which the connection broke, and never sends what waited behind it', async () => {
  await opened();
  sim.faults.arm({ name: 'lose-confirmation', times: 1 });
  to(1, 'one');
  to(2, 'two');
  await until(() => heard().length === 1);
  sim.room.closeAll(1011);
  await until(() => ends().length === 2);
  expect(ends()).toEqual([
    { id: 1, how: 'unsure' },
    { id: 2, how: 'not-open' },
  ]);
});

it('sends nothing while there is no connection, and nothing of it later', async () => {
  to(1, 'anybody?');
  expect(ends()).toEqual([{ id: 1, how: 'not-open' }]);
  await opened();
  await wait(30);
  expect(heard()).toEqual([]);
});

it('does not take a confirmation that was lost on the way for that of the next one', async () => {
  await opened();
  // Nothing of ours is under way: it is somebody's mistake.
  sim.room.sendRaw('Guardian', 'PRIVMSGSENT ""');
  sim.room.sendRaw('Guardian', 'ERR {"description":"throttled"}');
  await wait(30);
  expect(ends()).toEqual([]);
});
