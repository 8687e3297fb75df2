/** Counts what is let through, and lets through no more than so many in a window of time. */
export class Pace {
  readonly #limits: readonly { most: number; inMs: number }[];
  #let: number[] = [];

  /** All of these hold at once: `{ most: 1, inMs: 1_000 }` is one a second. */
  constructor(limits: readonly { most: number; inMs: number }[]) {
    this.#limits = limits;
  }

  /** True, and counted, when one more is allowed now. What was refused does not count. */
  take(nowMs: number): boolean {
    const longest = Math.max(...this.#limits.map(({ inMs }) => inMs));
    // A clock that was put back must not block for hours.
    this.#let = this.#let.filter((at) => nowMs - at < longest && at <= nowMs);
    const full = this.#limits.some(
      ({ most, inMs }) => this.#let.filter((at) => nowMs - at < inMs).length >= most,
    );
    if (!full) this.#let.push(nowMs);
    return !full;
  }
}
