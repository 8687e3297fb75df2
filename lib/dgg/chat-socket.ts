import { ChatFeed } from '../chat/chat-feed';
import { type ClientLine, pingLine, pongLine } from '../chat/client-line';
import { READERS } from '../chat/event-readers';
import { type EventOf, typeOf } from '../chat/frame';
import type { Highlights } from '../chat/mentions';
import { reconnectDelayMs, SETTLED_MS, stopsForGood } from './reconnect';
import { type Said, type ToSay, WhisperSender } from './whisper-sender';

export const CHAT_URL = 'wss://chat.destiny.gg/ws';

export type SocketState = 'connecting' | 'open' | 'waiting' | 'stopped';

export type SocketEvent =
  | { kind: 'state'; state: SocketState; reason: string; failures: number; retryInMs?: number }
  | { kind: 'line'; line: string }
  | { kind: 'said'; said: Said };

export interface ChatSocketDeps {
  url?: string;
  connect(url: string): WebSocket;
  setTimer(run: () => void, ms: number): number;
  clearTimer(timer: number): void;
  /** From 0 up to 1. */
  random(): number;
  now(): number;
  on(event: SocketEvent): void;
}

/** What the background wants to hear of; the public chat is not among it, or every line would wake it. */
const FORWARDED = new Set(['ME', 'PRIVMSG']);
/** What is looked into here; the rest of the public chat is not even parsed. */
const READ = new Set(['ME', 'PING', 'ERR', 'PRIVMSGSENT', 'UPDATEUSER']);
const KNOWN: ReadonlySet<string> = new Set(Object.keys(READERS));
/** No line the background needs is longer. */
const LONGEST_LINE = 64_000;
/** Silence is normal at night; after this long a PING asks whether anybody is there (dgg-chat.md 7). */
const SILENCE_MS = 300_000;
const PONG_MS = 30_000;
/** A server greets at once; one that takes the connection and says nothing for this long is not there. */
const GREETING_MS = 45_000;

/*
 *            want(true)               first ME or NAMES
 *  stopped ------------> connecting ------------------> open
 *     ^                    ^     |  closed                |
 *     | banned, too many,  |     v                        | closed
 *     | want(false)        +-- waiting <------------------+
 *     +------------------------- any state
 */

/**
 * Holds one chat socket: reconnects, answers PING, probes a long silence, forwards what matters. It sends nothing
 * else but the whispers it is given, ever. The session is the browser's own, by cookie.
 */
