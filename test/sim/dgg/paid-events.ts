import type { SimClock } from '../kit/clock';

/** What stands on the event bar until its time is up (dgg-chat.md 4). */
export const PAID_TYPES = [
  'SUBSCRIPTION',
  'GIFTSUB',
  'MASSGIFT',
  'DONATION',
  'XPOST',
  'VESTABOARD_LEAD',
  'VESTABOARD_HOURLY',
  'VESTABOARD_RESET',
] as const;

export type PaidType = (typeof PAID_TYPES)[number];

/** The event bar: complete lines, oldest first. */
export class PaidEvents {
  readonly #clock: SimClock;
  readonly #events = new Map<string, { line: string; expiresAtMs: number }>();

  constructor(clock: SimClock) {
    this.#clock = clock;
  }

  add(uuid: string, line: string, expiresAtMs: number): void {
    this.#events.set(uuid, { line, expiresAtMs });
  }

  remove(uuid: string): boolean {
    return this.#events.delete(uuid);
  }

  lines(): string[] {
    const nowMs = this.#clock.now();
    return [...this.#events.values()].filter((one) => one.expiresAtMs > nowMs).map(({ line }) => line);
  }
}
