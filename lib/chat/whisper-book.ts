import { cleanText } from '../base/clean-text';
import { type Failure, fail } from '../base/outcome';

/** A whisper as it is kept. */
export interface Whisper {
  /** dgg's own id; below zero for one of ours, whose id the server never told. */
  messageId: number;
  /** The other person, whoever of the two wrote. */
  nick: string;
  /** The nick in lower case: whose conversation it is. */
  who: string;
  text: string;
  atMs: number;
  way: 'in' | 'out';
  /** Incoming: as the site last said. Outgoing: how far it came; `unsure` when no answer said which. */
  state: 'unread' | 'read' | 'sending' | 'sent' | 'refused' | 'unsure';
  /** Why one of ours is not known to be there. */
  problem?: Failure;
  /** The number one of ours went by before the site told its own. */
  sentAs?: number;
}

/** What the site says waits to be read in one conversation. */
export interface Waiting {
  nick: string;
  count: number;
  /** When the newest of them was written; 0 when unknown. */
  atMs: number;
}

/** One row of the list of conversations. */
export interface Conversation {
  nick: string;
  who: string;
  /** As the site counts; more than are stored when some came while nobody listened. */
  unread: number;
  /** How many of the unread we have no text of. */
  missed: number;
  lastAtMs: number;
  /** The newest stored whisper; absent when none is. */
  last?: Whisper;
}

export const conversationOf = (nick: string): string => nick.toLowerCase();

/**
 * Conversations, unread first, then newest. What waits on the site but was never received is counted and not invented;
 * the ignored are left out.
 */
export function listConversations(
  whispers: readonly Whisper[],
  waiting: readonly Waiting[],
  ignored: ReadonlySet<string>,
): Conversation[] {
  const rows = new Map<string, Conversation>();
  for (const whisper of whispers) {
    const row = rows.get(whisper.who) ?? emptyRow(whisper.nick);
    const newer = row.last === undefined || whisper.atMs >= row.last.atMs;
    rows.set(whisper.who, {
      ...row,
      ...(newer ? { nick: whisper.nick, last: whisper, lastAtMs: whisper.atMs } : {}),
    });
  }
  for (const { nick, count, atMs } of waiting) {
    const who = conversationOf(nick);
    if (who === '') continue;
    const row = rows.get(who) ?? emptyRow(nick);
    const stored = whispers.filter((one) => one.who === who && one.way === 'in' && one.state === 'unread');
    rows.set(who, {
      ...row,
      unread: count,
      missed: Math.max(0, count - stored.length),
      lastAtMs: Math.max(row.lastAtMs, atMs),
    });
  }
  const shown = [...rows.values()].filter(({ who }) => !ignored.has(who));
  return shown.sort(
    (one, other) => Number(other.unread > 0) - Number(one.unread > 0) || other.lastAtMs - one.lastAtMs,
  );
}

function emptyRow(nick: string): Conversation {
  return { nick, who: conversationOf(nick), unread: 0, missed: 0, lastAtMs: 0 };
}

/** The site lists so many conversations with unread whispers and no more (dgg-chat.md 9.1). */
const MOST_WAITING = 50;

/**
 * The incoming whispers whose read state is another than the site's count says: of each conversation as many of the
 * newest are unread as it counts.
 */
export function settleUnread(whispers: readonly Whisper[], waiting: readonly Waiting[]): Whisper[] {
  const left = new Map(waiting.map(({ nick, count }) => [conversationOf(nick), count]));
  // Beyond a full list there may be more: what is missing from it says nothing.
  const complete = waiting.length < MOST_WAITING;
  const incoming = whispers.filter(({ way }) => way === 'in').sort((one, other) => newestFirst(one, other));
  const changed: Whisper[] = [];
  for (const whisper of incoming) {
    const count = left.get(whisper.who);
    if (count === undefined && !complete) continue;
    const state = (count ?? 0) > 0 ? 'unread' : 'read';
    left.set(whisper.who, (count ?? 0) - 1);
    if (state !== whisper.state) changed.push({ ...whisper, state });
  }
  return changed;
}

/** Ids rise with time; clocks need not agree. */
function newestFirst(one: Whisper, other: Whisper): number {
  return other.messageId - one.messageId;
}

/** Our clock and the site's may differ by so much for one and the same whisper of ours. */
const SAME_SEND_MS = 5 * 60_000;

/** A thread is fetched by so many (dgg-chat.md 9.1). */
const PAGE = 25;

/**
 * A fetched thread put over what is stored of it: what to store, and the ids to drop because the site's own record of the
 * same whisper of ours takes their place. A fetched thread is a read one (dgg-chat.md 9.1). One of ours whose fate was
 * unknown and that is not in it never arrived: now that is known.
 */
export function mergeThread(
  stored: readonly Whisper[],
  fetched: readonly Whisper[],
): { put: Whisper[]; drop: number[] } {
  const known = new Set(stored.map(({ messageId }) => messageId));
  const nameless = stored.filter(({ messageId, way }) => messageId < 0 && way === 'out');
  const drop = new Set<number>();
  const sentAs = new Map(stored.map((one) => [one.messageId, one.sentAs]));
  for (const whisper of fetched) {
    if (whisper.way !== 'out' || known.has(whisper.messageId)) continue;
    const [same] = nameless
      .filter(
        (one) =>
          !drop.has(one.messageId) &&
          // What was refused is not there: the same words are those of another time.
          one.state !== 'refused' &&
          one.text === whisper.text &&
          Math.abs(one.atMs - whisper.atMs) <= SAME_SEND_MS,
      )
      // Of two with the same words, the one that is known to be there.
      .sort((one, other) => Number(other.state === 'sent') - Number(one.state === 'sent'));
    if (same === undefined) continue;
    drop.add(same.messageId);
    sentAs.set(whisper.messageId, same.messageId);
  }
  const sinceMs = fetched.length < PAGE ? 0 : Math.min(...fetched.map(({ atMs }) => atMs)) + SAME_SEND_MS;
  const fetchedIds = new Set(fetched.map(({ messageId }) => messageId));
  const changed = stored.flatMap((one): Whisper[] => {
    if (fetchedIds.has(one.messageId) || drop.has(one.messageId)) return [];
    if (one.state === 'unread' && one.way === 'in') return [{ ...one, state: 'read' }];
    if (one.state !== 'unsure' || one.atMs < sinceMs) return [];
    return [{ ...one, state: 'refused', problem: fail('whisper-lost').failure }];
  });
  const named = fetched.map((one): Whisper => {
    const number = sentAs.get(one.messageId);
    return number === undefined ? one : { ...one, sentAs: number };
  });
  return { put: [...named, ...changed], drop: [...drop] };
}

/** How many wait for the reader's eyes, as the icon says: not those of people he ignores or muted. */
export function badgeCount(waiting: readonly Waiting[], silent: ReadonlySet<string>): number {
  return waiting.reduce((sum, { nick, count }) => sum + (silent.has(conversationOf(nick)) ? 0 : count), 0);
}

/** Code points of a whisper that a notice shows (reliability-security.md R15). */
const PREVIEW = 120;

/** The line a notice shows: one line, no invisible characters, cut with an ellipsis. */
export function previewOf(text: string): string {
  return cleanText(text.replace(/\s+/g, ' ').trim(), PREVIEW);
}
