import type { SimUser } from './users';

const GAP_MS = 300;
const RESET_MS = 300_000;

/** The text as it is stored, or undefined when the rules refuse it (dgg-chat.md 7). */
export function acceptableText(data: unknown): string | undefined {
  if (typeof data !== 'string') return undefined;
  const text = data.trim();
  const length = Array.from(text).length;
  const forbidden = /[\u2028\u2029\u00a0\u202f]|\p{M}{5,}/u.test(text);
  return length === 0 || length > 512 || forbidden ? undefined : text;
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

export const privileged = (user: SimUser): boolean =>
  user.features.some((one) => one === 'moderator' || one === 'admin');
