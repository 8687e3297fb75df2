import type { ServerResponse } from 'node:http';
import { ITEMS } from '../../world/definitions';
import { smallAccounts } from '../../world/small-accounts';
import { jsonTables, smallManifest } from '../../world/small-manifest';
import type { SimClock } from '../kit/clock';
import type { Faults } from '../kit/faults';
import { Gate } from '../kit/gate';
import type { RequestLog } from '../kit/request-log';
import { type SimRequest, SimServer } from '../kit/sim-server';
import { authorizePage } from './authorize-page';
import { answer, html, json } from './envelope';
import { factsFrom } from './facts';
import { iconFor } from './icons';
import { ManifestHost } from './manifest-host';
import { type OAuthApp, OAuthState } from './oauth';
import { platform } from './platform';
import { FAULTS, strikePlatform, strikeToken } from './platform-faults';
import { loadRealData } from './real-data';
import { Throttle } from './throttle';
import { World } from './world';

/** The extension's fixed redirect URLs; real apps have one each, ours serve both browsers. */
export const REDIRECT_URLS = [
  'https://jekaapgofibpbafckoidnodkgmchclen.chromiumapp.org/',
  'https://c6f1cf0ad388949fce3ed656fe31c02f8f340507.extensions.allizom.org/',
];

/** A confidential and a public app. */
export const SIM_APPS: OAuthApp[] = [
  {
    name: 'Vault Courier',
    apiKey: 'sim-api-key',
    clientId: '41001',
    clientSecret: 'sim-client-secret',
    redirectUrls: REDIRECT_URLS,
  },
  {
    name: 'Vault Courier (public)',
    apiKey: 'sim-public-key',
    clientId: '41002',
    redirectUrls: REDIRECT_URLS,
  },
];

export interface BungieSimOptions {
  clock?: SimClock | undefined;
  port?: number | undefined;
  /** Folder with real data; absent: the project's own small world. */
  dataDir?: string | undefined;
  apps?: OAuthApp[] | undefined;
}

export interface BungieSim {
  port: number;
  controlUrl: string;
  clock: SimClock;
  faults: Faults;
  /** Holds calls open. */
  gate: Gate;
  log: RequestLog;
  world: World;
  manifest: ManifestHost;
  oauth: OAuthState;
  throttle: Throttle;
  /** The account tests and the demo sign in with. */
  mainAccount: string;
  /** Refuses connections until `goLive`. */
  goDark(): Promise<void>;
  goLive(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a Bungie on loopback: www.bungie.net and stats.bungie.net over TLS. */
export async function startBungieSim(options: BungieSimOptions = {}): Promise<BungieSim> {
  const world = new World();
  const manifest = new ManifestHost();
  if (options.dataDir === undefined) {
    for (const item of ITEMS) world.facts.set(item.hash, factsFrom(item));
    for (const account of smallAccounts()) world.addAccount(account);
    manifest.publish(await smallManifest(), '900001.26.08.18.1700-1-bnet.70001');
    manifest.publishTables(jsonTables());
  } else {
    await loadRealData(options.dataDir, world, manifest);
  }
  const server: SimServer = new SimServer({
    name: 'bungie',
    faults: FAULTS,
    clock: options.clock,
    port: options.port,
    handle: (request, response) => handle(request, response),
    control: {
      activity: (asked) => {
        const { characterId, on } = asked as { characterId: string; on: boolean };
        world.inActivity(characterId, on);
      },
      accounts: () =>
        [...world.accounts.values()].map(({ name, profiles }) => ({
          name,
          items: profiles[0]?.items.length ?? 0,
        })),
    },
  });
  const oauth = new OAuthState(server.clock, options.apps ?? SIM_APPS);
  const throttle = new Throttle(server.clock);
  const gate = new Gate();
  const authorize = authorizePage({ world, oauth, faults: server.faults });
  const serve = platform({ world, oauth, throttle, manifest, faults: server.faults, clock: server.clock });

  async function handle(request: SimRequest, response: ServerResponse): Promise<void> {
    const { path, method } = request;
    if (path.startsWith('/Platform/')) {
      if (!path.endsWith('/')) {
        // The redirect loses the Authorization header, and a POST does not survive it (bungie-api.md 1).
        if (method === 'GET') response.writeHead(301, { location: `${path}/` }).end();
        else response.writeHead(405).end();
        return;
      }
      if (path === '/Platform/App/OAuth/token/') return token(request, response);
      return strikePlatform(request, response, { faults: server.faults, gate }, () =>
        serve(request, response),
      );
    }
    if (request.headers['x-api-key'] !== undefined) return html(response, 400, 'No API key belongs here');
    if (path === '/en/OAuth/Authorize') return authorize(request, response);
    if (path.endsWith('.content') || path.endsWith('.json')) return serveContent(request, response);
    if (path.startsWith('/common/destiny2_content/') || path.startsWith('/img/')) {
      response
        .writeHead(200, { 'content-type': 'image/png', 'cache-control': 'max-age=31536000' })
        .end(iconFor(path));
      return;
    }
    html(response, 404, 'Not found');
  }

  /** A file held `before` has sent nothing, one held `after` the half of it. */
  async function serveContent(request: SimRequest, response: ServerResponse): Promise<void> {
    const where = `${request.host}${request.path}`;
    if ((await gate.pass('before', where)) === 'drop') return void response.destroy();
    await manifest.serve(request, response, server.faults, () => gate.pass('after', where));
  }

  async function token(request: SimRequest, response: ServerResponse): Promise<void> {
    const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const exchange = () => oauth.exchange(new URLSearchParams(request.body), basic);
    await strikeToken(request, response, { faults: server.faults, gate }, exchange, () => {
      const reply = exchange();
      json(response, reply.status, JSON.stringify(reply.body));
    });
  }

  await server.start();
  return {
    get port() {
      return server.port;
    },
    controlUrl: server.controlUrl,
    clock: server.clock,
    faults: server.faults,
    gate,
    log: server.log,
    world,
    manifest,
    oauth,
    throttle,
    mainAccount: options.dataDir === undefined ? 'Ikora' : 'Guardian',
    goDark: () => server.goDark(),
    goLive: () => server.start(),
    stop: () => server.stop(),
  };
}

export { answer };
