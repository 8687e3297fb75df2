import { besideText, listText } from '@/lib/base/local-forms';
import type { Failure } from '@/lib/base/outcome';
import { say, sayCount } from '@/lib/base/words';
import type { Goal } from '@/lib/inventory/goals';
import type { Picture } from '@/lib/inventory/picture';
import { placeInWords } from '@/lib/inventory/rules';
import { findItem } from '@/lib/inventory/stacks';

/** `Sunshot, Thorn and 12 more`. */
export function namesOf(picture: Picture, goals: readonly Goal[]): string {
  const names = goals.flatMap((goal) => ('item' in goal ? (findItem(picture, goal.item)?.name ?? []) : []));
  const more = names.length - 2;
  return more > 0
    ? sayCount('popup_names_more', more, { names: besideText(names.slice(0, 2)) })
    : listText(names);
}

/** The question before things go to a character. */
export function askToCharacter(picture: Picture, goals: readonly Goal[], character: string): string {
  return say('popup_ask_character', { items: namesOf(picture, goals), character });
}

/** Where the thing is by now, for failures that are told without these facts. */
export function factsOf(picture: Picture, goals: readonly Goal[]): Failure['facts'] {
  const [goal] = goals;
  const item = goal !== undefined && 'item' in goal ? findItem(picture, goal.item) : undefined;
  if (item === undefined) return {};
  return { itemName: item.name, where: placeInWords(picture, item.place, item.equipped) };
}
