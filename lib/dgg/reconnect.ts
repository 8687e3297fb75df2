/** How the last connection ended. */
export interface Ending {
  /** Close code; 1006 for a refused or broken one. */
  code: number;
  /** It had been open and spoke. */
  opened: boolean;
  /** Milliseconds since it was begun. */
  livedMs: number;
  /** Attempts in a row that never got so far. */
  failures: number;
  /** Connections in a row before this one that had opened and did not settle. */
  flaps: number;
}

const LONGEST_MS = 300_000;
/** A server that closes each connection right after its greeting must not be called in a circle. */
export const SETTLED_MS = 10_000;

/**
 * Milliseconds until the next attempt (dgg-chat.md 8): at once after 1001 of a settled connection, 0.5 to 3 s after any that had
 * opened, 5 to 30 s after a failed attempt; doubling with each further failure, or each further connection that ends
 * before it settled, up to five minutes. `random` is from 0 up to 1: a restart of the server must not bring everybody
 * back in the same second.
 */
export function reconnectDelayMs(ending: Ending, random: number): number {
  const { code, opened, livedMs, failures, flaps } = ending;
  if (opened && code === 1001 && livedMs >= SETTLED_MS) return 0;
  const delayMs = opened ? 500 + random * 2_500 : 5_000 + random * 25_000;
  const doublings = opened ? flaps : failures - 1;
  return Math.round(Math.min(LONGEST_MS, delayMs * 2 ** Math.min(10, Math.max(0, doublings))));
}

/** Reasons after which only the user brings us back (dgg-chat.md 8). */
export function stopsForGood(description: string): boolean {
  return description === 'banned' || description === 'toomanyconnections';
}
