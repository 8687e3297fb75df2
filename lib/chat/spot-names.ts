import type { NameIndex } from '../items/item-definition';
import { straighten } from '../items/name-words';
import { readLine } from './spotting/chat-line';
import { Sign, signOf } from './spotting/cue-words';
import { findBrackets } from './spotting/find-brackets';
import { findPlain } from './spotting/find-plain';
import { Glance, glance } from './spotting/glance';
import { type BookWishes, NameBook } from './spotting/name-book';
import type { SpotMode } from './spotting/spot-policy';
import { Talk } from './spotting/talk';

/** One name found in a text: from, up to but not including, in UTF-16 units. */
export interface Mention {
  start: number;
  end: number;
  /** As the manifest writes it; what was typed when it is not `known`. */
  name: string;
  /** What was found: the name or a nickname. A reader who calls it no item puts this into `ignored`. */
  said: string;
  /** False for what stands in brackets and is no name: a reader may want the nearest one. */
  known: boolean;
  /** Written as `[[Name]]`; the brackets belong to the range. */
  bracketed: boolean;
  /** Those of `[[Name: perk, perk]]`, as typed. */
  perks: readonly string[];
}

/** Finds the mentions in one text, in order and apart from each other. */
export type Spotter = (text: string) => Mention[];

export interface SpotWishes extends BookWishes {
  mode: SpotMode;
}

export const USUAL_WISHES: SpotWishes = { mode: 'normal', others: false, nicknames: [], ignored: new Set() };

/**
 * Makes a spotter for the names of one manifest generation. `[[Name]]` marks any named item; outside brackets
 * `counts` of spot-policy decides. Linear in the text: each word looks up the few names that begin with it.
 */
export function makeSpotter(index: NameIndex, wishes: Partial<SpotWishes> = {}): Spotter {
  const { mode, ...book } = { ...USUAL_WISHES, ...wishes };
  const names = new NameBook(index, book);
  return (text) => spot(text, names, mode).mentions;
}

/**
 * A spotter that hears the lines of a chat in their order, one text each, and is strict in normal mode for as long as
 * people talk about something else.
 */
export function makeListener(index: NameIndex, wishes: Partial<SpotWishes> = {}): Spotter {
  const { mode, ...book } = { ...USUAL_WISHES, ...wishes };
  const names = new NameBook(index, book);
  const talk = new Talk();
  return (text) => {
    const { mentions, strong } = spot(text, names, mode !== 'normal' || talk.ofTheGame ? mode : 'strict');
    talk.hear(mentions.length > 0 || strong);
    return mentions;
  };
}

interface Spotted {
  mentions: Mention[];
  /** A word of the line is a strong sign; not looked for where no name counts outside brackets. */
  strong: boolean;
}

function spot(text: string, names: NameBook, mode: SpotMode): Spotted {
  if (mode === 'off') return { mentions: [], strong: false };
  const bracketed = text.includes('[[') ? spotBracketed(straighten(text), names) : [];
  if (mode === 'brackets') return { mentions: bracketed, strong: false };
  const seen = glance(text, names.tree);
  if (seen !== Glance.unsure) return { mentions: bracketed, strong: seen === Glance.strong };
  const line = readLine(text);
  const strong = line.words.some((word) => signOf(word) === Sign.strong);
  const plain = findPlain(line, names.tree, mode);
  if (plain.length === 0) return { mentions: bracketed, strong };
  const mentions: Mention[] = plain.map(({ start, end, known: { name, written } }) => {
    return { start, end, name, said: written, known: true, bracketed: false, perks: [] };
  });
  return { mentions: bracketed.length === 0 ? mentions : merge(bracketed, mentions), strong };
}

function spotBracketed(text: string, names: NameBook): Mention[] {
  return findBrackets(text).map(({ start, end, inside, typed, perks }) => {
    const whole = names.named(inside);
    const name = whole ?? names.named(typed);
    const known = name !== undefined;
    const mention = { start, end, name: name ?? typed, said: name ?? typed, known, bracketed: true };
    // Some names have a colon themselves.
    return { ...mention, perks: whole === undefined ? perks : [] };
  });
}

/** Brackets win over names inside them, unless nobody knows what they say. */
function merge(bracketed: readonly Mention[], plain: readonly Mention[]): Mention[] {
  const clear = (list: readonly Mention[], others: readonly Mention[]): Mention[] => {
    let at = 0;
    return list.filter(({ start, end }) => {
      while ((others[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at += 1;
      return (others[at]?.start ?? Number.POSITIVE_INFINITY) >= end;
    });
  };
  const certain = bracketed.filter((mention) => mention.known);
  const outside = clear(plain, certain);
  const unknown = clear(
    bracketed.filter((mention) => !mention.known),
    outside,
  );
  return [...certain, ...unknown, ...outside].sort((one, other) => one.start - other.start);
}
