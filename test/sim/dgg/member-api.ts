import type { SimRequest } from '../kit/sim-server';
import type { ChatRoom } from './room';
import { acceptableText, bannedNow } from './rules';
import type { SimUser } from './users';
import type { StoredWhisper } from './whispers';

/*
 * The part of the site's HTTP API that needs a session (dgg-chat.md 9.1). Numbers go out as text, as the site sends them.
 */

const LONGEST_SETTINGS = 65_535;
const STALK_PAUSE_MS = 10_000;
const MOST_STALKED = 29;
const MOST_RECIPIENTS = 20;

export interface Answer {
  status?: number;
  body: unknown;
}

/** What a call of a signed-in member answers; undefined for a path that is none. */
export function memberApi(room: ChatRoom, request: SimRequest, me: SimUser): Answer | undefined {
  const { method, path, query } = request;
  const { whispers } = room;
  if (path === '/api/chat/me') return { body: identityOf(me) };
  if (path === '/api/chat/me/settings') return settings(request, me);
  if (path === '/api/chat/me/ban') return { body: banOf(room, me) };
  if (path === '/api/chat/stalk' || path === '/api/chat/mentions') return lookUp(room, request, me);
  if (path === '/profile/messages/send' && method === 'POST') return sendByForm(room, request, me);
  if (path === '/api/messages/unread') return { body: unread(whispers.unreadOf(me.nick)) };
  if (path === '/api/messages/unread-count') return { body: whispers.unreadOf(me.nick).length };
  if (path === '/api/messages/inbox') return { body: pageOf(conversations(room, me), query) };
  if (path === '/api/messages/conversations') {
    // Its true shape is not public: pages, and a search.
    const sought = (query.get('search') ?? '').toLowerCase();
    const found = conversations(room, me).filter(({ user }) => user.toLowerCase().includes(sought));
    return { body: pageOf(found, query) };
  }
  const nick = /^\/api\/messages\/usr\/(\w+)\/inbox$/.exec(path)?.[1];
  if (nick !== undefined) return { body: thread(room, me, nick, query) };
  const opened = /^\/api\/messages\/msg\/(\d+)\/open$/.exec(path)?.[1];
  if (opened !== undefined && method === 'POST') {
    const whisper = whispers.all.find((one) => one.id === Number(opened) && one.to === me.nick);
    if (whisper !== undefined) whisper.read = true;
    return { body: whisper === undefined ? { success: false, error: 'not found' } : { success: true } };
  }
  if (path === '/api/messages/open') {
    for (const one of whispers.unreadOf(me.nick)) one.read = true;
    return { body: { success: true } };
  }
  return undefined;
}

/** Who a session or a login key belongs to. */
export function identityOf(user: SimUser): object {
  return {
    nick: user.nick,
    username: user.nick,
    userId: String(user.id),
    userStatus: 'Active',
    createdDate: user.createdDate,
    roles: user.roles,
    features: user.features,
    subscription: null,
    settings: user.settings,
  };
}

function settings({ method, body }: SimRequest, me: SimUser): Answer {
  if (method === 'DELETE') me.settings = [];
  if (method === 'POST') {
    const sent: unknown = body.length > LONGEST_SETTINGS ? undefined : parse(body);
    if (!Array.isArray(sent)) return { status: 400, body: { success: false } };
    me.settings = sent;
  }
  return { body: me.settings };
}

function banOf(room: ChatRoom, me: SimUser): unknown {
  if (!bannedNow(me, room.clock.now())) return 'bannotfound';
  const end = me.banned ? {} : { endtimestamp: date(me.bannedUntilMs) };
  return { reason: me.banReason, username: me.nick, starttimestamp: date(room.clock.now()), ...end };
}

