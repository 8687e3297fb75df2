import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SimRequest } from '../kit/sim-server';
import { cdnFile } from './cdn';
import type { ChatRoom } from './room';
import type { SimUser } from './users';

const PAGE = new URL('./page/', import.meta.url).pathname;
const STRICT =
  "default-src 'self'; style-src 'self'; img-src 'self' https://cdn.destiny.gg; connect-src 'self' wss://chat.destiny.gg https://cdn.destiny.gg";

export interface SiteDeps {
  room: ChatRoom;
  dataDir?: string | undefined;
  /** `strict` sends a policy with the chat page, as a site may. */
  csp(): 'strict' | 'none';
}

/** www and cdn of destiny.gg: pages, sign-in, the HTTP API of dgg-chat.md 9. */
export function site(deps: SiteDeps) {
  const { room } = deps;
  const { users, faults } = room;

  function page(response: ServerResponse, file: string): void {
    response.writeHead(200, {
      'content-type': file.endsWith('.css')
        ? 'text/css'
        : file.endsWith('.js')
          ? 'text/javascript'
          : 'text/html; charset=utf-8',
      ...(deps.csp() === 'strict' && file.endsWith('.html') ? { 'content-security-policy': STRICT } : {}),
    });
    response.end(readFileSync(join(PAGE, file)));
  }

  function json(response: ServerResponse, body: unknown, status = 200): void {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  const forbidden = (response: ServerResponse) =>
    json(response, { message: 'Forbidden', error: 'forbidden', code: 403 }, 403);

  async function api(request: SimRequest, response: ServerResponse): Promise<void> {
    const where = `${request.host}${request.path}`;
    const slow = faults.take('http-slow', where);
    if (slow !== undefined) await wait(Number(slow.with?.ms ?? 2000));
    if (faults.take('http-html', where)) {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>Just a moment...</title>');
      return;
    }
    if (faults.take('http-500', where)) return json(response, { error: 'fault', id: 'sim' }, 500);
    const open = OPEN[request.path];
    if (open !== undefined) {
      const told = open(room, request);
      if (told === undefined) return json(response, { success: false, message: 'User not found' }, 404);
      return json(response, told);
    }
    const me = users.bySession(request);
    if (me === undefined) return forbidden(response);
    if (request.method === 'POST' && request.headers['x-csrf-guard'] !== 'YEE') return forbidden(response);
    const answer = signedIn(room, request, me);
    if (answer === undefined) return json(response, { error: 'not found' }, 404);
    json(response, answer);
  }

  return async (request: SimRequest, response: ServerResponse): Promise<void> => {
    const { host, path, query } = request;
    if (host === 'cdn.destiny.gg') return cdnFile(request, response, deps.dataDir);
    if (host !== 'www.destiny.gg') {
      response.writeHead(404).end();
      return;
    }
    if (path === '/login/sim') {
      response
        .writeHead(302, {
          'set-cookie': users.cookies(query.get('nick') ?? 'Guardian'),
          location: query.get('then') ?? '/',
        })
        .end();
      return;
    }
    if (path === '/ping') {
      const sid = users.renew(request);
      if (sid !== undefined)
        response.setHeader(
          'set-cookie',
          `sid=${sid}; Path=/; Domain=destiny.gg; Secure; HttpOnly; SameSite=${users.sameSite}`,
        );
      response.writeHead(200).end();
      return;
    }
    if (path === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    if (path === '/embed/chat') return page(response, 'chat.html');
    if (path === '/embed/onstreamchat') return page(response, 'onstream.html');
    if (path === '/bigscreen') return page(response, 'bigscreen.html');
    if (path === '/' || path === '/profile/messages') return page(response, 'landing.html');
    const asset = /^\/sim\/(chat\.js|chat\.css|bigscreen\.css)$/.exec(path)?.[1];
    if (asset !== undefined) return page(response, asset);
    if (path.startsWith('/api/') || path === '/profile/messages/send') return api(request, response);
    response.writeHead(404).end();
  };
}

const OPEN: Readonly<Record<string, (room: ChatRoom, request: SimRequest) => unknown>> = {
  '/api/chat/history': (room) => room.history,
  '/api/chat/userinfo': (room, { query }) => {
    const user = room.users.get(query.get('username') ?? '');
    return user === undefined
      ? undefined
      : {
          success: true,
          message: '',
          data: { id: user.id, nick: user.nick, features: user.features, bio: null, gender: null, age: null },
        };
  },
  '/api/info/stream': () => ({
    data: { streams: { twitch: null, youtube: null, facebook: null, rumble: null, kick: null } },
  }),
};

/** Dates of this API have no colon in their zone (dgg-chat.md 9). */
function date(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, '+0000');
}

/** Lists come by 25, from the offset `s` on (dgg-chat.md 9.1). */
function pageOf<T>(list: readonly T[], query: URLSearchParams): T[] {
  const from = Number(query.get('s') ?? 0);
  return list.slice(from, from + 25);
}

function signedIn(room: ChatRoom, { method, path, query }: SimRequest, me: SimUser): unknown {
  const { whispers } = room;
  if (path === '/api/chat/me') {
    return {
      nick: me.nick,
      username: me.nick,
      userId: String(me.id),
      userStatus: 'Active',
      createdDate: me.createdDate,
      roles: me.roles,
      features: me.features,
      subscription: null,
      settings: [],
    };
  }
  if (path === '/api/chat/me/settings') return [];
  if (path === '/api/chat/me/ban') return 'bannotfound';
  if (path === '/api/messages/unread') {
    const byNick = new Map<string, typeof whispers.all>();
    for (const one of whispers.unreadOf(me.nick))
      byNick.set(one.from, [...(byNick.get(one.from) ?? []), one]);
    return [...byNick]
      .map(([username, list]) => ({
        messageid: String(list.at(-1)?.id ?? 0),
        username,
        timestamp: date(list.at(-1)?.atMs ?? 0),
        unread: String(list.length),
      }))
      .sort((one, other) => Number(other.messageid) - Number(one.messageid))
      .slice(0, 50);
  }
  if (path === '/api/messages/unread-count') return whispers.unreadOf(me.nick).length;
  if (path === '/api/messages/inbox') {
    const others = new Set(
      whispers.all
        .filter((one) => one.to === me.nick || one.from === me.nick)
        .map((one) => (one.to === me.nick ? one.from : one.to)),
    );
    const conversations = [...others].map((user) => {
      const thread = whispers.thread(me.nick, user);
      return {
        id: String(thread[0]?.id),
        timestamp: date(thread[0]?.atMs ?? 0),
        user,
        message: thread[0]?.text,
        unread: String(thread.filter((one) => one.to === me.nick && !one.read).length),
        read: '0',
      };
    });
    const waiting = ({ unread }: { unread: string }): number => (unread === '0' ? 0 : 1);
    conversations.sort((one, other) => waiting(other) - waiting(one) || Number(other.id) - Number(one.id));
    return pageOf(conversations, query);
  }
  const thread = /^\/api\/messages\/usr\/(\w+)\/inbox$/.exec(path)?.[1];
  if (thread !== undefined) {
    if (room.users.get(thread) === undefined) return { error: 'User not found' };
    const list = whispers.thread(me.nick, thread);
    const reply = pageOf(list, query).map((one) => ({
      id: String(one.id),
      message: one.text,
      timestamp: date(one.atMs),
      isread: one.read ? '1' : '0',
      from: one.from,
      to: one.to,
    }));
    // Reading a thread marks it read: that is why nobody may fetch one unasked.
    for (const one of list) if (one.to === me.nick) one.read = true;
    return reply;
  }
  const opened = /^\/api\/messages\/msg\/(\d+)\/open$/.exec(path)?.[1];
  if (opened !== undefined && method === 'POST') {
    const whisper = whispers.all.find((one) => one.id === Number(opened) && one.to === me.nick);
    if (whisper !== undefined) whisper.read = true;
    return whisper === undefined ? { success: false, error: 'not found' } : { success: true };
  }
  if (path === '/api/messages/open') {
    for (const one of whispers.unreadOf(me.nick)) one.read = true;
    return { success: true };
  }
  return undefined;
}
