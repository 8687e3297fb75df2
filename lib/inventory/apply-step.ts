import type { ItemKey } from '../base/ids';
import type { Touch } from './merge-touches';
import { type HeldItem, type Picture, samePlace } from './picture';
import type { MoveStep } from './plan-move';

/** The picture after a step that Bungie confirmed, and what it touched. Pure: returns new values. */
export function applyStep(
  picture: Picture,
  key: ItemKey,
  step: MoveStep,
  nowMs: number,
): { picture: Picture; touches: Touch[] } {
  const moved = picture.items.find((item) => item.key === key);
  if (moved === undefined) return { picture, touches: [] };
  const touches: Touch[] = [];
  const change = (item: HeldItem, to: Pick<HeldItem, 'place' | 'equipped'>): HeldItem => {
    touches.push({ key: item.key, place: to.place, equipped: to.equipped, atMs: nowMs });
    return { ...item, ...to };
  };
  const items = picture.items.map((item) => {
    if (item.key === key) return change(item, { place: step.lands, equipped: step.kind === 'equip' });
    const replaced =
      step.kind === 'equip' &&
      item.equipped &&
      item.bucket === moved.bucket &&
      samePlace(item.place, step.lands);
    return replaced ? change(item, { place: item.place, equipped: false }) : item;
  });
  return { picture: { ...picture, items }, touches };
}

/** The picture after a lock change that Bungie confirmed. */
export function applyLock(
  picture: Picture,
  key: ItemKey,
  locked: boolean,
  nowMs: number,
): { picture: Picture; touches: Touch[] } {
  const item = picture.items.find((one) => one.key === key);
  if (item === undefined) return { picture, touches: [] };
  return {
    picture: { ...picture, items: picture.items.map((one) => (one === item ? { ...item, locked } : one)) },
    touches: [{ key, place: item.place, equipped: item.equipped, locked, atMs: nowMs }],
  };
}
