import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MembershipId } from '../../../lib/base/ids';
import { pictureStore } from '../../../lib/storage/picture-store';
import { loadAsideTokens, loadTokens } from '../../../lib/storage/secrets';
import { viewStore } from '../../../lib/storage/view-store';
import { type BungieSim, startBungieSim } from '../../sim/bungie/bungie-sim';
import { bungieSession, CONFIDENTIAL, DAY, forgetEverything, HOUR, PUBLIC } from '../builders/bungie-session';

/*
 * Several accounts in one browser: other people signing in, several platforms of one person, accounts without anything to
 * show, and the way between those that were used.
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

const idOf = (name: string, at = 0) => sim.world.account(name).profiles[at]?.membershipId as MembershipId;
const shown = async () => (await viewStore.load('session')).account?.displayName;
const recent = async () => (await viewStore.load('session')).recent.map((one) => one.displayName);
const namesHeld = async (of?: MembershipId) => (await pictureStore.load(of))?.account.displayName;

/** Ikora signs in and reads her items, then Zavala does in the same browser. */
async function both() {
  const mine = bungieSession(sim);
  await mine.session.signIn(false);
  await mine.read();
  await mine.person.becomes('Zavala');
  expect(await mine.session.signIn(true)).toMatchObject({ ok: true });
  await mine.read();
  return mine;
}

describe('somebody else signing in', () => {
  it('is shown with items of their own; those of the first are kept aside', async () => {
    await both();
    expect([await shown(), await namesHeld()]).toEqual(['Zavala#0042', 'Zavala#0042']);
    expect(await namesHeld(idOf('Ikora'))).toBe('Ikora#0042');
    expect(await recent()).toEqual(['Zavala#0042', 'Ikora#0042']);
    expect((await loadAsideTokens()).map((one) => one.bungieMembershipId)).toEqual(['19000001']);
  });

  it('and back again needs no window, and the items are there before Bungie answers', async () => {
    const { session: mine, read } = await both();
    sim.faults.arm({ name: 'drop', path: '/Platform/' });
    sim.log.clear();
    expect(await mine.choose(idOf('Ikora'))).toEqual({ ok: true, value: null });
    expect([await shown(), await namesHeld()]).toEqual(['Ikora#0042', 'Ikora#0042']);
    expect(sim.log.matching('/OAuth/')).toEqual([]);
    sim.faults.disarm();
    expect(await read()).toMatchObject({ ok: true });
    expect((await loadTokens())?.bungieMembershipId).toBe('19000001');
    expect((await loadAsideTokens()).map((one) => one.bungieMembershipId)).toEqual(['19000002']);
  });

  it('who has no Destiny account shows nobody’s items, and the way back', async () => {
    const { session: mine, person, read } = await both();
    await person.becomes('Nobody');
    expect(await mine.signIn(true)).toMatchObject({ ok: false, failure: { code: 'no-destiny-account' } });
    expect(await pictureStore.load()).toBeUndefined();
    expect(await recent()).toEqual(['Zavala#0042', 'Ikora#0042']);
    await mine.choose(idOf('Zavala'));
    expect(await read()).toMatchObject({ ok: true });
    expect(await namesHeld()).toBe('Zavala#0042');
  });

  it('while a renewal for the first is on its way loses nothing of the new pair', async () => {
    const { session: mine } = await both();
    await mine.choose(idOf('Ikora'));
    sim.clock.advance(2 * HOUR);
    const held = sim.gate.hold({ at: 'after', path: '/OAuth/token/' });
    const renewing = mine.token();
    await held.reached;
    await mine.choose(idOf('Zavala'));
    held.release();
    // The one who waits for it is somebody else by now.
    expect(await renewing).toMatchObject({ ok: false });
    await mine.choose(idOf('Ikora'));
    const refreshes = sim.oauth.refreshes;
    expect((await mine.token()).ok).toBe(true);
    expect(sim.oauth.refreshes).toBe(refreshes);
  });

  it('keeps the first alive for as long as the browser is used', async () => {
    const { session: mine } = await both();
    for (let month = 0; month < 10; month += 1) {
      sim.clock.advance(30 * DAY);
      await mine.keepAlive();
    }
    expect(await mine.choose(idOf('Ikora'))).toMatchObject({ ok: true });
    expect((await mine.token()).ok).toBe(true);
  });

  it('whose permission is gone is shown signed out with the last items, read only', async () => {
    const { session: mine, read } = await both();
    sim.oauth.revoke('19000001');
    sim.clock.advance(30 * DAY);
    await mine.keepAlive();
    expect(await loadAsideTokens()).toEqual([]);
    await mine.choose(idOf('Ikora'));
    expect((await viewStore.load('session')).state).toBe('signed-out');
    expect(await namesHeld()).toBe('Ikora#0042');
    expect(await read()).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
    expect(await namesHeld()).toBe('Ikora#0042');
  });

  it('in public mode keeps both too', async () => {
    const mine = bungieSession(sim, PUBLIC);
    await mine.session.signIn(false);
    await mine.read();
    await mine.person.becomes('Zavala');
    await mine.session.signIn(true);
    await mine.session.choose(idOf('Ikora'));
    expect((await mine.session.token()).ok).toBe(true);
    expect(await namesHeld()).toBe('Ikora#0042');
  });
});

