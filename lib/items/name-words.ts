/** One word of a text: from, up to but not including, in UTF-16 units, and how it is compared. */
export class Word {
  readonly start: number;
  readonly end: number;
  /** That of its key (see `sumOf`). */
  readonly sum: number;
  readonly #lower: string;
  #key: string | undefined;

  /** `key` where it is not what `lower` has from `start` to `end`. */
  constructor(lower: string, start: number, end: number, sum: number, key?: string) {
    this.#lower = lower;
    this.start = start;
    this.end = end;
    this.sum = sum;
    this.#key = key;
  }

  /** Lower case and without apostrophes, so that `wardens` is `Warden's`; accents are kept. */
  get key(): string {
    this.#key ??= this.#lower.slice(this.start, this.end);
    return this.#key;
  }

  is(key: string): boolean {
    if (this.#key !== undefined) return this.#key === key;
    return key.length === this.end - this.start && this.#lower.startsWith(key, this.start);
  }
}

/** The sum of no letters, to be gone on with by `sumWith`. */
export const EMPTY_SUM = 0x811c9dc5;
const SUM_STEP = 0x01000193;

/** `sum` with one more UTF-16 unit (FNV-1a, with units for bytes). */
export function sumWith(sum: number, unit: number): number {
  return Math.imul(sum ^ unit, SUM_STEP);
}

/** A sum that is gone on with no more, in the 30 bits that engines keep without a box. */
export function endSum(sum: number): number {
  return sum >>> 2;
}

/** The sum of a whole key. */
export function sumOf(key: string): number {
  let sum = EMPTY_SUM;
  for (let at = 0; at < key.length; at += 1) sum = sumWith(sum, key.charCodeAt(at));
  return endSum(sum);
}

const OTHER_LETTER = /[\p{L}\p{N}\p{M}]/u;
const BEYOND_ASCII = /[\u0080-\uffff]/;
const APOSTROPHE = 0x27;
/** Typed for an apostrophe. */
const CURLY = /[\u2018\u2019\u02bc\u0060\u00b4]/g;
const MARKS = /\p{M}+/gu;

/** Letters and digits of ASCII in lower case by their code, 0 for all else. */
export const LOWERED = Uint8Array.from({ length: 128 }, (_, code) => {
  const lower = String.fromCharCode(code).toLowerCase();
  return /[0-9a-z]/.test(lower) ? lower.charCodeAt(0) : 0;
});

/** A letter, digit or combining mark stands here. Pairs of surrogates are none: no name is written with them. */
export function isLetterAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  // Behind the end the code is no number, which is neither.
  return code < 128 ? LOWERED[code] !== 0 : code >= 128 && OTHER_LETTER.test(text.charAt(at));
}

/** With straight apostrophes and otherwise as it is; the same length. */
export function straighten(text: string): string {
  return text.replace(CURLY, "'");
}

/**
 * The words of a straightened text in order. Apostrophes between letters belong to the word; everything else that is
 * no letter, digit or mark parts words, so `IKELOS_SG` is two. Not more than `most` of them.
 */
export function splitWords(text: string, most = Number.POSITIVE_INFINITY): Word[] {
  const words: Word[] = [];
  const flat = lowerInPlace(text);
  const length = flat.length;
  const beyond = BEYOND_ASCII.test(flat);
  for (let at = 0; at < length && words.length < most; at += 1) {
    if (!isLetterAt(flat, at)) continue;
    const start = at;
    let plain = !beyond;
    let sum = EMPTY_SUM;
    for (; at < length; at += 1) {
      const code = flat.charCodeAt(at);
      if (code < 128 ? LOWERED[code] !== 0 : isLetterAt(flat, at)) sum = sumWith(sum, code);
      else if (code === APOSTROPHE && isLetterAt(flat, at + 1)) plain = false;
      else break;
    }
    words.push(plain ? new Word(flat, start, at, endSum(sum)) : oddWord(flat, start, at));
  }
  return words;
}

function oddWord(flat: string, start: number, end: number): Word {
  // A letter and its mark have two spellings, which only look different to us.
  const key = flat.slice(start, end).replaceAll("'", '').normalize('NFC');
  return new Word(flat, start, end, sumOf(key), key);
}

/** Lower case where that keeps the length: offsets must stay true. */
function lowerInPlace(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (run) => run.toLowerCase());
}

/** A word's key as it is typed without a keyboard for accents: `xûr` is `xur`. */
export function withoutAccents(key: string): string {
  return BEYOND_ASCII.test(key) ? key.normalize('NFD').replace(MARKS, '') : key;
}
