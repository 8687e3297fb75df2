import { WebSocket } from 'ws';
import type { DggSim } from '../../sim/dgg/dgg-sim';
import { sessionOf } from '../dgg/dgg-client';

/** Somebody at the simulator's chat, by a bare socket and none of our code. */
export interface Client {
  socket: WebSocket;
  lines: string[];
  /** Types heard so far. */
  types(): string[];
  send(type: string, payload: unknown): void;
  /** Waits until a line of that type with these words came. */
  hears(type: string, words?: string): Promise<string>;
  /** Sends it, waits until the server has dealt with it, and tells what it answered to this connection. */
  asks(type: string, payload: unknown): Promise<string[]>;
  ended: Promise<{ code: number; status: number }>;
}

export function connectClient(
  sim: DggSim,
  options: { nick?: string; origin?: string; cookie?: string } = {},
): Client {
  const { nick = '', origin = 'https://www.destiny.gg' } = options;
  const cookie = options.cookie ?? (nick === '' ? '' : sessionOf(sim, nick));
  const socket = new WebSocket(`wss://127.0.0.1:${sim.port}/ws`, {
    headers: { host: 'chat.destiny.gg', origin, ...(cookie === '' ? {} : { cookie }) },
    rejectUnauthorized: false,
  });
  const lines: string[] = [];
  let status = 101;
  let pings = 0;
  socket.on('message', (data) => lines.push(String(data)));
  socket.on('error', (error) => {
    status = Number(/response: (\d+)/.exec(error.message)?.[1] ?? 0);
  });
  const until = async (found: () => string | undefined, what: string): Promise<string> => {
    for (let tries = 0; tries < 1_000; tries += 1) {
      const line = found();
      if (line !== undefined) return line;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    throw new Error(`never heard ${what}; heard ${lines.map((one) => one.slice(0, 60)).join(' | ')}`);
  };
  const hears: Client['hears'] = (type, words = '') =>
    until(() => lines.find((one) => one.startsWith(`${type} `) && one.includes(words)), `${type} ${words}`);
  return {
    socket,
    lines,
    types: () => lines.map((line) => line.split(' ')[0] ?? ''),
    send: (type, payload) => socket.send(`${type} ${JSON.stringify(payload)}`),
    hears,
    async asks(type, payload) {
      const before = lines.length;
      pings += 1;
      const mark = Buffer.from(JSON.stringify({ data: pings })).toString('base64');
      socket.send(`${type} ${JSON.stringify(payload)}`);
      // The server answers in order: what it said of the line stands before this answer.
      socket.send(`PING {"data":${pings}}`);
      await hears('PONG', mark);
      return lines.slice(before).filter((line) => !line.startsWith('PONG '));
    },
    ended: new Promise((resolve) => socket.on('close', (code) => resolve({ code, status }))),
  };
}
