import { fail, type Outcome } from '../base/outcome';
import { type BungieAnswer, type BungieCall, callBungie } from './call';

/** Gives a token that is good for a minute at least; `renew` forces a new one after a refusal. */
export interface TokenSource {
  token(): Promise<Outcome<string>>;
  renew(refused: string): Promise<Outcome<string>>;
}

export interface BungieClientOptions {
  /** Empty when there is no key at all. */
  apiKey(): Promise<string>;
  tokens: TokenSource;
  fetch: typeof fetch;
}

/** Calls as the signed-in player, with one renewal and one repeat when the token is refused (bungie-api.md 2.5). */
export interface BungieClient {
  /** A call that works without a player. */
  open(call: Pick<BungieCall, 'path' | 'timeoutMs'>): Promise<Outcome<unknown>>;
  signed(call: Pick<BungieCall, 'path' | 'body' | 'timeoutMs'>): Promise<Outcome<unknown>>;
  /** Renews the token although it was not refused: for answers that came back silently poorer. */
  renewToken(): Promise<Outcome<null>>;
}

export function bungieClient({ apiKey, tokens, fetch }: BungieClientOptions): BungieClient {
  const call = async (asked: Omit<BungieCall, 'apiKey'>): Promise<BungieAnswer> => {
    const key = await apiKey();
    return key === '' ? fail('no-keys') : callBungie({ ...asked, apiKey: key }, fetch);
  };
  return {
    open: call,

    async signed(asked) {
      const token = await tokens.token();
      if (!token.ok) return token;
      const answer = await call({ ...asked, token: token.value });
      if (answer.ok || answer.tokenRefused !== true) return answer;
      // Safe for writes too: a refused token means that nothing was done.
      const renewed = await tokens.renew(token.value);
      if (!renewed.ok) return renewed;
      return call({ ...asked, token: renewed.value });
    },

    async renewToken() {
      const token = await tokens.token();
      if (!token.ok) return token;
      const renewed = await tokens.renew(token.value);
      return renewed.ok ? { ok: true, value: null } : renewed;
    },
  };
}
