import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CharacterId, ItemInstanceId } from '../../../lib/base/ids';
import type { BungieApp } from '../../../lib/bungie/oauth';
import { pictureStore } from '../../../lib/storage/picture-store';
import { loadTokens } from '../../../lib/storage/secrets';
import { viewStore } from '../../../lib/storage/view-store';
import { type BungieSim, startBungieSim } from '../../sim/bungie/bungie-sim';
import { bungieSession, CONFIDENTIAL, forgetEverything, HOUR, PUBLIC } from '../builders/bungie-session';

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

const wire = (given?: BungieApp | null, account?: string) => bungieSession(sim, given, account);

describe('other keys', () => {
  it('end the session of the app before, for its tokens are worth nothing to them', async () => {
    const { session: before } = wire();
    await before.signIn(false);
    const { session: after } = wire(PUBLIC);
    await after.settle();
    expect((await viewStore.load('session')).state).toBe('signed-out');
    expect(await loadTokens()).toBeUndefined();
  });
});

describe('signing in', () => {
  it('takes the profile that cross save has not overridden', async () => {
    const { session: mine } = wire();
    expect(await mine.signIn(false)).toEqual({ ok: true, value: null });
    const view = await viewStore.load('session');
    expect(view).toMatchObject({
      state: 'signed-in',
      signingIn: false,
      account: { displayName: 'Ikora#0042', membershipType: 3 },
    });
    expect(view.choices).toHaveLength(1);
  });

  it('lets the player switch between two platforms, the last played one first', async () => {
    const { session: mine } = wire(CONFIDENTIAL, 'Zavala');
    await mine.signIn(true);
    const { choices } = await viewStore.load('session');
    expect(choices.map((one) => [one.displayName, one.membershipType])).toEqual([
      ['Zavala#0042', 3],
      ['ZavalaBox#0007', 1],
    ]);
    const other = choices[1]?.membershipId;
    expect(await mine.choose(other ?? ('0' as never))).toEqual({ ok: true, value: null });
    expect(await mine.account()).toMatchObject({ ok: true, value: { displayName: 'ZavalaBox#0007' } });
  });

  it('says no-destiny-account for a Bungie account that never played', async () => {
    const { session: mine } = wire(CONFIDENTIAL, 'Nobody');
    expect(await mine.signIn(true)).toMatchObject({ ok: false, failure: { code: 'no-destiny-account' } });
  });

  it('says no-keys in a build without keys', async () => {
    const { session: mine } = wire(null);
    expect(await mine.signIn(false)).toMatchObject({ ok: false, failure: { code: 'no-keys' } });
    await mine.settle();
    expect((await viewStore.load('session')).state).toBe('no-keys');
  });

  it.each([
    ['redirect-without-state', 'sign-in-mismatch'],
    ['redirect-wrong-state', 'sign-in-mismatch'],
    ['redirect-error', 'sign-in-cancelled'],
    ['token-cut', 'not-bungie'],
    ['token-html', 'not-bungie'],
    ['token-system-disabled', 'maintenance'],
  ])('stores nothing under %s', async (fault, code) => {
    sim.faults.arm({ name: fault, times: 1 });
    expect(await wire().session.signIn(false)).toMatchObject({ ok: false, failure: { code } });
    expect(await loadTokens()).toBeUndefined();
  });

  it('is cancelled by a closed window and by a refusal', async () => {
    for (const answer of ['close-window', 'deny'] as const) {
      const { session: mine, person } = wire();
      sim.oauth.revoke('19000001');
      person.answers = answer;
      expect(await mine.signIn(false)).toMatchObject({ ok: false, failure: { code: 'sign-in-cancelled' } });
    }
  });

  it('is stale after ten minutes, and refuses a state that was used before', async () => {
    const { session: mine, person } = wire();
    const launch = person.launch.bind(person);
    let landed = '';
    person.launch = async (url, interactive) => {
      const outcome = await launch(url, interactive);
      if (outcome.ok) landed = outcome.value;
      sim.clock.advance(11 * 60_000);
      return outcome;
    };
    expect(await mine.signIn(false)).toMatchObject({ ok: false, failure: { code: 'sign-in-stale' } });
    // The answer of the first attempt handed in again for a second one.
    person.launch = async () => ({ ok: true, value: landed });
    expect(await mine.signIn(false)).toMatchObject({ ok: false, failure: { code: 'sign-in-mismatch' } });
    expect(await loadTokens()).toBeUndefined();
  });

  it('says sign-in-failed when the code is worthless by the time it is traded', async () => {
    sim.faults.arm({ name: 'token-error', times: 1, with: { description: 'AuthorizationCodeStale' } });
    expect(await wire().session.signIn(false)).toMatchObject({
      ok: false,
      failure: { code: 'sign-in-failed' },
    });
  });

  it('says app-settings-wrong when Bungie refuses the app itself', async () => {
    const wrong = wire({ ...CONFIDENTIAL, clientSecret: 'another' });
    expect(await wrong.session.signIn(false)).toMatchObject({
      ok: false,
      failure: { code: 'app-settings-wrong' },
    });
  });
});

