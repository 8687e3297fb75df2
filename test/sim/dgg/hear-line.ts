import { type Handler, type Payload, refuse } from './command';
import { MODERATION } from './moderation';
import { POLLS } from './polls';
import type { ChatRoom, Connection } from './room';
import { TALK } from './talk';

/** What the server does with one line of a client (dgg-chat.md 2, 5 to 7). */
export function hearLine(room: ChatRoom, connection: Connection, line: string): void {
  const space = line.indexOf(' ');
  if (space < 0) return connection.socket.close(1000);
  const type = line.slice(0, space);
  const handler = HANDLERS.get(type);
  if (handler === undefined) return;
  let payload: unknown;
  try {
    payload = JSON.parse(line.slice(space + 1));
  } catch {
    return refuse(room, connection, 'protocolerror');
  }
  if (type === 'PING') return pong(connection, payload);
  if (type === 'PONG') return;
  if (!wellTyped(payload)) return refuse(room, connection, 'protocolerror');
  if (connection.user === undefined) return refuse(room, connection, 'needlogin');
  handler(room, connection, payload);
}

const nothing: Handler = () => undefined;
const HANDLERS: ReadonlyMap<string, Handler> = new Map(
  Object.entries({ PING: nothing, PONG: nothing, ...TALK, ...POLLS, ...MODERATION }),
);

function pong(connection: Connection, payload: unknown): void {
  const said = Buffer.from(JSON.stringify(payload)).toString('base64');
  connection.socket.send(`PONG ${JSON.stringify(said)}`);
}

const FIELD_TYPES = {
  data: 'string',
  nick: 'string',
  reason: 'string',
  vote: 'string',
  question: 'string',
  duration: 'number',
  time: 'number',
  tier: 'number',
  weighted: 'boolean',
  banip: 'boolean',
  ispermanent: 'boolean',
} as const;

/** False for what is no object, and for a field of the wrong JSON type (dgg-chat.md 2). */
function wellTyped(payload: unknown): payload is Payload {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return false;
  const fields = new Map(Object.entries(payload));
  return Object.entries(FIELD_TYPES).every(
    ([name, type]) => fields.get(name) === undefined || typeof fields.get(name) === type,
  );
}
