import type { CharacterId, Hash, ItemKey } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import { applyStep, landing } from './apply-step';
import type { HeldItem, Picture, Place } from './picture';
import { characterName, placeInWords, slotInWords } from './rules';
import { mergeTarget } from './stacks';
import type { PlanRules, Step } from './steps';

/** A plan while it grows: the picture as it will be after the steps so far. */
export interface Draft {
  picture: Picture;
  readonly steps: Step[];
  readonly rules: PlanRules;
  /** Things the wish is about: never pushed aside, never put on instead. */
  readonly request: Set<ItemKey>;
  /** Slots that later steps of the plan need, by place: nothing else may be put there. */
  readonly kept: Map<string, number>;
  /** Slots that the plan itself freed, by place: they count also where Bungie called the bucket full. */
  readonly freed: Map<string, number>;
  /** Instanced things that moved since lock flags were given back. */
  readonly shaken: Set<ItemKey>;
}

export function openDraft(picture: Picture, rules: PlanRules, request: Iterable<ItemKey>): Draft {
  return {
    picture,
    steps: [],
    rules,
    request: new Set([...request, ...rules.spare]),
    kept: new Map(),
    freed: new Map(),
    shaken: new Set(),
  };
}

/** Adds a step and carries it out in the draft's picture. The key the thing has then. */
export function take(draft: Draft, step: Step): ItemKey | undefined {
  // Equips are what the game refuses most: what went before must be in order by then.
  if (step.kind === 'equip' || step.kind === 'equip-set' || step.kind === 'equip-loadout') {
    giveLocksBack(draft);
  }
  if ('item' in step && step.kind !== 'lock' && step.kind !== 'equip') {
    const item = draft.picture.items.find((one) => one.key === step.item);
    if (item?.instanceId !== undefined) draft.shaken.add(item.key);
    if (item !== undefined && (item.instanceId !== undefined || step.amount >= item.quantity)) {
      bump(draft.freed, roomKey(item.place, item.bucket), 1);
    }
    if (item !== undefined) bump(draft.freed, roomKey(landing(step, item), item.bucket), -1);
  }
  draft.steps.push(step);
  const { picture, now } = applyStep(draft.picture, step, 0);
  draft.picture = picture;
  return now;
}

/**
 * Moving one of several copies can swap or lose its lock flag (bungie-api.md 6.3, rule 11), so after such moves the flags
 * are set as they were. Only where they differ: equal flags cannot be told apart by a swap.
 */
export function giveLocksBack(draft: Draft): void {
  const moved = draft.picture.items.filter((item) => draft.shaken.has(item.key));
  draft.shaken.clear();
  const differ = new Set<HeldItem>();
  for (const item of moved) {
    const twins = draft.picture.items.filter(
      (one) => one.hash === item.hash && one.instanceId !== undefined && one.locked !== item.locked,
    );
    for (const one of twins.length === 0 ? [] : [item, ...twins]) differ.add(one);
  }
  for (const { key, place, locked } of differ) {
    // What lies at a postmaster has no lock to set.
    if (place.kind === 'postmaster') continue;
    take(draft, { kind: 'lock', item: key, locked, characterId: ownerOf(draft, place), why: 'lock' });
  }
}

/** Names a place and bucket that has room of its own; the vault is one for all. */
export function roomKey(place: Place, bucket: Hash): string {
  if (place.kind === 'vault') return 'vault';
  return `${'characterId' in place ? place.characterId : place.kind}:${bucket}`;
}

/** Slots free for things the plan does not need itself; infinite while the manifest does not tell the size. */
export function freeSlots(draft: Draft, place: Place, bucket: Hash): number {
  const key = roomKey(place, bucket);
  const kept = draft.kept.get(key) ?? 0;
  if (draft.rules.full.includes(key)) return Math.max(0, draft.freed.get(key) ?? 0) - kept;
  const capacity = capacityOf(draft.picture, place, bucket);
  if (capacity <= 0) return Number.POSITIVE_INFINITY;
  return capacity - heldAt(draft.picture, place, bucket) - kept;
}

/** True when the pieces find a place there without pushing anything aside. */
export function hasRoom(draft: Draft, item: HeldItem, amount: number, place: Place): boolean {
  const full = draft.rules.full.includes(roomKey(place, item.bucket));
  if (!full && mergeTarget(draft.picture, item, amount, place) !== undefined) return true;
  return freeSlots(draft, place, item.bucket) > 0;
}

/** Keeps a slot for a thing of the plan while `work` plans something else. */
export function keeping<T>(draft: Draft, place: Place, bucket: Hash, work: () => T): T {
  const key = roomKey(place, bucket);
  bump(draft.kept, key, 1);
  const done = work();
  bump(draft.kept, key, -1);
  return done;
}

/** What every sentence about an item needs. */
export function factsOf(draft: Draft, item: HeldItem): Record<string, string> {
  return { itemName: item.name, where: placeInWords(draft.picture, item.place, item.equipped) };
}

/** Why a thing finds no place there. */
export function noRoom(draft: Draft, item: HeldItem, place: Place): ReturnType<typeof fail> {
  const facts = factsOf(draft, item);
  if (place.kind === 'vault') return fail('vault-full', facts);
  const character = 'characterId' in place ? characterName(draft.picture, place.characterId) : 'inventory';
  return fail('character-full', { ...facts, character, slot: slotInWords(draft.picture, item.bucket) });
}

/** The character named in a call; for account-wide things and the vault any will do. */
export function ownerOf(draft: Draft, place: Place): CharacterId {
  if ('characterId' in place) return place.characterId;
  // A profile without characters holds nothing that could be moved.
  return draft.picture.characters[0]?.characterId ?? ('0' as CharacterId);
}

export const DONE: Outcome<null> = ok(null);

function capacityOf(picture: Picture, place: Place, bucket: Hash): number {
  if (place.kind === 'vault') return picture.vaultCapacity;
  return picture.buckets.find((one) => one.hash === bucket)?.capacity ?? 0;
}

function heldAt(picture: Picture, place: Place, bucket: Hash): number {
  return picture.items.filter((item) => {
    if (item.place.kind !== place.kind) return false;
    if (place.kind === 'vault') return true;
    const here = 'characterId' in place ? place.characterId : undefined;
    const there = 'characterId' in item.place ? item.place.characterId : undefined;
    return item.bucket === bucket && here === there;
  }).length;
}

function bump(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
