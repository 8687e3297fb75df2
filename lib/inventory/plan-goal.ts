import type { ItemKey } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import { say } from '../base/words';
import { loadoutKeys } from './apply-step';
import { DONE, type Draft, giveLocksBack, openDraft, ownerOf, take } from './draft';
import type { Goal, InGameLoadoutGoal, LockGoal, MoveGoal } from './goals';
import type { HeldItem, Picture } from './picture';
import { samePlace } from './picture';
import { bringItem } from './plan-bring';
import { planWear, wearOne } from './plan-wear';
import { accountWide } from './rules';
import { findItem } from './stacks';
import type { PlanRules, Step } from './steps';

/** Nothing known beyond the picture, everything allowed. */
export const FREE_RULES: PlanRules = { moveOthers: true, full: [], spare: [] };

/**
 * The calls that make the goal true, or why it cannot be. Changes nothing. An empty list means that it is so already.
 *
 * What is certain is refused before the first call, so that nothing strands half-way; what only Bungie knows (levels,
 * activities) is Bungie's to refuse.
 */
export function planGoal(picture: Picture, goal: Goal, rules: PlanRules): Outcome<Step[]> {
  const draft = openDraft(picture, rules, requested(picture, goal));
  const planned = planInto(draft, goal);
  if (!planned.ok) return planned;
  giveLocksBack(draft);
  return ok(draft.steps);
}

function requested(picture: Picture, goal: Goal): ItemKey[] {
  switch (goal.kind) {
    case 'wear':
      return goal.items;
    case 'in-game-loadout':
      return loadoutKeys(picture, { ...goal, kind: 'equip-loadout', why: 'wish' });
    default:
      return [goal.item];
  }
}

function planInto(draft: Draft, goal: Goal): Outcome<null> {
  switch (goal.kind) {
    case 'move':
      return planMove(draft, goal);
    case 'lock':
      return planLock(draft, goal);
    case 'wear':
      return planWear(draft, goal);
    case 'in-game-loadout':
      return planInGame(draft, goal);
  }
}

function planMove(draft: Draft, goal: MoveGoal): Outcome<null> {
  const item = findItem(draft.picture, goal.item);
  if (item === undefined) return fail('item-gone', { itemName: say('item_that') });
  const shared = goal.to.kind === 'character' && accountWide(item.bucket);
  const to = shared ? ({ kind: 'account' } as const) : goal.to;
  const amount = Math.min(goal.amount ?? item.quantity, item.quantity);
  if (!goal.equip || to.kind !== 'character') return bringItem(draft, item, amount, to);
  if (item.equipped && samePlace(item.place, to)) return DONE;
  return wearOne(draft, item, to.characterId);
}

function planLock(draft: Draft, goal: LockGoal): Outcome<null> {
  const item = findItem(draft.picture, goal.item);
  if (item?.instanceId === undefined) return fail('item-gone', { itemName: item?.name ?? say('item_that') });
  const { key, place } = item;
  const characterId = ownerOf(draft, place);
  if (item.locked !== goal.locked) {
    take(draft, { kind: 'lock', item: key, locked: goal.locked, characterId, why: 'wish' });
  }
  return DONE;
}

function planInGame(draft: Draft, goal: InGameLoadoutGoal): Outcome<null> {
  const { characterId, index } = goal;
  const keys = loadoutKeys(draft.picture, { kind: 'equip-loadout', characterId, index, why: 'wish' });
  const held = keys
    .map((key) => findItem(draft.picture, key))
    .filter((item): item is HeldItem => item !== undefined);
  if (held.length === 0) return fail('item-gone', { itemName: say('item_that_loadout') });
  for (const item of held) {
    const brought = bringItem(draft, item, 1, { kind: 'character', characterId });
    if (!brought.ok) return brought;
  }
  take(draft, { kind: 'equip-loadout', characterId, index, why: 'wish' });
  return DONE;
}
