/**
 * Which parts of a JSON value are wanted: `true` all of it, `each` the same of every element or field value, `keys`
 * these fields and no others. An object of which `each` is wanted gives its values in order under 0, 1, 2: what they
 * are called takes as long to read as they do.
 */
export type Wanted = true | { readonly each: Wanted } | WantedKeys;

/** Fields by the length of their name, which alone tells most others apart. Names are ASCII. */
export interface WantedKeys {
  readonly byLength: readonly (readonly WantedField[] | undefined)[];
}

interface WantedField {
  name: string;
  bytes: Uint8Array;
  wanted: Wanted;
}

/** A JSON text in UTF-8 within a larger run of bytes: from, up to but not including. */
export interface JsonSpan {
  bytes: Uint8Array;
  start: number;
  end: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
const NINE = 0x39;
/** A bracket becomes a brace with this bit set. */
const BRACE_BIT = 0x20;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const LETTER_T = 0x74;
const LETTER_F = 0x66;
/** More digits than this may not be exact in a number. */
const SAFE_DIGITS = 15;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Names of fields with what is wanted of each. */
export function wantedKeys(fields: Readonly<Record<string, Wanted>>): WantedKeys {
  const byLength: WantedField[][] = [];
  for (const [name, wanted] of Object.entries(fields)) {
    byLength[name.length] ??= [];
    byLength[name.length]?.push({ name, bytes: encoder.encode(name), wanted });
  }
  return { byLength };
}

/** Text up to this long is looked for among what was read before: kinds of things, pictures of seasons. */
const OFTEN = 80;
const REMEMBERED = 1 << 12;

/*
 * Where the reading is. Plain variables, and one function for each kind of value with its place in a local one: two
 * hundred million bytes come by here, and an object with private fields takes twice as long.
 */
const NOTHING = new Uint8Array();
let bytes: Uint8Array = NOTHING;
let at = 0;
let end = 0;
/** Something was met that only a full parser understands. What was read until then is worth nothing. */
let odd = false;
/** The bytes of this text alone, in which the browser searches many times as fast as we do. */
let row: Uint8Array = NOTHING;
let base = 0;

/** Texts by a sum over their bytes. Making a text of bytes takes a microsecond, and most come thousands of times. */
const remembered: (string | undefined)[] = [];
const rememberedBytes: (Uint8Array | undefined)[] = [];

/**
 * The wanted parts of a JSON text, as `JSON.parse` would give them. Passing over the rest costs a third of parsing it
 * (191 MB of item rows), and most of it never becomes text. What is out of the ordinary, spaces between tokens for one,
 * goes to `JSON.parse` whole.
 *
 * @throws SyntaxError for a text that ends early or goes on behind its value; other faults of parts that are passed
 * over may go unseen.
 */
export function skimJson(span: JsonSpan, wanted: Wanted): unknown {
  begin(span);
  row = span.bytes.subarray(span.start, span.end);
  const value = readValue(wanted);
  const whole = !odd && at === end;
  bytes = NOTHING;
  row = NOTHING;
  return whole ? value : JSON.parse(decoder.decode(span.bytes.subarray(span.start, span.end)));
}

/** Where the value that begins at `start` ends; undefined when the bytes end before it does. */
export function endOfValue(span: JsonSpan): number | undefined {
  begin(span);
  skipValue();
  bytes = NOTHING;
  return odd ? undefined : at;
}

function begin(span: JsonSpan): void {
  bytes = span.bytes;
  at = span.start;
  end = span.end;
  odd = false;
  row = NOTHING;
  base = span.start;
}

function readValue(wanted: Wanted): unknown {
  const code = at < end ? (bytes[at] ?? 0) : 0;
  if (code === OPEN && wanted !== true) return readObject(wanted);
  if (code === OPEN_BRACKET && wanted !== true) return readArray(wanted);
  if (code >= ZERO && code <= NINE) return readNumber();
  return readWhole();
}

function readObject(wanted: Exclude<Wanted, true>): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const source = bytes;
  const last = end;
  let place = at + 1;
  if (place < last && source[place] === CLOSE) {
    at = place + 1;
    return found;
  }
  for (let field = 0; place < last && source[place] === QUOTE; field += 1) {
    const start = place + 1;
    place = endOfString(source, place, last);
    const length = place - 1 - start;
    if (place >= last || source[place] !== COLON) break;
    at = place + 1;
    if ('each' in wanted) found[field] = readValue(wanted.each);
    else {
      const named = wanted.byLength[length];
      if (named === undefined || !readField(named, start, found)) skipValue();
    }
    place = at;
    if (odd || place >= last) break;
    const code = source[place];
    place += 1;
    if (code === CLOSE) {
      at = place;
      return found;
    }
    if (code !== COMMA) break;
  }
  odd = true;
  return found;
}

/** Reads the field's value if its name is one of these. */
function readField(named: readonly WantedField[], start: number, into: Record<string, unknown>): boolean {
  const source = bytes;
  for (const field of named) {
    const name = field.bytes;
    let same = 0;
    while (same < name.length && source[start + same] === name[same]) same += 1;
    if (same === name.length) {
      into[field.name] = readValue(field.wanted);
      return true;
    }
  }
  return false;
}

