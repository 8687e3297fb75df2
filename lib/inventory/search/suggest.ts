import { say } from '../../base/words';
import { foldInPlace } from './fold-in-place';
import type { Keyword } from './keyword-kinds';
import { KEYWORDS } from './keywords';
import { lexQuery, type TermToken } from './lex-query';
import { startsWord } from './match-names';
import type { TextRange, Typed } from './problem';
import { quoteValue } from './propose';
import type { ItemIndex } from './search-items';

/** One way to finish the word under the caret. */
export interface Suggestion extends TextRange {
  kind: 'keyword' | 'value' | 'item' | 'perk';
  /** What replaces the range: `is:exotic`, `exactname:"ace of spades"`. */
  insert: string;
  /** What it finds, in a few words. */
  help: string;
}

type Proposal = Omit<Suggestion, keyof TextRange>;

export const SUGGESTIONS_SHOWN = 6;
/** Under a plain word names come last and are few: the hits below show them already. */
const NAMES_AFTER_WORD = 2;
/** One letter begins too many things. */
const FEWEST_LETTERS = 2;

/**
 * Ways to finish the word under the caret, likeliest first: search words and their values, then names of held items
 * and perks. None for blank and for complete words; a half-typed name is a search already, and stays one.
 */
export function suggest(text: string, caret: number, index: ItemIndex): Suggestion[] {
  const token = lexQuery(text).find(
    (one): one is TermToken => one.kind === 'term' && one.from < caret && caret <= one.to,
  );
  if (token === undefined || (token.quoted && token.closed)) return [];
  const { from, to } = token;
  const before = text.slice(from, caret).toLowerCase();
  return proposals(token, before, index)
    .filter(({ insert }) => insert.toLowerCase() !== text.slice(from, to).toLowerCase())
    .slice(0, SUGGESTIONS_SHOWN)
    .map((proposal) => ({ ...proposal, from, to }));
}

/** The text with the suggestion taken, the caret ready for the next word. */
export function takeSuggestion(text: string, { from, to, insert }: Suggestion): Typed {
  // After `power:` the number is still to come; after a whole term the next one is.
  const more = /[:<>=]$/.test(insert) || /^\s/.test(text.slice(to)) ? '' : ' ';
  return {
    text: text.slice(0, from) + insert + more + text.slice(to),
    caret: from + insert.length + more.length,
  };
}

function proposals(token: TermToken, before: string, index: ItemIndex): Proposal[] {
  const colon = before.indexOf(':');
  if (token.keyword === undefined || colon < 0) {
    return token.quoted || before.length < FEWEST_LETTERS ? [] : forWord(before, index);
  }
  const part = before.slice(colon + 1).replace(/^["'\u2018-\u201e]/, '');
  if (token.keyword === 'is' || token.keyword === 'not') return forIs(token.keyword, part);
  const keyword = KEYWORDS.find((one) => one.kind !== 'is' && one.words.includes(token.keyword ?? ''));
  return keyword === undefined ? [] : forValue(keyword, token.keyword, part, index);
}

function forWord(part: string, index: ItemIndex): Proposal[] {
  const words = KEYWORDS.filter((one) => one.words.some((word) => word.startsWith(part)));
  return [
    ...words.filter((one) => one.kind !== 'is').map(colonOf),
    ...words.filter((one) => one.kind === 'is').map((one) => isProposal('is', one, part)),
    ...itemNames('exactname', part, index).slice(0, NAMES_AFTER_WORD),
    ...perkNames('exactperk', part, index).slice(0, NAMES_AFTER_WORD),
  ];
}

function forIs(keyword: string, part: string): Proposal[] {
  const words = KEYWORDS.filter((one) => one.kind === 'is');
  const starting = words.filter((one) => one.words.some((word) => word.startsWith(part)));
  const holding = words.filter(
    (one) => !starting.includes(one) && one.words.some((word) => word.includes(part)),
  );
  return [...starting, ...holding].map((one) => isProposal(keyword, one, part));
}

function forValue(keyword: Keyword, typed: string, part: string, index: ItemIndex): Proposal[] {
  if (keyword.kind === 'text') {
    if (keyword.proposes === 'items') return itemNames(typed, part, index);
    return keyword.proposes === 'perks' ? perkNames(typed, part, index) : [];
  }
  if (keyword.kind === 'is') return [];
  const help = say(keyword.help);
  if (keyword.kind === 'choice') {
    return Object.keys(keyword.values)
      .filter((value) => value.startsWith(part))
      .map((value) => ({ kind: 'value', insert: `${typed}:${value}`, help }));
  }
  const [, sign = '', begun = ''] = /^([<>]?=?)(.*)$/s.exec(part) ?? [];
  const named = Object.keys(keyword.named ?? {}).filter((name) => name.startsWith(begun));
  const signs = part === '' ? ['>', '<', '>=', '<='] : [];
  return [
    ...signs.map((one) => ({ kind: 'value' as const, insert: `${typed}:${one}`, help })),
    ...(begun === '' && sign === '' ? named.slice(-2) : named).map((name) => ({
      kind: 'value' as const,
      insert: `${typed}:${sign}${name}`,
      help,
    })),
  ];
}

function colonOf({ words, help }: Keyword): Proposal {
  return { kind: 'keyword', insert: `${words[0]}:`, help: say(help) };
}

/** The word that the typed letters begin, an alias only when nothing better begins so. */
function isProposal(keyword: string, { words, help }: Keyword, part: string): Proposal {
  const word = words.find((one) => one.startsWith(part)) ?? words[0];
  return { kind: 'value', insert: `${keyword}:${word}`, help: say(help) };
}

function itemNames(keyword: string, part: string, { names, folded }: ItemIndex): Proposal[] {
  const shown = named(folded, part).map((at) => names[at]?.shown ?? '');
  return shown.map((name) => ({
    kind: 'item',
    insert: `${keyword}:${quoteValue(name.toLowerCase())}`,
    help: say('search_suggests_item'),
  }));
}

function perkNames(keyword: string, part: string, { perks, texts }: ItemIndex): Proposal[] {
  const all = [...new Set(Object.values(perks.plugs).map(({ name }) => name))].filter((name) => name !== '');
  const folded = all.map(texts.fold);
  const shown = named(folded, part).map((at) => all[at] ?? '');
  return shown.map((name) => ({
    kind: 'perk',
    insert: `${keyword}:${quoteValue(name.toLowerCase())}`,
    help: say('search_suggests_perk'),
  }));
}

/** Places of the names of which a word begins so, those that begin so themselves first. */
function named(folded: readonly string[], part: string): number[] {
  const wanted = foldInPlace(part.normalize('NFC'));
  if (wanted === '') return [];
  const places = folded.flatMap((name, at) => (startsWord(name, wanted) ? [at] : []));
  const first = places.filter((at) => folded[at]?.startsWith(wanted));
  return [...first, ...places.filter((at) => !first.includes(at))].slice(0, SUGGESTIONS_SHOWN);
}
