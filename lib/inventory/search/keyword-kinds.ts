import type { PlainWord } from '../../base/words';
import type { HeldItem } from '../picture';
import type { SearchWorld } from './search-world';

/** Headings of the help page, in its order. */
export const GROUPS = [
  'search_group_names',
  'search_group_numbers',
  'search_group_where',
  'search_group_class',
  'search_group_kinds',
  'search_group_weapons',
  'search_group_ammo',
  'search_group_element',
  'search_group_rarity',
  'search_group_state',
  'search_group_marks',
] as const satisfies readonly PlainWord[];

interface Described {
  /** The word proposed and shown first, then others that mean the same. */
  words: readonly [string, ...string[]];
  group: (typeof GROUPS)[number];
  /** What it finds: its words in the catalogue. */
  help: PlainWord;
}

/** `is:exotic`: true or not. */
export interface IsWord extends Described {
  kind: 'is';
  test(item: HeldItem, world: SearchWorld): boolean;
}

/** `name:sun`: compares texts; what the value is compared with is folded. */
export interface TextWord extends Described {
  kind: 'text';
  /** Which names finish a half-typed value. */
  proposes?: 'items' | 'perks';
  how: 'whole' | 'start' | 'inside';
  texts(item: HeldItem, world: SearchWorld): readonly string[];
  examples: readonly string[];
}

/** `power:>400`: compares numbers. An item that has no such number fits no comparison. */
export interface NumberWord extends Described {
  kind: 'number';
  /** Words that stand for numbers; `byName` tells `read` that one was typed. */
  named?: Readonly<Record<string, number>>;
  read(item: HeldItem, world: SearchWorld, byName: boolean): number | undefined;
  examples: readonly string[];
}

/** `tag:keep`: one of a few values, each with its test. */
export interface ChoiceWord extends Described {
  kind: 'choice';
  values: Readonly<Record<string, IsWord['test']>>;
  examples: readonly string[];
}

export type Keyword = IsWord | TextWord | NumberWord | ChoiceWord;
/** Those that stand before a colon and a value. */
export type ValueWord = Exclude<Keyword, IsWord>;

type IsTest = IsWord['test'];

/** A row of `is:` words, divided by spaces. */
export function is(words: string, group: Described['group'], help: PlainWord, test: IsTest): IsWord {
  return { kind: 'is', words: split(words), group, help, test };
}

/** A row that compares texts. */
export function text(
  words: string,
  help: PlainWord,
  rest: Pick<TextWord, 'how' | 'texts' | 'proposes' | 'examples'>,
): TextWord {
  return { kind: 'text', words: split(words), group: GROUPS[0], help, ...rest };
}

/** A row that compares numbers. */
export function number(
  words: string,
  help: PlainWord,
  rest: Pick<NumberWord, 'named' | 'read' | 'examples'>,
): NumberWord {
  return { kind: 'number', words: split(words), group: GROUPS[1], help, ...rest };
}

function split(words: string): Described['words'] {
  const [first = '', ...others] = words.split(' ');
  return [first, ...others];
}
