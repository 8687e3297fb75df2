import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Spotter } from '../../lib/chat/spot-names';
import { dataDir } from '../world/data-dir';

const CHAT = 'dgg/chat-2016-02-07.jsonl.gz';
const NOTES = 'dgg/d2-notes.jsonl.gz';
const ITEMS = 'manifest/items-named-2026-06-29.json.gz';

/** A sentence of a player's, and the gear whose names stand in it spelt exactly. */
export interface Note {
  text: string;
  gear: readonly string[];
}

export interface SpotData {
  /** A day of chat from before the game: whatever is found in it is false. */
  chat: string[];
  notes: Note[];
  /** Every name of the game. */
  gear: string[];
  others: string[];
}

/**
 * The half of the real texts that nothing was tuned on, and all names; undefined where there are no real data. Rules
 * and cue words were chosen on lines 0, 2, 4, ... of both files, counted from nought; these are lines 1, 3, 5, ...
 */
export function spotData(): SpotData | undefined {
  const folder = dataDir();
  if (folder === undefined) return undefined;
  if (![CHAT, NOTES, ITEMS].every((file) => existsSync(join(folder, file)))) return undefined;
  const read = (file: string): string => gunzipSync(readFileSync(join(folder, file))).toString();
  const held = <T>(file: string): T[] => {
    const lines = read(file).trim().split('\n');
    return lines.filter((_, at) => at % 2 === 1).map((line) => JSON.parse(line) as T);
  };
  const gear = new Set<string>();
  const others = new Set<string>();
  const items: { displayProperties: { name: string }; itemType: number }[] = Object.values(
    JSON.parse(read(ITEMS)).items,
  );
  for (const { displayProperties, itemType } of items) {
    const name = displayProperties.name.replace(/\s+/g, ' ').trim();
    if (name !== '') (itemType === 2 || itemType === 3 ? gear : others).add(name);
  }
  return {
    chat: held<{ data: string }>(CHAT).map(({ data }) => data),
    notes: held<Note>(NOTES),
    gear: [...gear],
    others: [...others].filter((name) => !gear.has(name)),
  };
}

/** Lines in which something is found. */
export function falseLines(spot: Spotter, chat: readonly string[]): string[] {
  return chat.filter((line) => spot(line).length > 0);
}

/** Share of the gear in the notes that is found in them, written as `write` does. */
export function recall(
  spot: Spotter,
  notes: readonly Note[],
  write: (text: string) => string = (text) => text,
): number {
  let wanted = 0;
  let found = 0;
  for (const { text, gear } of notes) {
    const names = new Set(spot(write(text)).map((mention) => mention.name));
    wanted += gear.length;
    found += gear.filter((name) => names.has(name)).length;
  }
  return found / wanted;
}
