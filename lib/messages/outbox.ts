import type { Outcome } from '../base/outcome';

export interface OutboxDeps<E> {
  send(event: E): Promise<Outcome<unknown>>;
  wait(ms: number): Promise<void>;
}

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;
/** After these, some eight minutes, it is given up: one event that nobody survives must not hold the others for ever. */
const MOST_TRIES = 20;
/** What a flood leaves of itself: the newest of it. */
const MOST_HELD = 1_000;

/**
 * Reports events in order to a background that may die at any moment, and reports each until it is acknowledged. What was
 * reported twice because only the answer got lost is told apart by who receives it.
 */
export class Outbox<E> {
  readonly #deps: OutboxDeps<E>;
  readonly #held: E[] = [];
  #working = false;

  constructor(deps: OutboxDeps<E>) {
    this.#deps = deps;
  }

  put(event: E): void {
    this.#held.push(event);
    // The first one may be under way; it goes or stays by its own answer.
    if (this.#held.length > MOST_HELD) this.#held.splice(1, 1);
    if (!this.#working) void this.#work();
  }

  async #work(): Promise<void> {
    this.#working = true;
    let waitMs = FIRST_WAIT_MS;
    let tries = 0;
    for (let event = this.#held[0]; event !== undefined; event = this.#held[0]) {
      const sent = await this.#deps.send(event);
      // Only silence is worth another try: what was understood and refused would be so again.
      tries += 1;
      if (!sent.ok && sent.failure.code === 'no-reply' && tries < MOST_TRIES) {
        await this.#deps.wait(waitMs);
        waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
        continue;
      }
      waitMs = FIRST_WAIT_MS;
      tries = 0;
      this.#held.shift();
    }
    this.#working = false;
  }
}
