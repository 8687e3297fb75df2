import type { ChatRoom, Connection } from './room';
import type { SimUser } from './users';

/** A payload of an object, its known fields of the right JSON type. */
export type Payload = Record<string, unknown>;

/** What the server does with one type of line. */
export type Handler = (room: ChatRoom, connection: Connection, payload: Payload) => void;

/** Who sent it: guests were refused before a handler runs. */
export function sender(connection: Connection): SimUser {
  if (connection.user === undefined) throw new Error('guests were refused before');
  return connection.user;
}

/** Tells the one connection that asked why not (dgg-chat.md 6). */
export function refuse(room: ChatRoom, connection: Connection, description: string, more: object = {}): void {
  room.send(connection, 'ERR', { description, ...more });
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
