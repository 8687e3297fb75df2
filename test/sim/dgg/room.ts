import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { SimClock } from '../kit/clock';
import type { Faults } from '../kit/faults';
import type { SimRequest } from '../kit/sim-server';
import { hearLine } from './hear-line';
import { type SimUser, type UserBook, wireUser } from './users';
import type { WhisperStore } from './whispers';

/** One connection, kept after its end so that tests can look back. */
export interface Connection {
  nick: string | undefined;
  origin: string | undefined;
  cookie: string | undefined;
  openedAt: number;
  closedAt: number | undefined;
  /** Greeted, listed and told of everything; what is half-open or banned only hangs. */
  entered: boolean;
  closeCode: number | undefined;
  /** What the client sent. */
  heard: string[];
  socket: WebSocket;
  user: SimUser | undefined;
}

const CONNECTIONS = 5;
const HISTORY = 150;
const KEEP_ALIVE_MS = 10_000;

/** Lines that no server of ours sends, for clients to survive (dgg-chat.md 14). */
export const GARBAGE: readonly (string | Buffer)[] = [
  'MSG',
  '',
  'PRIVMSG {"nick":"Normie","data":"cut',
  'PRIVMSG null',
  'PRIVMSG []',
  'PRIVMSG {"nick":7,"data":[],"messageid":{}}',
  'MSG "x"',
  'WHATEVER {"a":1}',
  'privmsg',
  '{"__proto__":{"polluted":true}}',
  'ERR "banned-not-really"',
  `MSG {"nick":"Normie","data":"${'x'.repeat(200_000)}"}`,
  `PRIVMSG {"nick":"Normie","data":"${'y'.repeat(200_000)}","messageid":1}`,
  `PRIVMSG ${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  Buffer.from([1, 2, 3]),
];

/** The chat: who is connected, what was said, and how tests speak in it. */
export class ChatRoom {
  readonly connections: Connection[] = [];
  readonly history: string[] = [];
  /** False: any Origin is welcome. */
  checkOrigin = true;
  /** The order of 2022: no ME, no HISTORY. */
  order: 'today' | '2022' = 'today';
  subOnly = false;
  readonly users: UserBook;
  readonly whispers: WhisperStore;
  readonly clock: SimClock;
  readonly faults: Faults;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  #lastMs = 0;

  constructor(deps: { users: UserBook; whispers: WhisperStore; clock: SimClock; faults: Faults }) {
    this.users = deps.users;
    this.whispers = deps.whispers;
    this.clock = deps.clock;
    this.faults = deps.faults;
  }

  /** Milliseconds that no other line carries. */
  stamp(): number {
    this.#lastMs = Math.max(this.clock.now(), this.#lastMs + 1);
    return this.#lastMs;
  }

  open(): Connection[] {
    return this.connections.filter((one) => one.closedAt === undefined);
  }

  of(nick: string): Connection[] {
    return this.open().filter((one) => one.nick?.toLowerCase() === nick.toLowerCase());
  }

  #inside(): Connection[] {
    return this.open().filter((one) => one.entered);
  }

  #insideOf(nick: string): Connection[] {
    return this.of(nick).filter((one) => one.entered);
  }

  /** The handshake: path, Origin, cookies, faults (dgg-chat.md 1). */
  upgrade(request: SimRequest, socket: Duplex, head: Buffer): void {
    const refuse = (status: number): void => {
      request.log.status = status;
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    };
    const { origin } = request.headers;
    if (request.host !== 'chat.destiny.gg' || request.path !== '/ws') return refuse(404);
    const where = `${request.host}${request.path}`;
    for (const status of [403, 429, 503])
      if (this.faults.take(`refuse-${status}`, where)) return refuse(status);
    if (this.faults.take('drop-1006', where)) {
      socket.destroy();
      return;
    }
    if (this.checkOrigin && origin !== undefined && origin !== 'https://www.destiny.gg') return refuse(403);
    this.#server.handleUpgrade(request.raw, socket, head, (opened) => {
      request.log.status = 101;
      this.#enter(opened, request);
    });
  }

  #enter(socket: WebSocket, request: SimRequest): void {
    const user = this.users.byHandshake(request);
    const connection: Connection = {
      nick: user?.nick,
      origin: request.headers.origin,
      cookie: request.headers.cookie,
      openedAt: this.clock.now(),
      closedAt: undefined,
      entered: false,
      closeCode: undefined,
      heard: [],
      socket,
      user,
    };
    request.log.note = user?.nick ?? 'guest';
    const before = user === undefined ? 0 : this.of(user.nick).length;
    this.connections.push(connection);
    const where = `${request.host}${request.path}`;
    const silent = this.faults.take('half-open', where) !== undefined;
    const beat = silent ? undefined : setInterval(() => socket.ping(), KEEP_ALIVE_MS);
    socket.on('close', (code) => {
      clearInterval(beat);
      connection.closedAt = this.clock.now();
      connection.closeCode = code;
      if (user !== undefined && connection.entered && this.#insideOf(user.nick).length === 0)
        this.broadcast('QUIT', { ...wireUser(user), timestamp: this.stamp() });
    });
    socket.on('error', () => socket.terminate());
    socket.on('message', (data, binary) => {
      const line = String(data);
      if (binary || Buffer.byteLength(line) > 6_144) return socket.close(1003);
      connection.heard.push(line);
      if (!silent) hearLine(this, connection, line);
    });
    if (silent) return;
    if (before >= CONNECTIONS) {
      this.send(connection, 'ERR', { description: 'toomanyconnections' });
      return socket.close(1000);
    }
    if (user?.banned === true) return this.send(connection, 'ERR', { description: 'banned' });
    connection.entered = true;
    this.#welcome(connection, where);
    if (user !== undefined && this.#insideOf(user.nick).length === 1)
      this.broadcast('JOIN', { ...wireUser(user), timestamp: this.stamp() });
    if (this.faults.take('garbage', where)) for (const line of GARBAGE) socket.send(line);
    const close = this.faults.take('close-after-open', where);
    if (close !== undefined) socket.close(Number(close.with?.code ?? 1001));
  }

  #welcome(connection: Connection, where: string): void {
    const { user } = connection;
    const people = new Map(
      this.#inside().flatMap((one) => (one.user === undefined ? [] : [[one.user.nick, one.user] as const])),
    );
    const names = { connectioncount: this.#inside().length, users: [...people.values()].map(wireUser) };
    if (this.order === '2022') return this.send(connection, 'NAMES', names);
    if (!this.faults.take('no-me', where))
      this.send(connection, 'ME', user === undefined ? null : wireUser(user));
    this.send(connection, 'NAMES', names);
    this.send(connection, 'HISTORY', this.history);
    this.send(connection, 'PAIDEVENTS', []);
    if (this.subOnly) this.send(connection, 'SUBONLY', { data: 'on' });
    const leftMs = (user?.mutedUntilMs ?? 0) - this.clock.now();
    if (leftMs > 0)
      this.send(connection, 'ERR', { description: 'muted', muteTimeLeft: Math.ceil(leftMs / 1000) });
  }

  send(connection: Connection, type: string, payload: unknown): void {
    connection.socket.send(`${type} ${JSON.stringify(payload)}`);
  }

  broadcast(type: string, payload: unknown): void {
    const line = `${type} ${JSON.stringify(payload)}`;
    if (type !== 'JOIN' && type !== 'QUIT') {
      this.history.push(line);
      if (this.history.length > HISTORY) this.history.shift();
    }
    for (const one of this.#inside()) one.socket.send(line);
  }

  /** A public line as that user, past every throttle. */
  say(nick: string, data: string): void {
    const user = this.users.get(nick) ?? this.users.add({ nick });
    this.broadcast('MSG', { ...wireUser(user), timestamp: this.stamp(), data });
  }

  /** A whisper past every throttle; the site's id of it. */
  whisper(from: string, to: string, text: string): number {
    const stored = this.whispers.add(from, to, text);
    this.deliver(stored.id, from, to, text);
    return stored.id;
  }

  deliver(messageid: number, nick: string, to: string, data: string): void {
    const twice = this.faults.take('duplicate-messageid') !== undefined;
    const payload = { messageid, timestamp: this.stamp(), nick, data };
    for (const one of this.#insideOf(to)) {
      this.send(one, 'PRIVMSG', payload);
      if (twice) this.send(one, 'PRIVMSG', payload);
    }
  }

  /** Any text to everybody of a nick, or to all with `*`. */
  sendRaw(nick: string, line: string): void {
    for (const one of nick === '*' ? this.#inside() : this.#insideOf(nick)) one.socket.send(line);
  }

  closeAll(code = 1001): void {
    for (const one of this.open()) one.socket.close(code);
  }

  stop(): void {
    for (const one of this.open()) one.socket.terminate();
    this.#server.close();
  }
}
