const STRIKES = 3;

/**
 * Runs the parts of one feature and keeps their errors from the page. The third one switches the feature off and says
 * so once; the page stays as it was (reliability-security.md R19).
 */
export class ThreeStrikes {
  readonly #feature: string;
  readonly #onOut: () => void;
  #errors = 0;

  constructor(feature: string, onOut: () => void) {
    this.#feature = feature;
    this.#onOut = onOut;
  }

  get out(): boolean {
    return this.#errors >= STRIKES;
  }

  run(part: () => unknown): void {
    if (this.out) return;
    try {
      const under = part();
      if (under instanceof Promise) under.catch((error: unknown) => this.#strike(error));
    } catch (error) {
      this.#strike(error);
    }
  }

  #strike(error: unknown): void {
    if (this.out) return;
    this.#errors += 1;
    if (!this.out) return;
    console.warn(`Vault Courier switched ${this.#feature} off in this page`, error);
    this.#onOut();
  }
}
