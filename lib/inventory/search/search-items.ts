import type { CharacterId, ItemKey } from '../../base/ids';
import { SLOTS } from '../../items/game-words';
import { markOf } from '../marks';
import { NO_PERKS, type PerkBook } from '../perks';
import type { HeldItem } from '../picture';
import { foldInPlace } from './fold-in-place';
import type { MarkRange } from './match-names';
import { compileQuery } from './match-query';
import type { ParsedQuery } from './parse-query';
import { copyCounter, currentCharacter, type ItemTexts, itemTexts, type SearchPlace } from './search-world';

/** Held items by their different names, folded once so that a key stroke only compares. */
export interface ItemIndex {
  names: { shown: string; items: HeldItem[] }[];
  folded: string[];
  texts: ItemTexts;
  /** How many equal ones are held. */
  copiesOf(item: HeldItem): number;
  perks: PerkBook;
}

export interface Hit {
  item: HeldItem;
  /** The name in the form that `ranges` count in. */
  name: string;
  ranges: readonly MarkRange[];
}

const GEAR = new Set(SLOTS.map((slot) => slot.bucket));

/** Prepares items for `searchItems`; without a perk book no perk is found. */
export function indexItems(items: readonly HeldItem[], perks: PerkBook = NO_PERKS): ItemIndex {
  const byName = new Map<string, HeldItem[]>();
  for (const item of items) {
    const shown = item.name.normalize('NFC');
    const same = byName.get(shown);
    if (same === undefined) byName.set(shown, [item]);
    else same.push(item);
  }
  const names = [...byName].map(([shown, same]) => ({ shown, items: same }));
  return {
    names,
    folded: names.map(({ shown }) => foldInPlace(shown)),
    texts: itemTexts(perks),
    copiesOf: copyCounter(items),
    perks,
  };
}

/**
 * Items that fit the query, the one that Enter should pull first. In this order:
 * 1. the better name match (whole name, start, whole words, starts of words, inside a word, with a slip, only in
 *    type or perks); a query that asks for no name ranks nothing here;
 * 2. gear before shaders, quests and the like;
 * 3. what Enter can bring: things elsewhere; then what is on the chosen character already; then what another
 *    character wears, which the game does not let go;
 * 4. higher power; then name and key, so that equal searches look equal.
 * Nothing for a query with a problem, and nothing for an empty one: never everything by mistake.
 */
export function searchItems(index: ItemIndex, { root, problem }: ParsedQuery, place: SearchPlace): Hit[] {
  if (root === undefined || problem !== undefined) return [];
  const { characters } = place.picture;
  const world = {
    ...index.texts,
    characters,
    current: currentCharacter(place),
    copiesOf: index.copiesOf,
    markOf: (item: HeldItem) => markOf(place.marks, item),
  };
  const match = compileQuery(root, index.folded, world);
  const ranked: { hit: Hit; order: readonly number[] }[] = [];
  index.names.forEach(({ shown, items }, at) => {
    for (const item of items) {
      const fitting = match(item, at);
      if (fitting === undefined) continue;
      ranked.push({
        hit: { item, name: shown, ranges: fitting.ranges },
        order: [fitting.fit, GEAR.has(item.bucket) ? 0 : 1, reach(item, place.chosen), -(item.power ?? 0)],
      });
    }
  });
  ranked.sort((one, other) => compareOrders(one.order, other.order) || compareHits(one.hit, other.hit));
  return ranked.map(({ hit }) => hit);
}

/**
 * Hits in the order the reader already saw, gone ones left out and new ones at the end. A pull changes the ranking;
 * without this the list would move under the finger, and a second Enter would hit another item.
 */
export function keepOrder(seen: readonly ItemKey[], hits: readonly Hit[]): Hit[] {
  const places = new Map(seen.map((key, place) => [key, place]));
  const last = seen.length;
  return hits
    .map((hit, rank) => ({ hit, place: places.get(hit.item.key) ?? last + rank }))
    .sort((one, other) => one.place - other.place)
    .map(({ hit }) => hit);
}

function reach(item: HeldItem, chosen: CharacterId | undefined): number {
  if (item.place.kind === 'character' && item.place.characterId === chosen) return 1;
  if (item.place.kind === 'account') return 1;
  return item.equipped ? 2 : 0;
}

function compareOrders(one: readonly number[], other: readonly number[]): number {
  for (let index = 0; index < one.length; index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareHits(one: Hit, other: Hit): number {
  return compareTexts(one.name, other.name) || compareTexts(one.item.key, other.item.key);
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
