import { say } from '@/lib/base/words';

/** A card has to be seen before a press on it counts (reliability-security.md R17). */
const SHOWN_MS = 300;

/** Chromium tells whether something was really painted; other browsers leave that out. */
interface SeenEntry extends IntersectionObserverEntry {
  isVisible?: boolean;
}

/** Watches one card from when it is drawn, and says whether a press on it may move an item. */
export class PressGuard {
  #since = performance.now();
  readonly #watch: IntersectionObserver;
  #visible: boolean | undefined;

  constructor(card: HTMLElement) {
    const options = { threshold: 0, trackVisibility: true, delay: 100 };
    this.#watch = new IntersectionObserver((entries) => {
      this.#visible = (entries.at(-1) as SeenEntry | undefined)?.isVisible;
    }, options);
    this.#watch.observe(card);
  }

  /** What can be pressed has just changed. */
  restart(): void {
    this.#since = performance.now();
  }

  /** Why a press does not count, in words; undefined when it does. */
  refusal(): string | undefined {
    if (performance.now() - this.#since < SHOWN_MS) return say('page_too_quick');
    if (this.#visible === false) return say('page_covered');
    return undefined;
  }

  stop(): void {
    this.#watch.disconnect();
  }
}
