/*
 * bungie-api.md 2.4 and 2.5 as rows: how Bungie refuses tokens, and what must become of the session. Tests of the use case and
 * of both browsers go through the same rows.
 */

export interface ArmedFault {
  name: string;
  with?: Record<string, string | number>;
}

const named = (error: string, description: string, http = 400): ArmedFault => ({
  name: 'token-error',
  with: { error, description, http },
});
const page = (http: number): ArmedFault => ({ name: 'token-html', with: { http } });

/** Answers to a refresh after which the tokens stay, and what is told. */
export const KEEPING: readonly { what: string; fault: ArmedFault; told: string }[] = [
  {
    what: 'a parameter is missing',
    fault: named('invalid_request', 'Missing required parameter: client_id'),
    told: 'app-settings-wrong',
  },
  {
    what: 'the client id is no number',
    fault: named('invalid_request', 'Cannot parse client_id'),
    told: 'app-settings-wrong',
  },
  {
    what: 'a public app sent a secret',
    fault: named('invalid_request', 'Public client should not attempt to authenticate'),
    told: 'app-settings-wrong',
  },
  {
    what: 'the app is not known',
    fault: named('invalid_client', 'ApplicationNotFound', 401),
    told: 'app-settings-wrong',
  },
  { what: 'Bungie is in maintenance', fault: { name: 'token-system-disabled' }, told: 'maintenance' },
  {
    what: 'Bungie is in maintenance, with 503',
    fault: named('server_error', 'SystemDisabled', 503),
    told: 'maintenance',
  },
  {
    what: 'the server failed for no reason it tells',
    fault: named('server_error', 'UnhandledException', 500),
    told: 'maintenance',
  },
  { what: 'a page came with 200', fault: { name: 'token-html' }, told: 'not-bungie' },
  { what: 'a page came with 500', fault: page(500), told: 'not-bungie' },
  { what: 'a page came with 503', fault: page(503), told: 'maintenance' },
  { what: 'a wall against robots came with 403', fault: page(403), told: 'not-bungie' },
  { what: 'the network failed', fault: { name: 'token-drop' }, told: 'offline' },
  {
    what: 'the reason is one nobody knows',
    fault: named('invalid_grant', 'SomethingNew'),
    told: 'sign-in-failed',
  },
];

/** The named reasons for which a session ends. */
export const ENDING: readonly { what: string; fault: ArmedFault }[] = [
  ...[
    'AuthorizationCodeInvalid',
    'AuthorizationCodeStale',
    'ProvidedTokenNotValidRefreshToken',
    'AuthorizationRecordExpired',
    'AuthorizationRecordRevoked',
    'AccessTokenHasExpired',
    'SQL return value: NotFound',
  ].map((what) => ({ what, fault: named('invalid_grant', what) })),
  { what: 'RefreshTokenNotYetValid', fault: named('server_error', 'RefreshTokenNotYetValid') },
  { what: '401 without a name', fault: named('', '', 401) },
  { what: '403 without a name', fault: named('', '', 403) },
];

const coded = (code: number, http = 500): ArmedFault => ({ name: 'error-code', with: { code, http } });

/** How an access token is refused in use: worth one renewal and one repeat. */
export const REFUSED_IN_USE: readonly { what: string; fault: ArmedFault }[] = [
  { what: '99 under HTTP 500', fault: coded(99) },
  { what: '99 under HTTP 200', fault: coded(99, 200) },
  { what: '401 with a page', fault: { name: 'bare-401' } },
  ...[22, 2106, 2111, 2122, 2123, 2124].map((code) => ({ what: String(code), fault: coded(code) })),
];
