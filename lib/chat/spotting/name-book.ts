import { foldName } from '../../items/fold-name';
import type { NameIndex, Nickname } from '../../items/item-definition';
import { readNameKind } from '../../items/name-kind';
import { straighten } from '../../items/name-words';
import { NameTree, type Seed } from './name-tree';
import { canCount } from './spot-policy';

export interface BookWishes {
  /** Names of other things than weapons and armour count outside brackets too. */
  others: boolean;
  /** The reader's own. They go before those of the index. */
  nicknames: readonly Nickname[];
  /** What the reader called no item, as `Mention.said` had it. It counts in brackets only. */
  ignored: ReadonlySet<string>;
}

/** A name of one or two letters would be found in every shout. */
const SHORTEST = 3;

/** The names of one manifest generation and what people call them. */
export class NameBook {
  /** What counts outside brackets. */
  readonly tree = new NameTree();
  readonly #gear: readonly string[];
  readonly #others: readonly string[];
  readonly #nicknames: readonly Nickname[];
  #folded: ReadonlyMap<string, string> | undefined;

  constructor(index: NameIndex, { others, nicknames, ignored }: BookWishes) {
    this.#gear = lines(index.gear);
    this.#others = lines(index.others);
    this.#nicknames = [...nicknames, ...(index.nicknames ?? [])];
    const plant = (seed: Seed): void => {
      if (seed.written.length < SHORTEST || !canCount(seed)) return;
      if (ignored.size === 0 || !ignored.has(straighten(seed.written))) this.tree.plant(seed);
    };
    for (const [at, name] of this.#gear.entries())
      plant({ name, written: name, kind: readNameKind(index.gearKinds?.[at]), gear: true });
    const known = new Set(this.#gear);
    for (const { said, name, kind } of this.#nicknames)
      if (known.has(name)) plant({ name, written: said, kind, gear: true });
    if (!others) return;
    for (const [at, name] of this.#others.entries())
      plant({ name, written: name, kind: readNameKind(index.otherKinds?.[at]), gear: false });
  }

  /** The name that is meant by what stands in brackets, case and accents aside. */
  named(typed: string): string | undefined {
    return this.#names().get(foldName(typed));
  }

  /** Where two things share a name gear goes first, and names go before nicknames. */
  #names(): ReadonlyMap<string, string> {
    if (this.#folded !== undefined) return this.#folded;
    const folded = new Map<string, string>();
    const put = (said: string, name: string): void => {
      const key = foldName(said);
      if (!folded.has(key)) folded.set(key, name);
    };
    for (const name of this.#gear) put(name, name);
    for (const name of this.#others) put(name, name);
    for (const { said, name } of this.#nicknames) {
      if (folded.get(foldName(name)) === name) put(said, name);
    }
    this.#folded = folded;
    return folded;
  }
}

function lines(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}
