import { fail, type Outcome, ok } from '../base/outcome';
import type { BungieApp, GrantedTokens } from '../bungie/oauth';
import { type AuthorizeDeps, authorize, type HeldTokens, held } from './authorize';

export interface RenewDeps extends AuthorizeDeps {
  oauth: AuthorizeDeps['oauth'] & {
    refreshTokens(app: BungieApp, refreshToken: string): Promise<Outcome<GrantedTokens>>;
  };
  /** Asks Bungie something that needs nobody: tells whether it can be reached at all. */
  checkReachable(): Promise<Outcome<unknown>>;
}

/** Tokens in place of older ones, or why there are none; `dead` when the old ones can never work again. */
export type Renewed = Outcome<HeldTokens> & { dead?: true };

/**
 * The next tokens of the same person: by refresh token, or for a public app by asking the authorize page out of sight.
 * Dead are tokens only for a named reason (bungie-api.md 2.4) or when they belong to another app. That the page wants to
 * see its player proves nothing: maintenance looks the same, so a public session stays and is asked again later.
 */
export async function renewTokens(current: HeldTokens, deps: RenewDeps): Promise<Renewed> {
  const { now } = deps;
  const app = await deps.app();
  if (app === undefined) return fail('no-keys');
  if (current.clientId !== app.clientId) return { ...fail('signed-out'), dead: true };
  if (current.refreshToken !== undefined && app.clientSecret !== undefined) {
    const granted = await deps.oauth.refreshTokens(app, current.refreshToken);
    if (granted.ok) return ok(held(granted.value, app.clientId, now()));
    return granted.failure.code === 'signed-out' ? { ...granted, dead: true } : granted;
  }
  const silent = await authorize(deps, 'silent', false);
  if (silent.ok) {
    return silent.value.bungieMembershipId === current.bungieMembershipId ? silent : fail('signed-out');
  }
  if (!silent.failure.code.startsWith('sign-in-')) return silent;
  const reachable = await deps.checkReachable();
  return reachable.ok ? fail('signed-out') : reachable;
}
