import { isLetterAt, splitWords, straighten, type Word } from '../../items/name-words';

/** One text of a chat line, taken apart once and then only looked at. Offsets are those of the original. */
export interface ChatLine {
  /** With straight apostrophes. */
  text: string;
  words: readonly Word[];
}

const SENTENCE_END = /[.!?:;>"\u201c(]/;
const SPACE = /\s/;
/** In front of a word these make it part of an address, a mention or a compound. */
const JOINS_BEFORE = /[-_/.@#=&\\]/;
const JOINS_AFTER = /[_@=&]/;
/** These belong to an address or compound only with a letter behind them. */
const JOINS_LETTER = /[./\\-]/;

export function readLine(text: string): ChatLine {
  const straight = straighten(text);
  return { text: straight, words: splitWords(straight) };
}

/** Nothing joins the range to what stands around it: no letter, and no sign of an address, mention or compound. */
export function standsAlone({ text }: ChatLine, start: number, end: number): boolean {
  if (start > 0 && (isLetterAt(text, start - 1) || JOINS_BEFORE.test(text.charAt(start - 1)))) return false;
  if (end >= text.length) return true;
  const after = text.charAt(end);
  if (isLetterAt(text, end) || JOINS_AFTER.test(after)) return false;
  return !(JOINS_LETTER.test(after) && isLetterAt(text, end + 1));
}

/** Only space lies between `start` and the beginning of a sentence, where every word has a capital. */
export function beginsSentence({ text }: ChatLine, start: number): boolean {
  let at = start - 1;
  while (at >= 0 && SPACE.test(text.charAt(at))) at -= 1;
  return at < 0 || SENTENCE_END.test(text.charAt(at));
}
