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

/** Origins with those of one more step; what was touched before keeps its first origin. */
export function addOrigins(origins: readonly Origin[], fresh: readonly Origin[]): Origin[] {
  const known = new Set(origins.map((origin) => origin.now));
  return [...origins, ...fresh.filter((origin) => !known.has(origin.now))];
}

/** Origins after a thing got another key. */
export function followKey(origins: readonly Origin[], from: ItemKey, to: ItemKey | undefined): Origin[] {
  if (to === undefined || to === from) return [...origins];
  return origins.map((origin) => (origin.now === from ? { ...origin, now: to } : origin));
}

/**
 * The goals that bring everything back: first what was worn is worn again, because that takes its replacement off; then
 * the last moved goes back first, because what was pushed aside needs the slot that the moved thing has now. A
 * postmaster takes nothing in: such things are told in `cannot`.
 */
export function goalsBack(picture: Picture, origins: readonly Origin[]): { goals: Goal[]; cannot: Origin[] } {
  const cannot: Origin[] = [];
  const wear: Goal[] = [];
  const back: Goal[] = [];
  const locks: Goal[] = [];
  for (const origin of [...origins].reverse()) {
    const item = findItem(picture, origin.now);
    if (item === undefined || origin.place.kind === 'postmaster') {
      cannot.push(origin);
      continue;
    }
    const { place, equipped, locked, amount } = origin;
    if (equipped && !(item.equipped && samePlace(item.place, place))) {
      wear.push({ kind: 'move', item: item.key, to: place, equip: true });
    } else if (!samePlace(item.place, place)) {
      back.push({
        kind: 'move',
        item: item.key,
        to: place,
        equip: false,
        ...(item.instanceId === undefined ? { amount } : {}),
      });
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
