import type { CharacterId, ItemKey } from '../base/ids';
import type { Place } from './picture';

/*
 * What a player asks for. A goal says what shall be true, not how: one that is true already needs no call, and one
 * that was interrupted is planned anew from where things are by then.
 */

/** An item, or some pieces of a stack, at a place; worn there if `equip`. */
export interface MoveGoal {
  kind: 'move';
  item: ItemKey;
  to: Place;
  equip: boolean;
  /** Pieces of a stack; absent means all of it. */
  amount?: number | undefined;
}

export interface LockGoal {
  kind: 'lock';
  item: ItemKey;
  locked: boolean;
}

/** Several items worn by one character with as few calls as possible; those that are elsewhere are brought first. */
export interface WearGoal {
  kind: 'wear';
  items: ItemKey[];
  characterId: CharacterId;
}

/** One of the loadouts saved in the game itself, by its place in the character's list (bungie-api.md 4.4). */
export interface InGameLoadoutGoal {
  kind: 'in-game-loadout';
  characterId: CharacterId;
  index: number;
}

export type Goal = MoveGoal | LockGoal | WearGoal | InGameLoadoutGoal;

/** Items a goal is about; those of a game loadout are not known here. */
export function itemsOf(goal: Goal): readonly ItemKey[] {
  if (goal.kind === 'wear') return goal.items;
  return goal.kind === 'in-game-loadout' ? [] : [goal.item];
}
