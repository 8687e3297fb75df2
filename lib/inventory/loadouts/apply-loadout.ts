import type { CharacterId } from '../../base/ids';
import type { Goal } from '../goals';
import type { HeldItem, Picture, Place } from '../picture';
import type { InGameLoadout, Loadout, LoadoutItem } from './loadout';

/** A loadout's things as the account holds them now. */
export interface FoundLoadout {
  found: { wanted: LoadoutItem; item: HeldItem }[];
  /** Gone, and no other copy is left. */
  missing: LoadoutItem[];
}

/**
 * Finds each thing by its instance; when that is gone, another copy of the same kind stands in: one the character
 * has, then the strongest. No item stands for two.
 */
export function findLoadout(picture: Picture, loadout: Loadout, characterId: CharacterId): FoundLoadout {
  const taken = new Set<HeldItem>();
  const found: FoundLoadout['found'] = [];
  const missing: LoadoutItem[] = [];
  // Exact ones first, so that a stand-in never takes what another line names.
  const exact = new Map(
    loadout.items.map((wanted) => [wanted, picture.items.find((item) => isExact(item, wanted))]),
  );
  for (const item of exact.values()) if (item !== undefined) taken.add(item);
  for (const wanted of loadout.items) {
    const item = exact.get(wanted) ?? standIn(picture, wanted, characterId, taken);
    if (item === undefined) missing.push(wanted);
    else {
      taken.add(item);
      found.push({ wanted, item });
    }
  }
  return { found, missing };
}

/**
 * What makes the loadout true on a character: each thing brought by a goal of its own, so that each has its own
 * result, then everything to be worn with one call.
 */
export function goalsForLoadout(
  picture: Picture,
  loadout: Loadout,
  characterId: CharacterId,
): { goals: Goal[]; missing: LoadoutItem[] } {
  const { found, missing } = findLoadout(picture, loadout, characterId);
  const to: Place = { kind: 'character', characterId };
  const goals: Goal[] = found.map(({ wanted, item }) => ({
    kind: 'move',
    item: item.key,
    to,
    equip: false,
    ...(item.instanceId === undefined ? { amount: Math.min(wanted.amount, item.quantity) } : {}),
  }));
  const worn = found.filter(({ wanted }) => wanted.equip).map(({ item }) => item.key);
  if (worn.length > 0) goals.push({ kind: 'wear', items: worn, characterId });
  return { goals, missing };
}

/** The loadouts the game itself keeps for a character, in its order. */
export function inGameLoadoutsOf(picture: Picture, characterId: CharacterId): InGameLoadout[] {
  return (picture.inGameLoadouts ?? []).filter((one) => one.characterId === characterId);
}

function isExact(item: HeldItem, wanted: LoadoutItem): boolean {
  if (item.place.kind === 'postmaster') return false;
  return wanted.instanceId === undefined
    ? item.instanceId === undefined && item.hash === wanted.hash
    : item.instanceId === wanted.instanceId;
}

function standIn(
  picture: Picture,
  wanted: LoadoutItem,
  characterId: CharacterId,
  taken: ReadonlySet<HeldItem>,
): HeldItem | undefined {
  const near = (item: HeldItem): number =>
    'characterId' in item.place && item.place.characterId === characterId ? 1 : 0;
  const copies = picture.items.filter(
    (item) => item.hash === wanted.hash && item.place.kind !== 'postmaster' && !taken.has(item),
  );
  return copies.sort(
    (one, other) =>
      near(other) - near(one) || (other.power ?? 0) - (one.power ?? 0) || (one.key < other.key ? -1 : 1),
  )[0];
}
