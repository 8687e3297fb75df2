import 'fake-indexeddb/auto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { learnLooks, looksOf } from '../../../lib/app/chat-looks';
import { ok } from '../../../lib/base/outcome';
import { dggApi } from '../../../lib/dgg/api';
import { stateDatabase } from '../../../lib/storage/databases';
import { looksStore } from '../../../lib/storage/looks-store';
import { type DggSim, startDggSim } from '../../sim/dgg/dgg-sim';
import { sessionOf, siteFetch } from '../dgg/dgg-client';

const NOW = 1_800_000_000_000;
const DAY = 86_400_000;

let sim: DggSim;
beforeEach(async () => {
  await stateDatabase().looks.clear();
  sim = await startDggSim();
});
afterEach(() => sim.stop());

const learn = (nicks: string[], nowMs = NOW) =>
  learnLooks(nicks, {
    api: dggApi(siteFetch(sim, sessionOf(sim, 'Guardian'))),
    looks: looksStore,
    now: () => nowMs,
  });
const asked = () => sim.log.all().map(({ path }) => path);

it('emotes and flairs of the chat, and those of the people in sight, are learnt once a day', async () => {
  expect(await learn(['SubSally', 'Nobody'])).toEqual({ ok: true, value: null });
  const records = await stateDatabase().looks.toArray();
  expect(records.find(({ id }) => id === 'lists')?.lists?.emotes.length).toBeGreaterThan(5);
  expect(records.find(({ id }) => id === '@subsally')?.features).toEqual(['subscriber']);
  expect(records.find(({ id }) => id === '@nobody')?.features).toEqual([]);
  sim.log.clear();
  await learn(['SubSally', 'Nobody'], NOW + DAY - 1);
  expect(asked()).toEqual([]);
  await learn(['SubSally'], NOW + DAY + 1);
  expect(asked()).toEqual(['/emotes/emotes.json', '/flairs/flairs.json', '/api/chat/userinfo']);
});

it('somebody called lists is no list', async () => {
  sim.users.add({ nick: 'lists', features: ['bot'] });
  await learn(['lists']);
  expect((await stateDatabase().looks.get('lists'))?.lists).toBeDefined();
  expect((await stateDatabase().looks.get('@lists'))?.features).toEqual(['bot']);
});

it('what cannot be fetched is said and asked for again', async () => {
  sim.faults.arm({ name: 'http-500', times: 1 });
  expect(await learn(['SubSally'])).toMatchObject({ ok: false, failure: { code: 'chat-refused' } });
  expect(await learn(['SubSally'])).toMatchObject({ ok: true });
});

it('the CDN is not told who asks', async () => {
  const sent: string[] = [];
  const reach = siteFetch(sim);
  const api = dggApi((input, init) => {
    const request = new Request(input, init);
    sent.push(`${new URL(request.url).host} ${request.credentials}`);
    return reach(input, init);
  });
  await learnLooks(['SubSally'], { api, looks: looksStore, now: () => NOW });
  expect(sent).toEqual(['cdn.destiny.gg omit', 'cdn.destiny.gg omit', 'www.destiny.gg include']);
});

it('a whisper is shown with emotes and colour of its sender, which are learnt when they are not known', async () => {
  const api = dggApi(siteFetch(sim, sessionOf(sim, 'Guardian')));
  const deps = { api, looks: looksStore, now: () => NOW, wait: (ms: number) => wait(ms * 10) };
  const { colour, emotesIn } = await looksOf('SubSally', deps);
  const lists = (await looksStore.known('subsally')).lists;
  const emote = lists?.emotes[0];
  if (emote === undefined) throw new Error('no emotes');
  expect(colour).toBe(lists?.flairs.find(({ name }) => name === 'subscriber')?.colour);
  expect(colour).toMatch(/^#/);
  expect(emotesIn(`${emote.prefix} and ${emote.prefix} and Nonesuch`)).toEqual([emote]);
});

it('a whisper waits for no site that is slow, and for no store that is broken', async () => {
  const api = { fetchLooks: () => new Promise<never>(() => undefined), fetchFeatures: async () => ok([]) };
  const deps = { api, looks: looksStore, now: () => NOW, wait: async () => undefined };
  expect((await looksOf('SubSally', deps)).emotesIn('DanceBird')).toEqual([]);
  const broken = { ...looksStore, known: () => Promise.reject(new Error('gone')) };
  expect((await looksOf('SubSally', { ...deps, looks: broken })).emotesIn('DanceBird')).toEqual([]);
});
