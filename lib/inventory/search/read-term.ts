import type { HeldItem } from '../picture';
import { foldInPlace } from './fold-in-place';
import type { ChoiceWord, IsWord, Keyword, NumberWord, TextWord, ValueWord } from './keyword-kinds';
import { KEYWORDS } from './keywords';
import { startsWord } from './match-names';
import type { ProblemKind } from './problem';
import type { SearchWorld } from './search-world';

/** Decides over one item. */
export type ItemTest = (item: HeldItem, world: SearchWorld) => boolean;

/** What `keyword:value` means. `unfinished` is right so far: another letter may complete it. */
export type TermMeaning =
  | { kind: 'test'; test: ItemTest }
  | { kind: 'problem'; problem: ProblemKind; unfinished: boolean };

/** Every `is:` word, aliases included. */
export const IS_WORDS: ReadonlyMap<string, IsWord> = wordsOf((one): one is IsWord => one.kind === 'is');
/** Every word that stands before a colon, `is` and `not` apart. */
export const VALUE_WORDS: ReadonlyMap<string, ValueWord> = wordsOf(
  (one): one is ValueWord => one.kind !== 'is',
);

const COMPARISON = /^(<=|>=|<|>|=|)(.*)$/s;
const PLAIN_NUMBER = /^\d+(?:\.\d+)?$/;
const COMPARES: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
  '=': (one, other) => one === other,
  '': (one, other) => one === other,
};

/** Looks `keyword:value` up. The keyword is in lower case; `not:` means a negated `is:` and is the caller's. */
export function readTerm(keyword: string, typed: string): TermMeaning {
  const value = typed.toLowerCase();
  if (keyword === 'is' || keyword === 'not') return readIs(value);
  const word = VALUE_WORDS.get(keyword);
  if (word === undefined) return { kind: 'problem', problem: 'unknown-keyword', unfinished: false };
  if (value.trim() === '') return { kind: 'problem', problem: 'missing-value', unfinished: true };
  if (word.kind === 'choice') return readChoice(word, value);
  return word.kind === 'text' ? readText(word, typed) : readNumber(word, value);
}

function readChoice({ values }: ChoiceWord, value: string): TermMeaning {
  const known = new Map(Object.entries(values));
  const test = known.get(value.trim());
  if (test !== undefined) return { kind: 'test', test };
  return {
    kind: 'problem',
    problem: 'unknown-value',
    unfinished: begunWord(value.trim(), known) !== undefined,
  };
}

function readIs(value: string): TermMeaning {
  // `is:"hand cannon"` means what `is:handcannon` means.
  const close = value.replace(/\s/g, '');
  const word = IS_WORDS.get(close);
  if (word !== undefined) return { kind: 'test', test: word.test };
  if (close === '') return { kind: 'problem', problem: 'missing-value', unfinished: true };
  return { kind: 'problem', problem: 'unknown-value', unfinished: begunWord(close, IS_WORDS) !== undefined };
}

function readText({ how, texts }: TextWord, typed: string): TermMeaning {
  const wanted = foldInPlace(typed.normalize('NFC'));
  const fits = {
    whole: (text: string) => text === wanted,
    start: (text: string) => startsWord(text, wanted),
    inside: (text: string) => text.includes(wanted),
  }[how];
  return { kind: 'test', test: (item, world) => texts(item, world).some(fits) };
}

function readNumber(word: NumberWord, value: string): TermMeaning {
  const [, sign = '', wanted = ''] = COMPARISON.exec(value) ?? [];
  const named = new Map(Object.entries(word.named ?? {}));
  const name = named.get(wanted);
  if (name === undefined && !PLAIN_NUMBER.test(wanted)) {
    const unfinished = wanted === '' || begunWord(wanted, named) !== undefined;
    return { kind: 'problem', problem: 'not-a-number', unfinished };
  }
  const compare = COMPARES[sign];
  const to = name ?? Number(wanted);
  const test: ItemTest = (item, world) => {
    const is = word.read(item, world, name !== undefined);
    return is !== undefined && compare?.(is, to) === true;
  };
  return { kind: 'test', test };
}

/** The first word that the typed letters may become. */
export function begunWord(part: string, words: ReadonlyMap<string, unknown>): string | undefined {
  return [...words.keys()].find((word) => word.startsWith(part));
}

function wordsOf<K extends Keyword>(wanted: (one: Keyword) => one is K): ReadonlyMap<string, K> {
  return new Map(KEYWORDS.filter(wanted).flatMap((one) => one.words.map((word) => [word, one] as const)));
}