export class ChatSocket {
  readonly #deps: ChatSocketDeps;
  #socket: WebSocket | undefined;
  #wanted = false;
  #state: SocketState = 'stopped';
  #reason = '';
  #spoke = false;
  #failures = 0;
  #flaps = 0;
  #openedAtMs = 0;
  #heardAtMs = 0;
  #retryAtMs = 0;
  /** The line being heard: what its handlers report on. */
  #line = '';
  #ownId: number | undefined;
  readonly #feed = new ChatFeed((error) => {
    // Our own handlers do not throw; if one does it is our bug, and the net of this context logs it.
    throw error;
  });
  #retry: number | undefined;
  #silence: number | undefined;

  readonly #sender: WhisperSender;

  constructor(deps: ChatSocketDeps) {
    this.#deps = deps;
    this.#sender = new WhisperSender({
      say: (line) => this.#say(this.#socket, line),
      giveUp: () => this.#socket !== undefined && this.#giveUp(this.#socket),
      setTimer: deps.setTimer,
      clearTimer: deps.clearTimer,
      now: deps.now,
      end: (said) => deps.on({ kind: 'said', said }),
    });
    this.#feed.on('ping', ({ payload }) => {
      if (payload.length < 1_000) this.#say(this.#socket, pongLine(payload));
    });
    this.#feed.on('me', ({ user }) => {
      this.#ownId = user?.id;
    });
    this.#feed.on('user-update', ({ user }) => {
      // A new nick of ours; everybody else's is nothing to wake the background for.
      if (user.id !== undefined && user.id === this.#ownId) this.#forward();
    });
    this.#feed.on('mention', () => this.#forward());
    this.#feed.on('error', (error) => this.#onError(error));
    this.#feed.on('whisper-sent', () => this.#sender.onSent());
  }

  /** Sends a whisper once; how it ended is reported as `said`. */
  whisper(whisper: ToSay): void {
    this.#sender.put(whisper);
  }

  /**
   * Makes the connection wanted or not; asking again tells the state anew, and looks whether a sleep of the machine left a
   * dead connection or an overdue attempt behind. Being wanted clears a former stop. `highlights` are the public lines
   * to report.
   */
  want(open: boolean, highlights?: Highlights): void {
    this.#feed.highlights = highlights;
    if (open && this.#wanted) {
      this.#tell(this.#state, this.#reason);
      this.#afterSleep();
      return;
    }
    this.#wanted = open;
    this.#failures = 0;
    this.#flaps = 0;
    if (open) this.#connect();
    else this.#stop('');
  }

  /** How many lines were of no type we know, or not what their type promises, by type. */
  odd(): ReturnType<ChatFeed['odd']> {
    return this.#feed.odd();
  }

  /** Timers stand still while the machine sleeps; the clock does not. */
  #afterSleep(): void {
    const nowMs = this.#deps.now();
    if (this.#state === 'open' && nowMs - this.#heardAtMs >= SILENCE_MS + PONG_MS) this.#probe();
    if (this.#state === 'waiting' && nowMs >= this.#retryAtMs) this.#connect();
    else if (this.#state === 'connecting' && nowMs - this.#openedAtMs > GREETING_MS && this.#socket)
      this.#giveUp(this.#socket);
  }

  #connect(): void {
    this.#clear();
    this.#spoke = false;
    this.#tell('connecting', '');
    let socket: WebSocket;
    try {
      socket = this.#deps.connect(this.#deps.url ?? CHAT_URL);
    } catch {
      // A browser that refuses to try is one more failed attempt.
      this.#closed(1006);
      return;
    }
    this.#socket = socket;
    this.#openedAtMs = this.#deps.now();
    this.#silence = this.#deps.setTimer(() => this.#giveUp(socket), GREETING_MS);
    socket.onmessage = ({ data }) => {
      if (socket === this.#socket && typeof data === 'string') this.#hear(data);
    };
    socket.onclose = ({ code }) => {
      if (socket === this.#socket) this.#closed(code);
    };
  }

  #hear(line: string): void {
    const type = typeOf(line);
    this.#heardAtMs = this.#deps.now();
    if (!this.#spoke && (type === 'ME' || type === 'NAMES')) {
      this.#spoke = true;
      this.#failures = 0;
      this.#sender.opened();
      this.#tell('open', '');
    }
    if (this.#spoke) this.#listenForSilence();
    this.#line = line;
    if (type !== undefined && FORWARDED.has(type)) this.#forward();
    const read = type === undefined || READ.has(type) || !KNOWN.has(type);
    if (read || (type === 'MSG' && this.#feed.highlights !== undefined)) this.#feed.hear(line);
  }

  #forward(): void {
    if (this.#line.length <= LONGEST_LINE) this.#deps.on({ kind: 'line', line: this.#line });
  }

  #onError(error: EventOf<'error'>): void {
    if (!stopsForGood(error.description)) return this.#sender.onError(error);
    this.#wanted = false;
    this.#stop(error.description);
  }

  #closed(code: number): void {
    this.#socket = undefined;
    this.#clear();
    this.#sender.closed();
    if (!this.#wanted) return;
    const opened = this.#spoke;
    if (!opened) this.#failures += 1;
    const livedMs = this.#deps.now() - this.#openedAtMs;
    const ending = { code, opened, livedMs, failures: this.#failures, flaps: this.#flaps };
    const retryInMs = reconnectDelayMs(ending, this.#deps.random());
    this.#flaps = opened && livedMs < SETTLED_MS ? this.#flaps + 1 : 0;
    this.#retryAtMs = this.#deps.now() + retryInMs;
    this.#retry = this.#deps.setTimer(() => this.#connect(), retryInMs);
    this.#tell('waiting', opened ? String(code) : 'unreachable');
  }

  #listenForSilence(): void {
    if (this.#silence !== undefined) this.#deps.clearTimer(this.#silence);
    this.#silence = this.#deps.setTimer(() => this.#probe(), SILENCE_MS);
  }

  #probe(): void {
    const socket = this.#socket;
    if (socket === undefined) return;
    this.#say(socket, pingLine(this.#deps.now()));
    // Only a missing answer proves a dead socket; any line that comes resets this timer.
    this.#silence = this.#deps.setTimer(() => this.#giveUp(socket), PONG_MS);
  }

  /** The only way out: takes nothing but a line of ours. */
  #say(socket: WebSocket | undefined, line: ClientLine): void {
    socket?.send(line);
  }

  /** The browser would wait for minutes until a dead connection answers its close. */
  #giveUp(socket: WebSocket): void {
    if (socket !== this.#socket) return;
    socket.onclose = null;
    socket.close();
    this.#closed(1006);
  }

  #stop(reason: string): void {
    this.#clear();
    const socket = this.#socket;
    this.#socket = undefined;
    // The server leaves a freshly opened socket of a banned user hanging (dgg-chat.md 6).
    socket?.close();
    this.#sender.closed();
    this.#tell('stopped', reason);
  }

  #clear(): void {
    for (const timer of [this.#retry, this.#silence]) {
      if (timer !== undefined) this.#deps.clearTimer(timer);
    }
    this.#retry = undefined;
    this.#silence = undefined;
  }

  #tell(state: SocketState, reason: string): void {
    this.#state = state;
    this.#reason = reason;
    const retryInMs = state === 'waiting' ? Math.max(0, this.#retryAtMs - this.#deps.now()) : undefined;
    this.#deps.on({
      kind: 'state',
      state,
      reason,
      failures: this.#failures,
      ...(retryInMs === undefined ? {} : { retryInMs }),
    });
  }
}
