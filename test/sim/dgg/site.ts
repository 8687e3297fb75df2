import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SimRequest } from '../kit/sim-server';
import { cdnFile } from './cdn';
import { date, identityOf, memberApi } from './member-api';
import type { ChatRoom } from './room';
import { wireUser } from './users';

const PAGE = new URL('./page/', import.meta.url).pathname;
const STRICT =
  "default-src 'self'; style-src 'self'; img-src 'self' https://cdn.destiny.gg; connect-src 'self' wss://chat.destiny.gg https://cdn.destiny.gg";

export interface SiteDeps {
  room: ChatRoom;
  dataDir?: string | undefined;
  /** `strict` sends a policy with the chat page, as a site may. */
  csp(): 'strict' | 'none';
  /** Since when the stream is live, by the simulator's clock; undefined while it is not. */
  live(): number | undefined;
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
      const told = open(deps, request);
      if (told === undefined) return json(response, { success: false, message: 'User not found' }, 404);
      return json(response, told);
    }
    const me = users.bySession(request);
    if (me === undefined) return forbidden(response);
    if (request.method === 'POST' && request.headers['x-csrf-guard'] !== 'YEE') return forbidden(response);
    const answer = memberApi(room, request, me);
    if (answer === undefined) return json(response, { error: 'not found' }, 404);
    json(response, answer.body, answer.status);
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

const OPEN: Readonly<Record<string, (deps: SiteDeps, request: SimRequest) => unknown>> = {
  '/api/chat/history': ({ room }) => room.history,
  '/api/chat/userinfo': ({ room }, { query }) => {
    const user = room.users.get(query.get('username') ?? '');
    if (user === undefined) return undefined;
    return { success: true, message: '', data: { ...wireUser(user), bio: null, gender: null, age: null } };
  },
  '/api/userinfo': ({ room }, { query }) => {
    const user = room.users.byKey(query.get('token') ?? '');
    return user === undefined
      ? { error: 'fetchuserbytokenfailed', message: 'No such key', code: 403 }
      : { ...identityOf(user), status: 'Active' };
  },
  '/api/info/stream': ({ room, live }) => {
    const since = live();
    const nothing = { twitch: null, youtube: null, facebook: null, rumble: null, kick: null };
    if (since === undefined) return { data: { streams: nothing } };
    const youtube = {
      live: true,
      game: 'Destiny 2',
      preview: '',
      status_text: 'a stream of the simulator',
      started_at: date(since),
      ended_at: null,
      duration: Math.max(0, Math.round((room.clock.now() - since) / 1000)),
      viewers: 3198,
      id: 'sim',
      platform: 'youtube',
      type: 'live',
    };
    return { data: { streams: { ...nothing, youtube } } };
  },
};
