import { cleanText } from '../base/clean-text';
import type { ItemInstanceId } from '../base/ids';
import type { HeldItem } from './picture';

/** Destiny Item Manager's tags, in its order. */
export const TAGS = ['favorite', 'keep', 'infuse', 'junk', 'archive'] as const;
export type Tag = (typeof TAGS)[number];

/** What the player says of one item. One of the two is always there. */
export interface Mark {
  instanceId: ItemInstanceId;
  tag?: Tag;
  /** Clean, one line. */
  note?: string;
  changedAtMs: number;
}

/** Fields that are left out stay; null takes the tag away, an empty text the note. */
export interface MarkChange {
  tag?: Tag | null;
  note?: string;
}

export type MarkBook = ReadonlyMap<ItemInstanceId, Mark>;

export const NO_MARKS: MarkBook = new Map();

/** Code points. */
export const LONGEST_NOTE = 1_024;
export const MOST_MARKS = 20_000;
/** Characters that all notes together take in a file: what was written must fit into an export that is read again. */
export const MOST_NOTE_TEXT = 4_000_000;
/** A code point takes two characters at most, in a file as in memory: a pair, or a quote with its backslash. */
const MOST_OF_ONE = 2 * LONGEST_NOTE;

/** A note as it is kept: one line without invisible characters. Not cut: whoever takes it in looks at its length before. */
export function cleanNote(text: string): string {
  const oneLine = cleanText(text.replace(/\s+/g, ' '), Number.POSITIVE_INFINITY);
  // Spaces on both sides of an invisible letter stand side by side by now.
  return oneLine.replace(/ +/g, ' ').trim();
}

/** True when a cleaned note may be kept. */
export function fitsNote(note: string): boolean {
  // A text of this many characters has at most as many code points, and counting is only needed beyond.
  return note.length <= LONGEST_NOTE || (note.length <= MOST_OF_ONE && [...note].length <= LONGEST_NOTE);
}

/** The mark after a change; undefined when nothing of it is left. */
export function applyMark(
  before: Mark | undefined,
  { instanceId, ...change }: MarkChange & { instanceId: ItemInstanceId },
  nowMs: number,
): Mark | undefined {
  const tag = change.tag === undefined ? before?.tag : (change.tag ?? undefined);
  const note = (change.note === undefined ? before?.note : change.note) || undefined;
  if (tag === undefined && note === undefined) return undefined;
  return {
    instanceId,
    ...(tag === undefined ? {} : { tag }),
    ...(note === undefined ? {} : { note }),
    changedAtMs: nowMs,
  };
}

/** The held mark with what another one says laid over it: nothing it has is lost. */
export function mergeMark(before: Mark | undefined, brought: Mark): Mark {
  return { ...before, ...brought };
}

/** True when both say the same of an item, whenever they were made. */
export function sameMark(one: Mark | undefined, other: Mark | undefined): boolean {
  return one?.tag === other?.tag && one?.note === other?.note;
}

/** The change that brings the fields of another one back to what they were. */
export function undoMark(before: Mark | undefined, { tag, note }: MarkChange): MarkChange {
  return {
    ...(tag === undefined ? {} : { tag: before?.tag ?? null }),
    ...(note === undefined ? {} : { note: before?.note ?? '' }),
  };
}

/** The tag after this one, none after the last: for one key that goes through all. */
export function nextTag(tag: Tag | undefined): Tag | null {
  return tag === undefined ? TAGS[0] : (TAGS[TAGS.indexOf(tag) + 1] ?? null);
}

/** What the player says of a held item; stacks have no mark. */
export function markOf(book: MarkBook, { instanceId }: HeldItem): Mark | undefined {
  return instanceId === undefined ? undefined : book.get(instanceId);
}

export function bookOf(marks: readonly Mark[]): MarkBook {
  return new Map(marks.map((mark) => [mark.instanceId, mark]));
}

/** The book with one mark put in, or out when it is undefined. */
export function withMark(book: MarkBook, instanceId: ItemInstanceId, mark: Mark | undefined): MarkBook {
  const changed = new Map(book);
  if (mark === undefined) changed.delete(instanceId);
  else changed.set(instanceId, mark);
  return changed;
}

/** The book with these laid over what it has. */
export function mergeMarks(book: MarkBook, brought: readonly Mark[]): MarkBook {
  const merged = new Map(book);
  for (const mark of brought) merged.set(mark.instanceId, mergeMark(merged.get(mark.instanceId), mark));
  return merged;
}

/** True when so many marks with such notes may be kept. */
export function fitsBook(book: MarkBook): boolean {
  let noteText = 0;
  for (const { note } of book.values()) noteText += note === undefined ? 0 : JSON.stringify(note).length;
  return book.size <= MOST_MARKS && noteText <= MOST_NOTE_TEXT;
}
