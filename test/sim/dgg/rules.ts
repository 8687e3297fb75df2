import type { SimUser } from './users';

const GAP_MS = 300;
const RESET_MS = 300_000;
const MOST_CODE_POINTS = 512;
/** White space as the server's language trims it: with the next-line control, without the byte-order mark. */
const SPACE = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const EDGES = new RegExp(`^${SPACE}|${SPACE}$`, 'g');
const FORBIDDEN = /[\u2028\u2029\u00a0\u202f]|\p{M}{5,}/u;

/** The text as it is stored, or undefined when the rules refuse it (dgg-chat.md 7). */
export function acceptableText(data: unknown): string | undefined {
  if (typeof data !== 'string') return undefined;
  const text = data.replace(EDGES, '');
  const length = Array.from(text).length;
  return length === 0 || length > MOST_CODE_POINTS || FORBIDDEN.test(text) ? undefined : text;
}

/** True when the send comes too soon. The scale is eight bits wide and wraps to 0, as the server's does. */
export function throttled(user: SimUser, nowMs: number): boolean {
  if (user.features.includes('bot')) return false;
  const gap = nowMs - user.lastAcceptedMs;
  if (gap <= GAP_MS) user.scale = (user.scale * 2) % 256;
  else if (gap > RESET_MS) user.scale = 1;
  if (user.lastAcceptedMs + user.scale * GAP_MS > nowMs) return true;
  user.lastAcceptedMs = nowMs;
  return false;
}

/** True for the same public line twice; it makes the next wait longer. */
export function duplicate(user: SimUser, text: string): boolean {
  const bare = text.replace(/^\/me /, '');
  if (bare === user.lastText) {
    user.scale = (user.scale + 1) % 256;
    return true;
  }
  user.lastText = bare;
  return false;
}

/** May moderate. */
export const powers = (user: SimUser): boolean =>
  user.features.some((one) => one === 'moderator' || one === 'admin');

const TIERS = ['flair13', 'flair1', 'flair3', 'flair8', 'flair42'];

/** 1 to 5 for a subscriber by his flair, 1 without one, 0 for everybody else (dgg-chat.md 3). */
export function subscriberTier({ features }: SimUser): number {
  const tier = Math.max(...TIERS.map((flair, at) => (features.includes(flair) ? at + 1 : 0)));
  return Math.max(tier, features.includes('subscriber') ? 1 : 0);
}

export const bannedNow = (user: SimUser, nowMs: number): boolean => user.banned || user.bannedUntilMs > nowMs;
