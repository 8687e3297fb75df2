import type { Outcome } from '@/lib/base/outcome';
import { makeListener, type Spotter } from '@/lib/chat/spot-names';
import type { NameIndex } from '@/lib/items/item-definition';
import { type CardSettings, spotWishes } from '@/lib/messages/card-settings';

type Answer = Outcome<{ unchanged: true } | { unchanged: false; index: NameIndex }>;

const FIRST_RETRY_MS = 10_000;
const LONGEST_RETRY_MS = 300_000;
/** A page that comes back to sight after this long asks whether the names changed. */
const OLD_MS = 3_600_000;

export interface NameSourceDeps {
  names(have: string | undefined): Promise<Answer>;
  settings(): Promise<Outcome<CardSettings>>;
  /** What finds names from now on; undefined while the reader wants none marked. */
  use(spotter: Spotter | undefined): void;
  /** How cards open from now on. */
  opens(how: CardSettings['opens']): void;
}

/**
 * Names and settings of this page: asked for once, again while they are not there yet and after a long time away, and
 * followed when the reader changes his mind.
 */
export class NameSource {
  readonly #deps: NameSourceDeps;
  readonly #stops = new AbortController();
  #index: NameIndex | undefined;
  #settings: CardSettings | undefined;
  #askedAtMs = 0;
  #retryMs = FIRST_RETRY_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: NameSourceDeps) {
    this.#deps = deps;
  }

  watch(): void {
    document.addEventListener(
      'visibilitychange',
      () => {
        if (!document.hidden && Date.now() - this.#askedAtMs > OLD_MS) void this.#load();
      },
      { signal: this.#stops.signal },
    );
    void this.#load();
  }

  /** The reader changed his settings. */
  readonly changed = (settings: CardSettings): void => {
    if (JSON.stringify(settings) === JSON.stringify(this.#settings)) return;
    this.#settings = settings;
    this.#apply();
  };

  stop(): void {
    clearTimeout(this.#timer);
    this.#stops.abort();
  }

  async #load(): Promise<void> {
    this.#askedAtMs = Date.now();
    const [names, settings] = await Promise.all([
      this.#deps.names(this.#index?.generation),
      this.#deps.settings(),
    ]);
    if (this.#stops.signal.aborted) return;
    // Nothing is marked before it is known what the reader wants marked.
    if (!names.ok || !settings.ok) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#load(), this.#retryMs);
      this.#retryMs = Math.min(LONGEST_RETRY_MS, this.#retryMs * 2);
      return;
    }
    this.#retryMs = FIRST_RETRY_MS;
    if (!names.value.unchanged) {
      this.#index = names.value.index;
      this.#settings = settings.value;
      this.#apply();
    } else this.changed(settings.value);
  }

  #apply(): void {
    if (this.#index === undefined || this.#settings === undefined) return;
    const wishes = spotWishes(this.#settings);
    this.#deps.opens(this.#settings.opens);
    this.#deps.use(wishes.mode === 'off' ? undefined : makeListener(this.#index, wishes));
  }
}
