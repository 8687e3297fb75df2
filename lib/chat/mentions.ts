import type { EventOf } from './frame';

/** What the reader wants to be called by; the page's settings `highlight`, `customhighlight` and `highlightnicks`. */
export interface Highlights {
  /** The reader himself; a guest has none. */
  nick?: string | undefined;
  /** Words looked for in what is said and in who says it. */
  words: string[];
  /** People whose every line counts. */
  nicks: string[];
}

export type MentionReason = 'nick' | 'word' | 'person';

/**
 * Why the page would highlight this line for its reader, undefined when it would not: never his own line, his nick as a
 * whole word in any case, anybody on his list, any of his words in "nick text" (chat-gui 2.72).
 */
export function mentionReason(
  { user, text }: EventOf<'message'>,
  { nick, words, nicks }: Highlights,
): MentionReason | undefined {
  if (nick !== undefined && same(user.nick, nick)) return undefined;
  if (nick !== undefined && hasWord(text, nick)) return 'nick';
  if (nicks.some((one) => same(one, user.nick))) return 'person';
  return words.some((word) => hasWord(`${user.nick} ${text}`, word)) ? 'word' : undefined;
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

const LETTER = /\w/;

/** True when `word` stands in `text` with a word boundary on both sides, in any case. No pattern is made of the word. */
export function hasWord(text: string, word: string): boolean {
  const sought = word.trim().toLowerCase();
  if (sought === '') return false;
  const within = text.toLowerCase();
  for (let at = within.indexOf(sought); at >= 0; at = within.indexOf(sought, at + 1)) {
    if (boundary(within, at) && boundary(within, at + sought.length)) return true;
  }
  return false;
}

/** As `\b` sees it: a letter, digit or underscore on one side only. */
function boundary(text: string, at: number): boolean {
  return LETTER.test(text.charAt(at - 1)) !== LETTER.test(text.charAt(at));
}
