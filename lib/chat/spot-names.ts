import { foldName } from '../items/fold-name';
import type { NameIndex } from '../items/item-definition';

/** One name found in a text: from, up to but not including, in UTF-16 units. */
export interface Mention {
  start: number;
  end: number;
  /** As the manifest writes it. */
  name: string;
  /** Written as `[[Name]]`; the brackets belong to the range. */
  bracketed: boolean;
}

export type Spotter = (text: string) => Mention[];

const WORD = /[\p{L}\p{N}]+(?:['\u2019][\p{L}\p{N}]+)*/gu;
const LETTER = /[\p{L}\p{N}]/u;
const SENTENCE_END = /[.!?:;>"\u201c(]\s*$/;
const LONGEST_NAME = 80;
const CURLY = /[\u2018\u2019]/g;

/**
 * Makes a spotter for the names of one manifest generation.
 *
 * `[[Name]]` marks any named item, case and accents aside. Elsewhere only weapons and armour in their exact spelling
 * count, longest first. A single word that begins a line or sentence does not count, because there every word is
 * capitalised: `Trust me` is no hand cannon. Linear in the text: each word looks up the few names that begin with it.
 */
export function makeSpotter(index: NameIndex): Spotter {
  const gear = lines(index.gear);
  const byFirstWord = new Map<string, { name: string; plain: string; words: number }[]>();
  for (const name of gear) {
    const plain = name.replace(CURLY, "'");
    const words = plain.match(WORD);
    const first = words?.[0];
    if (first === undefined || words === null || first.length < 2) continue;
    const entry = { name, plain, words: words.length };
    const held = byFirstWord.get(first);
    if (held === undefined) byFirstWord.set(first, [entry]);
    else held.push(entry);
  }
  for (const entries of byFirstWord.values())
    entries.sort((one, other) => other.plain.length - one.plain.length);
  const folded = lazily(
    () => new Map([...lines(index.others), ...gear].map((name) => [foldName(name), name])),
  );

  return (text) => {
    const mentions = spotBracketed(text, folded);
    spotPlain(text, byFirstWord, mentions);
    return mentions.sort((one, other) => one.start - other.start);
  };
}

function spotBracketed(text: string, folded: () => ReadonlyMap<string, string>): Mention[] {
  const found: Mention[] = [];
  let at = text.indexOf('[[');
  while (at >= 0) {
    const close = text.indexOf(']]', at + 2);
    if (close < 0) break;
    // Of nested brackets the innermost opening counts.
    const open = text.lastIndexOf('[[', close - 1);
    const inside = text.slice(open + 2, close);
    const name = inside.length <= LONGEST_NAME ? folded().get(foldName(inside)) : undefined;
    if (name !== undefined) found.push({ start: open, end: close + 2, name, bracketed: true });
    at = text.indexOf('[[', close + 2);
  }
  return found;
}

function spotPlain(
  text: string,
  byFirstWord: ReadonlyMap<string, { name: string; plain: string; words: number }[]>,
  mentions: Mention[],
): void {
  const plain = text.replace(CURLY, "'");
  const taken = [...mentions];
  let after = 0;
  for (const match of plain.matchAll(WORD)) {
    const start = match.index;
    if (start < after) continue;
    const candidates = byFirstWord.get(match[0]) ?? byFirstWord.get(match[0].split("'")[0] ?? '');
    if (candidates === undefined) continue;
    const hit = candidates.find((entry) => stands(plain, start, entry));
    if (hit === undefined) continue;
    const end = start + hit.plain.length;
    if (taken.some((other) => start < other.end && other.start < end)) continue;
    mentions.push({ start, end, name: hit.name, bracketed: false });
    after = end;
  }
}

/** The name stands here as whole words, and not as the first word of a sentence when it is one word only. */
function stands(text: string, start: number, { plain, words }: { plain: string; words: number }): boolean {
  if (!text.startsWith(plain, start)) return false;
  const before = text.charAt(start - 1);
  const after = text.charAt(start + plain.length);
  if (LETTER.test(before) || /[-_/.@#=&]/.test(before)) return false;
  if (LETTER.test(after) || /[_@=&]/.test(after)) return false;
  // A dot or slash with a letter behind it belongs to an address.
  if (/[./-]/.test(after) && LETTER.test(text.charAt(start + plain.length + 1))) return false;
  if (words > 1) return true;
  const lead = text.slice(0, start);
  return lead.trim() !== '' && !SENTENCE_END.test(lead);
}

function lines(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
