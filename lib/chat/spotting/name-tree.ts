import { type Entry, KeyMap } from '../../items/key-map';
import type { NameKind } from '../../items/name-kind';
import { splitWords, straighten, type Word, withoutAccents } from '../../items/name-words';

/** A name as it is looked for. */
export interface KnownName {
  /** As the manifest writes it. */
  name: string;
  /** What is looked for: the name or a nickname, with straight apostrophes. */
  written: string;
  words: readonly Word[];
  /** Undefined when the index does not tell. */
  kind: NameKind | undefined;
  /** Weapons and armour. */
  gear: boolean;
}

/** What a KnownName is made of once somebody writes its first word. */
export type Seed = Omit<KnownName, 'words'>;

/** Names that begin with the same words. */
export interface Branch {
  name?: KnownName;
  next: KeyMap<Branch>;
}

type Start = Seed[] | Branch;
/** For some 12,000 first words. */
const MASK_BITS = 1 << 17;

/**
 * Names by their words. Planting looks at the first word only; the names behind it are taken apart when a line has that
 * word, because of thousands of first words only a few dozen are ever said.
 */
export class NameTree {
  readonly #starts = new KeyMap<Start>({ maskBits: MASK_BITS });

  /** Of two names written alike the one planted first stays. All are planted before the first is asked for. */
  plant(seed: Seed): void {
    const key = firstKey(seed.written);
    if (key === undefined) return;
    this.#sow(key, seed);
    const typed = withoutAccents(key);
    if (typed !== key) this.#sow(typed, seed);
  }

  /** All names whose first word this is. */
  startingWith(word: Word): Branch | undefined {
    const start = this.#starts.get(word);
    return Array.isArray(start) ? this.#grow(word.key, start) : start;
  }

  /** The same for a word that does not stand there as such. */
  startingWithKey(key: string): Branch | undefined {
    const start = this.#starts.getKey(key);
    return Array.isArray(start) ? this.#grow(key, start) : start;
  }

  /** What may begin with a word of this sum (see `KeyMap.entry`). */
  starts(sum: number): Entry<Start> | undefined {
    return this.#starts.entry(sum);
  }

  branchOf({ key, value }: Entry<Start>): Branch {
    return Array.isArray(value) ? this.#grow(key, value) : value;
  }

  #grow(key: string, seeds: readonly Seed[]): Branch {
    const branch = grow(seeds);
    this.#starts.set(key, branch);
    return branch;
  }

  #sow(key: string, seed: Seed): void {
    const held = this.#starts.getKey(key);
    if (Array.isArray(held)) held.push(seed);
    else this.#starts.set(key, [seed]);
  }
}

/** Mostly the first word ends at the first space, and the rest need not be looked at. */
function firstKey(written: string): string | undefined {
  const space = written.indexOf(' ');
  const head = space < 0 ? written : written.slice(0, space);
  return (splitWords(straighten(head), 1)[0] ?? splitWords(straighten(written), 1)[0])?.key;
}

function grow(seeds: readonly Seed[]): Branch {
  const root: Branch = { next: new KeyMap() };
  for (const seed of seeds) {
    const written = straighten(seed.written);
    const words = splitWords(written);
    const known = { ...seed, written, words };
    const keys = words.map((word) => word.key);
    put(root, keys.slice(1), known);
    put(root, keys.slice(1).map(withoutAccents), known);
  }
  return root;
}

function put(root: Branch, keys: readonly string[], known: KnownName): void {
  let branch = root;
  for (const key of keys) {
    let next = branch.next.getKey(key);
    if (next === undefined) {
      next = { next: new KeyMap() };
      branch.next.set(key, next);
    }
    branch = next;
  }
  branch.name ??= known;
}
