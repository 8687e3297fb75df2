import { clockText, dateText } from '../../lib/base/local-forms';
import { say } from '../../lib/base/words';

/** Younger than this, what is shown is as good as live (Bungie itself serves profiles about 30 s old). */
export const FRESH_MS = 90_000;

/** How old the shown data is, in a few letters: `now`, `12 s`, then `data from 20:14`, on another day its date. */
export function ageText(readAtMs: number, nowMs: number): string {
  const ageMs = nowMs - readAtMs;
  if (ageMs < 5_000) return say('time_now');
  if (ageMs < FRESH_MS) return say('time_seconds', { seconds: Math.floor(ageMs / 5_000) * 5 });
  return say('time_data_from', { time: timeText(readAtMs, nowMs) });
}

/** The time of day, or the date when it was not today. */
export function timeText(atMs: number, nowMs: number): string {
  return new Date(atMs).toDateString() === new Date(nowMs).toDateString() ? clockText(atMs) : dateText(atMs);
}

/** `28 Nov`, with its year when that is another one. */
export function dayText(atMs: number, nowMs = atMs): string {
  return dateText(atMs, new Date(atMs).getFullYear() !== new Date(nowMs).getFullYear());
}
