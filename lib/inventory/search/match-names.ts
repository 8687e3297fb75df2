import UFuzzy from '@leeoniya/ufuzzy';
import { foldInPlace } from './fold-in-place';

/** Part of a name to mark: from, up to but not including. */
export type MarkRange = readonly [from: number, to: number];

/** How well a name fits what was typed, best first; `elsewhere` is a find in type or perks, `none` asks for no name. */
export const Fit = {
  exact: 0,
  prefix: 1,
  words: 2,
  wordStarts: 3,
  inside: 4,
  typo: 5,
  elsewhere: 6,
  none: 7,
} as const;

export interface NameMatch {
  /** Index into the names that were searched. */
  at: number;
  /** One of `Fit`: lower is better. */
  fit: number;
  ranges: MarkRange[];
}

/** One slip within each term of five letters or more, fewer for short ones; the first letter must be right. */
const fuzzy = new UFuzzy({ intraMode: 1 });
/** No name has longer or more words; the library makes a pattern of each, which must not be endless. */
const LONGEST_TERM = 40;
const MOST_TERMS = 20;
// The library reads a leading minus and quotes as operators; nobody types them here on purpose. Apostrophes count
// inside a word only.
const NOT_SEARCHED = /[^\p{L}\p{N}']+|(?<![\p{L}\p{N}])'+|'+(?![\p{L}\p{N}])/gu;
const WORD = /[\p{L}\p{N}]/u;

/**
 * Names in which every typed term is found, in any order, a slip of the finger allowed. `folded` are names after
 * `foldInPlace`. An empty or letterless text matches nothing.
 */
export function matchNames(folded: string[], typed: string): NameMatch[] {
  const { needle, terms } = splitTerms(typed);
  if (terms.length === 0 || terms.length > MOST_TERMS) return [];
  if (terms.some((term) => term.length > LONGEST_TERM)) return [];
  let found: number[] | undefined;
  for (const term of [...terms].sort((one, other) => other.length - one.length)) {
    found = fuzzy.filter(folded, term, found) ?? [];
    if (found.length === 0) return [];
  }
  return (found ?? []).map((at) => matchName(folded, at, needle, terms));
}

/** Typed words folded and without what is never searched for. */
export function splitTerms(typed: string): { needle: string; terms: string[] } {
  const needle = foldInPlace(typed.normalize('NFC')).replace(NOT_SEARCHED, ' ').trim();
  return { needle, terms: fuzzy.split(needle) };
}

/** How well a folded text holds another one letter by letter, and where; undefined when it does not. */
export function placeText(text: string, wanted: string): { from: number; fit: number } | undefined {
  if (text === wanted) return { from: 0, fit: Fit.exact };
  return text.startsWith(wanted) ? { from: 0, fit: Fit.prefix } : bestPlace(text, wanted);
}

/** True when a word of the folded text begins with the wanted one. */
export function startsWord(text: string, wanted: string): boolean {
  if (wanted === '') return false;
  // What begins with a sign is looked for anywhere: signs have no words to begin.
  if (!WORD.test(wanted.charAt(0))) return text.includes(wanted);
  return (bestPlace(text, wanted)?.fit ?? Fit.none) <= Fit.wordStarts;
}

function matchName(folded: string[], at: number, needle: string, terms: string[]): NameMatch {
  const name = folded[at] ?? '';
  if (name.startsWith(needle)) {
    return {
      at,
      fit: name.length === needle.length ? Fit.exact : Fit.prefix,
      ranges: [[0, needle.length]],
    };
  }
  let fit: number = Fit.words;
  const ranges: MarkRange[] = [];
  for (const term of terms) {
    const literal = bestPlace(name, term);
    if (literal === undefined) {
      fit = Fit.typo;
      ranges.push(...slipRanges(folded, at, term));
    } else {
      fit = Math.max(fit, literal.fit);
      ranges.push([literal.from, literal.from + term.length]);
    }
  }
  return { at, fit, ranges: joinRanges(ranges) };
}

/** The best of all places where the term stands letter by letter. */
function bestPlace(name: string, term: string): { from: number; fit: number } | undefined {
  let best: { from: number; fit: number } | undefined;
  for (let from = name.indexOf(term); from >= 0; from = name.indexOf(term, from + 1)) {
    const starts = from === 0 || !WORD.test(name.charAt(from - 1));
    const ends = !WORD.test(name.charAt(from + term.length));
    const fit = starts && ends ? Fit.words : starts ? Fit.wordStarts : Fit.inside;
    if (best === undefined || fit < best.fit) best = { from, fit };
    if (fit === Fit.words) break;
  }
  return best;
}

function slipRanges(folded: string[], at: number, term: string): MarkRange[] {
  const flat = fuzzy.info([at], folded, term).ranges[0] ?? [];
  const ranges: MarkRange[] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    const [from = 0, to = 0] = [flat[index], flat[index + 1]];
    if (to > from) ranges.push([from, to]);
  }
  return ranges;
}

/** In order, overlapping ones merged. */
export function joinRanges(ranges: MarkRange[]): MarkRange[] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((one, other) => one[0] - other[0])) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}
