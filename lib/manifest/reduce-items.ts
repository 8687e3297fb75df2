import { type CollectedNames, NameCollector } from '../items/name-index';
import { ItemWriter, type PackedItems } from '../items/packed-items';
import {
  factsOfTrimmed,
  type RowFacts,
  reduceDefinition,
  WANTED_OF_ITEM,
  WANTED_OF_NAME,
} from '../items/reduce-definition';
import { type CollectedMarks, SeasonMarks } from '../items/season-marks';
import { endOfValue, type JsonSpan, trimFirst, type Wanted } from '../items/trim-json';

/** Another language's table is read for its names alone. */
export type ItemsWanted = 'items' | 'names';

/** What some rows of the item table come to. */
export interface ReducedItems {
  /** Those that are no items too: a broken row is an unknown item, not a broken table. */
  rows: number;
  /** Some row looked like one of Destiny 2: it has displayProperties. */
  familiar: boolean;
  packed: PackedItems;
  names: CollectedNames;
  marks: CollectedMarks;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const ZERO = 0x30;
const NINE = 0x39;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Reduces rows of the item table, and remembers what they come to. */
export class ItemReducer {
  #rows = 0;
  #familiar = false;
  readonly #what: ItemsWanted;
  readonly #wanted: Wanted;
  readonly #items = new ItemWriter();
  readonly #names = new NameCollector();
  readonly #marks = new SeasonMarks();

  constructor(what: ItemsWanted) {
    this.#what = what;
    this.#wanted = what === 'items' ? WANTED_OF_ITEM : WANTED_OF_NAME;
  }

  get rows(): number {
    return this.#rows;
  }

  /** One row with its key, which is the item's hash unless the table has other keys. */
  row(id: number | undefined, json: JsonSpan): void {
    const bytes = json.bytes.subarray(json.start, json.end);
    const end = this.#trim(id, { bytes, start: 0, end: bytes.length });
    if (end !== bytes.length) this.#carefully(id, bytes);
  }

  /**
   * Rows of a JSON table, `"hash":{...}` after `"hash":{...}` with commas between, nothing before and nothing behind.
   * False when it is anything else: then it was cut out of the table in the wrong places.
   */
  block({ bytes, start, end }: JsonSpan): boolean {
    for (let at = start; ; at += 1) {
      if (bytes[at] !== QUOTE) return false;
      let key = 0;
      let place = at + 1;
      for (; place < end; place += 1) {
        const code = bytes[place] ?? 0;
        if (code < ZERO || code > NINE) break;
        key = key * 10 + (code - ZERO);
      }
      if (bytes[place] !== QUOTE || bytes[place + 1] !== COLON) return false;
      const span = { bytes, start: place + 2, end };
      let behind = this.#trim(key, span);
      if (behind === undefined) {
        // Odd, broken, or misled: it is read once more, with its end looked for bracket by bracket.
        behind = endOfValue(span);
        if (behind === undefined) return false;
        this.#carefully(key, bytes.subarray(span.start, behind));
      }
      if (behind === end) return true;
      if (bytes[behind] !== COMMA) return false;
      at = behind;
    }
  }

  /** What was read. */
  finish(): ReducedItems {
    return {
      rows: this.#rows,
      familiar: this.#familiar,
      packed: this.#items.finish(),
      names: this.#names.collected(),
      marks: this.#marks.collected(),
    };
  }

  /** Takes a row that only a full parser understands, if it does: the text that it would write is plain. */
  #carefully(id: number | undefined, bytes: Uint8Array): void {
    try {
      const value: unknown = JSON.parse(decoder.decode(bytes));
      const reduced = reduceDefinition(value);
      const plain = encoder.encode(JSON.stringify(value));
      const facts = reduced && { item: reduced.item, ...reduced.facts };
      if (facts && this.#trim(id, { bytes: plain, start: 0, end: plain.length }, facts) !== undefined) return;
    } catch {
      // No JSON.
    }
    this.#rows += 1;
  }

  /**
   * Takes the row that begins there, and tells where it ends. Undefined, and nothing taken, when it is none we know.
   * With facts that are known already it is read bracket by bracket.
   */
  #trim(id: number | undefined, span: JsonSpan, known?: RowFacts): number | undefined {
    const items = this.#items;
    items.reserve(span.end - span.start);
    const trimmed = trimFirst(span, this.#wanted, items.text, items.at, known !== undefined);
    if (trimmed === undefined) return undefined;
    const facts = known ?? factsOfTrimmed(span.bytes);
    if (facts === undefined || (id !== undefined && id !== facts.item.hash)) return undefined;
    this.#rows += 1;
    this.#familiar ||= facts.displayed;
    this.#names.add(facts.item, facts);
    if (this.#what === 'names') return trimmed.end;
    this.#marks.add(facts.item);
    items.keep(facts.item.hash, trimmed.outEnd);
    return trimmed.end;
  }
}
