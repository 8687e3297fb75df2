import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bungieKeys } from '../../../lib/app/bungie-keys';
import { bungieClient } from '../../../lib/bungie/client';
import { bungieReads } from '../../../lib/bungie/endpoints';
import type { BungieApp } from '../../../lib/bungie/oauth';
import { dropOwnApp, loadOwnApp, saveOwnApp } from '../../../lib/storage/secrets';
import { viewStore } from '../../../lib/storage/view-store';
import { type BungieSim, startBungieSim } from '../../sim/bungie/bungie-sim';
import { simFetch } from '../../sim/kit/client-fetch';

const BUILT_IN: BungieApp = { apiKey: 'sim-public-key', clientId: '41002' };
const OWN = { apiKey: 'sim-api-key', clientId: '41001', clientSecret: 'sim-client-secret' };
const SET_AT = 1_795_000_000_000;

let sim: BungieSim;
beforeAll(async () => {
  sim = await startBungieSim();
});
afterAll(() => sim.stop());
beforeEach(async () => {
  sim.faults.disarm();
  await dropOwnApp();
  await viewStore.replace('keys', { builtIn: false });
});

/** The real use case on real storage and the simulator; `origin` is what a browser would add. */
function wire(builtIn: BungieApp | undefined, origin?: string) {
  const fetcher = simFetch({ 'www.bungie.net': sim.port });
  const nobody = async () => ({ ok: false as const, failure: { code: 'signed-out' as const, facts: {} } });
  const keys = bungieKeys({
    builtIn,
    own: { load: loadOwnApp, save: saveOwnApp, drop: dropOwnApp },
    views: viewStore,
    ask: () =>
      bungieReads(
        bungieClient({
          apiKey: async () => (await keys.app())?.apiKey ?? '',
          tokens: { token: nobody, renew: nobody },
          fetch: (input, init) => {
            const request = new Request(input, init);
            const headers = new Headers(request.headers);
            if (origin !== undefined) headers.set('origin', origin);
            return fetcher(request.url, { headers });
          },
        }),
      ).fetchManifest(),
    now: () => SET_AT,
  });
  return keys;
}

describe('the keys of the reader’s own app', () => {
  it('win over those of the build, and forgetting them brings those back', async () => {
    const keys = wire(BUILT_IN);
    await keys.use(OWN);
    expect(await keys.app()).toMatchObject(OWN);
    await keys.forget();
    expect(await keys.app()).toEqual(BUILT_IN);
  });

  it('are told to pages by their day alone', async () => {
    const keys = wire(undefined);
    await keys.use(OWN);
    const view = await viewStore.load('keys');
    expect(view).toEqual({ builtIn: false, own: { setAtMs: SET_AT, withSecret: true } });
    expect(JSON.stringify(view)).not.toMatch(/sim-|41001/);
    await keys.forget();
    expect(await viewStore.load('keys')).toEqual({ builtIn: false });
  });

  it('may come without a secret and with blanks around them', async () => {
    const keys = wire(undefined);
    await keys.use({ apiKey: ' sim-public-key\n', clientId: ' 41002 ', clientSecret: ' ' });
    expect(await keys.app()).toEqual({ apiKey: 'sim-public-key', clientId: '41002', setAtMs: SET_AT });
  });

  it.each([
    ['an API key', { ...OWN, apiKey: 'my key' }],
    ['a client id, which is a number', { ...OWN, clientId: 'my app' }],
    ['a client secret', { ...OWN, clientSecret: 'se cret' }],
  ])('that cannot be %s change nothing', async (what, typed) => {
    const keys = wire(BUILT_IN);
    expect(await keys.use(typed)).toEqual({
      ok: false,
      failure: { code: 'keys-malformed', facts: { what } },
    });
    expect(await keys.app()).toEqual(BUILT_IN);
  });
});

describe('testing the keys', () => {
  it('says that they are fine', async () => {
    const keys = wire(undefined);
    await keys.use(OWN);
    expect(await keys.test()).toEqual({ ok: true, value: null });
  });

  it('says that there are none', async () => {
    expect(await wire(undefined).test()).toMatchObject({ failure: { code: 'no-keys' } });
  });

  it('says that Bungie does not know the key', async () => {
    const keys = wire(undefined);
    await keys.use({ ...OWN, apiKey: 'mistyped-key' });
    expect(await keys.test()).toMatchObject({ failure: { code: 'key-refused' } });
  });

  it('says that the app allows another origin', async () => {
    const app = sim.oauth.apps.find((one) => one.apiKey === OWN.apiKey)!;
    app.originHeader = 'https://example.org';
    const keys = wire(undefined, 'moz-extension://0b6f1d3e');
    await keys.use(OWN);
    expect(await keys.test()).toMatchObject({ failure: { code: 'origin-refused' } });
    delete app.originHeader;
  });

  it('says that Bungie cannot be reached', async () => {
    sim.faults.arm({ name: 'drop', path: '/Manifest/', times: 1 });
    const keys = wire(undefined);
    await keys.use(OWN);
    expect(await keys.test()).toMatchObject({ failure: { code: 'offline' } });
  });
});
