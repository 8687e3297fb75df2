/**
 * Which parts of a JSON value are wanted: `true` all of it, `each` the same of every element of a list, `values` the same
 * of the value of every field, whatever its name, `fields` these and no others. What is of another kind becomes 0, which
 * none of them is, and which no value is shorter than.
 */
export type Wanted = true | { readonly each: Wanted } | { readonly values: Wanted } | WantedKeys;

export interface WantedKeys {
  readonly fields: readonly WantedField[];
  /** By the length of their name, which alone tells most others apart. Names are ASCII. */
  readonly byLength: readonly (readonly WantedField[] | undefined)[];
}

interface WantedField {
  name: string;
  bytes: Uint8Array;
  /** What its value is written behind: its number in `fields`, and a comma. */
  number: Uint8Array;
  /** Undefined for what is noted and not written. */
  wanted: Wanted | undefined;
  /** Where `noted` tells of its value. */
  note: number | undefined;
}

/** A JSON text in UTF-8 within a larger run of bytes: from, up to but not including. */
export interface JsonSpan {
  bytes: Uint8Array;
  start: number;
  end: number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Names of fields with what is wanted of each. Trimmed texts have their places here in place of their names: another
 * order is another format. `notes` are the fields of which it is noted where their value lies; those that are `undefined`
 * are noted and not written.
 */
export function wantedKeys(
  wanted: Readonly<Record<string, Wanted | undefined>>,
  notes: Readonly<Record<string, number>> = {},
): WantedKeys {
  const fields = Object.entries(wanted).map(
    ([name, part], place): WantedField => ({
      name,
      bytes: encoder.encode(name),
      number: encoder.encode(`${place},`),
      wanted: part,
      note: notes[name],
    }),
  );
  const byLength: WantedField[][] = [];
  for (const field of fields) {
    byLength[field.name.length] ??= [];
    byLength[field.name.length]?.push(field);
  }
  return { fields, byLength };
}

/*
 * Copies the wanted parts of a JSON text into another, as bytes: making values of them, and text of those again, takes
 * several times as long as finding them does. What is wanted of an object with known fields becomes an array in which
 * each value follows the number of its field: `{"hash":6,"other":[],"name":"Sun"}` becomes `[0,6,1,"Sun"]`. Of an object
 * whose `values` are wanted these are kept, in order, and expanded under 0, 1, 2.
 */

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
/** Below, copying byte by byte is quicker than asking the browser to. */
const SHORT = 24;

/*
 * Where reading and writing are. Plain variables, because two hundred million bytes come by here: an object with private
 * fields takes twice as long.
 */
const NOTHING = new Uint8Array();
let bytes: Uint8Array = NOTHING;
let at = 0;
let end = 0;
let out: Uint8Array = NOTHING;
let outAt = 0;
/** Brackets within texts are told from others; else a list is passed over by its brackets alone, many times as fast. */
let careful = false;
/** Something was met that only a full parser understands. What was written until then is worth nothing. */
let odd = false;

/** Where the values of noted fields lie in the text that was read last: begin and end by the field's note. 0 if it has none. */
export const noted = new Uint32Array(32);

export interface Trimmed {
  /** Behind the value that was read. */
  end: number;
  /** Behind what was written. */
  outEnd: number;
}

/**
 * Trims the value that begins at the span's start into `into` from `from` on, which must have room for all of the span.
 * Undefined when the bytes end before the value does, and when it is out of the ordinary: spaces between tokens for one.
 *
 * Unless `carefully`, a lonely bracket within a text can lead into what follows the value and out of it again, so the
 * caller holds the result against what else he knows of it.
 */
export function trimFirst(
  span: JsonSpan,
  wanted: Wanted,
  into: Uint8Array,
  from: number,
  carefully: boolean,
): Trimmed | undefined {
  bytes = span.bytes;
  at = span.start;
  end = span.end;
  out = into;
  outAt = from;
  careful = carefully;
  odd = false;
  noted.fill(0);
  trimValue(wanted);
  bytes = NOTHING;
  out = NOTHING;
  return odd ? undefined : { end: at, outEnd: outAt };
}

/** Where the value that begins at the span's start ends; undefined when the bytes end before it does. */
export function endOfValue({ bytes: source, start, end: last }: JsonSpan): number | undefined {
  const first = source[start] ?? 0;
  let behind = start;
  if (start >= last) return undefined;
  if (first === QUOTE) behind = endOfString(source, start, last);
  else if ((first | BRACE_BIT) === OPEN) behind = endOfContainer(source, start, last);
  else behind = endOfPlain(source, start, last);
  return behind > last ? undefined : behind;
}

/** The wanted parts of a JSON text, as a parser would give them. @throws SyntaxError for what is no JSON. */
export function pickJson(span: JsonSpan, wanted: Wanted): unknown {
  const text = span.bytes.subarray(span.start, span.end);
  const room = new Uint8Array(text.length);
  const trimmed = trimFirst({ bytes: text, start: 0, end: text.length }, wanted, room, 0, true);
  if (trimmed === undefined || trimmed.end !== text.length) return JSON.parse(decoder.decode(text));
  return expandTrimmed(JSON.parse(decoder.decode(room.subarray(0, trimmed.outEnd))), wanted);
}

/** The parsed text as an object with the names of its fields again. Total: what it cannot be is left as it is. */
export function expandTrimmed(value: unknown, wanted: Wanted): unknown {
  if (wanted === true || !Array.isArray(value)) return value;
  if ('each' in wanted) return value.map((one) => expandTrimmed(one, wanted.each));
  if ('values' in wanted) return { ...value.map((one) => expandTrimmed(one, wanted.values)) };
  const found: Record<string, unknown> = {};
  for (let place = 0; place + 1 < value.length; place += 2) {
    const field = wanted.fields[Number(value[place])];
    if (field?.wanted !== undefined) found[field.name] = expandTrimmed(value[place + 1], field.wanted);
  }
  return found;
}

function trimValue(wanted: Wanted): void {
  const code = at < end ? bytes[at] : 0;
  if (wanted === true) copyValue();
  else if (code === OPEN && 'fields' in wanted) trimObject(wanted);
  else if (code === OPEN && 'values' in wanted) trimValues(wanted.values);
  else if (code === OPEN_BRACKET && 'each' in wanted) trimArray(wanted.each);
  else {
    skipValue();
    put(ZERO);
  }
}

function trimObject(wanted: WantedKeys): void {
  const source = bytes;
  const last = end;
  let place = at + 1;
  let first = true;
  put(OPEN_BRACKET);
  if (source[place] === CLOSE && place < last) {
    at = place + 1;
    put(CLOSE_BRACKET);
    return;
  }
  while (place < last && source[place] === QUOTE) {
    const start = place + 1;
    place = endOfString(source, place, last);
    const length = place - 1 - start;
    if (place >= last || source[place] !== COLON) break;
    at = place + 1;
    const named = wanted.byLength[length];
    const field = named === undefined ? undefined : fieldOf(source, start, named);
    if (field === undefined) skipValue();
    else {
      const from = at;
      if (field.wanted === undefined) skipValue();
      else {
        if (!first) put(COMMA);
        first = false;
        for (const code of field.number) put(code);
        trimValue(field.wanted);
      }
      if (field.note !== undefined) {
        noted[2 * field.note] = from;
        noted[2 * field.note + 1] = at;
      }
    }
    place = at;
    if (odd || place >= last) break;
    const code = source[place];
    place += 1;
    if (code === CLOSE) {
      at = place;
      put(CLOSE_BRACKET);
      return;
    }
    if (code !== COMMA) break;
  }
  odd = true;
}

function fieldOf(source: Uint8Array, start: number, named: readonly WantedField[]): WantedField | undefined {
  for (const field of named) {
    const name = field.bytes;
    let same = 0;
    while (same < name.length && source[start + same] === name[same]) same += 1;
    if (same === name.length) return field;
  }
  return undefined;
}

/** An object as the list of its values. */
function trimValues(each: Wanted): void {
  put(OPEN_BRACKET);
  at += 1;
  if (at < end && bytes[at] === CLOSE) {
    at += 1;
    put(CLOSE_BRACKET);
    return;
  }
  while (!odd && at < end && bytes[at] === QUOTE) {
    at = endOfString(bytes, at, end);
    if (at >= end || bytes[at] !== COLON) break;
    at += 1;
    trimValue(each);
    if (odd || at >= end) break;
    const code = bytes[at] ?? 0;
    at += 1;
    if (code === CLOSE) {
      put(CLOSE_BRACKET);
      return;
    }
    if (code !== COMMA) break;
    put(COMMA);
  }
  odd = true;
}

function trimArray(each: Wanted): void {
  put(OPEN_BRACKET);
  at += 1;
  if (at < end && bytes[at] === CLOSE_BRACKET) {
    at += 1;
    put(CLOSE_BRACKET);
    return;
  }
  while (!odd && at < end) {
    trimValue(each);
    if (odd || at >= end) break;
    const code = bytes[at] ?? 0;
    at += 1;
    put(code);
    if (code === CLOSE_BRACKET) return;
    if (code !== COMMA) break;
  }
  odd = true;
}

function put(code: number): void {
  out[outAt] = code;
  outAt += 1;
}

function copyValue(): void {
  const start = at;
  skipValue();
  if (odd) return;
  const length = at - start;
  if (length <= SHORT) {
    const source = bytes;
    const target = out;
    let to = outAt;
    for (let place = start; place < at; place += 1) {
      target[to] = source[place] ?? 0;
      to += 1;
    }
  } else out.set(bytes.subarray(start, at), outAt);
  outAt += length;
}

function skipValue(): void {
  const source = bytes;
  const last = end;
  let place = at;
  const first = place < last ? (source[place] ?? 0) : 0;
  if (first === QUOTE) place = endOfString(source, place, last);
  else if (first === OPEN_BRACKET && !careful) place = endOfArray(source, place, last);
  else if ((first | BRACE_BIT) === OPEN) place = endOfContainer(source, place, last);
  else place = endOfPlain(source, place, last);
  if (place > last) odd = true;
  else at = place;
}

/** Behind a number or word; beyond `last` when there is nothing, or when it may go on in bytes that have not come yet. */
function endOfPlain(source: Uint8Array, from: number, last: number): number {
  for (let place = from; place < last; place += 1) {
    const code = source[place] ?? 0;
    if (code === COMMA || (code | BRACE_BIT) === CLOSE) return place === from ? last + 1 : place;
  }
  return last + 1;
}

/**
 * Behind the bracket that closes the array which begins at `from`, found by its brackets alone: two thirds of a manifest
 * are lists of plugs. A bracket within a text misleads it, if it has no partner there.
 */
function endOfArray(source: Uint8Array, from: number, last: number): number {
  let place = from + 1;
  if (source[place] === CLOSE_BRACKET) return from + 2;
  let depth = 1;
  let open = source.indexOf(OPEN_BRACKET, place);
  for (;;) {
    const close = source.indexOf(CLOSE_BRACKET, place);
    if (close < 0) return last + 1;
    while (open >= 0 && open < close) {
      depth += 1;
      open = source.indexOf(OPEN_BRACKET, open + 1);
    }
    depth -= 1;
    place = close + 1;
    if (depth === 0) return place;
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
