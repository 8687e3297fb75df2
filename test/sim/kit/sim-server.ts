import {
  createServer as createHttp,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { simCertificate } from './certificate';
import { SimClock } from './clock';
import { type Fault, Faults } from './faults';
import { type LoggedRequest, RequestLog } from './request-log';

/** A request with its body read and its parts named. */
export interface SimRequest {
  method: string;
  /** Host name without port, lower case. */
  host: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  cookies: ReadonlyMap<string, string>;
  body: string;
  raw: IncomingMessage;
  log: LoggedRequest;
}

export interface SimServerOptions {
  name: string;
  faults: Iterable<string>;
  clock?: SimClock | undefined;
  /** 0 or absent: any free port. */
  port?: number | undefined;
  handle(request: SimRequest, response: ServerResponse): Promise<void> | void;
  upgrade?(request: SimRequest, socket: Duplex, head: Buffer): Promise<void> | void;
  /** Extra control routes: `POST /<name>` with a JSON body answers the returned value as JSON. */
  control?: Record<string, (asked: unknown) => unknown>;
}

/**
 * One TLS server on loopback that plays real host names, plus a plain loopback control server.
 *
 * Control API (JSON): `GET /log`, `DELETE /log`, `GET /faults`, `POST /faults` (a Fault), `DELETE /faults`,
 * `POST /clock` (`{advanceMs}` | `{setMs}`), `GET /clock`, and the simulator's own routes.
 */
export class SimServer {
  readonly clock: SimClock;
  readonly faults: Faults;
  readonly log = new RequestLog();
  readonly #options: SimServerOptions;
  #tls: Server | undefined;
  #control: Server | undefined;
  readonly #sockets = new Set<Duplex>();
  #port = 0;
  #controlPort = 0;

  constructor(options: SimServerOptions) {
    this.#options = options;
    this.clock = options.clock ?? new SimClock();
    this.faults = new Faults(options.faults);
  }

  /** TLS port on 127.0.0.1. */
  get port(): number {
    return this.#port;
  }

  get controlUrl(): string {
    return `http://127.0.0.1:${this.#controlPort}`;
  }

  async start(): Promise<void> {
    const { key, cert } = await simCertificate();
    const tls = createTls({ key, cert });
    tls.on('request', (raw, response) => void this.#onRequest(raw, response));
    tls.on('upgrade', (raw, socket, head) => void this.#onUpgrade(raw, socket, head));
    tls.on('connection', (socket) => this.#track(socket));
    tls.on('secureConnection', (socket) => this.#track(socket));
    this.#tls = tls as unknown as Server;
    this.#port = await listen(this.#tls, this.#options.port ?? this.#port);
    if (this.#control === undefined) {
      this.#control = createHttp((raw, response) => void this.#onControl(raw, response));
      this.#controlPort = await listen(this.#control, 0);
    }
  }

  /** Closes the TLS side only: clients are refused until `start` is called again on the same port. */
  async goDark(): Promise<void> {
    const tls = this.#tls;
    this.#tls = undefined;
    if (tls !== undefined) await close(tls, this.#sockets);
  }

  async stop(): Promise<void> {
    await this.goDark();
    const control = this.#control;
    this.#control = undefined;
    if (control !== undefined) await close(control, new Set());
  }

  #track(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
  }

  #entry(raw: IncomingMessage, kind: LoggedRequest['kind'], host: string, url: URL): LoggedRequest {
    return this.log.add({
      at: this.clock.now(),
      kind,
      method: raw.method ?? 'GET',
      host,
      path: url.pathname,
      query: url.search,
      origin: raw.headers.origin,
      cookie: raw.headers.cookie,
      headers: Object.fromEntries(Object.entries(raw.headers).map(([name, value]) => [name, String(value)])),
      body: '',
      status: 0,
      note: '',
    });
  }

  #request(raw: IncomingMessage, kind: LoggedRequest['kind'], body: string): SimRequest {
    const host = (raw.headers.host ?? '').split(':')[0]?.toLowerCase() ?? '';
    const url = new URL(raw.url ?? '/', `https://${host || 'localhost'}`);
    const log = this.#entry(raw, kind, host, url);
    log.body = body;
    return {
      method: raw.method ?? 'GET',
      host,
      path: url.pathname,
      query: url.searchParams,
      headers: raw.headers,
      cookies: readCookies(raw.headers.cookie),
      body,
      raw,
      log,
    };
  }

  async #onRequest(raw: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(raw);
    const request = this.#request(raw, 'http', body);
    response.on('finish', () => {
      request.log.status = response.statusCode;
    });
    try {
      await this.#options.handle(request, response);
    } catch (error) {
      console.error(`[sim ${this.#options.name}]`, request.method, request.path, error);
      if (!response.headersSent) response.writeHead(599).end(String(error));
      else response.destroy();
    }
  }

  async #onUpgrade(raw: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const request = this.#request(raw, 'upgrade', '');
    if (this.#options.upgrade === undefined) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    await this.#options.upgrade(request, socket, head);
  }

  async #onControl(raw: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await readBody(raw);
      const asked: unknown = body === '' ? undefined : JSON.parse(body);
      const answer = await this.#controlAnswer(`${raw.method} ${raw.url ?? '/'}`, asked);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer ?? null));
    } catch (error) {
      response.writeHead(400).end(String(error));
    }
  }

  #controlAnswer(route: string, asked: unknown): unknown {
    switch (route) {
      case 'GET /log':
        return this.log.all();
      case 'DELETE /log':
        return this.log.clear();
      case 'GET /faults':
        return this.faults.list();
      case 'POST /faults':
        return this.faults.arm(asked as Fault);
      case 'DELETE /faults':
        return this.faults.disarm();
      case 'GET /clock':
        return { nowMs: this.clock.now() };
      case 'POST /clock': {
        const { advanceMs, setMs } = asked as { advanceMs?: number; setMs?: number };
        if (setMs !== undefined) this.clock.set(setMs);
        if (advanceMs !== undefined) this.clock.advance(advanceMs);
        return { nowMs: this.clock.now() };
      }
    }
    const own = this.#options.control?.[route.replace(/^POST \//, '')];
    if (own === undefined) throw new RangeError(`no control route ${route}`);
    return own(asked);
  }
}

function readCookies(header: string | undefined): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of header?.split(';') ?? []) {
    const cut = part.indexOf('=');
    if (cut > 0) cookies.set(part.slice(0, cut).trim(), part.slice(cut + 1).trim());
  }
  return cookies;
}

function readBody(raw: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    raw.on('data', (part: Buffer) => parts.push(part));
    raw.on('end', () => resolve(Buffer.concat(parts).toString('utf8')));
    raw.on('error', reject);
  });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server, sockets: ReadonlySet<Duplex>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
    for (const socket of sockets) socket.destroy();
  });
}
