import { withoutAccents } from '../../items/name-words';
import type { ChatLine } from './chat-line';
import type { Candidate } from './find-candidates';

/** How a text writes a name whose words it has. */
export const Closeness = {
  /** Parted by what no name has between its words. */
  none: 0,
  /** In another case. */
  anyCase: 1,
  /** Every capital as the manifest has it; a leading article's does not matter. */
  capitals: 2,
} as const;
export type Closeness = (typeof Closeness)[keyof typeof Closeness];

/** What may stand between two words whatever the name has there. */
const PLAIN_GAP = /^(?: {1,3}|[-_]|, )$/;
const ARTICLES = new Set(['a', 'an', 'the']);

export function closenessOf({ text, words }: ChatLine, { known, first, end }: Candidate): Closeness {
  const last = known.words.length - 1;
  // Nicknames have none that could be met.
  let capitals = known.written !== known.written.toLowerCase();
  for (const [at, word] of known.words.entries()) {
    const said = words[first + at];
    if (said === undefined) return Closeness.none;
    if (at < last) {
      const gap = text.slice(said.end, words[first + at + 1]?.start);
      const usual = known.written.slice(word.end, known.words[at + 1]?.start);
      if (gap !== usual && !PLAIN_GAP.test(gap)) return Closeness.none;
    }
    if (at === 0 && last > 0 && ARTICLES.has(word.key)) continue;
    const saidEnd = at === last ? Math.min(end, said.end) : said.end;
    capitals &&= sameCapitals(text.slice(said.start, saidEnd), known.written.slice(word.start, word.end));
  }
  return capitals ? Closeness.capitals : Closeness.anyCase;
}

function sameCapitals(said: string, written: string): boolean {
  return said === written || bare(said) === bare(written);
}

function bare(word: string): string {
  return withoutAccents(word).replaceAll("'", '');
}
