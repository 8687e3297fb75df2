import type { ItemKey } from '../base/ids';
import { applyLock, applyStep } from './apply-step';
import { type HeldItem, type Picture, type Place, samePlace } from './picture';
import { type MoveWish, planMove } from './plan-move';

/** What was asked for and is not confirmed yet. */
export type PendingWish = ({ kind: 'move' } & MoveWish) | { kind: 'lock'; item: ItemKey; locked: boolean };

/**
 * The picture as it will be when the wish is fulfilled. The same picture when it cannot be as far as we know: the
 * answer will say why, and nothing is shown that would have to be taken back.
 */
export function applyOptimistic(picture: Picture, wish: PendingWish): Picture {
  if (wish.kind === 'lock') return applyLock(picture, wish.item, wish.locked, 0).picture;
  const plan = planMove(picture, wish);
  if (!plan.ok) return picture;
  return plan.value.reduce((placed, step) => applyStep(placed, wish.item, step, 0).picture, picture);
}

/**
 * The wishes that undo a move, in order; empty when there is no way back (a postmaster takes nothing in). An item
 * that replaced a worn one has to be replaced by it before it can go back.
 */
export function planUndo(before: Picture, wish: MoveWish): MoveWish[] {
  const item = before.items.find((one) => one.key === wish.item);
  if (item === undefined || item.place.kind === 'postmaster') return [];
  const back: MoveWish = { item: wish.item, to: item.place, equip: false };
  if (!wish.equip) return samePlace(item.place, wish.to) ? [] : [back];
  const worn = wornAt(before, item, wish.to);
  if (worn === undefined || worn.key === item.key) return [];
  const restore: MoveWish = { item: worn.key, to: worn.place, equip: true };
  return samePlace(item.place, wish.to) ? [restore] : [restore, back];
}

/** Where a move stopped half way, if it did: neither where it began nor where it should go. */
export function stoppedBetween(picture: Picture, wish: MoveWish, origin: Place): Place | undefined {
  const item = picture.items.find((one) => one.key === wish.item);
  if (item === undefined || samePlace(item.place, origin) || samePlace(item.place, wish.to)) return undefined;
  return item.place;
}

function wornAt(picture: Picture, item: HeldItem, place: Place): HeldItem | undefined {
  return picture.items.find(
    (one) => one.equipped && one.bucket === item.bucket && samePlace(one.place, place),
  );
}
