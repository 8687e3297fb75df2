import type { Word } from '../../items/name-words';
import type { ChatLine } from './chat-line';
import type { Branch, KnownName, NameTree } from './name-tree';

/** A name whose words stand in a line, whatever their case and the signs between them. */
export interface Candidate {
  known: KnownName;
  /** Number of its first word in the line. */
  first: number;
  start: number;
  /** Without a possessive; with the signs that end the name, such as the bracket of `(Adept)`. */
  end: number;
}

const APOSTROPHE = 0x27;
const POSSESSIVE_LENGTH = 2;
const NONE: readonly Candidate[] = [];

/** The names that begin with word number `first`, longest first. Takes as many steps as the longest name has words. */
export function findCandidates(line: ChatLine, first: number, names: NameTree): readonly Candidate[] {
  const { words } = line;
  let found: Candidate[] | undefined;
  let before: Branch | undefined;
  for (let at = first; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const owner = ownerOf(line, word);
    if (owner !== undefined) {
      const start = before === undefined ? names.startingWithKey(owner) : before.next.getKey(owner);
      const known = start?.name;
      if (known !== undefined) {
        found ??= [];
        found.push(candidate(line, known, first, word.end - POSSESSIVE_LENGTH));
      }
    }
    const branch = before === undefined ? names.startingWith(word) : before.next.get(word);
    if (branch === undefined) break;
    if (branch.name !== undefined) {
      found ??= [];
      found.push(candidate(line, branch.name, first, word.end));
    }
    before = branch;
  }
  return found?.reverse() ?? NONE;
}

/** `Sunshot's` talks of Sunshot. */
function ownerOf({ text }: ChatLine, word: Word): string | undefined {
  if (text.charCodeAt(word.end - POSSESSIVE_LENGTH) !== APOSTROPHE) return undefined;
  return word.key.endsWith('s') ? word.key.slice(0, -1) : undefined;
}

function candidate({ text, words }: ChatLine, known: KnownName, first: number, wordsEnd: number): Candidate {
  const head = known.written.slice(0, known.words[0]?.start);
  const tail = known.written.slice(known.words.at(-1)?.end);
  const wordsStart = words[first]?.start ?? 0;
  const whole = text.startsWith(head, wordsStart - head.length);
  return {
    known,
    first,
    start: whole ? wordsStart - head.length : wordsStart,
    end: text.startsWith(tail, wordsEnd) ? wordsEnd + tail.length : wordsEnd,
  };
}