describe('a token', () => {
  it('is renewed a minute before its end, once for ten callers', async () => {
    const { session: mine } = wire();
    await mine.signIn(false);
    const before = sim.oauth.refreshes;
    sim.clock.advance(HOUR - 30_000);
    const tokens = await Promise.all(Array.from({ length: 10 }, () => mine.token()));
    expect(new Set(tokens.map((token) => token.ok && token.value)).size).toBe(1);
    expect(sim.oauth.refreshes - before).toBe(1);
  });

  it('is renewed once and the call repeated when Bungie refuses it although it looks good', async () => {
    const { session: mine, reads } = wire();
    await mine.signIn(false);
    const before = sim.oauth.refreshes;
    sim.oauth.expireAccess();
    const answers = await Promise.all(Array.from({ length: 5 }, () => reads.fetchAccounts()));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(sim.oauth.refreshes - before).toBe(1);
  });

  it('is kept through maintenance: nobody is signed out on a Tuesday', async () => {
    const { session: mine } = wire();
    await mine.signIn(false);
    sim.clock.advance(2 * HOUR);
    sim.faults.arm({ name: 'token-system-disabled', times: 1 });
    expect(await mine.token()).toMatchObject({ ok: false, failure: { code: 'maintenance' } });
    expect((await viewStore.load('session')).state).toBe('signed-in');
    expect((await mine.token()).ok).toBe(true);
  });

  it('ends the session when it is dead for a named reason', async () => {
    const { session: mine } = wire();
    await mine.signIn(false);
    sim.oauth.revoke('19000001');
    sim.clock.advance(2 * HOUR);
    expect(await mine.token()).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
    expect(await loadTokens()).toBeUndefined();
    expect((await viewStore.load('session')).state).toBe('signed-out');
  });

  it('survives an answer that is lost after the rotation as a signed-out state, not as a loop', async () => {
    const { session: mine } = wire();
    await mine.signIn(false);
    sim.clock.advance(2 * HOUR);
    sim.faults.arm({ name: 'token-drop-after-rotation', times: 1 });
    expect(await mine.token()).toMatchObject({ ok: false, failure: { code: 'offline' } });
    expect(await mine.token()).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
    const asked = sim.log.matching('/OAuth/token/').length;
    expect(await mine.token()).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
    expect(sim.log.matching('/OAuth/token/')).toHaveLength(asked);
  });

  it('of a public app is renewed silently through the authorize page', async () => {
    const { session: mine } = wire(PUBLIC);
    await mine.signIn(false);
    expect((await loadTokens())?.refreshToken).toBeUndefined();
    const first = await mine.token();
    sim.clock.advance(2 * HOUR);
    const second = await mine.token();
    expect(second.ok && first.ok && second.value !== first.value).toBe(true);
    expect(sim.log.matching('/OAuth/token/').every((one) => !one.body.includes('secret'))).toBe(true);
  });

  it('is not stored when the player signed out while it was on its way', async () => {
    const { session: mine } = wire();
    await mine.signIn(false);
    sim.clock.advance(2 * HOUR);
    sim.faults.arm({ name: 'token-slow', times: 1, with: { ms: 150 } });
    const renewing = mine.token();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await mine.signOut();
    expect(await renewing).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
    expect(await loadTokens()).toBeUndefined();
  });
});

