import { type Handler, type Payload, refuse, sender, textOf } from './command';
import type { ChatRoom, Connection } from './room';
import { powers } from './rules';
import { type SimUser, wireUser } from './users';

const MUTE_SECONDS = 600;
const LONGEST_MUTE_SECONDS = 604_800;
const BAN_SECONDS = 3_600;

/** Commands of moderators and admins (dgg-chat.md 5). */
export const MODERATION: Readonly<Record<string, Handler>> = {
  MUTE: upon((room, moderator, target, payload) => {
    const seconds = Math.min(secondsOf(payload.duration) ?? MUTE_SECONDS, LONGEST_MUTE_SECONDS);
    target.mutedUntilMs = room.clock.now() + seconds * 1000;
    tell(room, 'MUTE', moderator, { data: target.nick, duration: seconds });
  }),
  UNMUTE: upon((room, moderator, target) => {
    target.mutedUntilMs = 0;
    tell(room, 'UNMUTE', moderator, { data: target.nick });
  }),
  UNBAN: upon((room, moderator, target) => {
    target.mutedUntilMs = 0;
    target.banned = false;
    target.bannedUntilMs = 0;
    tell(room, 'UNBAN', moderator, { data: target.nick });
  }),
  BAN: upon((room, moderator, target, payload) => {
    if (textOf(payload.reason) === '') return 'needbanreason';
    const seconds = secondsOf(payload.duration) ?? BAN_SECONDS;
    target.banned = payload.ispermanent === true;
    target.bannedUntilMs = target.banned ? 0 : room.clock.now() + seconds * 1000;
    target.banReason = textOf(payload.reason);
    tell(room, 'BAN', moderator, { data: target.nick });
    for (const one of room.of(target.nick)) {
      room.send(one, 'ERR', { description: 'banned' });
      one.socket.close(1000);
    }
    return undefined;
  }),
  SUBONLY: byPowers((room, moderator, payload) => {
    room.subOnly = payload.data === 'on';
    room.subOnlyTier = room.subOnly && typeof payload.tier === 'number' ? payload.tier : undefined;
    room.broadcast('SUBONLY', {
      nick: moderator.nick,
      data: room.subOnly ? 'on' : 'off',
      ...(room.subOnlyTier === undefined ? {} : { tier: room.subOnlyTier }),
      timestamp: room.stamp(),
    });
  }),
  PIN: byPowers((room, moderator, payload) => {
    const stamp = room.stamp();
    const pin = {
      ...wireUser(moderator),
      timestamp: stamp,
      data: textOf(payload.data),
      uuid: `sim-${stamp}`,
    };
    room.pin = pin.data === '' ? undefined : pin;
    room.broadcast('PIN', pin);
  }),
  ADDPHRASE: byPowers((room, _moderator, payload) => {
    const phrase = textOf(payload.data).trim().toLowerCase();
    if (phrase === '') return 'invalidphrase';
    if (room.phrases.has(phrase)) return 'duplicatephrase';
    room.phrases.add(phrase);
    room.tellPowers('ADDPHRASE', { data: phrase, timestamp: room.stamp() });
    return undefined;
  }),
  REMOVEPHRASE: byPowers((room, _moderator, payload) => {
    const phrase = textOf(payload.data).trim().toLowerCase();
    if (!room.phrases.delete(phrase)) return 'nophrase';
    room.tellPowers('REMOVEPHRASE', { data: phrase, timestamp: room.stamp() });
    return undefined;
  }),
  REMOVEEVENT: byPowers((room, _moderator, payload) =>
    room.paid.remove(textOf(payload.data)) ? room.tellPaid() : 'cantremoveevent',
  ),
  BROADCAST: byAdmins((room, admin, payload) => {
    const stamp = room.stamp();
    room.broadcast('BROADCAST', {
      data: textOf(payload.data),
      user: wireUser(admin),
      uuid: `sim-${stamp}`,
      timestamp: stamp,
    });
  }),
  RELOADUSERS: byAdmins((room) => room.reloadUsers()),
};

/** The name of an error, or nothing when it was done. */
// biome-ignore lint/suspicious/noConfusingVoidType: commands that cannot fail return nothing at all
type Refused = string | undefined | void;

/** The wire tells nanoseconds. */
function secondsOf(duration: unknown): number | undefined {
  return typeof duration === 'number' && duration > 0 ? duration / 1e9 : undefined;
}

function tell(room: ChatRoom, type: string, moderator: SimUser, more: object): void {
  room.broadcast(type, { ...wireUser(moderator), timestamp: room.stamp(), ...more });
}

/** A command of moderators against a nick, who may be neither protected nor oneself. */
function upon(
  run: (room: ChatRoom, moderator: SimUser, target: SimUser, payload: Payload) => Refused,
): Handler {
  return byPowers((room, moderator, payload) => {
    // A ban names him in `nick`, everything else in `data`.
    const target = room.users.get(textOf(payload.nick ?? payload.data));
    if (target === undefined) return 'notfound';
    const safe = target.features.some((one) => one === 'protected' || one === 'admin');
    if (target === moderator || safe) return 'cantbanprotected';
    return run(room, moderator, target, payload);
  });
}

function byPowers(run: (room: ChatRoom, moderator: SimUser, payload: Payload) => Refused): Handler {
  return permitted(powers, run);
}

function byAdmins(run: (room: ChatRoom, admin: SimUser, payload: Payload) => Refused): Handler {
  return permitted((user) => user.features.includes('admin'), run);
}

function permitted(
  may: (user: SimUser) => boolean,
  run: (room: ChatRoom, moderator: SimUser, payload: Payload) => Refused,
): Handler {
  return (room, connection: Connection, payload) => {
    const moderator = sender(connection);
    const refused = may(moderator) ? run(room, moderator, payload) : 'nopermission';
    if (typeof refused === 'string') refuse(room, connection, refused);
  };
}
