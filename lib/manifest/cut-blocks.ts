import { fail, type Outcome, ok } from '../base/outcome';
import type { JsonSpan } from '../items/trim-json';
import { type Download, joined } from './download';
import { ItemReducer, type ItemsWanted, type ReducedItems } from './reduce-items';

type Bytes = Uint8Array<ArrayBuffer>;

/** Rows that are read together: some three hundred. */
const BLOCK = 1024 * 1024;
/** Without a place to cut in so much the table is not written as we know it. */
const LONGEST_BLOCK = 16 * BLOCK;
const LONGEST_FIELD = 64;
/** Too little to be worth a message. */
const SMALL = 64 * 1024;
/** Blocks that are the helper's at most: he is not to wait while we are at one of our own. */
const HANDED = 4;

const SPACE = 0x20;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const COMMA = 0x2c;
const COLON = 0x3a;
const QUOTE = 0x22;
const ZERO = 0x30;
const NINE = 0x39;
const BEFORE_ROW = new TextEncoder().encode('":');

/** Rows with commas between, within the bytes that came in with them. */
export type Block = JsonSpan & { bytes: Bytes };

/** Somebody on another processor who reads blocks too. Every promise is rejected when he is gone. */
export interface BlockHelper {
  /** Begins a table. */
  begin(what: ItemsWanted): void;
  /** Takes the block's bytes away; false when it was cut wrongly. */
  block(block: Block): Promise<boolean>;
  /** What all the blocks came to. */
  finish(): Promise<ReducedItems>;
  end(): void;
}

/**
 * Reads the item table as it comes in, by blocks that are cut where a row seems to begin and shared with a helper. The
 * guess is proven: a block that does not end with its last row was cut wrongly, as was the one behind it, and `misled`
 * tells so. Then nothing that was read counts, and the table is to be read again in one go.
 */
export class BlockReading {
  misled = false;
  readonly #helper: BlockHelper | undefined;

  constructor(helper: BlockHelper | undefined) {
    this.#helper = helper;
  }

  /** `definitions-cut` when it ends early, what the download fails with, and `definitions-broken` when misled. */
  async read(download: Pick<Download, 'next'>, what: ItemsWanted): Promise<Outcome<ReducedItems[]>> {
    const helper = this.#helper;
    const mine = new ItemReducer(what);
    const cutter = new BlockCutter();
    const handed = new Set<Promise<void>>();
    helper?.begin(what);
    const share = async (block: Block): Promise<void> => {
      // The helper's answers wait for a turn, which a download that is ahead of us would never give.
      if (handed.size >= HANDED) await turn();
      if (helper === undefined || handed.size >= HANDED || block.end - block.start < SMALL) {
        if (!mine.block(block)) this.misled = true;
        return;
      }
      const reading: Promise<void> = helper
        .block(block)
        // A helper that is gone took the block with him.
        .catch(() => false)
        .then((sound) => {
          handed.delete(reading);
          if (!sound) this.misled = true;
        });
      handed.add(reading);
    };
    for (;;) {
      const piece = await download.next();
      if (!piece.ok) return piece;
      if (piece.value === undefined) break;
      const blocks = cutter.add(piece.value);
      if (blocks === 'odd') this.misled = true;
      else for (const block of blocks) await share(block);
      if (this.misled) return fail('definitions-broken');
    }
    const last = cutter.finish();
    if (last === 'cut') return fail('definitions-cut');
    if (last === 'odd') this.misled = true;
    else if (last !== undefined) await share(last);
    const others = await helper?.finish().catch(() => undefined);
    if (helper !== undefined && others === undefined) this.misled = true;
    if (this.misled) return fail('definitions-broken');
    return ok(others === undefined ? [mine.finish()] : [mine.finish(), others]);
  }
}

