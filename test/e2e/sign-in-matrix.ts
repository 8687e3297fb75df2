import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Picture } from '../../lib/inventory/picture';
import type { SessionView } from '../../lib/messages/views';
import { ENDING, KEEPING, REFUSED_IN_USE } from '../sim/bungie/token-answers';
import { type EitherBrowser, openEither, type SignInWish } from './either-browser';
import { READ_PICTURE, readView } from './stored-picture';

/*
 * Signing in and staying signed in, row by row, in a real browser (bungie-api.md 2.4, 2.5, 2.7 and 4.1).
 */

/** What the secrets database holds: who, and which access token. Tests look where pages never do. */
const READ_SECRETS = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('vault-courier-secrets');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const database = opening.result;
    if (!database.objectStoreNames.contains('secrets')) { database.close(); resolve([]); return; }
    database.transaction('secrets').objectStore('secrets').getAll().onsuccess = ({ target }) => {
      database.close();
      resolve(target.result.map(({ id, value }) => ({ id, access: value.accessToken, person: value.bungieMembershipId })));
    };
  };
})`;

interface Secret {
  id: string;
  access: string;
  person: string;
}

const PROFILE = '/Profile/4611';
const SHOWN = `return document.querySelectorAll('.slot-section [data-key]').length`;

/** All rows for one browser. */
export function signInMatrix(browser: 'Chromium' | 'Firefox'): void {
  let me: EitherBrowser;
  const secrets = () => me.run<Secret[]>(`return ${READ_SECRETS}`);
  const session = () => me.run<SessionView>(`return ${readView('session')}`);
  const picture = () => me.run<Picture | null>(`return ${READ_PICTURE}`);
  const shownAccount = async () => (await picture())?.account.displayName;
  const access = async () => (await secrets()).find((one) => one.id === 'tokens')?.access;
  const sim = () => me.stage.bungie;
  const idOf = (name: string, at = 0) => sim().world.account(name).profiles[at]?.membershipId ?? '';
  const signedIn = async (wish: SignInWish = {}) =>
    expect(await patiently('ok', () => me.signIn(wish))).toBe('ok');

  /** Chromium itself holds an extension's calls back for seconds after several answers with 5xx: as if offline. */
  async function patiently(expected: string, ask: () => Promise<string>): Promise<string> {
    for (let tries = 0; ; tries += 1) {
      const code = await ask();
      if (code !== 'offline' || expected === 'offline' || tries === 30) return code;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  const refreshing = (expected: string) => patiently(expected, () => me.ask('profile.refresh'));

  describe('with an app that has a secret', () => {
    beforeAll(async () => {
      me = await openEither(browser);
      me.allowProblems(/Failed to load resource|net::ERR/);
    });
    afterEach(() => sim().faults.disarm());
    afterAll(() => me?.close());

    describe('a sign-in stores nothing and says why when', () => {
      it.each<[string, SignInWish, string | undefined, string, string]>([
        [
          'the window is closed',
          { answer: 'close' },
          undefined,
          'sign-in-cancelled',
          'closed before Bungie let us in',
        ],
        [
          'it is refused',
          { answer: 'deny' },
          undefined,
          'sign-in-cancelled',
          'closed before Bungie let us in',
        ],
        [
          'Bungie sends an error',
          {},
          'redirect-error',
          'sign-in-cancelled',
          'closed before Bungie let us in',
        ],
        [
          'the state is missing',
          {},
          'redirect-without-state',
          'sign-in-mismatch',
          'did not belong to this sign-in',
        ],
        [
          'the state is another',
          {},
          'redirect-wrong-state',
          'sign-in-mismatch',
          'did not belong to this sign-in',
        ],
        ['the code is a page', {}, 'token-html', 'not-bungie', 'did not come from Bungie'],
        ['the token is cut', {}, 'token-cut', 'not-bungie', 'did not come from Bungie'],
        ['Bungie goes down', {}, 'token-system-disabled', 'maintenance', 'down for maintenance'],
        ['the network fails', {}, 'token-drop', 'offline', 'cannot be reached'],
      ])('%s', async (_, wish, fault, code, sentence) => {
        if (fault !== undefined) sim().faults.arm({ name: fault });
        expect(await me.signIn(wish)).toBe(code);
        await me.sees(sentence);
        expect(await secrets()).toEqual([]);
      });

      it('the code is used up', async () => {
        sim().faults.arm({ name: 'token-error', with: { description: 'AuthorizationCodeInvalid' } });
        expect(await me.signIn()).toBe('sign-in-failed');
        expect(await secrets()).toEqual([]);
      });
    });

    it('signs in, and shows the one account that cross save has left', async () => {
      await signedIn();
      await me.until(`${SHOWN} > 0`, 'no items came');
      const { choices, account } = await session();
      expect(choices.map((one) => one.membershipType)).toEqual([3]);
      expect(account?.displayName).toBe('Ikora#0042');
    });

    it.each(REFUSED_IN_USE)('renews once and repeats once when a call is refused: $what', async ({
      fault,
    }) => {
      const before = sim().oauth.refreshes;
      sim().faults.arm({ ...fault, path: PROFILE, times: 1 });
      expect(await refreshing('ok')).toBe('ok');
      expect(sim().oauth.refreshes - before).toBe(1);
    });

    it('renews once for ten calls that are refused at the same time', async () => {
      const items = (await picture())?.items.flatMap((one) =>
        one.instanceId === undefined ? [] : [one.key],
      );
      const before = sim().oauth.refreshes;
      sim().oauth.expireAccess();
      sim().faults.arm({ name: 'dead-token-401' });
      sim().log.clear();
      const answers = await me.run(`const { runtime } = globalThis.browser ?? chrome;
        const asked = ${JSON.stringify((items ?? []).slice(0, 10))}.map((item) =>
          runtime.sendMessage({ id: 1, type: 'item.roll', data: { item }, timestamp: 0 }));
        return (await Promise.all(asked)).map(({ res }) => res.ok);`);
      expect(answers).toEqual(Array(10).fill(true));
      // Ten were refused, ten repeated.
      expect(
        sim()
          .log.matching('/Item/')
          .filter((one) => one.status === 401),
      ).toHaveLength(10);
      expect(
        sim()
          .log.matching('/Item/')
          .filter((one) => one.status === 200),
      ).toHaveLength(10);
      expect(sim().oauth.refreshes - before).toBe(1);
    });

    it('takes a poorer profile for a token that ran out or a private account, never for an empty vault', async () => {
      const items = (await picture())?.items.length;
      const before = sim().oauth.refreshes;
      sim().faults.arm({ name: 'silent-expiry', path: PROFILE });
      expect(await refreshing('profile-private')).toBe('profile-private');
      await me.sees('did not show your vault');
      expect((await picture())?.items.length).toBe(items);
      expect(sim().oauth.refreshes - before).toBe(1);
    });

    it.each(KEEPING)('stays signed in when a refresh is refused because $what', async ({ fault, told }) => {
      const held = await access();
      sim().faults.arm({ name: 'expired-99', path: PROFILE });
      sim().faults.arm(fault);
      expect(await refreshing(told)).toBe(told);
      expect([await access(), (await session()).state]).toEqual([held, 'signed-in']);
      expect(await me.run<number>(SHOWN)).toBeGreaterThan(0);
      // And it goes on by itself when that is over.
      sim().faults.disarm();
      expect(await refreshing('ok')).toBe('ok');
    });

    it.each(ENDING)('ends the session for $what, keeps the items to look at, and offers to sign in', async ({
      fault,
    }) => {
      await signedIn();
      sim().faults.arm({ name: 'expired-99', path: PROFILE });
      sim().faults.arm(fault);
      expect(await refreshing('signed-out')).toBe('signed-out');
      expect([await secrets(), (await session()).state]).toEqual([[], 'signed-out']);
      await me.sees('You are signed out. This is what we saw last');
      expect(await me.run<number>(SHOWN)).toBeGreaterThan(0);
    });

    it('renews a token a minute before its end, before any call is refused', async () => {
      sim().oauth.accessLifetimeSeconds = 50;
      await signedIn();
      sim().oauth.accessLifetimeSeconds = 3600;
      sim().log.clear();
      expect(await refreshing('ok')).toBe('ok');
      const paths = sim()
        .log.all()
        .map((one) => one.path);
      expect(paths[0]).toBe('/Platform/App/OAuth/token/');
      expect(
        sim()
          .log.all()
          .filter((one) => one.note === '99'),
      ).toEqual([]);
    });

    it('goes on with the rotated pair when the background dies before its first use', async () => {
      const [held, before] = [await access(), sim().oauth.refreshes];
      sim().faults.arm({ name: 'expired-99', path: PROFILE, times: 1 });
      const repeated = sim().gate.hold({ at: 'before', path: PROFILE, skip: 1 });
      await me.run(`const { runtime } = globalThis.browser ?? chrome;
        void runtime.sendMessage({ id: 1, type: 'profile.refresh', data: {}, timestamp: 0 }).catch(() => undefined);`);
      await repeated.reached;
      await me.kill();
      repeated.drop();
      await me.openPopup();
      await me.until(`${SHOWN} > 0`, 'the items are gone');
      expect(await access()).not.toBe(held);
      expect(await refreshing('ok')).toBe('ok');
      expect(sim().oauth.refreshes - before).toBe(1);
    });

    it('shows who else signs in, with items of their own, and each platform they have', async () => {
      await signedIn({ chooseAccount: true, as: 'Zavala' });
      expect(await shownAccount()).toBe('Zavala#0042');
      const { choices } = await session();
      expect(choices.map((one) => one.displayName)).toEqual(['Zavala#0042', 'ZavalaBox#0007']);
      expect(await me.ask('session.choose', { membershipId: idOf('Zavala', 1) })).toBe('ok');
      expect(await shownAccount()).toBe('ZavalaBox#0007');
    });

    it('goes back to the one before without asking Bungie to sign in, items first', async () => {
      sim().log.clear();
      sim().faults.arm({ name: 'maintenance', path: PROFILE });
      await me.ask('session.choose', { membershipId: idOf('Ikora') });
      expect(await shownAccount()).toBe('Ikora#0042');
      await me.until(`${SHOWN} > 0`, 'the stored items do not show');
      expect(sim().log.matching('/OAuth/')).toEqual([]);
      sim().faults.disarm();
      expect(await refreshing('ok')).toBe('ok');
    });

    it.each([
      ['no Destiny account', 'Nobody', 'no-destiny-account', 'no Destiny 2 character'],
      ['no more than the beta', 'Betatester', 'no-destiny-account', 'no Destiny 2 character'],
      ['an account without a character', 'Newlight', 'ok', 'has no Destiny 2 character'],
    ])('says so to somebody with %s', async (_, as, code, sentence) => {
      expect(await me.signIn({ chooseAccount: true, as })).toBe(code);
      await me.sees(sentence);
      expect(await me.run<number>(SHOWN)).toBe(0);
    });

    it('signs one person out and leaves the others theirs', async () => {
      await me.ask('session.choose', { membershipId: idOf('Zavala') });
      expect(await me.ask('session.signOut')).toBe('ok');
      const left = await secrets();
      expect(left.map((one) => one.person)).toContain('19000001');
      expect(left.map((one) => one.person)).not.toContain('19000002');
      await me.until(
        `const found = [...document.querySelectorAll('button')].find((one) => one.innerText === 'Ikora#0042, Steam');
         found?.click(); return found !== undefined;`,
        'the account used before is not offered',
      );
      await me.until(`${SHOWN} > 0`, 'the items of the other account do not show');
      expect(await refreshing('ok')).toBe('ok');
    });

    it('has no error on any console', () => me.expectNoProblems());
  });

  describe('with a public app', () => {
    beforeAll(async () => {
      me = await openEither(browser, { app: 'public' });
      me.allowProblems(/Failed to load resource|net::ERR/);
      await signedIn();
    });
    afterEach(() => sim().faults.disarm());
    afterAll(() => me?.close());

    const refuse = () => sim().faults.arm({ name: 'expired-99', path: PROFILE, times: 1 });

    it('renews the sign-in out of sight, as long as the player is signed in on bungie.net', async () => {
      const held = await access();
      sim().log.clear();
      refuse();
      expect(await refreshing('ok')).toBe('ok');
      expect(await access()).not.toBe(held);
      expect(sim().log.matching('/en/OAuth/Authorize')).toHaveLength(1);
    });

    it('waits through maintenance, although that looks like a page for the player', async () => {
      sim().oauth.revoke('19000001');
      refuse();
      sim().faults.arm({ name: 'maintenance', path: '/Manifest/' });
      expect(await refreshing('maintenance')).toBe('maintenance');
      expect((await session()).state).toBe('signed-in');
    });

    it('falls back to one button, never to a window of its own', async () => {
      sim().oauth.revoke('19000001');
      refuse();
      expect(await refreshing('signed-out')).toBe('signed-out');
      await me.sees('sign in again');
      expect(await me.run<number>(SHOWN)).toBeGreaterThan(0);
      await signedIn();
      expect(await refreshing('ok')).toBe('ok');
    });

    it('has no error on any console', () => me.expectNoProblems());
  });
}
