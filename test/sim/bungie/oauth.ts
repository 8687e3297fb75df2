import { randomBytes } from 'node:crypto';
import type { SimClock } from '../kit/clock';

/** An application as registered at Bungie (bungie-api.md 2.1). Real apps have one redirect URL; ours may list several. */
export interface OAuthApp {
  name: string;
  apiKey: string;
  clientId: string;
  /** Absent: a public client. */
  clientSecret?: string;
  redirectUrls: string[];
  /** `*` or one origin. */
  originHeader?: string;
}

export interface IssuedToken {
  access: string;
  expiresAtMs: number;
  bungieId: string;
  clientId: string;
  revoked: boolean;
}

interface Refresh {
  bungieId: string;
  clientId: string;
  spent: boolean;
  revoked: boolean;
  expiresAtMs: number;
}

export type TokenReply = { status: number; body: Record<string, unknown> };

/** Codes, tokens and approvals. Lifetimes can be changed by tests, in seconds. */
export class OAuthState {
  accessLifetimeSeconds = 3600;
  refreshLifetimeSeconds = 7_776_000;
  codeLifetimeSeconds = 600;
  /** Refresh exchanges that were carried out. */
  refreshes = 0;
  readonly apps: OAuthApp[];
  readonly #clock: SimClock;
  readonly #codes = new Map<string, { bungieId: string; clientId: string; used: boolean; atMs: number }>();
  readonly #tokens = new Map<string, IssuedToken>();
  readonly #refresh = new Map<string, Refresh>();
  readonly #approved = new Set<string>();

  constructor(clock: SimClock, apps: OAuthApp[]) {
    this.#clock = clock;
    this.apps = apps;
  }

  app(clientId: string): OAuthApp | undefined {
    return this.apps.find((app) => app.clientId === clientId);
  }

  issueCode(bungieId: string, clientId: string): string {
    const code = randomBytes(16).toString('hex');
    this.#codes.set(code, { bungieId, clientId, used: false, atMs: this.#clock.now() });
    this.#approved.add(`${clientId} ${bungieId}`);
    return code;
  }

  approved(bungieId: string, clientId: string): boolean {
    return this.#approved.has(`${clientId} ${bungieId}`);
  }

  /** Every code and token that was ever given out. */
  secrets(): string[] {
    return [...this.#codes.keys(), ...this.#tokens.keys(), ...this.#refresh.keys()];
  }

  /** The player takes the permission back on bungie.net. */
  revoke(bungieId: string): void {
    for (const key of this.#approved) if (key.endsWith(` ${bungieId}`)) this.#approved.delete(key);
    for (const token of this.#tokens.values()) if (token.bungieId === bungieId) token.revoked = true;
    for (const refresh of this.#refresh.values()) if (refresh.bungieId === bungieId) refresh.revoked = true;
  }

  /** Access tokens stop working at once, refresh tokens stay. */
  expireAccess(): void {
    for (const token of this.#tokens.values()) token.expiresAtMs = 0;
  }

  /** Who a bearer token belongs to, if it is good. */
  holder(token: string | undefined): IssuedToken | undefined {
    const issued = token === undefined ? undefined : this.#tokens.get(token);
    return issued === undefined || issued.revoked || issued.expiresAtMs <= this.#clock.now()
      ? undefined
      : issued;
  }

  /** The token endpoint (bungie-api.md 2.3, 2.4). */
  exchange(form: URLSearchParams, basic: string | undefined): TokenReply {
    const [basicId, basicSecret] =
      basic === undefined ? [] : Buffer.from(basic, 'base64').toString().split(':');
    const clientId = form.get('client_id') ?? basicId;
    const secret = form.get('client_secret') ?? basicSecret;
    if (clientId === undefined || clientId === '')
      return refuse('invalid_request', 'Missing required parameter: client_id');
    if (!/^\d+$/.test(clientId)) return refuse('invalid_request', 'Cannot parse client_id');
    const app = this.app(clientId);
    if (app === undefined) return refuse('invalid_client', 'ApplicationNotFound');
    if (app.clientSecret === undefined && secret !== undefined) {
      return refuse('invalid_request', 'Public client should not attempt to authenticate');
    }
    if (app.clientSecret !== undefined && secret !== app.clientSecret)
      return refuse('invalid_client', 'ClientSecretInvalid', 401);
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return this.#byCode(app, form.get('code') ?? '');
      case 'refresh_token':
        return this.#byRefresh(app, form.get('refresh_token') ?? '');
      default:
        return refuse('invalid_request', 'Missing required parameter: grant_type');
    }
  }

  #byCode(app: OAuthApp, code: string): TokenReply {
    const issued = this.#codes.get(code);
    if (issued === undefined || issued.used || issued.clientId !== app.clientId) {
      return refuse('invalid_grant', 'AuthorizationCodeInvalid');
    }
    if (this.#clock.now() - issued.atMs > this.codeLifetimeSeconds * 1000) {
      return refuse('invalid_grant', 'AuthorizationCodeStale');
    }
    issued.used = true;
    return this.#grant(app, issued.bungieId);
  }

  #byRefresh(app: OAuthApp, token: string): TokenReply {
    const held = this.#refresh.get(token);
    if (app.clientSecret === undefined) return refuse('invalid_request', 'Public client cannot refresh');
    if (held === undefined) return refuse('invalid_grant', 'SQL return value: NotFound');
    if (held.spent || held.clientId !== app.clientId)
      return refuse('invalid_grant', 'ProvidedTokenNotValidRefreshToken');
    if (held.revoked) return refuse('invalid_grant', 'AuthorizationRecordRevoked');
    if (held.expiresAtMs <= this.#clock.now()) return refuse('invalid_grant', 'AuthorizationRecordExpired');
    held.spent = true;
    this.refreshes += 1;
    return this.#grant(app, held.bungieId);
  }

  #grant(app: OAuthApp, bungieId: string): TokenReply {
    const access = randomBytes(24).toString('base64url');
    const nowMs = this.#clock.now();
    this.#tokens.set(access, {
      access,
      expiresAtMs: nowMs + this.accessLifetimeSeconds * 1000,
      bungieId,
      clientId: app.clientId,
      revoked: false,
    });
    const body: Record<string, unknown> = {
      access_token: access,
      token_type: 'Bearer',
      expires_in: this.accessLifetimeSeconds,
      membership_id: bungieId,
    };
    if (app.clientSecret !== undefined) {
      const refresh = randomBytes(24).toString('base64url');
      this.#refresh.set(refresh, {
        bungieId,
        clientId: app.clientId,
        spent: false,
        revoked: false,
        expiresAtMs: nowMs + this.refreshLifetimeSeconds * 1000,
      });
      body.refresh_token = refresh;
      body.refresh_expires_in = this.refreshLifetimeSeconds;
    }
    return { status: 200, body };
  }
}

function refuse(error: string, error_description: string, status = 400): TokenReply {
  return { status, body: { error, error_description } };
}
