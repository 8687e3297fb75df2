import { Agent, buildConnector, fetch as undiciFetch } from 'undici';
import { WebSocket as NodeSocket } from 'ws';
import { ChatSocket, type SocketEvent } from '../../../lib/dgg/chat-socket';
import type { DggSim } from '../../sim/dgg/dgg-sim';

/** A fetch that reaches the simulator under the site's real name, with that session's cookies. */
export function siteFetch(sim: DggSim, cookie = ''): typeof fetch {
  const connector = buildConnector({ rejectUnauthorized: false });
  const dispatcher = new Agent({
    connect: (options, done) =>
      connector(
        { ...options, hostname: '127.0.0.1', port: String(sim.port), servername: options.hostname },
        done,
      ),
  });
  const reach = async (input: RequestInfo | URL, init?: RequestInit): Promise<unknown> => {
    const request = new Request(input, init);
    return undiciFetch(request.url, {
      method: request.method,
      headers: { ...Object.fromEntries(request.headers), ...(cookie === '' ? {} : { cookie }) },
      ...(request.body === null ? {} : { body: await request.text() }),
      redirect: request.redirect,
      signal: request.signal,
      dispatcher,
    });
  };
  // undici's Response is the one Node's own fetch gives, with types of its own.
  return reach as typeof fetch;
}

/** The `Cookie` header of a fresh session. */
export function sessionOf(sim: DggSim, nick: string): string {
  return `sid=${sim.users.signIn(nick).sid}`;
}

/** Timers that go off when the test says so; the wire stays real. */
export class HandTimers {
  nowMs = 1_000_000;
  #next = 1;
  readonly #due = new Map<number, { atMs: number; run: () => void }>();

  readonly set = (run: () => void, ms: number): number => {
    this.#next += 1;
    this.#due.set(this.#next, { atMs: this.nowMs + ms, run });
    return this.#next;
  };

  readonly clear = (timer: number): void => {
    this.#due.delete(timer);
  };

  /** Milliseconds until each timer that is set, soonest first. */
  waits(): number[] {
    return [...this.#due.values()].map(({ atMs }) => atMs - this.nowMs).sort((one, other) => one - other);
  }

  advance(ms: number): void {
    this.nowMs += ms;
    for (const [timer, { atMs, run }] of [...this.#due]) {
      if (atMs > this.nowMs || !this.#due.delete(timer)) continue;
      run();
    }
  }
}

/** A chat socket of ours on the simulator's wire, and everything it reported. */
export function chatSocket(sim: DggSim, { cookie = '', random = 0.5 } = {}) {
  const events: SocketEvent[] = [];
  const timers = new HandTimers();
  const opened: NodeSocket[] = [];
  const socket = new ChatSocket({
    connect: () => {
      const made = new NodeSocket(`wss://127.0.0.1:${sim.port}/ws`, {
        headers: {
          host: 'chat.destiny.gg',
          origin: 'https://www.destiny.gg',
          ...(cookie === '' ? {} : { cookie }),
        },
        rejectUnauthorized: false,
      });
      // A refused handshake is told by the close event, as in a browser.
      made.on('error', () => undefined);
      opened.push(made);
      // The same interface, declared twice: by the library and by the DOM.
      return made as unknown as WebSocket;
    },
    setTimer: timers.set,
    clearTimer: timers.clear,
    random: () => random,
    now: () => timers.nowMs,
    on: (event) => events.push(event),
  });
  const states = () => events.flatMap((event) => (event.kind === 'state' ? [event] : []));
  return {
    socket,
    events,
    timers,
    opened,
    states,
    state: () => states().at(-1)?.state,
    lines: () => events.flatMap((event) => (event.kind === 'line' ? [event.line] : [])),
  };
}