/** Lines of somebody, or lines that name him, out of what the room remembers; one call in ten seconds. */
function lookUp(room: ChatRoom, { path, query }: SimRequest, me: SimUser): Answer {
  const nowMs = room.clock.now();
  const last = room.lookedUpMs.get(me.id);
  if (last !== undefined && nowMs - last < STALK_PAUSE_MS)
    return { status: 429, body: { success: false, message: 'Too many requests', data: null } };
  room.lookedUpMs.set(me.id, nowMs);
  const username = query.get('username') ?? me.nick;
  const limit = Math.min(Math.max(Number(query.get('limit') ?? 3) || 3, 1), MOST_STALKED);
  const said = room.history.flatMap((line) => {
    if (!line.startsWith('MSG ')) return [];
    const { nick, data, timestamp } = JSON.parse(line.slice(4)) as {
      nick: string;
      data: string;
      timestamp: number;
    };
    return [{ nick, text: data, seconds: Math.floor(timestamp / 1000) }];
  });
  const stalked = path.endsWith('stalk');
  const wanted = username.toLowerCase();
  const found = said
    .filter(({ nick, text }) => (stalked ? nick : text).toLowerCase().includes(wanted))
    .slice(-limit);
  const data = stalked
    ? { nick: username, lines: found.map(({ text, seconds }) => ({ timestamp: seconds, text })) }
    : found.map(({ nick, text, seconds }) => ({ date: seconds, nick, text }));
  return { body: { success: true, message: '', data } };
}

/** The inbox page's own way to write. */
function sendByForm(room: ChatRoom, { body }: SimRequest, me: SimUser): Answer {
  const form = new URLSearchParams(body);
  const text = acceptableText(form.get('message'));
  const recipients = form.getAll('recipients[]').map((nick) => room.users.get(nick));
  const refused = text === undefined || recipients.length === 0 || recipients.length > MOST_RECIPIENTS;
  if (refused || recipients.some((one) => one === undefined || one === me))
    return { body: { success: false, message: 'Could not be sent' } };
  for (const recipient of recipients)
    if (recipient !== undefined) room.whisper(me.nick, recipient.nick, text);
  return { body: { success: true, message: 'Sent' } };
}

function unread(list: readonly StoredWhisper[]): object[] {
  const byNick = new Map<string, StoredWhisper[]>();
  for (const one of list) byNick.set(one.from, [...(byNick.get(one.from) ?? []), one]);
  return [...byNick]
    .map(([username, whispers]) => ({
      messageid: String(whispers.at(-1)?.id ?? 0),
      username,
      timestamp: date(whispers.at(-1)?.atMs ?? 0),
      unread: String(whispers.length),
    }))
    .sort((one, other) => Number(other.messageid) - Number(one.messageid))
    .slice(0, 50);
}

/** Unread first, then newest. */
function conversations(room: ChatRoom, me: SimUser): { id: string; user: string; unread: string }[] {
  const mine = room.whispers.all.filter((one) => one.to === me.nick || one.from === me.nick);
  const others = new Set(mine.map((one) => (one.to === me.nick ? one.from : one.to)));
  const list = [...others].map((user) => {
    const whispers = room.whispers.thread(me.nick, user);
    return {
      id: String(whispers[0]?.id),
      timestamp: date(whispers[0]?.atMs ?? 0),
      userid: String(room.users.get(user)?.id ?? 0),
      user,
      message: whispers[0]?.text,
      unread: String(whispers.filter((one) => one.to === me.nick && !one.read).length),
      read: String(whispers.filter((one) => one.to === me.nick && one.read).length),
    };
  });
  const waiting = (one: { unread: string }): number => (one.unread === '0' ? 0 : 1);
  return list.sort((one, other) => waiting(other) - waiting(one) || Number(other.id) - Number(one.id));
}

function thread(room: ChatRoom, me: SimUser, nick: string, query: URLSearchParams): unknown {
  if (room.users.get(nick) === undefined) return { error: 'User not found' };
  const list = room.whispers.thread(me.nick, nick);
  const reply = pageOf(list, query).map((one) => ({
    id: String(one.id),
    userid: String(room.users.get(one.from)?.id ?? 0),
    targetuserid: String(room.users.get(one.to)?.id ?? 0),
    message: one.text,
    timestamp: date(one.atMs),
    isread: one.read ? '1' : '0',
    deletedbysender: '0',
    deletedbyreceiver: '0',
    from: one.from,
    to: one.to,
  }));
  // Reading a thread marks it read: that is why nobody may fetch one unasked.
  for (const one of list) if (one.to === me.nick) one.read = true;
  return reply;
}

/** Dates of this API have no colon in their zone (dgg-chat.md 9). */
export function date(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, '+0000');
}

/** Lists come by 25, from the offset `s` on (dgg-chat.md 9.1). */
function pageOf<T>(list: readonly T[], query: URLSearchParams): T[] {
  const from = Number(query.get('s') ?? 0);
  return list.slice(from, from + 25);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
