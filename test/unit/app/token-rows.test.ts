import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadTokens } from '../../../lib/storage/secrets';
import { viewStore } from '../../../lib/storage/view-store';
import { type BungieSim, startBungieSim } from '../../sim/bungie/bungie-sim';
import { ENDING, KEEPING, REFUSED_IN_USE } from '../../sim/bungie/token-answers';
import { bungieSession, CONFIDENTIAL, DAY, forgetEverything, HOUR, PUBLIC } from '../builders/bungie-session';

/*
 * bungie-api.md 2.4 and 2.5 row by row: each kind of refusal, made to happen at the simulator, and what becomes of the session.
 */

let sim: BungieSim;
beforeAll(async () => {
  sim = await startBungieSim();
});
afterAll(() => sim.stop());
beforeEach(async () => {
  sim.faults.disarm();
  sim.log.clear();
  await forgetEverything();
});

describe('a refused refresh', () => {
  it.each([
    ...KEEPING,
    { what: 'the answer was cut', fault: { name: 'token-cut' }, told: 'not-bungie' },
  ])('keeps the tokens when $what', async ({ fault, told }) => {
    const mine = bungieSession(sim).session;
    await mine.signIn(false);
    const held = await loadTokens();
    sim.clock.advance(2 * HOUR);
    sim.faults.arm({ ...fault, times: 1 });
    expect(await mine.token()).toMatchObject({ ok: false, failure: { code: told } });
    expect(await loadTokens()).toEqual(held);
    expect((await viewStore.load('session')).state).toBe('signed-in');
  });

  it.each(ENDING)('ends the session for $what, asks no more, and keeps the account to show', async ({
    fault,
  }) => {
    const mine = bungieSession(sim).session;
    await mine.signIn(false);
    sim.clock.advance(2 * HOUR);
    sim.faults.arm({ ...fault, times: 1 });
    expect(await mine.token()).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
    expect(await loadTokens()).toBeUndefined();
    const { state, account, problem } = await viewStore.load('session');
    expect([state, account?.displayName, problem?.code]).toEqual(['signed-out', 'Ikora#0042', 'signed-out']);
    sim.log.clear();
    await mine.token();
    expect(sim.log.matching('/OAuth/token/')).toEqual([]);
  });
});

describe('an access token that is refused in use', () => {
  it.each(REFUSED_IN_USE)('$what is renewed once and the call repeated once', async ({ fault }) => {
    const { session: mine, reads } = bungieSession(sim);
    await mine.signIn(false);
    sim.log.clear();
    const before = sim.oauth.refreshes;
    sim.faults.arm({ ...fault, path: 'GetMembershipsForCurrentUser', times: 1 });
    expect(await reads.fetchAccounts()).toMatchObject({ ok: true });
    expect(sim.oauth.refreshes - before).toBe(1);
    expect(sim.log.matching('GetMembershipsForCurrentUser')).toHaveLength(2);
    sim.faults.arm({ ...fault, path: 'GetMembershipsForCurrentUser' });
    expect(await reads.fetchAccounts()).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
    expect(sim.oauth.refreshes - before).toBe(2);
    // A new pair that is refused too is no named reason: nobody is signed out by it.
    expect(await loadTokens()).toBeDefined();
  });

  it.each([5, 12, 36, 2101, 2102, 2107, 1618])('%i asks for no new token', async (code) => {
    const { session: mine, reads } = bungieSession(sim);
    await mine.signIn(false);
    const before = sim.oauth.refreshes;
    sim.faults.arm({ name: 'error-code', path: 'GetMembershipsForCurrentUser', with: { code } });
    expect(await reads.fetchAccounts()).toMatchObject({ ok: false });
    expect(sim.oauth.refreshes).toBe(before);
  });

  it('ten times in parallel is renewed once', async () => {
    const { session: mine, reads } = bungieSession(sim);
    await mine.signIn(false);
    const before = sim.oauth.refreshes;
    sim.oauth.expireAccess();
    sim.faults.arm({ name: 'dead-token-401' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => reads.fetchAccounts()));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(sim.oauth.refreshes - before).toBe(1);
  });

  it('is believed over a clock that says the token is good for a year', async () => {
    const { session: mine, reads } = bungieSession(sim);
    await mine.signIn(false);
    sim.oauth.expireAccess();
    sim.clock.advance(-400 * DAY);
    expect(await reads.fetchAccounts()).toMatchObject({ ok: true });
    sim.clock.advance(400 * DAY);
  });
});

