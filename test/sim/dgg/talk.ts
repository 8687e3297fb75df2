import { type Handler, refuse, sender, textOf } from './command';
import type { ChatRoom, Connection } from './room';
import { acceptableText, bannedNow, duplicate, powers, subscriberTier, throttled } from './rules';
import { type SimUser, wireUser } from './users';

const ACCOUNT_AGE_MS = 7 * 86_400_000;
const DEATH_SECONDS = 600;

/** Lines of members: what they say aloud, to one another, and how they die. */
export const TALK: Readonly<Record<string, Handler>> = {
  MSG: (room, connection, payload) => {
    const user = sender(connection);
    const text = acceptableText(payload.data);
    const nowMs = room.clock.now();
    if (text === undefined) return refuse(room, connection, 'invalidmsg');
    if (bannedNow(user, nowMs)) return refuse(room, connection, 'banned');
    if (muted(room, connection, user)) return;
    if (!user.mayChat) return refuse(room, connection, 'nochatting');
    if (keptOut(room, user)) return refuse(room, connection, 'submode', { tier: room.subOnlyTier });
    if (filtered(room, connection, user, text)) return;
    if (throttled(user, nowMs)) return refuse(room, connection, 'throttled');
    if (duplicate(user, text)) return refuse(room, connection, 'duplicate');
    room.broadcast('MSG', { ...wireUser(user), timestamp: room.stamp(), data: text });
  },
  PRIVMSG: (room, connection, payload) => {
    const user = sender(connection);
    const target = room.users.get(textOf(payload.nick));
    const text = acceptableText(payload.data);
    const nowMs = room.clock.now();
    if (text === undefined) return refuse(room, connection, 'invalidmsg');
    if (!user.mayChat) return refuse(room, connection, 'nochatting');
    if (filtered(room, connection, user, text)) return;
    if (throttled(user, nowMs)) return refuse(room, connection, 'throttled');
    if (bannedNow(user, nowMs)) return refuse(room, connection, 'privmsgbanned');
    if (nowMs - Date.parse(user.createdDate) < ACCOUNT_AGE_MS)
      return refuse(room, connection, 'privmsgaccounttooyoung');
    if (target === undefined || target === user) return refuse(room, connection, 'notfound');
    if (!user.features.includes('admin') && room.whispers.refuses(user.nick, target.nick))
      return refuse(room, connection, 'throttled');
    const stored = room.whispers.add(user.nick, target.nick, text);
    // The whisper is on its way; only the sender does not learn of it.
    if (room.faults.take('lose-confirmation') === undefined) room.send(connection, 'PRIVMSGSENT', '');
    room.deliver(stored.id, user.nick, target.nick, text);
  },
  DIE: (room, connection) => {
    const user = sender(connection);
    if (muted(room, connection, user)) return;
    user.mutedUntilMs = room.clock.now() + DEATH_SECONDS * 1000;
    room.broadcast('DEATH', {
      ...wireUser(user),
      timestamp: room.stamp(),
      data: `${user.nick} has left this life.`,
      duration: DEATH_SECONDS,
    });
  },
};

function muted(room: ChatRoom, connection: Connection, user: SimUser): boolean {
  const leftMs = user.mutedUntilMs - room.clock.now();
  if (leftMs <= 0) return false;
  refuse(room, connection, 'muted', { muteTimeLeft: Math.ceil(leftMs / 1000) });
  return true;
}

function keptOut(room: ChatRoom, user: SimUser): boolean {
  return room.subOnly && !powers(user) && subscriberTier(user) < Math.max(1, room.subOnlyTier ?? 1);
}

/** The reference does not tell whether banned phrases hold for whispers; here they do, so that clients are ready. */
function filtered(room: ChatRoom, connection: Connection, user: SimUser, text: string): boolean {
  if (powers(user)) return false;
  const found = [...room.phrases].find((phrase) => text.toLowerCase().includes(phrase));
  if (found === undefined) return false;
  refuse(room, connection, 'bannedphrase', { filtered: found });
  return true;
}
