import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Faults } from '../kit/faults';
import type { SimRequest } from '../kit/sim-server';
import type { OAuthState } from './oauth';
import type { World } from './world';

const COOKIE = 'sim-bungie';
const PATH = '/en/OAuth/Authorize';

/**
 * The page where a player signs in and allows an app (bungie-api.md 2.2). Who is signed in and allowed the app before is
 * sent straight back, unless `reauth=true`.
 */
export function authorizePage(deps: { world: World; oauth: OAuthState; faults: Faults }) {
  const sessions = new Map<string, string>();

  function redirect(request: SimRequest, response: ServerResponse, change: Record<string, string>): void {
    const app = deps.oauth.app(request.query.get('client_id') ?? '');
    const wanted = request.query.get('redirect_uri');
    const target =
      app?.redirectUrls.find((url) => url === wanted) ?? redirectFor(request, app?.redirectUrls ?? []);
    if (target === undefined) return show(response, 'This app has no such redirect URL.', '', 400);
    const url = new URL(target);
    const state = request.query.get('state');
    if (state !== null) url.searchParams.set('state', state);
    for (const [name, value] of Object.entries(change)) url.searchParams.set(name, value);
    const where = `${request.host}${request.path}`;
    if (deps.faults.take('redirect-without-state', where)) url.searchParams.delete('state');
    if (deps.faults.take('redirect-wrong-state', where)) url.searchParams.set('state', 'not-what-you-sent');
    if (deps.faults.take('redirect-error', where)) {
      url.searchParams.delete('code');
      url.searchParams.set('error', 'server_error');
    }
    response.writeHead(302, { location: url.href }).end();
  }

  return (request: SimRequest, response: ServerResponse): void => {
    const { query } = request;
    const clientId = query.get('client_id') ?? '';
    const app = deps.oauth.app(clientId);
    if (app === undefined) return show(response, 'This app is not known.', '', 400);
    const signIn = query.get('sim-sign-in');
    if (signIn !== null) {
      const session = randomBytes(12).toString('hex');
      sessions.set(session, deps.world.account(signIn).bungieId);
      response.setHeader('set-cookie', `${COOKIE}=${session}; Path=/; Secure; HttpOnly; SameSite=Lax`);
      response.writeHead(302, { location: address(query, { 'sim-sign-in': null, reauth: null }) }).end();
      return;
    }
    const bungieId = sessions.get(request.cookies.get(COOKIE) ?? '');
    if (bungieId === undefined || query.get('reauth') === 'true') {
      const names = [...deps.world.accounts.keys()];
      const buttons = names.map((name) =>
        button(`sign-in-${name}`, address(query, { 'sim-sign-in': name }), `Sign in as ${name}`),
      );
      return show(response, 'Sign in', buttons.join(''));
    }
    if (query.get('sim-deny') !== null) return redirect(request, response, { error: 'access_denied' });
    if (query.get('sim-approve') !== null || deps.oauth.approved(bungieId, clientId)) {
      return redirect(request, response, { code: deps.oauth.issueCode(bungieId, clientId) });
    }
    const name = deps.world.byBungieId(bungieId)?.name ?? bungieId;
    show(
      response,
      `${app.name} asks to see and move your Destiny items`,
      `<p>Signed in as ${name}</p>${button('approve', address(query, { 'sim-approve': '1' }), 'Approve')}${button('deny', address(query, { 'sim-deny': '1' }), 'Deny')}`,
    );
  };
}

/** The app's redirect URL that fits the browser asking: Firefox and Chromium extensions have different hosts. */
function redirectFor(request: SimRequest, urls: readonly string[]): string | undefined {
  const firefox = /Firefox/.test(String(request.headers['user-agent'] ?? ''));
  return urls.find((url) => url.includes('.allizom.org') === firefox) ?? urls[0];
}

function address(query: URLSearchParams, change: Record<string, string | null>): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return `${PATH}?${next}`;
}

function button(id: string, href: string, label: string): string {
  return `<a id="${id}" href="${href.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">${label}</a>`;
}

function show(response: ServerResponse, title: string, body: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Bungie (simulated)</title>
<link rel="icon" href="data:,"><style>body{font:16px system-ui;background:#14181e;color:#e8ecf1;display:grid;gap:12px;justify-content:center;padding-top:60px}
a{display:block;padding:10px 18px;background:#2a4a6b;color:#fff;border-radius:4px;text-decoration:none;text-align:center}#deny{background:#444}</style>
<h1>${title}</h1>${body}</html>`);
}
