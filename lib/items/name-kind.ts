import { splitWords, straighten, withoutAccents } from './name-words';

/** How safely a name can be told from everyday talk, as the letter that the name index keeps for it. */
export const NameKind = {
  /** At least one of its words is in no dictionary: `Sunshot`, `Duke Mk. 44`. */
  coined: 'c',
  /** One everyday word, a leading article aside: `Trust`, `The Call`. */
  word: 'w',
  /** Several everyday words: `Ace of Spades`. */
  words: 's',
} as const;
export type NameKind = (typeof NameKind)[keyof typeof NameKind];

const KINDS = new Map<string | undefined, NameKind>(Object.values(NameKind).map((kind) => [kind, kind]));
const ARTICLES = new Set(['a', 'an', 'the']);
const POSSESSIVE = /s$/;

/** The kind of a name by a list of everyday words in lower case. With no list every name counts as everyday. */
export function nameKind(name: string, everyday: ReadonlySet<string>): NameKind {
  const keys = splitWords(straighten(name)).map(({ key }) => withoutAccents(key));
  const known = (key: string): boolean =>
    key.length === 1 || everyday.has(key) || everyday.has(key.replace(POSSESSIVE, ''));
  if (everyday.size > 0 && !keys.every(known)) return NameKind.coined;
  const article = ARTICLES.has(keys[0] ?? '') ? 1 : 0;
  return keys.length - article > 1 ? NameKind.words : NameKind.word;
}

/** A letter of the name index; undefined for any other, or none. */
export function readNameKind(letter: string | undefined): NameKind | undefined {
  return KINDS.get(letter);
}
