import { sumOf, type Word } from './name-words';

interface Entry<T> {
  readonly key: string;
  value: T;
  /** Another key of the same sum. */
  more: Entry<T> | undefined;
}

/**
 * Values by the keys of words. A `Map` of texts would have to make a text of every word of a line and hash it, which takes
 * longer than everything else that is done to a line of chat; words bring their sums along.
 */
export class KeyMap<T> {
  readonly #bySum = new Map<number, Entry<T>>();

  get(word: Word): T | undefined {
    for (let entry = this.#bySum.get(word.sum); entry !== undefined; entry = entry.more)
      if (word.is(entry.key)) return entry.value;
    return undefined;
  }

  getKey(key: string): T | undefined {
    return this.#entry(key)?.value;
  }

  set(key: string, value: T): void {
    const known = this.#entry(key);
    if (known !== undefined) {
      known.value = value;
      return;
    }
    const sum = sumOf(key);
    this.#bySum.set(sum, { key, value, more: this.#bySum.get(sum) });
  }

  #entry(key: string): Entry<T> | undefined {
    let entry = this.#bySum.get(sumOf(key));
    while (entry !== undefined && entry.key !== key) entry = entry.more;
    return entry;
  }
}
