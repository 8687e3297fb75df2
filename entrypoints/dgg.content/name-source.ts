import type { Outcome } from '@/lib/base/outcome';
import type { NameIndex } from '@/lib/items/item-definition';

type Answer = Outcome<{ unchanged: true } | { unchanged: false; index: NameIndex }>;

const FIRST_RETRY_MS = 10_000;
const LONGEST_RETRY_MS = 300_000;
/** A page that comes back to sight after this long asks whether the names changed. */
const OLD_MS = 3_600_000;

/** Asks for the name index once, again while it is not there yet, and after a long time away. */
export class NameSource {
  readonly #ask: (have: string | undefined) => Promise<Answer>;
  readonly #stops = new AbortController();
  #have: string | undefined;
  #askedAtMs = 0;
  #retryMs = FIRST_RETRY_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: (have: string | undefined) => Promise<Answer>) {
    this.#ask = ask;
  }

  watch(onIndex: (index: NameIndex) => void): void {
    const load = async (): Promise<void> => {
      this.#askedAtMs = Date.now();
      const answer = await this.#ask(this.#have);
      if (this.#stops.signal.aborted) return;
      if (!answer.ok) {
        this.#timer = setTimeout(() => void load(), this.#retryMs);
        this.#retryMs = Math.min(LONGEST_RETRY_MS, this.#retryMs * 2);
        return;
      }
      this.#retryMs = FIRST_RETRY_MS;
      if (answer.value.unchanged) return;
      this.#have = answer.value.index.generation;
      onIndex(answer.value.index);
    };
    document.addEventListener(
      'visibilitychange',
      () => {
        if (!document.hidden && Date.now() - this.#askedAtMs > OLD_MS) void load();
      },
      { signal: this.#stops.signal },
    );
    void load();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#stops.abort();
  }
}
