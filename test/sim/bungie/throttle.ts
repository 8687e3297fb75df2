import type { SimClock } from '../kit/clock';

/** Seconds between two calls of one player by action (bungie-api.md 3.2). */
const GAPS: Readonly<Record<string, number>> = {
  TransferItem: 0.1,
  PullFromPostmaster: 0.1,
  EquipItem: 0.1,
  EquipItems: 0.1,
  SetLockState: 0.1,
  EquipLoadout: 1,
};

/** Remembers when each player did what. Off until a test or the demo turns it on. */
export class Throttle {
  on = false;
  readonly #clock: SimClock;
  readonly #last = new Map<string, number>();
  #recent: number[] = [];

  constructor(clock: SimClock) {
    this.#clock = clock;
  }

  /** The code to refuse with, if it is too soon: 36 by action, 51 above 25 calls a second over ten. */
  refuses(player: string, action: string): 36 | 51 | undefined {
    if (!this.on) return undefined;
    const nowMs = this.#clock.now();
    this.#recent = this.#recent.filter((atMs) => nowMs - atMs < 10_000);
    this.#recent.push(nowMs);
    if (this.#recent.length > 250) return 51;
    const gapMs = (GAPS[action] ?? 0) * 1000;
    const key = `${player} ${action}`;
    const lastMs = this.#last.get(key) ?? Number.NEGATIVE_INFINITY;
    if (nowMs - lastMs < gapMs) return 36;
    this.#last.set(key, nowMs);
    return undefined;
  }
}
