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

const WORD = /[\p{L}\p{N}\p{M}]+(?:['\u2019][\p{L}\p{N}\p{M}]+)*/gu;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const SPACE = /\s/;
const SENTENCE_END = /[.!?:;>"\u201c(]/;
const LONGEST_NAME = 80;
const CURLY = /[\u2018\u2019]/g;

interface Entry {
  name: string;
  /** With straight apostrophes, as texts are compared. */
  plain: string;
  words: number;
}

/** Names by their first word, then by their second: hundreds begin with `The`. */
interface Start {
  alone: Entry[];
  bySecond: Map<string, Entry[]>;
}

/**
 * Makes a spotter for the names of one manifest generation.
 *
 * `[[Name]]` marks any named item, case and accents aside. Elsewhere only weapons and armour in their exact spelling
 * count, longest first. A single word that begins a line or sentence does not count, because there every word is
 * capitalised: `Trust me` is no hand cannon. Linear in the text: each word looks up the few names that begin with it.
 */
export function makeSpotter(index: NameIndex): Spotter {
  const gear = lines(index.gear);
  const starts = new Map<string, Start>();
  for (const name of gear) addName(starts, name);
  for (const { alone, bySecond } of starts.values()) {
    for (const entries of [alone, ...bySecond.values()])
      entries.sort((one, other) => other.plain.length - one.plain.length);
  }
  const folded = lazily(
    () => new Map([...lines(index.others), ...gear].map((name) => [foldName(name), name])),
  );

  return (text) => {
    const mentions = spotBracketed(text, folded);
    spotPlain(text, starts, mentions);
    return mentions.sort((one, other) => one.start - other.start);
  };
}

function addName(starts: Map<string, Start>, name: string): void {
  const plain = name.replace(CURLY, "'");
  const words = plain.match(WORD);
  const first = words?.[0];
  // A name of one or two letters would be found in every shout.
  if (words === null || first === undefined || plain.length < 3) return;
  const entry = { name, plain, words: words.length };
  const start = starts.get(first) ?? { alone: [], bySecond: new Map<string, Entry[]>() };
  starts.set(first, start);
  const second = words[1];
  if (second === undefined) {
    start.alone.push(entry);
    return;
  }
  const held = start.bySecond.get(second);
  if (held === undefined) start.bySecond.set(second, [entry]);
  else held.push(entry);
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

function spotPlain(text: string, starts: ReadonlyMap<string, Start>, mentions: Mention[]): void {
  const plain = text.replace(CURLY, "'");
  const words = [...plain.matchAll(WORD)];
  const taken = [...mentions];
  let passed = 0;
  let after = 0;
  for (const [at, match] of words.entries()) {
    const start = match.index;
    if (start < after) continue;
    const hit = nameAt(plain, start, match[0], words[at + 1]?.[0] ?? '', starts);
    if (hit === undefined) continue;
    const end = start + hit.plain.length;
    while ((taken[passed]?.end ?? Number.POSITIVE_INFINITY) <= start) passed += 1;
    if ((taken[passed]?.start ?? Number.POSITIVE_INFINITY) < end) continue;
    mentions.push({ start, end, name: hit.name, bracketed: false });
    after = end;
  }
}

/** The longest name that stands at `start`, where the words `first` and `second` are. */
function nameAt(
  text: string,
  start: number,
  first: string,
  second: string,
  starts: ReadonlyMap<string, Start>,
): Entry | undefined {
  const known = starts.get(first);
  if (known !== undefined) {
    const longer = known.bySecond.get(second) ?? known.bySecond.get(bare(second));
    const hit =
      longer?.find((entry) => stands(text, start, entry)) ??
      known.alone.find((entry) => stands(text, start, entry));
    if (hit !== undefined) return hit;
  }
  const owner = bare(first);
  return owner === first ? undefined : starts.get(owner)?.alone.find((entry) => stands(text, start, entry));
}

/** The word without its possessive: `Sunshot's` talks of Sunshot. */
function bare(word: string): string {
  const cut = word.indexOf("'");
  return cut < 0 ? word : word.slice(0, cut);
}

/** The name stands here as whole words, and not as the first word of a sentence when it is one word only. */
function stands(text: string, start: number, { plain, words }: Entry): boolean {
  if (!text.startsWith(plain, start)) return false;
  const before = text.charAt(start - 1);
  const after = text.charAt(start + plain.length);
  if (LETTER.test(before) || /[-_/.@#=&]/.test(before)) return false;
  if (LETTER.test(after) || /[_@=&]/.test(after)) return false;
  // A dot or slash with a letter behind it belongs to an address.
  if (/[./-]/.test(after) && LETTER.test(text.charAt(start + plain.length + 1))) return false;
  return words > 1 || !beginsSentence(text, start);
}

function beginsSentence(text: string, start: number): boolean {
  let at = start - 1;
  while (at >= 0 && SPACE.test(text.charAt(at))) at -= 1;
  return at < 0 || SENTENCE_END.test(text.charAt(at));
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
