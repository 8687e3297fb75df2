import type { MembershipId } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import { singleFlight } from '../base/single-flight';
import type { BungieApp, GrantedTokens } from '../bungie/oauth';
import type { Account } from '../inventory/picture';
import type { AccountSource, Now, ViewStore } from './ports';

/** Stored tokens with absolute times in milliseconds. */
export interface HeldTokens {
  accessToken: string;
  expiresAtMs: number;
  refreshToken?: string | undefined;
  refreshExpiresAtMs?: number | undefined;
  bungieMembershipId: string;
  clientId: string;
}

export interface SessionDeps {
  /** The app to sign in with: the player's own, or that of the build; undefined without any. */
  app(): Promise<BungieApp | undefined>;
  oauth: {
    authorizeUrl(app: BungieApp, state: string, chooseAccount: boolean): string;
    readRedirect(finalUrl: string): { code?: string; state?: string };
    exchangeCode(app: BungieApp, code: string): Promise<Outcome<GrantedTokens>>;
    refreshTokens(app: BungieApp, refreshToken: string): Promise<Outcome<GrantedTokens>>;
  };
  secrets: {
    load(): Promise<HeldTokens | undefined>;
    save(tokens: HeldTokens): Promise<void>;
    /** False when `previous` is no longer the stored pair. */
    replace(previous: HeldTokens, next: HeldTokens): Promise<boolean>;
    drop(): Promise<void>;
  };
  /** One value per sign-in attempt; taking it forgets it. */
  attempts: { remember(attempt: unknown): Promise<void>; take(): Promise<unknown> };
  launch(url: string, interactive: boolean): Promise<Outcome<string>>;
  /** 128 bits of randomness as text. */
  randomState(): string;
  lock<T>(work: () => Promise<T>): Promise<T>;
  views: ViewStore;
  /** Empties everything that belongs to the account besides tokens: picture, touches. */
  emptyAccount(): Promise<void>;
  now: Now;
}

/** An attempt to sign in must come back within ten minutes. */
const ATTEMPT_MS = 600_000;
/** Seconds a token must still be good for when it is handed out (bungie-api.md 2.7). */
const MARGIN_MS = 60_000;

/** Signing in and out, and a token that is always good for the next call. One instance in the background. */
export interface Session {
  signIn(chooseAccount: boolean): Promise<Outcome<null>>;
  signOut(): Promise<Outcome<null>>;
  choose(membershipId: MembershipId): Promise<Outcome<null>>;
  token(): Promise<Outcome<string>>;
  renew(refused: string): Promise<Outcome<string>>;
  account(): Promise<Outcome<Account>>;
  /** Which state the popup should show; called at every start and when the app's keys changed. */
  settle(): Promise<void>;
}