describe('a rotated pair', () => {
  it('is on disk before the first call uses it: a background killed in between goes on with it', async () => {
    const before = bungieSession(sim);
    await before.session.signIn(false);
    const old = await loadTokens();
    sim.oauth.expireAccess();
    // The background dies with the repeated call on its way: nothing after it ever runs.
    const held = sim.gate.hold({ at: 'before', path: 'LinkedProfiles' });
    void before.reads.fetchAccounts().catch(() => undefined);
    await held.reached;
    const stored = await loadTokens();
    expect(stored?.accessToken).not.toBe(old?.accessToken);
    const refreshes = sim.oauth.refreshes;
    const after = bungieSession(sim);
    await after.session.settle();
    expect(await after.session.token()).toEqual({ ok: true, value: stored?.accessToken });
    expect(await after.reads.fetchAccounts()).toMatchObject({ ok: true });
    expect(sim.oauth.refreshes).toBe(refreshes);
    held.drop();
  });

  it('replaces a refresh token that lay unused for ten days, and only then', async () => {
    const mine = bungieSession(sim).session;
    await mine.signIn(false);
    const before = sim.oauth.refreshes;
    sim.clock.advance(9 * DAY);
    await mine.keepAlive();
    expect(sim.oauth.refreshes).toBe(before);
    // A year of ordinary use at one look in two months, which no refresh token lasts by itself.
    for (let looks = 0; looks < 6; looks += 1) {
      sim.clock.advance(60 * DAY);
      await mine.keepAlive();
    }
    expect(sim.oauth.refreshes - before).toBe(6);
    expect((await mine.token()).ok).toBe(true);
  });
});

describe('a public app', () => {
  async function expired() {
    const mine = bungieSession(sim, PUBLIC);
    await mine.session.signIn(false);
    sim.clock.advance(2 * HOUR);
    sim.log.clear();
    return mine;
  }

  it('is asked for by a button when Bungie wants to see its player, and never by itself', async () => {
    const { session: mine } = await expired();
    sim.oauth.revoke('19000001');
    expect(await mine.token()).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
    expect((await viewStore.load('session')).state).toBe('signed-in');
    expect(await loadTokens()).toBeDefined();
    const asked = sim.log.matching('/OAuth/Authorize').length;
    await mine.token();
    expect(sim.log.matching('/OAuth/Authorize')).toHaveLength(asked);
    // The button works at once.
    expect(await mine.signIn(false)).toMatchObject({ ok: true });
    expect((await mine.token()).ok).toBe(true);
  });

  it('looks again after a while: who signed in on bungie.net meanwhile is not asked', async () => {
    const { session: mine } = await expired();
    sim.oauth.revoke('19000001');
    await mine.token();
    sim.oauth.issueCode('19000001', '41002');
    expect((await mine.token()).ok).toBe(false);
    sim.clock.advance(5 * 60_000);
    expect((await mine.token()).ok).toBe(true);
  });

  it.each([
    ['maintenance', { name: 'maintenance', path: '/Manifest/' }, 'maintenance'],
    ['no network', { name: 'drop', path: '/Manifest/' }, 'offline'],
  ])('waits through %s, which looks to the browser like a page for the player', async (_, fault, code) => {
    const { session: mine } = await expired();
    sim.oauth.revoke('19000001');
    sim.faults.arm(fault);
    expect(await mine.token()).toMatchObject({ ok: false, failure: { code } });
    sim.faults.disarm();
    sim.oauth.issueCode('19000001', '41002');
    expect((await mine.token()).ok).toBe(true);
  });

  it('does not take the tokens of somebody else who is signed in on bungie.net', async () => {
    const { session: mine, person } = await expired();
    await person.becomes('Zavala');
    sim.oauth.issueCode('19000002', '41002');
    const held = await loadTokens();
    expect(await mine.token()).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
    expect(await loadTokens()).toEqual(held);
  });

  it('renews out of sight while a sign-in window is open, and both come back', async () => {
    const { session: mine, person } = await expired();
    const launch = person.launch.bind(person);
    let release = (): void => undefined;
    const open = new Promise<void>((resolve) => {
      release = resolve;
    });
    person.launch = async (url, interactive) => {
      if (interactive) await open;
      return launch(url, interactive);
    };
    const signingIn = mine.signIn(false);
    expect((await mine.token()).ok).toBe(true);
    release();
    expect(await signingIn).toMatchObject({ ok: true });
  });
});

it('tokens of another app are dropped: they are worthless to this one', async () => {
  await bungieSession(sim).session.signIn(false);
  sim.clock.advance(2 * HOUR);
  const other = bungieSession(sim, { ...CONFIDENTIAL, clientId: '41002' }).session;
  expect(await other.token()).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
  expect(await loadTokens()).toBeUndefined();
});
