/** A clock that tests move. Runs with real time plus an offset, or stands still when frozen. */
export class SimClock {
  #offsetMs = 0;
  #frozenAtMs: number | undefined;

  /** Milliseconds since 1970 as the simulators see them. */
  now(): number {
    return this.#frozenAtMs ?? Date.now() + this.#offsetMs;
  }

  /** ISO 8601 UTC with milliseconds, as Bungie mints its timestamps. */
  iso(): string {
    return new Date(this.now()).toISOString();
  }

  advance(ms: number): void {
    if (this.#frozenAtMs === undefined) this.#offsetMs += ms;
    else this.#frozenAtMs += ms;
  }

  set(ms: number): void {
    if (this.#frozenAtMs === undefined) this.#offsetMs = ms - Date.now();
    else this.#frozenAtMs = ms;
  }

  freeze(ms = this.now()): void {
    this.#frozenAtMs = ms;
  }

  run(): void {
    if (this.#frozenAtMs === undefined) return;
    this.#offsetMs = this.#frozenAtMs - Date.now();
    this.#frozenAtMs = undefined;
  }
}
