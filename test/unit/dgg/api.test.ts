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
  expect(await nobody().fetchUnread()).toEqual({ ok: true, value: 0 });
});

it('adds up the unread whispers and leaves every one unread', async () => {
  for (const text of ['one', 'two']) sim.whispers.add('SubSally', 'Guardian', text);
  sim.whispers.add('Normie', 'Guardian', 'three');
  expect(await signedIn().fetchUnread()).toEqual({ ok: true, value: 3 });
  expect(sim.whispers.unreadOf('Guardian')).toHaveLength(3);
  // One read, nothing that marks as read, nothing sent.
  expect(sim.log.all().map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /api/messages/unread']);
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
  ['numbers as text', '[{"messageid":"5","username":"SubSally","unread":"2"},{"unread":"1"}]', 3],
  ['a fault of the site, which it answers with null', 'null', 0],
  ['an empty list', '[]', 0],
  ['a word for a number', '[{"unread":"many"},{"unread":2}]', 2],
])('counts %s', async (_name, body, count) => {
  expect(await saying(body).fetchUnread()).toEqual({ ok: true, value: count });
});

it.each(['{}', '[1]', '"x"', '[{"unread":{}}]'])('refuses the count %s', async (body) => {
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
