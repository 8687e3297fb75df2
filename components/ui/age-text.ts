/** Younger than this, what is shown is as good as live (Bungie itself serves profiles about 30 s old). */
export const FRESH_MS = 90_000;

/** How old the shown data is, in a few letters: `now`, `12 s`, then `data from 20:14`, on another day its date. */
export function ageText(readAtMs: number, nowMs: number): string {
  const ageMs = nowMs - readAtMs;
  if (ageMs < 5_000) return 'now';
  if (ageMs < FRESH_MS) return `${Math.floor(ageMs / 5_000) * 5} s`;
  return `data from ${timeText(readAtMs, nowMs)}`;
}

/** The time of day, or the date when it was not today. */
export function timeText(atMs: number, nowMs: number): string {
  const at = new Date(atMs);
  const sameDay = at.toDateString() === new Date(nowMs).toDateString();
  return sameDay
    ? at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
    : at.toLocaleDateString([], { day: 'numeric', month: 'short' });
}

/** `28 Nov`, with its year when that is another one. */
export function dayText(atMs: number, nowMs = atMs): string {
  const at = new Date(atMs);
  const year = at.getFullYear() === new Date(nowMs).getFullYear() ? {} : { year: 'numeric' as const };
  return at.toLocaleDateString([], { day: 'numeric', month: 'short', ...year });
}
