import type { ItemKey } from '../base/ids';
import { type Touch, touchStacks } from './merge-touches';
import { type HeldItem, type Picture, type Place, samePlace, VAULT } from './picture';
import { accountWide } from './rules';
import { findItem, moveStack } from './stacks';
import type { Step } from './steps';

export interface Applied {
  picture: Picture;
  touches: Touch[];
  /** The key the moved thing is found under afterwards: stacks get another one when they move. */
  now: ItemKey | undefined;
}

/** The picture after a step that Bungie confirmed, and what it touched. Pure: returns new values. */
export function applyStep(picture: Picture, step: Step, nowMs: number): Applied {
  switch (step.kind) {
    case 'equip':
      return worn(picture, [step.item], nowMs);
    case 'equip-set':
      return worn(picture, step.items, nowMs);
    case 'equip-loadout':
      return worn(picture, loadoutKeys(picture, step), nowMs);
    case 'lock':
      return locked(picture, step.item, step.locked, nowMs);
    default:
      return moved(picture, step, nowMs);
  }
}

/** Where a moving step brings its item. */
export function landing(step: Exclude<Step, { kind: 'equip-set' | 'equip-loadout' }>, item: HeldItem): Place {
  if (step.kind === 'to-vault') return VAULT;
  return accountWide(item.bucket)
    ? { kind: 'account' }
    : { kind: 'character', characterId: step.characterId };
}

/** Instance ids are keys, so a game loadout's items are found directly. */
export function loadoutKeys(
  picture: Picture,
  { characterId, index }: Extract<Step, { kind: 'equip-loadout' }>,
): ItemKey[] {
  const loadout = picture.inGameLoadouts?.find(
    (one) => one.characterId === characterId && one.index === index,
  );
  return (loadout?.items ?? []) as string[] as ItemKey[];
}

function moved(
  picture: Picture,
  step: Extract<Step, { kind: 'to-vault' | 'from-vault' | 'pull' }>,
  nowMs: number,
): Applied {
  const item = findItem(picture, step.item);
  if (item === undefined) return { picture, touches: [], now: undefined };
  const place = landing(step, item);
  if (item.instanceId === undefined) {
    const { items, now } = moveStack(picture, item, Math.min(step.amount, item.quantity), place);
    const after = { ...picture, items };
    return { picture: after, touches: [touchStacks(after, item.hash, nowMs)], now };
  }
  const items = picture.items.map((one) => (one === item ? { ...one, place, equipped: false } : one));
  return {
    picture: { ...picture, items },
    touches: [{ key: item.key, place, equipped: false, locked: item.locked, atMs: nowMs }],
    now: item.key,
  };
}

function worn(picture: Picture, keys: readonly ItemKey[], nowMs: number): Applied {
  const touches: Touch[] = [];
  const change = (item: HeldItem, equipped: boolean): HeldItem => {
    touches.push({ key: item.key, place: item.place, equipped, locked: item.locked, atMs: nowMs });
    return { ...item, equipped };
  };
  let items = picture.items;
  for (const key of keys) {
    const on = items.find((item) => item.key === key);
    if (on === undefined || on.equipped) continue;
    items = items.map((item) => {
      if (item === on) return change(item, true);
      const replaced = item.equipped && item.bucket === on.bucket && samePlace(item.place, on.place);
      return replaced ? change(item, false) : item;
    });
  }
  return { picture: { ...picture, items: [...items] }, touches, now: keys[0] };
}

function locked(picture: Picture, key: ItemKey, state: boolean, nowMs: number): Applied {
  const item = picture.items.find((one) => one.key === key);
  if (item === undefined) return { picture, touches: [], now: undefined };
  return {
    picture: {
      ...picture,
      items: picture.items.map((one) => (one === item ? { ...item, locked: state } : one)),
    },
    touches: [{ key, place: item.place, equipped: item.equipped, locked: state, atMs: nowMs }],
    now: key,
  };
}
