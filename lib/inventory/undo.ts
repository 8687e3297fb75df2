import type { ItemKey } from '../base/ids';
import { loadoutKeys } from './apply-step';
import type { Goal } from './goals';
import type { HeldItem, Picture, Place } from './picture';
import { samePlace } from './picture';
import { findItem } from './stacks';
import type { Step } from './steps';

/** How a thing was before a job touched it: what undo goes back to. */
export interface Origin {
  item: ItemKey;
  itemName: string;
  place: Place;
  equipped: boolean;
  locked: boolean;
  /** Pieces that went; 1 for instanced items. */
  amount: number;
  /** The key it is found under now: stacks get another one when they move. */
  now: ItemKey;
}

/** Everything a step is about to change, as it is before. */
export function originsOf(picture: Picture, step: Step): Origin[] {
  const keys = keysOf(picture, step);
  const wears = step.kind === 'equip' || step.kind === 'equip-set' || step.kind === 'equip-loadout';
  const touched: HeldItem[] = [];
  for (const key of keys) {
    const item = findItem(picture, key);
    if (item === undefined) continue;
    touched.push(item);
    if (wears) touched.push(...picture.items.filter((one) => replacedBy(one, item)));
  }
  const amount = 'amount' in step ? step.amount : 1;
  return touched.map((item) => ({
    item: item.key,
    itemName: item.name,
    place: item.place,
    equipped: item.equipped,
    locked: item.locked,
    amount: item.instanceId === undefined ? Math.min(amount, item.quantity) : 1,
    now: item.key,
  }));
}

/**
 * Origins with those of one more step; what was touched before keeps its first origin. Of a stack, pieces that came to it
 * are known already and count as the first to go on.
 */
export function addOrigins(origins: readonly Origin[], fresh: readonly Origin[]): Origin[] {
  return [
    ...origins,
    ...fresh.flatMap((origin) => {
      const known = origins.filter((one) => one.now === origin.now);
      const amount = origin.amount - known.reduce((sum, one) => sum + one.amount, 0);
      return amount > 0 ? [{ ...origin, amount }] : [];
    }),
  ];
}

/** Origins after a thing, or that many pieces of a stack, got another key. */
export function followKey(
  origins: readonly Origin[],
  from: ItemKey,
  to: ItemKey | undefined,
  amount = 1,
): Origin[] {
  if (to === undefined || to === from) return [...origins];
  let left = amount;
  return origins.flatMap((origin) => {
    if (origin.now !== from || left <= 0) return [origin];
    const gone = Math.min(origin.amount, left);
    left -= gone;
    const moved = { ...origin, amount: gone, now: to };
    return gone < origin.amount ? [moved, { ...origin, amount: origin.amount - gone }] : [moved];
  });
}

/**
 * The goals that bring everything back: first what was worn and is still there is worn again, because that takes its
 * replacement off; then the last moved goes back first, because what was pushed aside needs the slot that the moved thing
 * has now. A postmaster takes nothing in: such things are told in `cannot`.
 */
export function goalsBack(picture: Picture, origins: readonly Origin[]): { goals: Goal[]; cannot: Origin[] } {
  const cannot: Origin[] = [];
  const wear: Goal[] = [];
  const back: Goal[] = [];
  const locks: Goal[] = [];
  for (const origin of [...origins].reverse()) {
    const item = findItem(picture, origin.now);
    if (item === undefined || (origin.place.kind === 'postmaster' && !samePlace(item.place, origin.place))) {
      cannot.push(origin);
      continue;
    }
    const { place, equipped, locked, amount } = origin;
    const there = samePlace(item.place, place);
    if (equipped && !(item.equipped && there)) {
      (there ? wear : back).push({ kind: 'move', item: item.key, to: place, equip: true });
    } else if (!there) {
      const pieces = item.instanceId === undefined ? { amount } : {};
      back.push({ kind: 'move', item: item.key, to: place, equip: false, ...pieces });
    }
    if (item.instanceId !== undefined && item.locked !== locked) {
      locks.push({ kind: 'lock', item: item.key, locked });
    }
  }
  return { goals: [...wear, ...back, ...locks], cannot };
}

function keysOf(picture: Picture, step: Step): readonly ItemKey[] {
  if (step.kind === 'equip-set') return step.items;
  return step.kind === 'equip-loadout' ? loadoutKeys(picture, step) : [step.item];
}

function replacedBy(one: HeldItem, item: HeldItem): boolean {
  return (
    one.equipped && one.key !== item.key && one.bucket === item.bucket && samePlace(one.place, item.place)
  );
}
