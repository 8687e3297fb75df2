import { fail, type Outcome, ok } from '../base/outcome';
import type { BungieApp, GrantedTokens } from '../bungie/oauth';
import type { Now } from './ports';

/** Stored tokens with absolute times in milliseconds. */
export interface HeldTokens {
  accessToken: string;
  expiresAtMs: number;
  refreshToken?: string | undefined;
  refreshExpiresAtMs?: number | undefined;
  bungieMembershipId: string;
  clientId: string;
}

/** With a window for the player, or by following redirects out of sight. */
export type SignInWay = 'window' | 'silent';

export interface AuthorizeDeps {
  /** The app to sign in with: the player's own, or that of the build; undefined without any. */
  app(): Promise<BungieApp | undefined>;
  oauth: {
    authorizeUrl(app: BungieApp, state: string, chooseAccount: boolean): string;
    readRedirect(finalUrl: string): { code?: string; state?: string };
    exchangeCode(app: BungieApp, code: string): Promise<Outcome<GrantedTokens>>;
  };
  /** One value per attempt of each way: a silent one must not take the state of a window that is open. */
  attempts: {
    remember(way: SignInWay, attempt: unknown): Promise<void>;
    take(way: SignInWay): Promise<unknown>;
  };
  launch(url: string, interactive: boolean): Promise<Outcome<string>>;
  /** 128 bits of randomness as text. */
  randomState(): string;
  now: Now;
}

/** An attempt to sign in must come back within ten minutes. */
const ATTEMPT_MS = 600_000;

/** One walk through Bungie's authorize page to tokens (bungie-api.md 2.2, 2.3). Stores nothing. */
export async function authorize(
  deps: AuthorizeDeps,
  way: SignInWay,
  chooseAccount: boolean,
): Promise<Outcome<HeldTokens>> {
  const { now } = deps;
  const app = await deps.app();
  if (app === undefined) return fail('no-keys');
  const state = deps.randomState();
  await deps.attempts.remember(way, { state, expiresAtMs: now() + ATTEMPT_MS });
  const landed = await deps.launch(deps.oauth.authorizeUrl(app, state, chooseAccount), way === 'window');
  const attempt = readAttempt(await deps.attempts.take(way));
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

/** Granted tokens with their times made absolute by our clock. */
export function held(granted: GrantedTokens, clientId: string, nowMs: number): HeldTokens {
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

function readAttempt(value: unknown): { state: string; expiresAtMs: number } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('state' in value) || !('expiresAtMs' in value)) return undefined;
  const { state, expiresAtMs } = value;
  return typeof state === 'string' && typeof expiresAtMs === 'number' ? { state, expiresAtMs } : undefined;
}
