import type { MembershipId } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import { singleFlight } from '../base/single-flight';
import type { Account } from '../inventory/picture';
import type { SessionView } from '../messages/views';
import { authorize, type HeldTokens } from './authorize';
import type { AccountSource, ViewChange, ViewStore } from './ports';
import { type RenewDeps, renewTokens } from './renew-tokens';

export type { HeldTokens } from './authorize';

export interface SessionDeps extends Omit<RenewDeps, 'checkReachable'> {
  secrets: {
    load(): Promise<HeldTokens | undefined>;
    /** Those of somebody else that were in use are laid aside. */
    save(tokens: HeldTokens): Promise<void>;
    /** False when `previous` is no longer the pair in use. */
    replace(previous: HeldTokens, next: HeldTokens): Promise<boolean>;
    /** False when that person has no tokens any more; then nobody's are in use. */
    switchTo(bungieMembershipId: string): Promise<boolean>;
    /** Tokens of people who are not shown. */
    aside(): Promise<HeldTokens[]>;
    /** The tokens in use, or those laid aside of that person. */
    drop(bungieMembershipId?: string): Promise<void>;
  };
  /** Only one context renews the tokens of a person at a time. */
  lock<T>(person: string, work: () => Promise<T>): Promise<T>;
  /** Runs while nothing moves: a move must not end under the tokens of somebody else. */
  still<T>(work: () => Promise<T>): Promise<T>;
  views: ViewStore;
  /** Empties what belongs to these accounts besides tokens: pictures, moves. */
  emptyOf(accounts: readonly MembershipId[]): Promise<void>;
}

/** A token is handed out when it is good for so long at least (bungie-api.md 2.7). */
const MARGIN_MS = 60_000;
/** Refresh tokens last 90 days; one that lay unused for ten is renewed, so that only a longer absence ends a session. */
const KEEP_ALIVE_BELOW_MS = 80 * 24 * 60 * 60_000;
/** A public app's player who has to press a button is not asked for out of sight more often than this. */
const SILENT_GAP_MS = 5 * 60_000;
/** Accounts to switch between; what the least used beyond them held is forgotten. */
const RECENT = 6;

/** Signing in and out, and a token that is always good for the next call. One instance in the background. */
export interface Session {
  signIn(chooseAccount: boolean): Promise<Outcome<null>>;
  signOut(): Promise<Outcome<null>>;
  /** Shows another account: of the same person, or one used before. */
  choose(membershipId: MembershipId): Promise<Outcome<null>>;
  token(): Promise<Outcome<string>>;
  renew(refused: string): Promise<Outcome<string>>;
  account(): Promise<Outcome<Account>>;
  /** Which state the popup should show; called at every start and when the app's keys changed. */
  settle(): Promise<void>;
  /** Renews refresh tokens that lie unused, those of people who are not shown too. */
  keepAlive(): Promise<void>;
}

