import { type ClientLine, whisperLine } from '../chat/client-line';
import type { EventOf } from '../chat/frame';
import { afterSend, FRESH_THROTTLE, waitBeforeSendMs } from '../chat/send-rules';

/** A whisper that shall go out; the number is that of whoever asked, and unique. */
export interface ToSay {
  id: number;
  nick: string;
  text: string;
}

/**
 * How it ended: `sent` was confirmed, `refused` tells the server's reason, `not-open` never left, and of `unsure` only the
 * site's own record can tell.
 */
export type Said =
  | { id: number; how: 'sent' | 'unsure' | 'not-open' }
  | { id: number; how: 'refused'; error: Omit<EventOf<'error'>, 'kind'> };

export interface SenderDeps {
  say(line: ClientLine): void;
  /** Nothing that this connection says later could be told apart: it must end. */
  giveUp(): void;
  setTimer(run: () => void, ms: number): number;
  clearTimer(timer: number): void;
  now(): number;
  end(said: Said): void;
}

/** A server that says nothing for so long has lost either the whisper or its answer. */
const ANSWER_MS = 15_000;
/** An `ERR muted` of the greeting comes right behind it and belongs to nothing we sent (dgg-chat.md 1). */
const GREETING_TAIL_MS = 1_000;
/** Ends remembered, for an asker that did not hear of his. */
const REMEMBERED = 50;

/**
 * Sends whispers over one connection after the other, one at a time: an answer names no request, and only the order ties
 * them (dgg-chat.md 6). Nothing is ever sent twice.
 */
export class WhisperSender {
  readonly #deps: SenderDeps;
  #waiting: ToSay[] = [];
  #under: ToSay | undefined;
  #open = false;
  #readyAtMs = 0;
  #throttle = FRESH_THROTTLE;
  #timer: number | undefined;
  readonly #ends = new Map<number, Said>();

  constructor(deps: SenderDeps) {
    this.#deps = deps;
  }

  /** Takes one over. Asked twice with one number, it tells the end twice and sends once. */
  put(whisper: ToSay): void {
    const before = this.#ends.get(whisper.id);
    if (before !== undefined) return this.#deps.end(before);
    if ([this.#under, ...this.#waiting].some((one) => one?.id === whisper.id)) return;
    if (!this.#open) return this.#end({ id: whisper.id, how: 'not-open' });
    this.#waiting.push(whisper);
    this.#next();
  }

  /** The connection was greeted. */
  opened(): void {
    this.#open = true;
    this.#readyAtMs = this.#deps.now() + GREETING_TAIL_MS;
  }

  /** The connection is gone: of what was under way nobody knows, the rest never left. */
  closed(): void {
    this.#open = false;
    this.#stopTimer();
    const under = this.#under;
    const never = this.#waiting.splice(0);
    this.#under = undefined;
    if (under !== undefined) this.#end({ id: under.id, how: 'unsure' });
    for (const { id } of never) this.#end({ id, how: 'not-open' });
  }

  onSent(): void {
    const under = this.#under;
    if (under !== undefined) this.#over({ id: under.id, how: 'sent' });
  }

  onError({ kind: _kind, ...error }: EventOf<'error'>): void {
    const under = this.#under;
    if (under !== undefined) this.#over({ id: under.id, how: 'refused', error });
  }

  #next(): void {
    if (this.#under !== undefined || this.#timer !== undefined || this.#waiting.length === 0) return;
    const nowMs = this.#deps.now();
    const waitMs = Math.max(this.#readyAtMs - nowMs, waitBeforeSendMs(this.#throttle, nowMs));
    if (waitMs > 0) {
      this.#timer = this.#deps.setTimer(() => {
        this.#timer = undefined;
        this.#next();
      }, waitMs);
      return;
    }
    const whisper = this.#waiting.shift();
    if (whisper === undefined) return;
    this.#under = whisper;
    this.#throttle = afterSend(this.#throttle, nowMs).throttle;
    this.#timer = this.#deps.setTimer(() => this.#deps.giveUp(), ANSWER_MS);
    this.#deps.say(whisperLine(whisper.nick, whisper.text));
  }

  #over(said: Said): void {
    this.#stopTimer();
    this.#under = undefined;
    this.#end(said);
    this.#next();
  }

  #end(said: Said): void {
    this.#ends.set(said.id, said);
    const oldest = this.#ends.keys().next().value;
    if (this.#ends.size > REMEMBERED && oldest !== undefined) this.#ends.delete(oldest);
    this.#deps.end(said);
  }

  #stopTimer(): void {
    if (this.#timer !== undefined) this.#deps.clearTimer(this.#timer);
    this.#timer = undefined;
  }
}
