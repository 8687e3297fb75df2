import { cleanText } from '../../base/clean-text';
import { type ItemInstanceId, isHash, isInt64Text } from '../../base/ids';
import { foldName } from '../../items/fold-name';
import { ANY_CLASS, SLOTS } from '../../items/game-words';
import type { HeldItem, Picture } from '../picture';
import type { Loadout, LoadoutItem } from './loadout';
import { MOST_ITEMS, type NewLoadout } from './make-loadout';

/*
 * Loadouts as text that people can read, mail and mend:
 *
 *   Vault Courier loadout: Raid night (Titan)
 *   wear Sunshot {2907129557 6917529000000000001}
 *   carry Ace of Spades
 *   carry 25 x Enhancement Prism
 *
 * The braces are optional: without them the line means the strongest copy the reader has of that name.
 */

const HEAD = /^vault courier loadout:\s*(.*?)(?:\s*\((titan|hunter|warlock|any class)\))?$/i;
const LINE = /^(wear|carry)\s+(?:(\d{1,6})\s*x\s+)?(.+?)(?:\s*\{\s*(\d{1,10})(?:\s+(\d{1,20}))?\s*\})?$/i;
/** The file's own words: a text is read in every language of the interface. */
const CLASS_NAMES: Readonly<Record<number, string>> = { 0: 'Titan', 1: 'Hunter', 2: 'Warlock' };
const LONGEST_TEXT = 20_000;
const WORN_SLOTS = new Set(SLOTS.map((slot) => slot.bucket));

/** A line that could not be understood, by its number from 1. */
export interface TextProblem {
  line: number;
  text: string;
  why: 'not-a-line' | 'name-not-held' | 'too-many' | 'too-long';
}

/** The loadout as text, one thing a line. */
export function writeLoadout(loadout: Loadout): string {
  const className = CLASS_NAMES[loadout.classType] ?? 'any class';
  const lines = loadout.items.map((item) => {
    const pieces = item.amount > 1 ? `${item.amount} x ` : '';
    const id = item.instanceId === undefined ? '' : ` ${item.instanceId}`;
    return `${item.equip ? 'wear' : 'carry'} ${pieces}${oneLine(item.name)} {${item.hash}${id}}`;
  });
  return [`Vault Courier loadout: ${oneLine(loadout.name)} (${className})`, ...lines, ''].join('\n');
}

/**
 * A loadout from text. Total: what cannot be understood is listed by line and left out. Names without braces are
 * looked up among what the reader holds. Empty lines and lines beginning with # are skipped.
 */
export function readLoadoutText(
  text: string,
  picture: Picture,
  fresh: NewLoadout,
): { loadout: Loadout; problems: TextProblem[] } {
  const problems: TextProblem[] = [];
  const items: LoadoutItem[] = [];
  let { name } = fresh;
  let classType = ANY_CLASS;
  if (text.length > LONGEST_TEXT) problems.push({ line: 0, text: '', why: 'too-long' });
  for (const [index, raw] of text.slice(0, LONGEST_TEXT).split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const head = HEAD.exec(line);
    if (head !== null) {
      name = cleanText(head[1] ?? '', 80).trim() || fresh.name;
      classType = classOf(head[2] ?? '');
      continue;
    }
    const item = readLine(line, picture, items);
    if (typeof item === 'string') problems.push({ line: index + 1, text: cleanText(line, 80), why: item });
    else items.push(item);
  }
  const { id, nowMs } = fresh;
  return { loadout: { id, name, classType, items, createdAtMs: nowMs, changedAtMs: nowMs }, problems };
}

function readLine(
  line: string,
  picture: Picture,
  before: readonly LoadoutItem[],
): LoadoutItem | TextProblem['why'] {
  const found = LINE.exec(line);
  if (found === null) return 'not-a-line';
  if (before.length >= MOST_ITEMS) return 'too-many';
  const [, verb = '', pieces, name = '', hashText, idText] = found;
  const held = heldFor(picture, name, hashText, idText, before);
  const hash = hashText === undefined ? held?.hash : Number(hashText);
  if (hash === undefined) return 'name-not-held';
  if (!isHash(hash)) return 'not-a-line';
  const bucket = held?.bucket ?? 0;
  const instanceId = isInt64Text(idText) ? (idText as ItemInstanceId) : held?.instanceId;
  const taken = before.some((one) => one.equip && one.bucket === bucket && WORN_SLOTS.has(bucket));
  return {
    hash,
    ...(instanceId === undefined ? {} : { instanceId }),
    name: cleanText(name, 120).trim(),
    bucket,
    equip: verb.toLowerCase() === 'wear' && !taken,
    amount: Math.max(1, Math.min(Number(pieces ?? 1), 999_999)),
  };
}

function heldFor(
  picture: Picture,
  name: string,
  hashText: string | undefined,
  idText: string | undefined,
  before: readonly LoadoutItem[],
): HeldItem | undefined {
  const exact = picture.items.find((item) => idText !== undefined && item.instanceId === idText);
  if (exact !== undefined) return exact;
  const folded = foldName(name);
  const used = new Set(before.map((one) => one.instanceId));
  const copies = picture.items.filter((item) =>
    hashText === undefined ? foldName(item.name) === folded : item.hash === Number(hashText),
  );
  return copies
    .filter((item) => item.instanceId === undefined || !used.has(item.instanceId))
    .sort((one, other) => (other.power ?? 0) - (one.power ?? 0) || (one.key < other.key ? -1 : 1))[0];
}

function classOf(word: string): number {
  const entry = Object.entries(CLASS_NAMES).find(([, name]) => name.toLowerCase() === word.toLowerCase());
  return entry === undefined ? ANY_CLASS : Number(entry[0]);
}

function oneLine(text: string): string {
  return cleanText(text, 120).replace(/[{}]/g, '').replace(/\s+/g, ' ').trim();
}
