import { type ChatEvent, type EventOf, readFrame } from './frame';
import { type Highlights, type MentionReason, mentionReason } from './mentions';

/** Why the connection is as it is; `''` while nothing is wrong, `unreachable`, `banned`, a close code and the like. */
export type ConnectionReason = string;

export type ConnectionState = 'connecting' | 'open' | 'waiting' | 'stopped';

/** What the feed tells beside the server's own events. */
export type FeedEvent =
  | ChatEvent
  | { kind: 'mention'; message: EventOf<'message'>; why: MentionReason }
  | {
      kind: 'connection';
      state: ConnectionState;
      reason: ConnectionReason;
      /** Attempts in a row that never were greeted. */
      failures: number;
      /** Milliseconds until the next attempt; absent when none is due. */
      retryInMs?: number | undefined;
    };

export type FeedKind = FeedEvent['kind'];

/** How an event came. */
export interface How {
  /** It is history, not news: a mute of it may be long over. */
  backlog: boolean;
}

export type FeedHandler<E> = (event: E, how: How) => void;

/** Types the counters tell apart; a server that invents a new one each second must not fill the memory. */
const COUNTED_TYPES = 50;

/** What the server may repeat as history; whatever is addressed to one connection cannot be in there. */
const BACKLOG: ReadonlySet<FeedKind> = new Set<FeedKind>([
  'message',
  'mute',
  'unmute',
  'ban',
  'unban',
  'sub-only',
  'broadcast',
  'pin',
  'subscription',
  'gift-sub',
  'mass-gift',
  'donation',
  'x-post',
  'vestaboard',
  'death',
  'unknown',
  'mention',
]);

/**
 * Hands every line to whoever asked for its kind. Handlers run in the order they were added; one that throws is
 * reported and reaches no other. Lines nobody asked for are counted, never kept.
 */
export class ChatFeed {
  readonly #handlers = new Map<FeedKind | '*', Set<FeedHandler<never>>>();
  readonly #onError: (error: unknown) => void;
  readonly #counts = { unknown: new Map<string, number>(), broken: new Map<string, number>() };
  /** Whose lines are mentions; none are until this is set. */
  highlights: Highlights | undefined;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Calls `handler` for every event of that kind, `'*'` for every event. Returns how to stop. */
  on(kind: '*', handler: FeedHandler<FeedEvent>): () => void;
  on<K extends FeedKind>(kind: K, handler: FeedHandler<Extract<FeedEvent, { kind: K }>>): () => void;
  on(kind: FeedKind | '*', handler: FeedHandler<never>): () => void {
    const handlers = this.#handlers.get(kind) ?? new Set();
    this.#handlers.set(kind, handlers);
    // Its own function each time: the same handler added twice is two, and stopping one leaves the other.
    const own: FeedHandler<never> = (event, how) => handler(event, how);
    handlers.add(own);
    return () => void handlers.delete(own);
  }

  /** How many lines of each type were of a type we do not know, or not what their type promises. */
  odd(): { unknown: Record<string, number>; broken: Record<string, number> } {
    return {
      unknown: Object.fromEntries(this.#counts.unknown),
      broken: Object.fromEntries(this.#counts.broken),
    };
  }

  /** One line of the server. Total. */
  hear(line: string): ChatEvent {
    const event = readFrame(line);
    this.#tell(event, { backlog: false });
    if (event.kind === 'history') this.#hearBacklog(event.lines);
    return event;
  }

  /** What the holder of the connection has to say of it. */
  tellConnection(event: Omit<Extract<FeedEvent, { kind: 'connection' }>, 'kind'>): void {
    this.#emit({ kind: 'connection', ...event }, { backlog: false });
  }

  #hearBacklog(lines: readonly string[]): void {
    // Nobody asked: then a hundred and fifty lines need not be read either.
    if (
      ![...this.#handlers].some(
        ([kind, handlers]) => handlers.size > 0 && (kind === '*' || BACKLOG.has(kind)),
      )
    )
      return;
    for (const line of lines) {
      const event = readFrame(line);
      if (BACKLOG.has(event.kind)) this.#tell(event, { backlog: true });
    }
  }

  #tell(event: ChatEvent, how: How): void {
    if (event.kind === 'unknown' || event.kind === 'broken') this.#count(event);
    this.#emit(event, how);
    if (event.kind !== 'message' || this.highlights === undefined) return;
    const why = mentionReason(event, this.highlights);
    if (why !== undefined) this.#emit({ kind: 'mention', message: event, why }, how);
  }

  #emit(event: FeedEvent, how: How): void {
    const asked = [...(this.#handlers.get(event.kind) ?? []), ...(this.#handlers.get('*') ?? [])];
    for (const handler of asked) {
      try {
        // Handlers were filed under the kind they take.
        handler(event as never, how);
      } catch (error) {
        this.#onError(error);
      }
    }
  }

  #count({ kind, type }: EventOf<'unknown'> | EventOf<'broken'>): void {
    const counts = this.#counts[kind];
    const name = counts.has(type) || counts.size < COUNTED_TYPES ? type : 'OTHER';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
}
