import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { dggApi } from '../../../lib/dgg/api';
import { type DggSim, startDggSim } from '../../sim/dgg/dgg-sim';
import { sessionOf, siteFetch } from './dgg-client';

let sim: DggSim;

beforeAll(async () => {
  sim = await startDggSim();
});

beforeEach(() => {
  sim.faults.disarm();
  sim.log.clear();
});

afterAll(() => sim.stop());

const signedIn = () => dggApi(siteFetch(sim, sessionOf(sim, 'Guardian')));
const nobody = () => dggApi(siteFetch(sim));

/** A site that answers everything with this. */
const saying = (body: string, status = 200) =>
  dggApi(() => Promise.resolve(new Response(body, { status })) as ReturnType<typeof fetch>);

it('says whose session the browser has', async () => {
  expect(await signedIn().fetchMe()).toEqual({ ok: true, value: { nick: 'Guardian' } });
});

it('takes 403 for signed out', async () => {
  expect(await nobody().fetchMe()).toEqual({ ok: true, value: undefined });
  expect(await nobody().fetchUnread()).toEqual({ ok: true, value: [] });
  expect(await nobody().fetchPageSettings()).toEqual({ ok: true, value: undefined });
});

it('tells the unread whispers by conversation and leaves every one unread', async () => {
  sim.clock.freeze(Date.UTC(2026, 7, 1, 10, 0, 5));
  for (const text of ['one', 'two']) sim.whispers.add('SubSally', 'Guardian', text);
  sim.whispers.add('Normie', 'Guardian', 'three');
  const atMs = sim.clock.now();
  expect(await signedIn().fetchUnread()).toEqual({
    ok: true,
    value: [
      { nick: 'Normie', count: 1, atMs },
      { nick: 'SubSally', count: 2, atMs },
    ],
  });
  expect(sim.whispers.unreadOf('Guardian')).toHaveLength(3);
  // One read, nothing that marks as read, nothing sent.
  expect(sim.log.all().map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /api/messages/unread']);
});

it('fetches a thread both ways, which marks it read and nothing else', async () => {
  sim.whispers.all.length = 0;
  sim.whispers.add('SubSally', 'Guardian', 'raid?');
  sim.whispers.add('Guardian', 'SubSally', 'at eight');
  sim.whispers.add('Normie', 'Guardian', 'hello');
  const thread = await signedIn().fetchThread('subsally');
  expect(thread).toMatchObject({
    ok: true,
    value: [
      { nick: 'SubSally', who: 'subsally', text: 'at eight', way: 'out', state: 'sent' },
      { nick: 'SubSally', who: 'subsally', text: 'raid?', way: 'in', state: 'read', atMs: sim.clock.now() },
    ],
  });
  expect(sim.whispers.unreadOf('Guardian').map(({ from }) => from)).toEqual(['Normie']);
  expect(await signedIn().fetchThread('Nobody')).toMatchObject({ ok: false });
});

it('asks for no thread of somebody who cannot be', async () => {
  expect(await signedIn().fetchThread('../open')).toMatchObject({
    ok: false,
    failure: { code: 'name-unknown' },
  });
  expect(sim.log.all()).toEqual([]);
});

it('reads whom the reader ignores, where he saved it on the site', async () => {
  sim.users.get('Guardian')!.settings = [['ignorenicks', ['Normie']]];
  expect(await signedIn().fetchPageSettings()).toMatchObject({ ok: true, value: { ignored: ['normie'] } });
});

it('has a lapsed session renewed by who is remembered', async () => {
  const { rememberme } = sim.users.signIn('Guardian');
  const cookies = `rememberme=${rememberme}`;
  expect(await dggApi(siteFetch(sim, cookies)).renewSession()).toEqual({ ok: true, value: null });
  expect(sim.log.all().map(({ path }) => path)).toEqual(['/ping']);
});

it('tells whether the stream is live', async () => {
  expect(await nobody().fetchStream()).toEqual({ ok: true, value: { live: false } });
  sim.liveSinceMs = sim.clock.now();
  expect(await nobody().fetchStream()).toEqual({ ok: true, value: { live: true } });
  expect(await saying('{"data":{"streams":{"kick":7}}}').fetchStream()).toEqual({
    ok: true,
    value: { live: false },
  });
  expect(await saying('{}').fetchStream()).toMatchObject({ ok: false });
});

it.each([
  ['a challenge page in place of JSON', 'http-html'],
  ['a fault with a JSON body', 'http-500'],
])('does not take %s for signed out', async (_name, fault) => {
  sim.faults.arm({ name: fault });
  expect(await signedIn().fetchMe()).toMatchObject({ ok: false, failure: { code: 'chat-refused' } });
  expect(await signedIn().fetchUnread()).toMatchObject({ ok: false, failure: { code: 'chat-refused' } });
  // No retries of its own: two calls were made and two arrived.
  expect(sim.log.all()).toHaveLength(2);
});

it('tells that nobody answers the door', async () => {
  const call = () => signedIn().fetchMe();
  await sim.goDark();
  try {
    expect(await call()).toMatchObject({ ok: false, failure: { code: 'offline' } });
  } finally {
    await sim.goLive();
  }
});

it.each([
  ['numbers as text', '[{"messageid":"5","username":"SubSally","unread":"2"},{"unread":"1"}]', [2, 1]],
  ['an empty list', '[]', []],
  ['a word for a number', '[{"unread":"many"},{"unread":2},{"unread":-3}]', [0, 2, 0]],
])('counts %s', async (_name, body, counts) => {
  const unread = await saying(body).fetchUnread();
  expect(unread.ok && unread.value.map(({ count }) => count)).toEqual(counts);
});

// `null` is how the site says that it failed.
it.each(['null', '{}', '[1]', '"x"', '[{"unread":{}}]'])('refuses the count %s', async (body) => {
  expect(await saying(body).fetchUnread()).toMatchObject({ ok: false });
});

it.each([401, 403])('takes HTTP %i for signed out', async (status) => {
  expect(await saying('{"error":"forbidden"}', status).fetchMe()).toEqual({ ok: true, value: undefined });
});

it.each([
  ['no nick', '{"username":"x"}'],
  ['a nick that is none', '{"nick":"<b>"}'],
])('takes an account with %s for nobody', async (_name, body) => {
  expect(await saying(body).fetchMe()).toEqual({ ok: true, value: undefined });
});
