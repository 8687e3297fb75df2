import ky, { isTimeoutError } from 'ky';
import * as z from 'zod/mini';
import { fail, type Outcome, ok } from '../base/outcome';
import { BUNGIE_ORIGIN } from './call';

/** The app registered at Bungie; `clientSecret` absent means a public client (bungie-api.md 2.7). */
export interface BungieApp {
  apiKey: string;
  clientId: string;
  clientSecret?: string | undefined;
}

/** What the token endpoint gave, times still relative. */
export interface GrantedTokens {
  accessToken: string;
  expiresInSeconds: number;
  /** Absent for public clients, whatever the field held. */
  refreshToken?: string;
  refreshExpiresInSeconds?: number;
  bungieMembershipId: string;
}

const Granted = z.object({
  access_token: z.string().check(z.minLength(1)),
  expires_in: z.optional(z.unknown()),
  refresh_token: z.optional(z.nullable(z.string())),
  refresh_expires_in: z.optional(z.unknown()),
  membership_id: z.string().check(z.regex(/^\d{1,20}$/)),
});
const Refused = z.object({ error: z.string(), error_description: z.optional(z.string()) });
const Enveloped = z.object({ ErrorCode: z.number(), ErrorStatus: z.optional(z.string()) });

/** Named reasons after which the stored tokens can never work again (bungie-api.md 2.4). */
const FATAL =
  /RefreshTokenNotYetValid|AccessTokenHasExpired|AuthorizationCodeInvalid|AuthorizationCodeStale|AuthorizationRecordExpired|AuthorizationRecordRevoked|ProvidedTokenNotValidRefreshToken|RefreshTokenExpired|NotFound/i;

/** Bungie's page where the player allows the app (bungie-api.md 2.2). */
export function authorizeUrl(app: BungieApp, state: string, chooseAccount: boolean): string {
  const url = new URL('/en/OAuth/Authorize', BUNGIE_ORIGIN);
  url.searchParams.set('client_id', app.clientId);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('state', state);
  if (chooseAccount) url.searchParams.set('reauth', 'true');
  return url.href;
}

/** Code and state of a final redirect; undefined parts are missing, doubled or not ours. Total. */
export function readRedirect(finalUrl: string, ours: string): { code?: string; state?: string } {
  const expected = new URL(ours);
  let url: URL;
  try {
    url = new URL(finalUrl);
  } catch {
    return {};
  }
  // A look-alike host or path must not hand us a code.
  if (url.origin !== expected.origin || url.pathname !== expected.pathname) return {};
  const code = single(url, 'code');
  const state = single(url, 'state');
  return { ...(code === undefined ? {} : { code }), ...(state === undefined ? {} : { state }) };
}

function single(url: URL, name: string): string | undefined {
  const values = url.searchParams.getAll(name);
  return values.length === 1 && values[0] !== '' ? values[0] : undefined;
}

/** Trades a code for tokens; the code works once (bungie-api.md 2.3). */
export function exchangeCode(
  app: BungieApp,
  code: string,
  fetcher: typeof fetch,
): Promise<Outcome<GrantedTokens>> {
  return askForTokens(app, { grant_type: 'authorization_code', code }, fetcher);
}

/** Trades the refresh token for a new pair; the old one is spent by it. Confidential clients only. */
export function refreshTokens(
  app: BungieApp,
  refreshToken: string,
  fetcher: typeof fetch,
): Promise<Outcome<GrantedTokens>> {
  return askForTokens(app, { grant_type: 'refresh_token', refresh_token: refreshToken }, fetcher);
}

async function askForTokens(
  app: BungieApp,
  grant: Record<string, string>,
  fetcher: typeof fetch,
): Promise<Outcome<GrantedTokens>> {
  const body = new URLSearchParams({ ...grant, client_id: app.clientId });
  if (app.clientSecret !== undefined) body.set('client_secret', app.clientSecret);
  try {
    const response = await ky.post(`${BUNGIE_ORIGIN}/Platform/App/OAuth/token/`, {
      body,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      retry: 0,
      throwHttpErrors: false,
      timeout: 20_000,
      fetch: fetcher,
    });
    return readTokenAnswer(response.status, await response.text());
  } catch (error) {
    // The error would carry the request body with the secret in it: it ends here.
    return fail(isTimeoutError(error) ? 'no-answer' : 'offline');
  }
}

/**
 * What the token endpoint said (bungie-api.md 2.4). `signed-out` only for the named, fatal reasons and for an unnamed 401 or
 * 403 that is no web page; maintenance, HTML, cut bodies and everything unknown are temporary, so that a Tuesday morning
 * signs nobody out.
 */
export function readTokenAnswer(status: number, text: string): Outcome<GrantedTokens> {
  const body = parseJson(text);
  const granted = Granted.safeParse(body);
  if (granted.success) return ok(readGranted(granted.data));
  const refused = Refused.safeParse(body);
  const enveloped = Enveloped.safeParse(body);
  const reason = refused.success
    ? `${refused.data.error} ${refused.data.error_description ?? ''}`
    : enveloped.success
      ? (enveloped.data.ErrorStatus ?? '')
      : '';
  if (/SystemDisabled/i.test(reason)) return fail('maintenance');
  // Before the fatal reasons: an app that is not found says nothing about its players' tokens.
  if (/^invalid_(request|client)|^unauthorized_client/.test(reason)) return fail('app-settings-wrong');
  if (FATAL.test(reason)) return fail('signed-out');
  if (/^server_error/.test(reason)) return fail('maintenance');
  // A web page with such a status comes from something in between: a portal, a wall against robots.
  if ((status === 401 || status === 403) && !/^\s*</.test(text)) return fail('signed-out');
  if (status === 503 || (status >= 502 && status <= 526)) return fail('maintenance');
  return fail(reason === '' ? 'not-bungie' : 'sign-in-failed', { status });
}

function readGranted(granted: z.infer<typeof Granted>): GrantedTokens {
  return {
    accessToken: granted.access_token,
    expiresInSeconds: seconds(granted.expires_in, 3600),
    bungieMembershipId: granted.membership_id,
    ...(granted.refresh_token
      ? {
          refreshToken: granted.refresh_token,
          refreshExpiresInSeconds: seconds(granted.refresh_expires_in, 7_776_000),
        }
      : {}),
  };
}

function seconds(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : otherwise;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // HTML or a cut body: temporary.
    return undefined;
  }
}
