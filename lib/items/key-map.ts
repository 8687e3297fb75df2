import { sumOf, type Word } from './name-words';

/** A key with its value, and another key of the same sum if there is one. */
export interface Entry<T> {
  readonly key: string;
  value: T;
  readonly more: Entry<T> | undefined;
}

/** Bits of a mask for each word of it. */
const WORD_BITS = 32;

/**
 * Values by the keys of words. A `Map` of texts would have to make a text of every word of a line and hash it, which takes
 * longer than everything else that is done to a line of chat; words bring their sums along.
 */
export class KeyMap<T> {
  readonly #bySum = new Map<number, Entry<T>>();
  /** Has a bit for each sum that is held: nearly every other word is told by it, without a walk through memory. */
  readonly #mask: Uint32Array | undefined;

  /** `maskBits`, a power of two, where most words that are asked for are not there: some ten for each key. */
  constructor({ maskBits = 0 } = {}) {
    this.#mask = maskBits === 0 ? undefined : new Uint32Array(maskBits / WORD_BITS);
  }

  get(word: Word): T | undefined {
    for (let entry = this.entry(word.sum); entry !== undefined; entry = entry.more)
      if (word.is(entry.key)) return entry.value;
    return undefined;
  }

  getKey(key: string): T | undefined {
    return this.#entryOf(key)?.value;
  }

  /** What is held under a sum. Another key may have it too: this tells for sure only what is not there. */
  entry(sum: number): Entry<T> | undefined {
    const mask = this.#mask;
    if (mask !== undefined && ((mask[placeIn(mask, sum)] ?? 0) & (1 << sum)) === 0) return undefined;
    return this.#bySum.get(sum);
  }

  set(key: string, value: T): void {
    const known = this.#entryOf(key);
    if (known !== undefined) {
      known.value = value;
      return;
    }
    const sum = sumOf(key);
    const mask = this.#mask;
    if (mask !== undefined) {
      const place = placeIn(mask, sum);
      mask[place] = (mask[place] ?? 0) | (1 << sum);
    }
    this.#bySum.set(sum, { key, value, more: this.#bySum.get(sum) });
  }

  #entryOf(key: string): Entry<T> | undefined {
    let entry = this.#bySum.get(sumOf(key));
    while (entry !== undefined && entry.key !== key) entry = entry.more;
    return entry;
  }
}

/** Which word of a mask has a sum's bit; which bit that is, the lowest five of the sum say. */
function placeIn(mask: Uint32Array, sum: number): number {
  return (sum >>> 5) & (mask.length - 1);
}