export function session(deps: SessionDeps, accounts: () => AccountSource): Session {
  const { secrets, views, now } = deps;
  const renewing: RenewDeps = { ...deps, checkReachable: () => accounts().checkReachable() };
  let silentFailedAtMs: number | undefined;

  const refreshing = new Map<string, Promise<Outcome<string>>>();
  const authorizeOnce = singleFlight(() => interactiveSignIn(false));
  const chooseOnce = singleFlight(() => interactiveSignIn(true));

  const stateWith = async (tokens: boolean): Promise<SessionView['state']> =>
    tokens ? 'signed-in' : (await deps.app()) === undefined ? 'no-keys' : 'signed-out';

  async function interactiveSignIn(chooseAccount: boolean): Promise<Outcome<null>> {
    await views.save('session', { signingIn: true, problem: undefined });
    const tokens = await authorize(deps, 'window', chooseAccount);
    if (!tokens.ok) {
      await views.save('session', { signingIn: false, problem: tokens.failure });
      return tokens;
    }
    return deps.still(async () => {
      silentFailedAtMs = undefined;
      if ((await shownPerson()) !== tokens.value.bungieMembershipId) {
        await views.save('session', { account: undefined, choices: [] });
      }
      await secrets.save(tokens.value);
      await views.replace('profile', { refreshing: false });
      const found = await loadAccounts();
      await views.save('session', { signingIn: false, problem: found.ok ? undefined : found.failure });
      return found.ok ? ok(null) : found;
    });
  }

  /** Who signs in for the account that is shown, signed in or not. */
  async function shownPerson(): Promise<string | undefined> {
    const { account, recent } = await views.load('session');
    const known = recent.find((one) => one.membershipId === account?.membershipId);
    return known?.bungieMembershipId ?? (await secrets.load())?.bungieMembershipId;
  }

  /** Fetches the choices and keeps the account that is shown, or was last, if it is still among them. */
  async function loadAccounts(): Promise<Outcome<Account>> {
    const person = (await secrets.load())?.bungieMembershipId;
    if (person === undefined) return fail('signed-out');
    const found = await accounts().fetchAccounts();
    if ((await secrets.load())?.bungieMembershipId !== person) return fail('signed-out');
    if (!found.ok) {
      if (found.failure.code !== 'signed-out') await views.save('session', { state: 'signed-in' });
      return found;
    }
    const view = await views.load('session');
    const used = [view.account, ...view.recent].map((one) => one?.membershipId);
    const best = used.find((id) => found.value.some((one) => one.membershipId === id));
    const account = found.value.find((one) => one.membershipId === best) ?? found.value[0];
    if (account === undefined) return fail('no-destiny-account');
    await show(account, person, { state: 'signed-in', choices: found.value });
    return ok(plainAccount(account));
  }

  /** Makes an account the one that is shown, and the last used. */
  async function show(account: Account, bungieMembershipId: string, change: ViewChange<'session'>) {
    const { recent } = await views.load('session');
    const others = recent.filter((one) => one.membershipId !== account.membershipId);
    const all = [{ ...plainAccount(account), bungieMembershipId, usedAtMs: now() }, ...others];
    const kept = all.slice(0, RECENT);
    await views.save('session', { ...change, account: plainAccount(account), recent: kept });
    for (const gone of all.slice(RECENT)) {
      await deps.emptyOf([gone.membershipId]);
      if (!kept.some((one) => one.bungieMembershipId === gone.bungieMembershipId)) {
        await secrets.drop(gone.bungieMembershipId);
      }
    }
  }

  /** One request for everybody who waits for this person; somebody else's renewal is not waited for. */
  function refreshOnce(current: HeldTokens): Promise<Outcome<string>> {
    const person = current.bungieMembershipId;
    const flying =
      refreshing.get(person) ??
      deps.lock(person, () => refresh(current)).finally(() => refreshing.delete(person));
    refreshing.set(person, flying);
    return flying;
  }

  async function refresh(old: HeldTokens): Promise<Outcome<string>> {
    const [current, app] = await Promise.all([secrets.load(), deps.app()]);
    if (current?.bungieMembershipId !== old.bungieMembershipId || app === undefined)
      return fail('signed-out');
    // Another context was faster while we waited for the lock.
    if (current.accessToken !== old.accessToken) return ok(current.accessToken);
    const since = now() - (silentFailedAtMs ?? Number.NEGATIVE_INFINITY);
    if (since >= 0 && since < SILENT_GAP_MS) return fail('signed-out');
    const renewed = await renewTokens(current, renewing);
    if (!renewed.ok) {
      if (renewed.dead === true) await leave(current);
      else if (renewed.failure.code === 'signed-out') silentFailedAtMs = now();
      return renewed;
    }
    // Stored before use: the old refresh token is spent already (bungie-api.md 2.3).
    const kept = await secrets.replace(current, renewed.value);
    return kept ? ok(renewed.value.accessToken) : fail('signed-out');
  }

  /** Ends the session on a fatal reason. The last picture stays to look at (bungie-api.md 2.7). */
  async function leave(dead: HeldTokens): Promise<void> {
    const current = await secrets.load();
    if (current?.accessToken !== dead.accessToken) return;
    await secrets.drop();
    await views.save('session', { state: await stateWith(false), problem: fail('signed-out').failure });
  }

  const lyingUnused = ({ refreshExpiresAtMs }: HeldTokens): boolean =>
    refreshExpiresAtMs !== undefined && refreshExpiresAtMs - now() < KEEP_ALIVE_BELOW_MS;

  async function renewAside(person: string): Promise<void> {
    const tokens = (await secrets.aside()).find((one) => one.bungieMembershipId === person);
    // Public tokens cannot be renewed without being the one who is signed in on bungie.net.
    if (tokens?.refreshToken === undefined || (await deps.app())?.clientSecret === undefined) return;
    const renewed = await renewTokens(tokens, renewing);
    if (renewed.ok) await secrets.replace(tokens, renewed.value);
    else if (renewed.dead === true) await secrets.drop(person);
  }

  async function chooseStill(membershipId: MembershipId): Promise<Outcome<null>> {
    const view = await views.load('session');
    if (view.account?.membershipId === membershipId) return ok(null);
    const own = view.choices.find((one) => one.membershipId === membershipId);
    const used = view.recent.find((one) => one.membershipId === membershipId);
    const person = used?.bungieMembershipId ?? (await shownPerson());
    const account = own ?? used;
    if (account === undefined || person === undefined) return fail('no-destiny-account');
    const signedIn = await secrets.switchTo(person);
    if (own === undefined) silentFailedAtMs = undefined;
    const change = { state: await stateWith(signedIn), problem: undefined };
    await show(account, person, own === undefined ? { ...change, choices: [] } : change);
    await views.replace('profile', { refreshing: false });
    // The picture is shown already; which other accounts that person has may take its time, or fail.
    if (own === undefined && signedIn) await loadAccounts();
    return ok(null);
  }

  return {
    signIn: (chooseAccount) => (chooseAccount ? chooseOnce() : authorizeOnce()),

    signOut: () =>
      deps.still(async () => {
        const { account, recent } = await views.load('session');
        const person = await shownPerson();
        const isTheirs = (one: { bungieMembershipId: string }) => one.bungieMembershipId === person;
        const theirs = recent.filter(isTheirs).map((one) => one.membershipId);
        await secrets.drop();
        await deps.emptyOf(account === undefined ? theirs : [...theirs, account.membershipId]);
        await views.replace('session', {
          state: await stateWith(false),
          signingIn: false,
          choices: [],
          recent: recent.filter((one) => !isTheirs(one)),
        });
        await views.replace('profile', { refreshing: false });
        await views.replace('move', null);
        return ok(null);
      }),

    choose: (membershipId) => deps.still(() => chooseStill(membershipId)),

    async token() {
      const current = await secrets.load();
      if (current === undefined) return fail('signed-out');
      return current.expiresAtMs - MARGIN_MS > now() ? ok(current.accessToken) : refreshOnce(current);
    },

    async renew(refused) {
      const current = await secrets.load();
      if (current === undefined) return fail('signed-out');
      // Somebody else renewed it while our call was under way.
      return current.accessToken === refused ? refreshOnce(current) : ok(current.accessToken);
    },

    async account() {
      if ((await secrets.load()) === undefined) return fail('signed-out');
      const view = await views.load('session');
      return view.account === undefined ? loadAccounts() : ok(view.account);
    },

    async settle() {
      const [tokens, app] = await Promise.all([secrets.load(), deps.app()]);
      const { account, recent } = await views.load('session');
      // Tokens of one app are worthless to another (bungie-api.md 2.1).
      const ours = tokens !== undefined && tokens.clientId === app?.clientId;
      if (tokens !== undefined && !ours) await secrets.drop();
      await views.save('session', { state: await stateWith(ours), signingIn: false });
      // Stored by a version that did not remember accounts.
      if (ours && account !== undefined && recent.length === 0) {
        await show(account, tokens.bungieMembershipId, {});
      }
    },

    async keepAlive() {
      const current = await secrets.load();
      if (current !== undefined && lyingUnused(current)) await refreshOnce(current);
      for (const tokens of await secrets.aside()) {
        const person = tokens.bungieMembershipId;
        if (lyingUnused(tokens)) await deps.lock(person, () => renewAside(person));
      }
    },
  };
}

function plainAccount({ membershipType, membershipId, displayName }: Account): Account {
  return { membershipType, membershipId, displayName };
}