function readArray(wanted: Exclude<Wanted, true>): unknown[] {
  const found: unknown[] = [];
  // An array where an object was expected: its readers refuse it, so what its elements hold matters to nobody.
  const each = 'each' in wanted ? wanted.each : wanted;
  at += 1;
  if (at < end && bytes[at] === CLOSE_BRACKET) {
    at += 1;
    return found;
  }
  while (!odd && at < end) {
    found.push(readValue(each));
    const code = at < end ? bytes[at] : 0;
    at += 1;
    if (code === CLOSE_BRACKET) return found;
    if (code !== COMMA) break;
  }
  odd = true;
  return found;
}

function readNumber(): unknown {
  const source = bytes;
  const start = at;
  let value = 0;
  let place = start;
  let code = 0;
  for (; place < end; place += 1) {
    code = source[place] ?? 0;
    if (code < ZERO || code > NINE) break;
    value = value * 10 + (code - ZERO);
  }
  const plain = place < end && (code === COMMA || (code | BRACE_BIT) === CLOSE);
  const leadingZero = place - start > 1 && source[start] === ZERO;
  if (!plain || leadingZero || place - start > SAFE_DIGITS) return readWhole();
  at = place;
  return value;
}

/** The value as JSON.parse gives it: text, containers that are wanted whole, words, odd numbers. */
function readWhole(): unknown {
  const start = at;
  skipValue();
  if (odd) return undefined;
  if (bytes[start] === QUOTE) {
    const plain = textOf(start + 1, at - 1);
    if (!plain.includes('\\')) return plain;
  } else if (at - start === 4 && bytes[start] === LETTER_T) return true;
  else if (at - start === 5 && bytes[start] === LETTER_F) return false;
  try {
    return JSON.parse(textOf(start, at));
  } catch {
    odd = true;
    return undefined;
  }
}

function textOf(start: number, until: number): string {
  const length = until - start;
  if (length === 0) return '';
  if (length > OFTEN) return decoder.decode(bytes.subarray(start, until));
  const source = bytes;
  let sum = 0x811c9dc5;
  for (let place = start; place < until; place += 1) sum = Math.imul(sum ^ (source[place] ?? 0), 0x01000193);
  const slot = (sum ^ (sum >>> 16)) & (REMEMBERED - 1);
  const known = rememberedBytes[slot];
  if (known !== undefined && known.length === length) {
    let same = 0;
    while (same < length && known[same] === source[start + same]) same += 1;
    if (same === length) return remembered[slot] ?? '';
  }
  const text = decoder.decode(source.subarray(start, until));
  remembered[slot] = text;
  rememberedBytes[slot] = source.slice(start, until);
  return text;
}

function skipValue(): void {
  const source = bytes;
  const last = end;
  let place = at;
  const first = place < last ? (source[place] ?? 0) : 0;
  if (first === QUOTE) place = endOfString(source, place, last);
  else if (first === OPEN_BRACKET && row.length > 0) place = endOfArray(place, last);
  else if ((first | BRACE_BIT) === OPEN) place = endOfContainer(source, place, last);
  else {
    for (; place < last; place += 1) {
      const code = source[place] ?? 0;
      if (code === COMMA || (code | BRACE_BIT) === CLOSE) break;
    }
    // Nothing at all; or a number or word at the very end, which may go on in bytes that have not come yet.
    if (place === at || place === last) place = last + 1;
  }
  if (place > last) odd = true;
  else at = place;
}

/**
 * Behind the bracket that closes the array which begins at `from`, found by its brackets alone: two thirds of a manifest
 * are lists of plugs. A bracket within a text misleads it, if it has no partner there; then what follows makes no sense,
 * and the row goes to JSON.parse.
 */
function endOfArray(from: number, last: number): number {
  const list = row;
  let place = from + 1 - base;
  if (list[place] === CLOSE_BRACKET) return from + 2;
  let depth = 1;
  let open = list.indexOf(OPEN_BRACKET, place);
  for (;;) {
    const close = list.indexOf(CLOSE_BRACKET, place);
    if (close < 0) return last + 1;
    while (open >= 0 && open < close) {
      depth += 1;
      open = list.indexOf(OPEN_BRACKET, open + 1);
    }
    depth -= 1;
    place = close + 1;
    if (depth === 0) return place + base;
  }
}

/** Behind the quote that ends the text which begins at `from`; beyond `last` when there is none. */
function endOfString(source: Uint8Array, from: number, last: number): number {
  for (let place = from + 1; place < last; place += 1) {
    const code = source[place];
    if (code === QUOTE) return place + 1;
    if (code === BACKSLASH) place += 1;
  }
  return last + 1;
}

/** The same for an object or array: one loop over everything in it that is passed over, which is nearly all there is. */
function endOfContainer(source: Uint8Array, from: number, last: number): number {
  let depth = 0;
  for (let place = from; place < last; place += 1) {
    const code = source[place] ?? 0;
    if (code === QUOTE) {
      place += 1;
      for (; place < last; place += 1) {
        const inside = source[place];
        if (inside === QUOTE) break;
        if (inside === BACKSLASH) place += 1;
      }
    } else if (code > NINE) {
      const brace = code | BRACE_BIT;
      if (brace === OPEN) depth += 1;
      else if (brace === CLOSE) {
        depth -= 1;
        if (depth === 0) return place + 1;
      }
    }
  }
  return last + 1;
}