export function session(deps: SessionDeps, accounts: () => AccountSource): Session {
  const { secrets, views, now } = deps;

  const refreshOnce = singleFlight(() => deps.lock(() => refresh()));
  const authorizeOnce = singleFlight(() => interactiveSignIn(false));
  const chooseOnce = singleFlight(() => interactiveSignIn(true));

  async function authorize(interactive: boolean, chooseAccount: boolean): Promise<Outcome<HeldTokens>> {
    const app = await deps.app();
    if (app === undefined) return fail('no-keys');
    const state = deps.randomState();
    await deps.attempts.remember({ state, expiresAtMs: now() + ATTEMPT_MS });
    const landed = await deps.launch(deps.oauth.authorizeUrl(app, state, chooseAccount), interactive);
    const attempt = readAttempt(await deps.attempts.take());
    if (!landed.ok) return landed;
    const { code, state: returned } = deps.oauth.readRedirect(landed.value);
    // Compared before anything else; a missing stored state is a mismatch too (bungie-api.md 2.2).
    if (attempt === undefined || returned === undefined || returned !== attempt.state) {
      return fail('sign-in-mismatch');
    }
    if (now() > attempt.expiresAtMs) return fail('sign-in-stale');
    if (code === undefined) return fail('sign-in-cancelled');
    const granted = await deps.oauth.exchangeCode(app, code);
    if (granted.ok) return ok(held(granted.value, app.clientId, now()));
    // A refused code is a failed attempt, not a signed-out user.
    return granted.failure.code === 'signed-out' ? fail('sign-in-failed') : granted;
  }

  async function interactiveSignIn(chooseAccount: boolean): Promise<Outcome<null>> {
    await views.save('session', { signingIn: true, problem: undefined });
    const tokens = await authorize(true, chooseAccount);
    if (!tokens.ok) {
      await views.save('session', { signingIn: false, problem: tokens.failure });
      return tokens;
    }
    const previous = await secrets.load();
    await secrets.save(tokens.value);
    if (previous?.bungieMembershipId !== tokens.value.bungieMembershipId) await deps.emptyAccount();
    const found = await loadAccounts();
    await views.save('session', { signingIn: false, problem: found.ok ? undefined : found.failure });
    return found.ok ? ok(null) : found;
  }

  /** Fetches the choices and keeps the chosen account if it is still among them. */
  async function loadAccounts(): Promise<Outcome<Account>> {
    const found = await accounts().fetchAccounts();
    if (!found.ok) {
      if (found.failure.code !== 'signed-out') await views.save('session', { state: 'signed-in' });
      return found;
    }
    const chosen = (await views.load('session')).account;
    const account = found.value.find((one) => one.membershipId === chosen?.membershipId) ?? found.value[0];
    if (account === undefined) return fail('no-destiny-account');
    await views.save('session', { state: 'signed-in', account: plainAccount(account), choices: found.value });
    return ok(plainAccount(account));
  }

  async function refresh(): Promise<Outcome<string>> {
    const [current, app] = await Promise.all([secrets.load(), deps.app()]);
    if (current === undefined || app === undefined) return fail('signed-out');
    const granted = await renewedTokens(current, app);
    if (!granted.ok) {
      if (granted.failure.code === 'signed-out') await leave(current);
      return granted;
    }
    // Stored before use: the old refresh token is spent already (bungie-api.md 2.3).
    const kept = await secrets.replace(current, granted.value);
    return kept ? ok(granted.value.accessToken) : fail('signed-out');
  }

  async function renewedTokens(current: HeldTokens, known: BungieApp): Promise<Outcome<HeldTokens>> {
    if (current.clientId !== known.clientId) return fail('signed-out');
    if (current.refreshToken !== undefined && known.clientSecret !== undefined) {
      const granted = await deps.oauth.refreshTokens(known, current.refreshToken);
      return granted.ok ? ok(held(granted.value, known.clientId, now())) : granted;
    }
    // A public client has no refresh token: the authorize page is asked again, without a window (bungie-api.md 2.6).
    const silent = await authorize(false, false);
    if (silent.ok && silent.value.bungieMembershipId !== current.bungieMembershipId)
      return fail('signed-out');
    if (silent.ok) return silent;
    return silent.failure.code === 'offline' || silent.failure.code === 'maintenance'
      ? silent
      : fail('signed-out');
  }

  /** Ends the session on a fatal reason. The last picture stays to look at (bungie-api.md 2.7). */
  async function leave(dead: HeldTokens): Promise<void> {
    const current = await secrets.load();
    if (current?.accessToken !== dead.accessToken) return;
    await secrets.drop();
    await views.save('session', { state: 'signed-out', problem: { code: 'signed-out', facts: {} } });
  }

  return {
    signIn: (chooseAccount) => (chooseAccount ? chooseOnce() : authorizeOnce()),

    async signOut() {
      await secrets.drop();
      await deps.emptyAccount();
      await views.replace('session', {
        state: (await deps.app()) === undefined ? 'no-keys' : 'signed-out',
        signingIn: false,
        choices: [],
      });
      await views.replace('profile', { refreshing: false });
      await views.replace('move', null);
      return ok(null);
    },

    async choose(membershipId) {
      const view = await views.load('session');
      const account = view.choices.find((one) => one.membershipId === membershipId);
      if (account === undefined) return fail('no-destiny-account');
      if (view.account?.membershipId !== membershipId) {
        await deps.emptyAccount();
        await views.save('session', { account: plainAccount(account) });
      }
      return ok(null);
    },

    async token() {
      const current = await secrets.load();
      if (current === undefined) return fail('signed-out');
      return current.expiresAtMs - MARGIN_MS > now() ? ok(current.accessToken) : refreshOnce();
    },

    async renew(refused) {
      const current = await secrets.load();
      if (current === undefined) return fail('signed-out');
      // Somebody else renewed it while our call was under way.
      return current.accessToken === refused ? refreshOnce() : ok(current.accessToken);
    },

    async account() {
      if ((await secrets.load()) === undefined) return fail('signed-out');
      const view = await views.load('session');
      return view.account === undefined ? loadAccounts() : ok(view.account);
    },

    async settle() {
      const [tokens, app] = await Promise.all([secrets.load(), deps.app()]);
      const ours = tokens !== undefined && tokens.clientId === app?.clientId;
      // Tokens of one app are worthless to another (bungie-api.md 2.1).
      if (tokens !== undefined && !ours) await secrets.drop();
      const state = ours ? 'signed-in' : app === undefined ? 'no-keys' : 'signed-out';
      await views.save('session', { state, signingIn: false });
    },
  };
}

function held(granted: GrantedTokens, clientId: string, nowMs: number): HeldTokens {
  return {
    accessToken: granted.accessToken,
    expiresAtMs: nowMs + granted.expiresInSeconds * 1000,
    ...(granted.refreshToken === undefined
      ? {}
      : {
          refreshToken: granted.refreshToken,
          refreshExpiresAtMs: nowMs + (granted.refreshExpiresInSeconds ?? 0) * 1000,
        }),
    bungieMembershipId: granted.bungieMembershipId,
    clientId,
  };
}

function plainAccount({ membershipType, membershipId, displayName }: Account): Account {
  return { membershipType, membershipId, displayName };
}

function readAttempt(value: unknown): { state: string; expiresAtMs: number } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('state' in value) || !('expiresAtMs' in value)) return undefined;
  const { state, expiresAtMs } = value;
  return typeof state === 'string' && typeof expiresAtMs === 'number' ? { state, expiresAtMs } : undefined;
}