describe('signing out', () => {
  it('empties what is that person’s and nothing else, and switches to nobody by itself', async () => {
    const { session: mine, read } = await both();
    await mine.signOut();
    expect([await shown(), await namesHeld()]).toEqual([undefined, undefined]);
    expect(await pictureStore.load(idOf('Zavala'))).toBeUndefined();
    expect(await pictureStore.perks(idOf('Zavala'))).toBeUndefined();
    expect(await loadTokens()).toBeUndefined();
    expect(await recent()).toEqual(['Ikora#0042']);
    await mine.choose(idOf('Ikora'));
    expect(await namesHeld()).toBe('Ikora#0042');
    expect(await read()).toMatchObject({ ok: true });
  });

  it('of a person with two platforms empties both', async () => {
    const mine = bungieSession(sim, CONFIDENTIAL, 'Zavala');
    await mine.session.signIn(false);
    await mine.read();
    await mine.session.choose(idOf('Zavala', 1));
    await mine.read();
    expect(await namesHeld(idOf('Zavala'))).toBe('Zavala#0042');
    expect(await namesHeld(idOf('Zavala', 1))).toBe('ZavalaBox#0007');
    await mine.session.signOut();
    expect(await pictureStore.load(idOf('Zavala'))).toBeUndefined();
    expect(await pictureStore.load(idOf('Zavala', 1))).toBeUndefined();
  });

  it('works after the session ended by itself as well', async () => {
    const mine = bungieSession(sim);
    await mine.session.signIn(false);
    await mine.read();
    sim.oauth.revoke('19000001');
    sim.clock.advance(2 * HOUR);
    await mine.session.token();
    expect(await namesHeld()).toBe('Ikora#0042');
    await mine.session.signOut();
    expect(await pictureStore.load(idOf('Ikora'))).toBeUndefined();
    expect(await recent()).toEqual([]);
  });
});

describe('what there is to choose from', () => {
  it('is one account under cross save, with its own membership type', async () => {
    const mine = bungieSession(sim);
    await mine.session.signIn(false);
    const { choices, account } = await viewStore.load('session');
    expect(choices.map((one) => one.membershipId)).toEqual([idOf('Ikora')]);
    sim.log.clear();
    await mine.read();
    expect(sim.log.matching(`/Destiny2/3/Profile/${account?.membershipId}/`)).toHaveLength(1);
  });

  it('is remembered: who chose the other platform gets it again after signing in anew', async () => {
    const mine = bungieSession(sim, CONFIDENTIAL, 'Zavala');
    await mine.session.signIn(false);
    await mine.session.choose(idOf('Zavala', 1));
    expect(await mine.session.signIn(false)).toMatchObject({ ok: true });
    expect(await shown()).toBe('ZavalaBox#0007');
  });

  it('is nothing for somebody who saw no more than the beta', async () => {
    const mine = bungieSession(sim, CONFIDENTIAL, 'Betatester');
    expect(await mine.session.signIn(false)).toMatchObject({ failure: { code: 'no-destiny-account' } });
  });

  it('leaves a beta account out beside a real one', async () => {
    const { profiles } = sim.world.account('Zavala');
    const box = profiles[1];
    if (box === undefined) throw new Error('Zavala plays on one platform');
    box.error = 1601;
    const mine = bungieSession(sim, CONFIDENTIAL, 'Zavala');
    await mine.session.signIn(false);
    expect((await viewStore.load('session')).choices.map((one) => one.displayName)).toEqual(['Zavala#0042']);
    box.error = undefined;
  });

  it('is an account without characters, shown as such', async () => {
    const mine = bungieSession(sim, CONFIDENTIAL, 'Newlight');
    await mine.session.signIn(false);
    expect(await mine.read()).toMatchObject({ ok: true });
    expect((await pictureStore.load())?.characters).toEqual([]);
  });

  it('is six accounts at most; what the least used one held is forgotten', async () => {
    const mine = await both();
    const { recent: now } = await viewStore.load('session');
    const invented = ['11', '12', '13', '14', '15'].map((id, at) => ({
      membershipType: 3,
      membershipId: id as MembershipId,
      displayName: `Old ${id}`,
      bungieMembershipId: `9${id}`,
      usedAtMs: at,
    }));
    await viewStore.save('session', { recent: [...now.slice(0, 1), ...invented, ...now.slice(1)] });
    await mine.session.choose(idOf('Zavala', 1));
    expect(await recent()).toEqual(['ZavalaBox#0007', 'Zavala#0042', 'Old 11', 'Old 12', 'Old 13', 'Old 14']);
    expect(await pictureStore.load(idOf('Ikora'))).toBeUndefined();
    expect(await loadAsideTokens()).toEqual([]);
  });

  it('refuses an account nobody here ever used', async () => {
    const { session: mine } = await both();
    expect(await mine.choose('4711' as MembershipId)).toMatchObject({ ok: false });
    expect(await shown()).toBe('Zavala#0042');
  });
});

it('reads the items of whoever is shown in the end, when the account changes during the reading', async () => {
  const { session: mine, read } = await both();
  sim.clock.advance(60_000);
  const held = sim.gate.hold({ at: 'after', path: `/Profile/${idOf('Zavala')}/` });
  const reading = read();
  await held.reached;
  const before = await pictureStore.load(idOf('Zavala'));
  const switchedAtMs = sim.clock.now();
  await mine.choose(idOf('Ikora'));
  held.release();
  expect(await reading).toMatchObject({ ok: true });
  expect((await viewStore.load('profile')).problem).toBeUndefined();
  expect((await pictureStore.load(idOf('Ikora')))?.readAtMs).toBeGreaterThanOrEqual(switchedAtMs);
  expect(await pictureStore.load(idOf('Zavala'))).toEqual(before);
});

it('remembers the account of a version that remembered none', async () => {
  const mine = bungieSession(sim);
  await mine.session.signIn(false);
  await viewStore.save('session', { recent: [] });
  await bungieSession(sim).session.settle();
  expect(await recent()).toEqual(['Ikora#0042']);
});
