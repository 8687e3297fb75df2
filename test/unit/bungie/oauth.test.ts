import { describe, expect, it } from 'vitest';
import { authorizeUrl, readRedirect, readTokenAnswer } from '../../../lib/bungie/oauth';

const OURS = 'https://abc.chromiumapp.org/';

describe('the authorize address', () => {
  it('carries client and state, and asks for the account page only on wish', () => {
    const app = { apiKey: 'k', clientId: '41001' };
    expect(authorizeUrl(app, 'st', false)).toBe(
      'https://www.bungie.net/en/OAuth/Authorize?client_id=41001&response_type=code&state=st',
    );
    expect(authorizeUrl(app, 'st', true)).toContain('reauth=true');
  });
});

describe('the way back', () => {
  it.each([
    [`${OURS}?code=a&state=b`, { code: 'a', state: 'b' }],
    [`${OURS}?code=a`, { code: 'a' }],
    [`${OURS}?state=b&error=access_denied`, { state: 'b' }],
    [`${OURS}?code=a&code=c&state=b`, { state: 'b' }],
    ['https://abc.chromiumapp.org.evil.example/?code=a&state=b', {}],
    ['https://abc.chromiumapp.org/other?code=a&state=b', {}],
    ['http://abc.chromiumapp.org/?code=a&state=b', {}],
    ['not a url', {}],
  ])('reads %s', (url, parts) => {
    expect(readRedirect(url, OURS)).toEqual(parts);
  });
});

describe('the token answer', () => {
  const granted = {
    access_token: 'A',
    token_type: 'Bearer',
    expires_in: 3600,
    refresh_token: 'R',
    refresh_expires_in: 7776000,
    membership_id: '19000001',
  };

  it('gives the pair of a confidential client', () => {
    expect(readTokenAnswer(200, JSON.stringify(granted))).toEqual({
      ok: true,
      value: {
        accessToken: 'A',
        expiresInSeconds: 3600,
        refreshToken: 'R',
        refreshExpiresInSeconds: 7776000,
        bungieMembershipId: '19000001',
      },
    });
  });

  it('takes an empty refresh token for none', () => {
    const answer = readTokenAnswer(200, JSON.stringify({ ...granted, refresh_token: '' }));
    expect(answer.ok && 'refreshToken' in answer.value).toBe(false);
  });

  it.each(['soon', 0, -5, null])('takes an hour when expires_in is %s', (expires_in) => {
    const answer = readTokenAnswer(200, JSON.stringify({ ...granted, expires_in }));
    expect(answer.ok && answer.value.expiresInSeconds).toBe(3600);
  });

  it.each([
    ['AuthorizationCodeInvalid', 'signed-out'],
    ['AuthorizationCodeStale', 'signed-out'],
    ['ProvidedTokenNotValidRefreshToken', 'signed-out'],
    ['AuthorizationRecordExpired', 'signed-out'],
    ['AuthorizationRecordRevoked', 'signed-out'],
    ['SQL return value: NotFound', 'signed-out'],
    ['SomethingNew', 'sign-in-failed'],
  ])('reads invalid_grant %s', (error_description, code) => {
    const answer = readTokenAnswer(400, JSON.stringify({ error: 'invalid_grant', error_description }));
    expect(answer).toMatchObject({ ok: false, failure: { code } });
  });

  it.each<[string, number, string, string]>([
    [
      'maintenance as HTTP 400',
      400,
      '{"error":"server_error","error_description":"SystemDisabled"}',
      'maintenance',
    ],
    ['maintenance in the envelope', 400, '{"ErrorCode":5,"ErrorStatus":"SystemDisabled"}', 'maintenance'],
    [
      'a public client with a secret',
      400,
      '{"error":"invalid_request","error_description":"Public client should not attempt to authenticate"}',
      'app-settings-wrong',
    ],
    ['a cut body', 200, '{"access_token":"A","expi', 'not-bungie'],
    ['HTML with 200', 200, '<!doctype html><title>Bungie</title>', 'not-bungie'],
    ['HTML with 503', 503, '<html></html>', 'maintenance'],
    ['a bare 401', 401, '', 'signed-out'],
    ['an answer without a membership', 200, '{"access_token":"A"}', 'not-bungie'],
  ])('reads %s', (_name, status, body, code) => {
    expect(readTokenAnswer(status, body)).toMatchObject({ ok: false, failure: { code } });
  });
});
