import { randomBytes } from 'node:crypto';
import type { SimRequest } from '../kit/sim-server';

export interface SimUser {
  id: number;
  nick: string;
  features: string[];
  roles: string[];
  createdDate: string;
  /** For ever; a ban with an end is `bannedUntilMs`. */
  banned: boolean;
  bannedUntilMs: number;
  banReason: string;
  mutedUntilMs: number;
  /** Send throttle (dgg-chat.md 7). */
  lastAcceptedMs: number;
  scale: number;
  lastText: string;
  /** False: has chosen no name, or chatting was taken away. */
  mayChat: boolean;
  /** The chat settings he saved on the site, as pairs. */
  settings: unknown[];
}

/** People of the chat, their sessions and login keys. */
export class UserBook {
  /** SameSite of the session cookie that the sign-in route sets. */
  sameSite: 'None' | 'Lax' | 'Strict' = 'None';
  readonly #users = new Map<string, SimUser>();
  readonly #sessions = new Map<string, string>();
  readonly #remembered = new Map<string, string>();
  readonly #keys = new Map<string, string>();

  add(user: { nick: string } & Partial<SimUser>): SimUser {
    const made: SimUser = {
      id: 1000 + this.#users.size,
      features: [],
      roles: ['USER'],
      createdDate: '2018-01-02T03:04:05Z',
      banned: false,
      bannedUntilMs: 0,
      banReason: '',
      mutedUntilMs: 0,
      lastAcceptedMs: 0,
      scale: 1,
      lastText: '',
      mayChat: true,
      settings: [],
      ...user,
    };
    this.#users.set(made.nick.toLowerCase(), made);
    return made;
  }

  get(nick: string): SimUser | undefined {
    return this.#users.get(nick.toLowerCase());
  }

  /** A new nick for the same id; sessions and keys follow. */
  rename(nick: string, next: string): SimUser | undefined {
    const user = this.get(nick);
    if (user === undefined) return undefined;
    this.#users.delete(nick.toLowerCase());
    this.#users.set(next.toLowerCase(), user);
    for (const book of [this.#sessions, this.#remembered, this.#keys])
      for (const [key, owner] of book) if (owner === user.nick) book.set(key, next);
    user.nick = next;
    return user;
  }

  byKey(key: string): SimUser | undefined {
    const nick = this.#keys.get(key);
    return nick === undefined ? undefined : this.get(nick);
  }

  /** Gives cookies: a session, and what renews it. */
  signIn(nick: string): { sid: string; rememberme: string } {
    const sid = randomBytes(16).toString('hex');
    const rememberme = randomBytes(16).toString('hex');
    this.#sessions.set(sid, nick);
    this.#remembered.set(rememberme, nick);
    return { sid, rememberme };
  }

  addKey(nick: string): string {
    const key = randomBytes(32).toString('hex');
    this.#keys.set(key, nick);
    return key;
  }

  /** Ends every session; `rememberme` still renews them. */
  expireSessions(): void {
    this.#sessions.clear();
  }

  /** A new session for who is remembered (`GET /ping`). */
  renew(request: SimRequest): string | undefined {
    const nick = this.#remembered.get(request.cookies.get('rememberme') ?? '');
    if (nick === undefined || this.bySession(request) !== undefined) return undefined;
    return this.signIn(nick).sid;
  }

  bySession(request: SimRequest): SimUser | undefined {
    const nick = this.#sessions.get(request.cookies.get('sid') ?? '');
    return nick === undefined ? undefined : this.get(nick);
  }

  /** Who a chat handshake belongs to: `sid` wins even when it is not valid (dgg-chat.md 1). */
  byHandshake(request: SimRequest): SimUser | undefined {
    if (request.cookies.has('sid')) return this.bySession(request);
    return this.byKey(request.cookies.get('authtoken') ?? '');
  }

  cookies(nick: string): string[] {
    const { sid, rememberme } = this.signIn(nick);
    const tail = `Path=/; Domain=destiny.gg; Secure; HttpOnly; SameSite=${this.sameSite}`;
    return [`sid=${sid}; ${tail}`, `rememberme=${rememberme}; ${tail}`];
  }
}

/** A user as events carry him (dgg-chat.md 3). */
export function wireUser({ id, nick, roles, features, createdDate }: SimUser): Record<string, unknown> {
  return { id, nick, roles, features, createdDate, watching: null };
}
