/** What a line of the chat server says, as far as the product cares (dgg-chat.md 2 to 4). */
export type ChatEvent =
  /** `nick` is undefined for a guest. */
  | { kind: 'me'; nick: string | undefined }
  | { kind: 'names'; connections: number }
  | { kind: 'whisper'; messageId: number; nick: string; text: string; atMs: number }
  | { kind: 'error'; description: string }
  /** `payload` is answered word for word. */
  | { kind: 'ping'; payload: string }
  | { kind: 'pong' }
  | { kind: 'ban' | 'unban' | 'mute' | 'unmute'; nick: string }
  | { kind: 'other'; type: string }
  /** Too large, cut, or not what its type promises. */
  | { kind: 'broken'; type: string };

const LIMITS: Readonly<Record<string, number>> = {
  NAMES: 8_000_000,
  HISTORY: 2_000_000,
  PAIDEVENTS: 2_000_000,
};
const LIMIT = 64_000;
const TYPE = /^[A-Za-z_]{1,40}$/;

/** The type of a line: what stands before its first space, upper-cased; undefined when that is no type. */
export function typeOf(line: string): string | undefined {
  const space = line.indexOf(' ');
  const type = space < 0 ? line.slice(0, 41) : line.slice(0, space);
  return TYPE.test(type) ? type.toUpperCase() : undefined;
}

/** Reads one line. Total: never throws, whatever a server or attacker sends (reliability-security.md R18). */
export function readFrame(line: string): ChatEvent {
  const type = typeOf(line);
  if (type === undefined) return { kind: 'broken', type: '' };
  if (line.length > (LIMITS[type] ?? LIMIT)) return { kind: 'broken', type };
  const payload = line.includes(' ') ? line.slice(line.indexOf(' ') + 1) : '';
  switch (type) {
    case 'ME': {
      const me = parse(payload);
      if (me === null) return { kind: 'me', nick: undefined };
      const nick = nickOf(me);
      return nick === undefined ? { kind: 'broken', type } : { kind: 'me', nick };
    }
    case 'NAMES': {
      const count = field(parse(payload), 'connectioncount');
      return { kind: 'names', connections: typeof count === 'number' ? count : 0 };
    }
    case 'PRIVMSG':
      return readWhisper(parse(payload)) ?? { kind: 'broken', type };
    case 'ERR':
      return { kind: 'error', description: readDescription(parse(payload)) };
    case 'PING':
      return { kind: 'ping', payload };
    case 'PONG':
      return { kind: 'pong' };
    case 'BAN':
    case 'UNBAN':
    case 'MUTE':
    case 'UNMUTE': {
      const nick = field(parse(payload), 'data');
      const kind = type.toLowerCase() as 'ban' | 'unban' | 'mute' | 'unmute';
      return typeof nick === 'string' ? { kind, nick } : { kind: 'broken', type };
    }
    default:
      return { kind: 'other', type };
  }
}

function readWhisper(payload: unknown): ChatEvent | undefined {
  const nick = nickOf(payload);
  const text = field(payload, 'data');
  const id = field(payload, 'messageid');
  // As text it may arrive from older servers.
  const messageId = typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : id;
  if (nick === undefined || typeof text !== 'string' || text.trim() === '') return undefined;
  if (typeof messageId !== 'number' || !Number.isSafeInteger(messageId)) return undefined;
  const at = field(payload, 'timestamp');
  const plausible = typeof at === 'number' && at > 0 && at < 8.64e15;
  return { kind: 'whisper', messageId, nick, text: text.slice(0, 2_000), atMs: plausible ? at : 0 };
}

function readDescription(payload: unknown): string {
  const description = typeof payload === 'string' ? payload : field(payload, 'description');
  return typeof description === 'string' ? description.slice(0, 60) : 'unknown';
}

const NICK = /^\w{3,20}$/;

function nickOf(payload: unknown): string | undefined {
  const nick = field(payload, 'nick');
  return typeof nick === 'string' && NICK.test(nick) ? nick : undefined;
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  // It is the object's own field, just checked.
  return (value as Record<string, unknown>)[name];
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    // A raw string is what the official front end makes of it too.
    return payload;
  }
}
