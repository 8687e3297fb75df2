/*
 * What the chat server does to what somebody sends, as far as it is known (dgg-chat.md 7): so that a text it would refuse
 * is not sent, and none is sent too soon.
 */

export const MOST_CODE_POINTS = 512;
/** A steady line each 310 ms always passes. */
const PACE_MS = 310;
const GAP_MS = 300;
const RESET_MS = 300_000;

/** White space that the server cuts off: next-line among it, the byte-order mark not. */
const SPACE = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const EDGES = new RegExp(`^${SPACE}+|${SPACE}+$`, 'g');
/** Separators that break lines or do not break words, and marks piled up five high. */
const FORBIDDEN = /[\u2028\u2029\u00a0\u202f]|\p{M}{5}/u;

export type TextProblem = 'empty' | 'too-long' | 'forbidden';

/** The text as the server keeps it: without white space at the ends, inner white space untouched. */
export function asKept(text: string): string {
  return text.replace(EDGES, '');
}

/** How long the server finds it: an emoji of one code point counts one. */
export function codePointsOf(text: string): number {
  return Array.from(asKept(text)).length;
}

/** Why the server would refuse the text with `invalidmsg`; undefined when it would not. */
export function textProblem(text: string): TextProblem | undefined {
  const length = codePointsOf(text);
  if (length === 0) return 'empty';
  if (length > MOST_CODE_POINTS) return 'too-long';
  return FORBIDDEN.test(asKept(text)) ? 'forbidden' : undefined;
}

/** The server's memory of one user's sends, from all his connections. Eight bits for `scale`. */
export interface Throttle {
  lastAcceptedMs: number;
  scale: number;
}

export const FRESH_THROTTLE: Throttle = { lastAcceptedMs: 0, scale: 1 };

/** What a send at that moment does: whether it passes, and what the server remembers then. */
export function afterSend(throttle: Throttle, nowMs: number): { accepted: boolean; throttle: Throttle } {
  const gapMs = nowMs - throttle.lastAcceptedMs;
  const scale = gapMs <= GAP_MS ? (throttle.scale << 1) & 0xff : gapMs > RESET_MS ? 1 : throttle.scale;
  const accepted = gapMs >= scale * GAP_MS;
  return { accepted, throttle: { lastAcceptedMs: accepted ? nowMs : throttle.lastAcceptedMs, scale } };
}

/** Milliseconds to wait until a send passes and makes the next wait no longer. */
export function waitBeforeSendMs({ lastAcceptedMs, scale }: Throttle, nowMs: number): number {
  return Math.max(0, lastAcceptedMs + Math.max(PACE_MS, scale * GAP_MS) - nowMs);
}
