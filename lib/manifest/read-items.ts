import type { Hash } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import { pageOf } from '../items/item-definition';
import type { NameCollector } from '../items/name-index';
import { type PackedItem, packItem } from '../items/pack-definition';
import { reduceDefinition, WANTED_OF_ITEM } from '../items/reduce-definition';
import type { SeasonMarks } from '../items/season-marks';
import { skimJson } from '../items/skim-json';
import type { DefinitionRow } from './read-sqlite';

/** Items whose hashes share their upper ten bits. */
export interface ItemPage {
  page: number;
  items: Record<Hash, PackedItem>;
}

/** Pages written in one transaction: more would be held in memory for it, fewer cost a wait each. */
const PAGES_A_BATCH = 128;
const ROWS_A_WORD = 2_000;

export interface ItemReader {
  put(pages: ItemPage[]): Promise<Outcome<null>>;
  names: NameCollector;
  marks: SeasonMarks;
  /** Where items come from, by their hash. */
  sources: ReadonlyMap<Hash, string>;
  onRows(rows: number): void;
}

/**
 * Reduces rows of the item table and has them written as pages. Rows that come by ascending signed id, as SQLite gives
 * them, fill one page after the other, so that only a batch of them is ever held.
 */
export class ItemPages {
  items = 0;
  rows = 0;
  /** Rows that are no JSON, no definition, or of another hash than their key. */
  broken = 0;
  /** Some row looked like one of Destiny 2: it has displayProperties. */
  familiar = false;
  readonly #reader: ItemReader;
  readonly #ordered: boolean;
  #writing: Promise<Outcome<null>> = Promise.resolve(ok(null));
  #pages = new Map<number, Record<Hash, PackedItem>>();

  constructor(reader: ItemReader, { ordered }: { ordered: boolean }) {
    this.#reader = reader;
    this.#ordered = ordered;
  }

  /** Takes a row; what it gives must be waited for. */
  take({ id, json }: DefinitionRow): Promise<Outcome<null>> | undefined {
    this.rows += 1;
    if (this.rows % ROWS_A_WORD === 0) this.#reader.onRows(this.rows);
    const reduced = reduceRow(json, WANTED_OF_ITEM);
    if (reduced === undefined || (id !== undefined && id !== reduced.item.hash)) {
      // One broken row is one unknown item, not a broken manifest.
      this.broken += 1;
      return undefined;
    }
    const { item, facts } = reduced;
    const source = this.#reader.sources.get(item.hash);
    if (source !== undefined) item.source = source;
    this.items += 1;
    this.familiar ||= facts.displayed;
    this.#reader.names.add(item, facts);
    this.#reader.marks.add(item);
    const page = pageOf(item.hash);
    const held = this.#pages.get(page);
    if (held !== undefined) {
      held[item.hash] = packItem(item);
      return undefined;
    }
    const full = this.#ordered && this.#pages.size >= PAGES_A_BATCH ? this.#takeAll() : undefined;
    this.#pages.set(page, { [item.hash]: packItem(item) });
    return full === undefined ? undefined : this.#put(full);
  }

  /** Writes what is left. */
  async finish(): Promise<Outcome<null>> {
    this.#reader.onRows(this.rows);
    if (this.rows === 0) return fail('definitions-too-few', { items: 0 });
    if (!this.familiar) return fail('definitions-foreign');
    const left = this.#takeAll();
    for (let at = 0; at < left.length; at += PAGES_A_BATCH) {
      const put = await this.#put(left.slice(at, at + PAGES_A_BATCH));
      if (!put.ok) return put;
    }
    return this.#writing;
  }

  /** Hands pages over, once the ones before are written: reading goes on meanwhile. */
  async #put(pages: ItemPage[]): Promise<Outcome<null>> {
    const before = await this.#writing;
    if (!before.ok) return before;
    this.#writing = this.#reader.put(pages);
    // Whoever waits for it hears of it; if nobody comes to that, something else went wrong first.
    this.#writing.catch(() => undefined);
    // The requests go out only when we let the others have a turn.
    await new Promise((resolve) => setTimeout(resolve));
    return ok(null);
  }

  #takeAll(): ItemPage[] {
    const pages = [...this.#pages].map(([page, items]) => ({ page, items }));
    this.#pages = new Map();
    return pages;
  }
}

/** A row's definition; undefined when it is no JSON or none of an item. */
export function reduceRow(
  json: DefinitionRow['json'],
  wanted: typeof WANTED_OF_ITEM,
): ReturnType<typeof reduceDefinition> {
  try {
    return reduceDefinition(skimJson(json, wanted));
  } catch {
    // No JSON.
    return undefined;
  }
}
