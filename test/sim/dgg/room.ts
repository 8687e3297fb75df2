import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { SimClock } from '../kit/clock';
import type { Faults } from '../kit/faults';
import type { SimRequest } from '../kit/sim-server';
import { GARBAGE } from './garbage';
import { hearLine } from './hear-line';
import { PaidEvents, type PaidType } from './paid-events';
import { type SimPoll, wirePoll } from './polls';
import { bannedNow, powers } from './rules';
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
/** Real milliseconds without a sign of life: before the first answer to a ping, and after one. */
const FIRST_SILENCE_MS = 60_000;
const SILENCE_MS = 30_000;

/** The chat: who is connected, what was said, and how tests speak in it. */
export class ChatRoom {
  readonly connections: Connection[] = [];
  readonly history: string[] = [];
  /** False: any Origin is welcome. */
  checkOrigin = true;
  /** The order of 2022: no ME, no HISTORY. */
  order: 'today' | '2022' = 'today';
  subOnly = false;
  subOnlyTier: number | undefined;
  /** The pinned message as it was broadcast. */
  pin: object | undefined;
  /** Banned phrases in lower case. */
  readonly phrases = new Set<string>();
  readonly paid: PaidEvents;
  /** When a member last looked somebody up, by his id. */
  readonly lookedUpMs = new Map<number, number>();
  #poll: SimPoll | undefined;
  #pollEnds: ReturnType<typeof setTimeout> | undefined;
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
    this.paid = new PaidEvents(deps.clock);
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
    let deadline = performance.now() + FIRST_SILENCE_MS;
    const beat = setInterval(() => {
      if (silent) return;
      if (performance.now() > deadline) socket.terminate();
      else socket.ping();
    }, KEEP_ALIVE_MS);
    socket.on('pong', () => {
      deadline = performance.now() + SILENCE_MS;
    });
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
    if (user !== undefined && bannedNow(user, this.clock.now()))
      return this.send(connection, 'ERR', { description: 'banned' });
    // A poll whose time is up ends for who was there.
    this.openPoll();
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
    this.send(connection, 'PAIDEVENTS', this.paid.lines());
    if (this.pin !== undefined) this.send(connection, 'PIN', this.pin);
    if (this.subOnly)
      this.send(connection, 'SUBONLY', {
        data: 'on',
        ...(this.subOnlyTier === undefined ? {} : { tier: this.subOnlyTier }),
      });
    const poll = this.openPoll();
    if (poll !== undefined) this.send(connection, 'POLLSTART', wirePoll(poll, this, user));
    const leftMs = (user?.mutedUntilMs ?? 0) - this.clock.now();
    if (leftMs > 0)
      this.send(connection, 'ERR', { description: 'muted', muteTimeLeft: Math.ceil(leftMs / 1000) });
  }

  send(connection: Connection, type: string, payload: unknown): void {
    connection.socket.send(`${type} ${JSON.stringify(payload)}`);
  }

  /** To everybody inside, and into the history unless it is about coming and going. */
  broadcast(type: string, payload: unknown): void {
    const line = `${type} ${JSON.stringify(payload)}`;
    if (type !== 'JOIN' && type !== 'QUIT') {
      this.history.push(line);
      if (this.history.length > HISTORY) this.history.shift();
    }
    this.#toAll(line);
  }

  /** To everybody inside, and forgotten. */
  tellAll(type: string, payload: unknown): void {
    this.#toAll(`${type} ${JSON.stringify(payload)}`);
  }

  /** To moderators and admins. */
  tellPowers(type: string, payload: unknown): void {
    for (const one of this.#inside())
      if (one.user !== undefined && powers(one.user)) this.send(one, type, payload);
  }

  /** A client that reads too slowly loses lines without a word (dgg-chat.md 7): here by a switch. */
  #toAll(line: string): void {
    for (const one of this.#inside()) {
      if (this.faults.take('lose-line', one.nick ?? 'guest') === undefined) one.socket.send(line);
    }
  }

  openPoll(): SimPoll | undefined {
    const poll = this.#poll;
    if (poll !== undefined && this.clock.now() >= poll.startedAtMs + poll.lastsMs) this.stopPoll();
    return this.#poll;
  }

  startPoll(poll: SimPoll): void {
    this.#poll = poll;
    for (const one of this.#inside()) this.send(one, 'POLLSTART', wirePoll(poll, this, one.user));
    this.#pollEnds = setTimeout(() => this.openPoll(), poll.lastsMs + 50);
    this.#pollEnds.unref();
  }

  stopPoll(): void {
    const poll = this.#poll;
    this.#poll = undefined;
    clearTimeout(this.#pollEnds);
    if (poll !== undefined)
      for (const one of this.#inside()) this.send(one, 'POLLSTOP', wirePoll(poll, this, one.user));
  }

  /** Somebody paid, or a card of another kind: shown to all and kept on the event bar. */
  pay(type: PaidType, nick: string, fields: object = {}, lastsMs = 60_000): string {
    const stamp = this.stamp();
    const uuid = `sim-${stamp}`;
    const user = this.users.get(nick) ?? this.users.add({ nick });
    const bought = { user: wireUser(user), tier: 1, tierLabel: 'Tier I', amount: 500, data: '' };
    const own = type === 'XPOST' || type.startsWith('VESTABOARD') ? {} : bought;
    const card = { timestamp: stamp, expirationTimestamp: stamp + lastsMs, uuid, ...own, ...fields };
    this.paid.add(uuid, `${type} ${JSON.stringify(card)}`, stamp + lastsMs);
    this.broadcast(type, card);
    return uuid;
  }

  /** The whole event bar anew. */
  tellPaid(): void {
    this.tellAll('PAIDEVENTS', this.paid.lines());
  }

  /** A new nick for somebody who may be connected. */
  rename(nick: string, next: string): void {
    const held = this.of(nick);
    const user = this.users.rename(nick, next);
    if (user === undefined) return;
    for (const one of held) one.nick = next;
    this.tellAll('UPDATEUSER', wireUser(user));
  }

  /** Everybody's flairs and roles anew. */
  reloadUsers(): void {
    const people = new Set(this.#inside().flatMap(({ user }) => (user === undefined ? [] : [user])));
    for (const user of people) this.tellAll('UPDATEUSER', wireUser(user));
  }

  /** Asks every page to load anew. */
  reload(): void {
    this.tellAll('RELOAD', null);
  }

  /** As the server of 2022 made a changed user come again. */
  refresh(nick: string): void {
    for (const one of this.of(nick)) {
      if (one.user !== undefined)
        this.send(one, 'REFRESH', { ...wireUser(one.user), timestamp: this.stamp() });
      one.socket.close(1000);
    }
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
    clearTimeout(this.#pollEnds);
    for (const one of this.open()) one.socket.terminate();
    this.#server.close();
  }
}
