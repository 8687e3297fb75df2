import type { HeldItem } from '../picture';
import { foldInPlace } from './fold-in-place';
import {
  Fit,
  joinRanges,
  type MarkRange,
  matchNames,
  placeText,
  splitTerms,
  startsWord,
} from './match-names';
import type { QueryNode } from './parse-query';
import type { SearchWorld } from './search-world';

/** That an item fits, how well its name does, and what to mark in it. */
export interface Fitting {
  fit: number;
  ranges: readonly MarkRange[];
}

/** Decides over one item; `at` is the index of its name among the searched ones. */
export type QueryMatch = (item: HeldItem, at: number) => Fitting | undefined;

/** Fits without a word about the name: neither better nor worse than another. */
const UNNAMED: Fitting = { fit: Fit.none, ranges: [] };
const ELSEWHERE: Fitting = { fit: Fit.elsewhere, ranges: [] };
/** Fewer letters stand in every second type and perk. */
const FEWEST_LETTERS = 3;

/**
 * Makes a query ready for many items. `folded` are the names that `at` counts in.
 *
 * Plain words look for names, a slip forgiven, because that is what nearly everybody types. An item whose name does
 * not fit is still found when each word begins a word of its name, type or perks; such finds rank behind all names.
 * Under a negation nothing is forgiven: `-sunshot` must not hide Sunset. Words in quotes are wanted as they stand,
 * anywhere in name, type or perks.
 */
export function compileQuery(node: QueryNode, folded: string[], world: SearchWorld): QueryMatch {
  return compile(node, { folded, world, negated: false });
}

interface Reading {
  folded: string[];
  world: SearchWorld;
  /** Inside a negation, even a double one. */
  negated: boolean;
}

function compile(node: QueryNode, reading: Reading): QueryMatch {
  switch (node.op) {
    case 'test':
      return (item) => (node.test(item, reading.world) ? UNNAMED : undefined);
    case 'not': {
      const part = compile(node.part, { ...reading, negated: true });
      return (item, at) => (part(item, at) === undefined ? UNNAMED : undefined);
    }
    case 'words':
      if (node.exact) return compileExact(node.text, reading);
      return reading.negated ? compileEach(node.text, reading) : compileWords(node.text, reading);
    default: {
      const parts = node.parts.map((part) => compile(part, reading));
      return node.op === 'and' ? (item, at) => all(parts, item, at) : (item, at) => best(parts, item, at);
    }
  }
}

/** As good as the worst part that speaks of the name. */
function all(parts: readonly QueryMatch[], item: HeldItem, at: number): Fitting | undefined {
  let fit = -1;
  const ranges: MarkRange[] = [];
  for (const part of parts) {
    const fitting = part(item, at);
    if (fitting === undefined) return undefined;
    if (fitting.fit !== Fit.none) fit = Math.max(fit, fitting.fit);
    ranges.push(...fitting.ranges);
  }
  return fit < 0 ? UNNAMED : { fit, ranges: joinRanges(ranges) };
}

function best(parts: readonly QueryMatch[], item: HeldItem, at: number): Fitting | undefined {
  let found: Fitting | undefined;
  for (const part of parts) {
    const fitting = part(item, at);
    if (fitting !== undefined && (found === undefined || fitting.fit < found.fit)) found = fitting;
  }
  return found;
}

function compileWords(text: string, { folded, world }: Reading): QueryMatch {
  const byName = new Map(matchNames(folded, text).map((match) => [match.at, match]));
  const { needle, terms } = splitTerms(text);
  if (needle.length < FEWEST_LETTERS) return (_, at) => byName.get(at);
  const finders = terms.map((term) => remembered((where) => startsWord(where, term)));
  return (item, at) => {
    const named = byName.get(at);
    if (named !== undefined) return named;
    const places = [folded[at] ?? '', world.fold(item.typeName), ...world.perksOf(item)];
    return finders.every((find) => places.some(find)) ? ELSEWHERE : undefined;
  };
}

/** Each word as it stands, in any order. */
function compileEach(text: string, reading: Reading): QueryMatch {
  const parts = text.split(/\s+/).map((word) => compileExact(word, reading));
  return (item, at) => all(parts, item, at);
}

function compileExact(text: string, { folded, world }: Reading): QueryMatch {
  const wanted = foldInPlace(text.normalize('NFC'));
  const holds = remembered((where) => where.includes(wanted));
  return (item, at) => {
    const place = placeText(folded[at] ?? '', wanted);
    if (place !== undefined) return { fit: place.fit, ranges: [[place.from, place.from + wanted.length]] };
    return holds(world.fold(item.typeName)) || world.perksOf(item).some(holds) ? ELSEWHERE : undefined;
  };
}

/** Types and perks repeat from item to item: each is looked at once. */
function remembered(test: (text: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>();
  return (text) => {
    let answer = known.get(text);
    if (answer === undefined) {
      answer = test(text);
      known.set(text, answer);
    }
    return answer;
  };
}
