import { fail, type Outcome, ok } from '../base/outcome';
import { endOfValue } from '../items/trim-json';
import { type Download, joined } from './download';
import type { DefinitionRow } from './read-sqlite';

type Bytes = Uint8Array<ArrayBuffer>;

/** Two hundred times a large row. */
const LONGEST_ROW = 4 * 1024 * 1024;
const SPACES = new Set([0x20, 0x09, 0x0a, 0x0d]);
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Takes rows; what it returns is waited for, and a failure ends the reading. */
export type TakeRow = (row: DefinitionRow) => Promise<Outcome<null>> | undefined;

/**
 * Reads one of Bungie's JSON tables, an object of definitions by hash (bungie-api.md 5.1), while it comes in: of 191 MB
 * never more than one piece and one row are there. The last brace is the proof that it came whole.
 *
 * `definitions-cut` without it, `definitions-broken` for another shape, and what download and taker fail with.
 */
export async function readJsonTable(download: Pick<Download, 'next'>, take: TakeRow): Promise<Outcome<null>> {
  const splitter = new RowSplitter();
  for (;;) {
    const piece = await download.next();
    if (!piece.ok) return piece;
    if (piece.value === undefined) return splitter.ended ? ok(null) : fail('definitions-cut');
    splitter.add(piece.value);
    for (let row = splitter.next(); row !== undefined; row = splitter.next()) {
      const taken = await take(row);
      if (taken?.ok === false) return taken;
    }
    if (splitter.broken) return fail('definitions-broken');
  }
}

class RowSplitter {
  broken = false;
  #bytes: Bytes = new Uint8Array();
  #at = 0;
  #expects: 'brace' | 'first row' | 'more' | 'nothing' = 'brace';

  get ended(): boolean {
    return this.#expects === 'nothing';
  }

  add(piece: Bytes): void {
    const rest = this.#bytes.length - this.#at;
    if (rest === 0) this.#bytes = piece;
    else if (rest > LONGEST_ROW) this.broken = true;
    else this.#bytes = joined([this.#bytes.subarray(this.#at), piece]);
    this.#at = 0;
  }

  /** The next row that is there whole; undefined when more bytes are needed, at the end, and when it is broken. */
  next(): DefinitionRow | undefined {
    if (this.broken) return undefined;
    const at = this.#skipSpaces(this.#at);
    if (at === undefined) return undefined;
    const byte = this.#bytes[at];
    if (this.#expects === 'brace') {
      if (byte !== OPEN) return this.#break();
      this.#at = at + 1;
      this.#expects = 'first row';
      return this.next();
    }
    if (this.#expects === 'nothing') return this.#break();
    if (byte === CLOSE) {
      this.#at = at + 1;
      this.#expects = 'nothing';
      // What follows is refused.
      return this.next();
    }
    if (this.#expects === 'first row') return this.#row(at);
    if (byte !== COMMA) return this.#break();
    const behind = this.#skipSpaces(at + 1);
    return behind === undefined ? undefined : this.#row(behind);
  }

  #row(at: number): DefinitionRow | undefined {
    const bytes = this.#bytes;
    if (bytes[at] !== QUOTE) return this.#break();
    const keyEnd = bytes.indexOf(QUOTE, at + 1);
    if (keyEnd < 0) return undefined;
    const colon = this.#skipSpaces(keyEnd + 1);
    if (colon === undefined) return undefined;
    if (bytes[colon] !== COLON) return this.#break();
    const start = this.#skipSpaces(colon + 1);
    if (start === undefined) return undefined;
    const end = endOfValue({ bytes, start, end: bytes.length });
    if (end === undefined) return undefined;
    this.#at = end;
    this.#expects = 'more';
    const key = Number(new TextDecoder().decode(bytes.subarray(at + 1, keyEnd)));
    return { id: Number.isInteger(key) ? key >>> 0 : undefined, json: { bytes, start, end } };
  }

  /** Undefined when nothing but spaces is there. */
  #skipSpaces(from: number): number | undefined {
    let at = from;
    while (at < this.#bytes.length && SPACES.has(this.#bytes[at] ?? 0)) at += 1;
    return at < this.#bytes.length ? at : undefined;
  }

  #break(): undefined {
    this.broken = true;
    return undefined;
  }
}
