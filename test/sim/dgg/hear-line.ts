import type { ChatRoom, Connection } from './room';
import { acceptableText, duplicate, privileged, throttled } from './rules';
import { type SimUser, wireUser } from './users';

type Payload = Record<string, unknown>;

/** What the server does with one line of a client (dgg-chat.md 2, 5 to 7). */
export function hearLine(room: ChatRoom, connection: Connection, line: string): void {
  const space = line.indexOf(' ');
  if (space < 0) return connection.socket.close(1000);
  const type = line.slice(0, space);
  const handler = HANDLERS[type];
  if (handler === undefined) return;
  let payload: unknown;
  try {
    payload = JSON.parse(line.slice(space + 1));
  } catch {
    return room.send(connection, 'ERR', { description: 'protocolerror' });
  }
  if (type === 'PING' || type === 'PONG') return handler(room, connection, { raw: payload });
  if (!wellTyped(payload)) return room.send(connection, 'ERR', { description: 'protocolerror' });
  if (connection.user === undefined) return room.send(connection, 'ERR', { description: 'needlogin' });
  handler(room, connection, payload);
}

const FIELD_TYPES = { data: 'string', nick: 'string', reason: 'string', duration: 'number' } as const;

/** False for what is no object, and for a field of the wrong JSON type (dgg-chat.md 2). */
function wellTyped(payload: unknown): payload is Payload {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return false;
  const fields = new Map(Object.entries(payload));
  return Object.entries(FIELD_TYPES).every(
    ([name, type]) => fields.get(name) === undefined || typeof fields.get(name) === type,
  );
}

type Handler = (room: ChatRoom, connection: Connection, payload: Payload) => void;

const HANDLERS: Readonly<Record<string, Handler>> = {
  PING: (_room, connection, { raw }) =>
    connection.socket.send(`PONG ${JSON.stringify(Buffer.from(JSON.stringify(raw)).toString('base64'))}`),
  PONG: () => undefined,
  MSG: (room, connection, payload) => {
    const refused = (description: string, more: object = {}) =>
      room.send(connection, 'ERR', { description, ...more });
    const user = sender(connection);
    const text = acceptableText(payload.data);
    const nowMs = room.clock.now();
    if (text === undefined) return refused('invalidmsg');
    if (user.banned) return refused('banned');
    if (user.mutedUntilMs > nowMs)
      return refused('muted', { muteTimeLeft: Math.ceil((user.mutedUntilMs - nowMs) / 1000) });
    if (room.subOnly && !user.features.includes('subscriber') && !privileged(user)) return refused('submode');
    if (throttled(user, nowMs)) return refused('throttled');
    if (duplicate(user, text)) return refused('duplicate');
    room.broadcast('MSG', { ...wireUser(user), timestamp: room.stamp(), data: text });
  },
  PRIVMSG: (room, connection, payload) => {
    const refused = (description: string) => room.send(connection, 'ERR', { description });
    const user = sender(connection);
    const target = typeof payload.nick === 'string' ? room.users.get(payload.nick) : undefined;
    const text = acceptableText(payload.data);
    const nowMs = room.clock.now();
    if (text === undefined) return refused('invalidmsg');
    if (throttled(user, nowMs)) return refused('throttled');
    if (user.banned) return refused('privmsgbanned');
    if (nowMs - Date.parse(user.createdDate) < 7 * 86_400_000) return refused('privmsgaccounttooyoung');
    if (target === undefined || target === user) return refused('notfound');
    if (!user.features.includes('admin') && room.whispers.refuses(user.nick, target.nick))
      return refused('throttled');
    const stored = room.whispers.add(user.nick, target.nick, text);
    room.send(connection, 'PRIVMSGSENT', '');
    room.deliver(stored.id, user.nick, target.nick, text);
  },
  MUTE: moderate((room, moderator, target, payload) => {
    const seconds = typeof payload.duration === 'number' ? Math.min(payload.duration / 1e9, 604_800) : 600;
    target.mutedUntilMs = room.clock.now() + seconds * 1000;
    room.broadcast('MUTE', {
      ...wireUser(moderator),
      timestamp: room.stamp(),
      data: target.nick,
      duration: seconds,
    });
  }),
  UNMUTE: moderate((room, moderator, target) => {
    target.mutedUntilMs = 0;
    room.broadcast('UNMUTE', { ...wireUser(moderator), timestamp: room.stamp(), data: target.nick });
  }),
  UNBAN: moderate((room, moderator, target) => {
    target.mutedUntilMs = 0;
    target.banned = false;
    room.broadcast('UNBAN', { ...wireUser(moderator), timestamp: room.stamp(), data: target.nick });
  }),
  BAN: moderate((room, moderator, target, payload) => {
    if (typeof payload.reason !== 'string' || payload.reason === '') throw new Error('needbanreason');
    target.banned = true;
    room.broadcast('BAN', { ...wireUser(moderator), timestamp: room.stamp(), data: target.nick });
    for (const one of room.of(target.nick)) {
      room.send(one, 'ERR', { description: 'banned' });
      one.socket.close(1000);
    }
  }),
  SUBONLY: (room, connection, payload) => {
    const user = sender(connection);
    if (!privileged(user)) return room.send(connection, 'ERR', { description: 'nopermission' });
    room.subOnly = payload.data === 'on';
    room.broadcast('SUBONLY', {
      nick: user.nick,
      data: room.subOnly ? 'on' : 'off',
      timestamp: room.stamp(),
    });
  },
  BROADCAST: (room, connection, payload) => {
    const user = sender(connection);
    if (!user.features.includes('admin'))
      return room.send(connection, 'ERR', { description: 'nopermission' });
    const stamp = room.stamp();
    room.broadcast('BROADCAST', {
      data: String(payload.data ?? ''),
      user: wireUser(user),
      uuid: `sim-${stamp}`,
      timestamp: stamp,
    });
  },
};

function sender(connection: Connection): SimUser {
  if (connection.user === undefined) throw new Error('guests were refused before');
  return connection.user;
}

/** A command of moderators against a nick. */
function moderate(
  run: (room: ChatRoom, moderator: SimUser, target: SimUser, payload: Payload) => void,
): Handler {
  return (room, connection, payload) => {
    const refused = (description: string) => room.send(connection, 'ERR', { description });
    const moderator = sender(connection);
    if (!privileged(moderator)) return refused('nopermission');
    const nick = payload.data ?? payload.nick;
    const target = typeof nick === 'string' ? room.users.get(nick) : undefined;
    if (target === undefined) return refused('notfound');
    if (target === moderator || target.features.includes('protected') || target.features.includes('admin')) {
      return refused('cantbanprotected');
    }
    try {
      run(room, moderator, target, payload);
    } catch (error) {
      refused(error instanceof Error ? error.message : 'unknown');
    }
  };
}
