import type { SimClock } from '../kit/clock';
import type { Faults } from '../kit/faults';
import type { RequestLog } from '../kit/request-log';
import { SimServer } from '../kit/sim-server';
import type { PaidType } from './paid-events';
import { ChatRoom } from './room';
import { site } from './site';
import { UserBook } from './users';
import { WhisperStore } from './whispers';

/** Every switch by name; README.md tells what each does. */
export const FAULTS = [
  'refuse-403',
  'refuse-429',
  'refuse-503',
  'drop-1006',
  'half-open',
  'close-after-open',
  'garbage',
  'no-me',
  'duplicate-messageid',
  'lose-line',
  'lose-confirmation',
  'http-html',
  'http-500',
  'http-slow',
] as const;

export interface DggSimOptions {
  clock?: SimClock | undefined;
  port?: number | undefined;
  /** Folder with real emotes and flairs. */
  dataDir?: string | undefined;
}

export interface DggSim {
  port: number;
  controlUrl: string;
  clock: SimClock;
  faults: Faults;
  log: RequestLog;
  users: UserBook;
  room: ChatRoom;
  whispers: WhisperStore;
  /** Policy of the chat page from now on. */
  csp: 'strict' | 'none';
  /** Since when the stream is live, by the clock of the simulator; undefined while it is not. */
  liveSinceMs: number | undefined;
  goDark(): Promise<void>;
  goLive(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a destiny.gg on loopback: www, chat and cdn over TLS. */
export async function startDggSim(options: DggSimOptions = {}): Promise<DggSim> {
  let csp: DggSim['csp'] = 'none';
  let live: number | undefined;
  const users = new UserBook();
  const server: SimServer = new SimServer({
    name: 'dgg',
    faults: FAULTS,
    clock: options.clock,
    port: options.port,
    handle: (request, response) => serve(request, response),
    upgrade: (request, socket, head) => room.upgrade(request, socket, head),
    control: {
      say: (asked) => {
        const { nick, text } = asked as { nick: string; text: string };
        room.say(nick, text);
      },
      whisper: (asked) => {
        const { from, to, text } = asked as { from: string; to: string; text: string };
        return { messageid: room.whisper(from, to, text) };
      },
      pay: (asked) => {
        const { type, nick, fields } = asked as { type: PaidType; nick: string; fields?: object };
        return { uuid: room.pay(type, nick, fields) };
      },
      send: (asked) => {
        const { nick, line } = asked as { nick: string; line: string };
        room.sendRaw(nick, line);
      },
      connections: () => room.connections.map(({ socket: _socket, user: _user, ...told }) => told),
    },
  });
  const whispers = new WhisperStore(server.clock);
  const room = new ChatRoom({ users, whispers, clock: server.clock, faults: server.faults });
  const serve = site({ room, dataDir: options.dataDir, csp: () => csp, live: () => live });
  users.add({ nick: 'Guardian', features: ['subscriber'] });
  users.add({ nick: 'SubSally', features: ['subscriber'] });
  users.add({ nick: 'Normie' });
  users.add({ nick: 'Mod', features: ['moderator'], roles: ['USER', 'MODERATOR'] });
  users.add({ nick: 'Admin', features: ['admin', 'protected'], roles: ['USER', 'ADMIN'] });
  users.add({ nick: 'Bot', features: ['bot'] });
  for (const [nick, text] of [
    ['Normie', 'evening everyone'],
    ['SubSally', 'anyone else stuck on that platform part?'],
    ['Mod', 'keep it civil please'],
  ] as const) {
    room.say(nick, text);
  }
  await server.start();
  return {
    get port() {
      return server.port;
    },
    controlUrl: server.controlUrl,
    clock: server.clock,
    faults: server.faults,
    log: server.log,
    users,
    room,
    whispers,
    get csp() {
      return csp;
    },
    set csp(policy) {
      csp = policy;
    },
    get liveSinceMs() {
      return live;
    },
    set liveSinceMs(since) {
      live = since;
    },
    goDark: () => server.goDark(),
    goLive: () => server.start(),
    async stop() {
      room.stop();
      await server.stop();
    },
  };
}
