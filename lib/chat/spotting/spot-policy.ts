import { NameKind } from '../../items/name-kind';
import { beginsSentence, type ChatLine } from './chat-line';
import { Closeness } from './closeness';
import { Sign, signOf } from './cue-words';
import type { Candidate } from './find-candidates';
import type { LineSigns } from './line-signs';
import type { Seed } from './name-tree';

/** How sure we want to be before we mark a name. */
export type SpotMode = 'normal' | 'strict' | 'brackets' | 'off';

/** What decides about one candidate. */
export interface Case {
  line: ChatLine;
  candidate: Candidate;
  closeness: Closeness;
  signs: LineSigns;
}

/** False for what never counts outside brackets, so that nobody looks for it: `Point` and `You` are items too. */
export function canCount({ gear, kind }: Seed): boolean {
  return gear || kind === NameKind.coined || kind === NameKind.words;
}

/** What a line must have at least for a name of a single word to count; `counts` asks for more. */
export const Need = { nothing: 0, capital: 1, capitalOrStrong: 2 } as const;
export type Need = (typeof Need)[keyof typeof Need];

export function leastNeed({ gear, kind }: Seed): Need {
  if (!gear || kind === undefined) return Need.capital;
  return kind === NameKind.word ? Need.capitalOrStrong : Need.nothing;
}

/**
 * True when a name outside brackets counts.
 *
 * | name | normal | strict |
 * |---|---|---|
 * | coined | any case | any case |
 * | several everyday words | its capitals, or any case beside a cue | its capitals |
 * | one everyday word | any case beside a strong cue, its capitals beside a weak one | its capitals beside a strong cue |
 * | no gear, several words | its capitals | never |
 * | no gear, one coined word | its capitals beside a cue | never |
 */
export function counts(mode: 'normal' | 'strict', { line, candidate, closeness, signs }: Case): boolean {
  if (closeness === Closeness.none) return false;
  const { kind, gear, words } = candidate.known;
  const capitals = closeness === Closeness.capitals;
  if (!gear)
    return mode === 'normal' && capitals && (words.length > 1 || signs.beside(candidate) !== Sign.none);
  switch (kind) {
    case NameKind.coined:
      return true;
    case NameKind.words:
      return capitals || (mode === 'normal' && signs.beside(candidate) !== Sign.none);
    case NameKind.word:
      // Who says `helmet` means a kind of thing and no item of that name.
      if (signOf(words.at(-1)) !== Sign.none) return false;
      if (mode === 'normal' && signs.beside(candidate) === Sign.strong) return true;
      if (!capitals || beginsSentence(line, candidate.start)) return false;
      return signs.beside(candidate) === (mode === 'strict' ? Sign.strong : Sign.weak);
    default:
      // An index of before there were kinds: spelling is all there is to go by.
      return capitals && (words.length > 1 || !beginsSentence(line, candidate.start));
  }
}
