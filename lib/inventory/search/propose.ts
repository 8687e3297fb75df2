import { nearestWord } from '../../base/nearest-word';
import { lexQuery } from './lex-query';
import type { SearchProblem } from './problem';
import { begunWord, IS_WORDS, readTerm, VALUE_WORDS } from './read-term';

/** `power>400`: the colon was forgotten. */
const NO_COLON = /^([a-z]+)([<>=].*)$/i;

/**
 * What to write in a problem's place: the nearest thing that can be searched for, empty when it is best taken out,
 * undefined when nothing is near. Apart from the reading, so that it need not be loaded before the first slip.
 */
export function propose({ kind, typed }: SearchProblem): string | undefined {
  switch (kind) {
    case 'unknown-keyword':
    case 'unknown-value':
    case 'not-a-number':
      return nearestTerm(typed);
    case 'open-quote':
      return typed + (/^(?:[a-z]+:)?['\u2018-\u201a]/i.test(typed) ? "'" : '"');
    case 'open-comment':
      return `${typed} */`;
    case 'stray-close':
      return '';
    default:
      return undefined;
  }
}

/** A value that may stand after a colon: in quotes when it needs them. */
export function quoteValue(value: string): string {
  if (!/[\s()"'\\]/.test(value)) return value;
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

function nearestTerm(typed: string): string | undefined {
  const [, before, after] = NO_COLON.exec(typed) ?? [];
  if (before !== undefined && after !== undefined) return `${before.toLowerCase()}:${after}`;
  const [token] = lexQuery(typed);
  if (token?.kind !== 'term' || token.keyword === undefined) return undefined;
  const { keyword } = token;
  const value = token.value.toLowerCase();
  if (keyword === 'is' || keyword === 'not') return nearestValue(keyword, value, IS_WORDS);
  const word = VALUE_WORDS.get(keyword);
  if (word?.kind === 'choice') return nearestValue(keyword, value, new Map(Object.entries(word.values)));
  if (word !== undefined) return nearestNumber(keyword, value);
  return nearestKeyword(keyword, value);
}

/** `type:handcannon` wants an `is:` word, `si:exotic` and `exotic:` are slips. */
function nearestKeyword(keyword: string, value: string): string | undefined {
  if (IS_WORDS.has(value)) return `is:${value}`;
  const near = nearestWord(keyword, ['is', 'not', ...VALUE_WORDS.keys()]);
  if (near !== undefined) {
    const term = `${near}:${quoteValue(value)}`;
    const whole = readTerm(near, value).kind === 'test' ? term : nearestTerm(term);
    if (whole !== undefined) return whole;
  }
  return IS_WORDS.has(keyword) ? `is:${keyword}` : undefined;
}

function nearestNumber(keyword: string, value: string): string | undefined {
  const [sign = ''] = /^[<>]?=?/.exec(value) ?? [];
  const word = VALUE_WORDS.get(keyword);
  const named = new Map(Object.entries(word?.kind === 'number' ? (word.named ?? {}) : {}));
  return nearestValue(`${keyword}:${sign}`, value.slice(sign.length), named);
}

function nearestValue(
  keyword: string,
  value: string,
  words: ReadonlyMap<string, unknown>,
): string | undefined {
  const near = value === '' ? undefined : (nearestWord(value, words.keys()) ?? begunWord(value, words));
  if (near === undefined) return undefined;
  return keyword.includes(':') ? keyword + near : `${keyword}:${near}`;
}
