import { readFrame, typeOf } from '../chat/frame';
import { reconnectDelayMs, stopsForGood } from './reconnect';

export const CHAT_URL = 'wss://chat.destiny.gg/ws';

export type SocketState = 'connecting' | 'open' | 'waiting' | 'stopped';

export type SocketEvent =
  | { kind: 'state'; state: SocketState; reason: string; failures: number }
  | { kind: 'line'; line: string };

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
const FORWARDED = new Set(['ME', 'PRIVMSG', 'ERR', 'BAN', 'UNBAN', 'MUTE', 'UNMUTE']);
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
 * else, ever. The session is the browser's own, by cookie.
 */
export class ChatSocket {
  readonly #deps: ChatSocketDeps;
  #socket: WebSocket | undefined;
  #wanted = false;
  #state: SocketState = 'stopped';
  #spoke = false;
  #failures = 0;
  #openedAtMs = 0;
  #retry: number | undefined;
  #silence: number | undefined;

  constructor(deps: ChatSocketDeps) {
    this.#deps = deps;
  }

  /** Makes the connection wanted or not; asking again tells the state anew. Being wanted clears a former stop. */
  want(open: boolean): void {
    if (open && this.#wanted) {
      this.#tell(this.#state, '');
      return;
    }
    this.#wanted = open;
    this.#failures = 0;
    if (open) this.#connect();
    else this.#stop('');
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
    if (!this.#spoke && (type === 'ME' || type === 'NAMES')) {
      this.#spoke = true;
      this.#failures = 0;
      this.#tell('open', '');
    }
    if (this.#spoke) this.#listenForSilence();
    if (type === 'PING') {
      const ping = readFrame(line);
      if (ping.kind === 'ping' && ping.payload.length < 1_000) this.#socket?.send(`PONG ${ping.payload}`);
      return;
    }
    if (type === undefined || !FORWARDED.has(type) || line.length > 64_000) return;
    this.#deps.on({ kind: 'line', line });
    if (type !== 'ERR') return;
    const error = readFrame(line);
    if (error.kind === 'error' && stopsForGood(error.description)) {
      this.#wanted = false;
      this.#stop(error.description);
    }
  }

  #closed(code: number): void {
    this.#socket = undefined;
    this.#clear();
    if (!this.#wanted) return;
    const opened = this.#spoke;
    if (!opened) this.#failures += 1;
    const livedMs = this.#deps.now() - this.#openedAtMs;
    const delayMs = reconnectDelayMs(
      { code, opened, livedMs, failures: this.#failures },
      this.#deps.random(),
    );
    this.#tell('waiting', opened ? String(code) : 'unreachable');
    this.#retry = this.#deps.setTimer(() => this.#connect(), delayMs);
  }

  #listenForSilence(): void {
    if (this.#silence !== undefined) this.#deps.clearTimer(this.#silence);
    this.#silence = this.#deps.setTimer(() => this.#probe(), SILENCE_MS);
  }

  #probe(): void {
    const socket = this.#socket;
    if (socket === undefined) return;
    socket.send(`PING ${JSON.stringify({ data: this.#deps.now() })}`);
    // Only a missing answer proves a dead socket; any line that comes resets this timer.
    this.#silence = this.#deps.setTimer(() => this.#giveUp(socket), PONG_MS);
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
    this.#deps.on({ kind: 'state', state, reason, failures: this.#failures });
  }
}