describe('the answers of the platform', () => {
  const read = (over: ReturnType<typeof wire>) => over.read();

  it.each([
    ['maintenance', 'maintenance'],
    ['html-503', 'maintenance'],
    ['html-200', 'not-bungie'],
    ['empty-200', 'not-bungie'],
    ['cut-body', 'offline'],
    ['drop', 'offline'],
    ['oauth-shape-400', 'maintenance'],
    ['redirect-elsewhere', 'not-bungie'],
    ['throttle', 'throttled'],
    ['error-code', 'bungie-error'],
    ['silent-expiry', 'profile-private'],
    ['stall', 'no-answer'],
  ])('under %s leave the picture alone', async (fault, code) => {
    const over = wire();
    await over.session.signIn(false);
    expect(await read(over)).toMatchObject({ ok: true });
    const held = await pictureStore.load();
    sim.clock.advance(60_000);
    if (fault === 'stall') return expect(await stalled(over)).toMatchObject({ failure: { code } });
    sim.faults.arm({ name: fault, path: '/Profile/' });
    expect(await read(over)).toMatchObject({ ok: false, failure: { code } });
    expect(await pictureStore.load()).toEqual(held);
    expect((await viewStore.load('profile')).problem?.code).toBe(code);
  });

  async function stalled(over: ReturnType<typeof wire>): Promise<unknown> {
    sim.faults.arm({ name: 'stall', path: '/Manifest/', times: 1 });
    return over.client.open({ path: '/Destiny2/Manifest/', timeoutMs: 100 });
  }

  it('are not believed when they are older than what is held', async () => {
    const over = wire();
    await over.session.signIn(false);
    await read(over);
    sim.clock.advance(60_000);
    await read(over);
    const newest = (await pictureStore.load())?.mintedAtMs ?? 0;
    sim.faults.arm({ name: 'flip-flop-profile' });
    for (let again = 0; again < 4; again += 1) await read(over);
    expect((await pictureStore.load())?.mintedAtMs).toBe(newest);
  });

  it('tell by code why the game refuses', async () => {
    const over = wire();
    await over.session.signIn(false);
    const account = await over.session.account();
    if (!account.ok) throw new Error('signed in just now');
    const [warlock, titan] = sim.world.main('Ikora').characters.map((one) => one.id as CharacterId);
    const id = (name: string) => sim.world.find('Ikora', name)[0]?.id as ItemInstanceId;
    const hash = (name: string) => sim.world.find('Ikora', name)[0]?.hash ?? 0;
    const base = { account: account.value, characterId: warlock ?? ('0' as CharacterId), quantity: 1 };
    const move = (name: string, toVault: boolean, change: object = {}) =>
      over.actions.transfer({ ...base, hash: hash(name), instanceId: id(name), toVault, ...change });
    expect(await move('Ace of Spades', true)).toMatchObject({ failure: { code: 'item-equipped' } });
    expect(await move('Immovable Keepsake', false)).toMatchObject({ failure: { code: 'item-stuck' } });
    expect(await move('Sunshot', true)).toMatchObject({ failure: { code: 'item-gone' } });
    expect(await move('Sunshot', false, { characterId: '9' })).toMatchObject({
      failure: { code: 'character-gone' },
    });
    sim.world.vaultRoom = 1;
    expect(await move('Better Devils', true)).toMatchObject({ failure: { code: 'character-full' } });
    sim.world.vaultRoom = 1300;
    const crossed = sim.world
      .main('Ikora')
      .items.find((item) => sim.world.factsOf(item.hash).classType === 0 && item.owner === 'profile');
    const helmet = { hash: crossed?.hash ?? 0, instanceId: crossed?.id as ItemInstanceId };
    expect(await over.actions.transfer({ ...base, ...helmet, toVault: false })).toEqual({
      ok: true,
      value: null,
    });
    expect(
      await over.actions.equip({
        account: account.value,
        characterId: base.characterId,
        instanceId: helmet.instanceId,
      }),
    ).toMatchObject({
      failure: { code: 'wrong-class' },
    });
    expect(titan).toBeDefined();
    sim.faults.arm({ name: 'error-code', path: 'EquipItem', times: 1, with: { code: 1638 } });
    expect(
      await over.actions.equip({
        account: account.value,
        characterId: base.characterId,
        instanceId: helmet.instanceId,
      }),
    ).toMatchObject({
      failure: { code: 'level-too-low' },
    });
    sim.faults.arm({ name: 'error-code', path: 'EquipItem', times: 1, with: { code: 1640 } });
    expect(
      await over.actions.equip({
        account: account.value,
        characterId: base.characterId,
        instanceId: helmet.instanceId,
      }),
    ).toMatchObject({
      failure: { code: 'equip-locked' },
    });
    sim.faults.arm({ name: 'error-code', path: 'PullFromPostmaster', times: 1, with: { code: 1673 } });
    expect(await over.actions.pullFromPostmaster({ ...base, hash: 1, instanceId: undefined })).toMatchObject({
      failure: { code: 'take-in-game' },
    });
    sim.faults.arm({ name: 'drop', path: 'TransferItem', times: 9 });
    expect(await move('Sunshot', false)).toMatchObject({ failure: { code: 'unknown-outcome' } });
  });
});