/** Cuts a table in pieces into blocks of whole rows, as far as can be told without reading them. */
class BlockCutter {
  /** Bytes of a row whose end has not come yet, and of those before it. */
  #parts: Bytes[] = [];
  #size = 0;
  #begun = false;
  /** With which field the first row begins, and so every one, and hardly anything within them. */
  #firstField: Uint8Array | undefined;

  /** The blocks that have come in; `odd` when the table is not written as we know it. */
  add(piece: Bytes): Block[] | 'odd' {
    let rest = piece;
    if (!this.#begun && rest.length > 0) {
      if (rest[0] !== OPEN) return 'odd';
      this.#begun = true;
      rest = rest.subarray(1);
    }
    const enough = this.#size + rest.length >= BLOCK;
    if (enough) this.#firstField ??= firstFieldOf(joined([...this.#parts, rest]));
    const field = this.#firstField;
    const last = enough && field !== undefined ? rowStart(rest, field, 'last') : undefined;
    if (field === undefined || last === undefined) {
      this.#parts.push(rest);
      this.#size += rest.length;
      return this.#size > LONGEST_BLOCK ? 'odd' : [];
    }
    const first = this.#size === 0 ? 0 : (rowStart(rest, field, 'first') ?? last);
    // A large piece is given away as it is, and copied is only the row that began in the piece before.
    const blocks =
      last - first < BLOCK / 2
        ? [blockOf([...this.#parts, rest.subarray(0, last - 1)])]
        : [
            ...(first === 0 ? [] : [blockOf([...this.#parts, rest.subarray(0, first - 1)])]),
            { bytes: rest, start: first, end: last - 1 },
          ];
    this.#parts = [rest.slice(last)];
    this.#size = rest.length - last;
    return blocks;
  }

  /** What is left before the last brace; `cut` when that is missing. */
  finish(): Block | 'odd' | 'cut' | undefined {
    if (!this.#begun) return 'cut';
    const { bytes, end } = blockOf(this.#parts);
    // Whoever writes spaces between the rows writes them behind the last one too.
    if (bytes[end - 1] !== CLOSE) return (bytes[end - 1] ?? OPEN) <= SPACE ? 'odd' : 'cut';
    return end === 1 ? undefined : { bytes, start: 0, end: end - 1 };
  }
}

/** Where the key of the first or last row that seems to begin in the piece behind a comma is. */
function rowStart(piece: Bytes, field: Uint8Array, which: 'first' | 'last'): number | undefined {
  const next = (from: number): number =>
    which === 'first' ? piece.indexOf(OPEN, from + 1) : from < 1 ? -1 : piece.lastIndexOf(OPEN, from - 1);
  for (let brace = next(which === 'first' ? -1 : piece.length); brace >= 0; brace = next(brace)) {
    const colon = brace - BEFORE_ROW.length;
    if (!matches(piece, brace + 1, field) || !matches(piece, colon, BEFORE_ROW)) continue;
    let at = colon - 1;
    while (isDigit(piece[at])) at -= 1;
    if (piece[at] === QUOTE && piece[at - 1] === COMMA) return at;
  }
  return undefined;
}

/** `"displayProperties":` of `"123":{"displayProperties":`, which is how Bungie's rows begin. */
function firstFieldOf(table: Bytes): Uint8Array | undefined {
  const from = table.indexOf(OPEN) + 1;
  const end = table.indexOf(COLON, from) + 1;
  return from > 0 && end > from && end - from < LONGEST_FIELD ? table.slice(from, end) : undefined;
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= ZERO && code <= NINE;
}

function matches(piece: Bytes, from: number, pattern: Uint8Array): boolean {
  for (const [at, code] of pattern.entries()) if (piece[from + at] !== code) return false;
  return true;
}

/** The parts in a buffer of their own, which can be given away. */
function blockOf(parts: readonly Bytes[]): Block {
  const bytes = parts.length === 1 ? joined(parts).slice() : joined(parts);
  return { bytes, start: 0, end: bytes.length };
}

/** Lets whatever else has come in go first. A message is quicker than a timer, which waits four milliseconds. */
function turn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
