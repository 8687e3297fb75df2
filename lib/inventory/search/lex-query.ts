import type { TextRange } from './problem';

/** A plain word (no keyword), a quoted one, or `keyword:value`. */
export interface TermToken extends TextRange {
  kind: 'term';
  /** Lower case, without the colon. */
  keyword?: string;
  /** As typed; quotes taken off and `\"` undone. */
  value: string;
  quoted: boolean;
  /** False when a quote was opened and never closed. */
  closed: boolean;
}

/** `gap` is white space between terms: an `and` nobody wrote, which binds more loosely than a written one. */
export interface SignToken extends TextRange {
  kind: 'open' | 'close' | 'not' | 'or' | 'and' | 'gap';
}

export interface CommentToken extends TextRange {
  kind: 'comment';
  closed: boolean;
}

export type Token = TermToken | SignToken | CommentToken;

const OPEN = /\(\s*/y;
const CLOSE = /\s*\)/y;
const MINUS = /-\s*/y;
/** A word only when something follows: the last word of `lord or` may become `lord orion`. */
const NOT = /not(?:\s+|(?=\())/iy;
const JOIN = /\s+(or|and)(?:\s+|(?=\())/iy;
const SPACE = /\s+/y;
const KEYWORD = /[a-z]+:/iy;
const VALUE = /[^\s()]+/y;
const WORD = /[^\s)]+/y;
const QUOTE = /["']/;

/**
 * The tokens of a query, in the grammar of Destiny Item Manager: a minus or a quote counts at the start of a term only,
 * so that `1000-yard` and `xur's` are words; curly quotes are quotes. Total and linear: what has a start and no end
 * reaches to the end of the text and says so.
 */
export function lexQuery(text: string): Token[] {
  const even = evenQuotes(text);
  const tokens: Token[] = [];
  for (let from = reach(SPACE, even, 0) ?? 0; from < even.length; ) {
    const token = lexSign(even, from) ?? lexComment(even, from) ?? lexTerm(even, from);
    tokens.push(token);
    from = token.to;
  }
  return tokens;
}

/** One letter for one letter: ranges must stay true for the typed text. */
function evenQuotes(text: string): string {
  return text.replace(/[\u2018-\u201a]/g, "'").replace(/[\u201c-\u201e]/g, '"');
}

function lexSign(text: string, from: number): SignToken | undefined {
  const close = reach(CLOSE, text, from);
  if (close !== undefined) return { kind: 'close', from, to: close };
  const open = reach(OPEN, text, from);
  if (open !== undefined) return { kind: 'open', from, to: open };
  const not = reach(MINUS, text, from) ?? reach(NOT, text, from);
  if (not !== undefined) return { kind: 'not', from, to: not };
  JOIN.lastIndex = from;
  const join = JOIN.exec(text);
  if (join !== null) {
    return { kind: join[1]?.toLowerCase() === 'or' ? 'or' : 'and', from, to: JOIN.lastIndex };
  }
  const space = reach(SPACE, text, from);
  return space === undefined ? undefined : { kind: 'gap', from, to: space };
}

function lexComment(text: string, from: number): CommentToken | undefined {
  if (!text.startsWith('/*', from)) return undefined;
  const end = text.indexOf('*/', from + 2);
  if (end < 0) return { kind: 'comment', closed: false, from, to: text.length };
  return { kind: 'comment', closed: true, from, to: end + 2 };
}

function lexTerm(text: string, from: number): TermToken {
  const colon = reach(KEYWORD, text, from);
  const start = colon ?? from;
  const named = colon === undefined ? {} : { keyword: text.slice(from, colon - 1).toLowerCase() };
  if (QUOTE.test(text.charAt(start))) {
    return { kind: 'term', ...named, ...readQuoted(text, start), quoted: true, from };
  }
  // Nothing after the colon is a term as well: its value is still to be typed.
  const to = reach(colon === undefined ? WORD : VALUE, text, start) ?? start;
  return { kind: 'term', ...named, value: text.slice(start, to), quoted: false, closed: true, from, to };
}

function readQuoted(text: string, start: number): { value: string; closed: boolean; to: number } {
  const quote = text.charAt(start);
  let value = '';
  for (let at = start + 1; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === quote) return { value, closed: true, to: at + 1 };
    const escaped = letter === '\\' && /["'\\]/.test(text.charAt(at + 1));
    if (escaped) at++;
    value += text.charAt(at);
  }
  return { value, closed: false, to: text.length };
}

function reach(pattern: RegExp, text: string, from: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
