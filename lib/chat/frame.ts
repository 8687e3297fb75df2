import { READERS, type WireType } from './event-readers';

/** An event of the chat server that we know, in our shape (dgg-chat.md 4). */
export type KnownEvent =
  | NonNullable<ReturnType<(typeof READERS)[WireType]>>
  /** `payload` is answered word for word. */
  | { kind: 'ping'; payload: string };

/** What one line of the chat server says. */
export type ChatEvent =
  | KnownEvent
  /** A type newer than we are; `payload` as it came. */
  | { kind: 'unknown'; type: string; payload: string }
  /** Too large, cut, or not what its type promises. */
  | { kind: 'broken'; type: string };

export type EventOf<K extends ChatEvent['kind']> = Extract<ChatEvent, { kind: K }>;

const LIMITS: ReadonlyMap<string, number> = new Map([
  ['NAMES', 8_000_000],
  ['HISTORY', 2_000_000],
  ['PAIDEVENTS', 2_000_000],
]);
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
  if (line.length > (LIMITS.get(type) ?? LIMIT)) return { kind: 'broken', type };
  const payload = line.includes(' ') ? line.slice(line.indexOf(' ') + 1) : '';
  if (type === 'PING') return { kind: 'ping', payload };
  if (!isWireType(type)) return { kind: 'unknown', type, payload };
  return READERS[type](parse(payload)) ?? { kind: 'broken', type };
}

function isWireType(type: string): type is WireType {
  return Object.hasOwn(READERS, type);
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    // A raw string is what the official front end makes of it too.
    return payload;
  }
}
