import type { CharacterId, ItemKey } from '../base/ids';
import { fail, type Outcome } from '../base/outcome';
import { say } from '../base/words';
import { DONE, type Draft, factsOf, take } from './draft';
import type { WearGoal } from './goals';
import type { HeldItem, Place } from './picture';
import { bringItem } from './plan-bring';
import { replaceWorn, rivalOf, wornBy } from './replacement';
import { characterName, fitsClass } from './rules';
import { findItem } from './stacks';

/** Brings one thing to a character and puts it on; another exotic of its family comes off first (bungie-api.md 6.3). */
export function wearOne(draft: Draft, item: HeldItem, characterId: CharacterId): Outcome<null> {
  const refused = refusal(draft, item, characterId);
  if (refused !== undefined) return refused;
  const brought = bringItem(draft, item, 1, { kind: 'character', characterId });
  if (!brought.ok) return brought;
  const clear = replaceRival(draft, item, characterId, []);
  if (!clear.ok) return clear;
  take(draft, { kind: 'equip', item: item.key, characterId, why: 'wish' });
  return DONE;
}

/** Brings everything that is elsewhere, then wears all of it with one call, exotics last (bungie-api.md 7.5). */
export function planWear(draft: Draft, { items: keys, characterId }: WearGoal): Outcome<null> {
  const items = [...new Set(keys)].map((key) => findItem(draft.picture, key));
  const held = items.filter((item): item is HeldItem => item !== undefined);
  if (held.length < items.length) return fail('item-gone', { itemName: say('item_that') });
  const wrong = refusalOfSet(draft, held, characterId);
  if (wrong !== undefined) return wrong;
  const to: Place = { kind: 'character', characterId };
  for (const item of held) {
    const brought = bringItem(draft, item, 1, to);
    if (!brought.ok) return brought;
  }
  const wanted = held.filter((item) => !wornBy(draft, characterId).some((one) => one.key === item.key));
  for (const item of wanted) {
    const clear = replaceRival(draft, item, characterId, held);
    if (!clear.ok) return clear;
  }
  wearTogether(draft, wanted, characterId);
  return DONE;
}

function wearTogether(draft: Draft, wanted: readonly HeldItem[], characterId: CharacterId): void {
  const last = (item: HeldItem): number => (item.uniqueLabel === undefined ? 0 : 1);
  const keys: ItemKey[] = [...wanted].sort((one, other) => last(one) - last(other)).map((item) => item.key);
  const [only] = keys;
  if (only === undefined) return;
  // One thing alone is put on faster by the single call.
  if (keys.length === 1) take(draft, { kind: 'equip', item: only, characterId, why: 'wish' });
  else take(draft, { kind: 'equip-set', items: keys, characterId, why: 'wish' });
}

/** Takes the other exotic of the family off, unless the same set puts something else on in its place. */
function replaceRival(
  draft: Draft,
  item: HeldItem,
  characterId: CharacterId,
  set: readonly HeldItem[],
): Outcome<null> {
  const rival = rivalOf(draft, item, characterId);
  if (rival === undefined || set.some((one) => one.bucket === rival.bucket)) return DONE;
  if (!draft.rules.moveOthers) return fail('second-exotic', factsOf(draft, item));
  const replaced = replaceWorn(draft, rival, item.uniqueLabel);
  return replaced.ok ? DONE : fail('second-exotic', factsOf(draft, item));
}

function refusalOfSet(
  draft: Draft,
  items: readonly HeldItem[],
  characterId: CharacterId,
): ReturnType<typeof fail> | undefined {
  const slots = new Set<number>();
  const labels = new Set<string>();
  for (const item of items) {
    const wrong = refusal(draft, item, characterId);
    if (wrong !== undefined) return wrong;
    const second = item.uniqueLabel !== undefined && labels.has(item.uniqueLabel);
    if (slots.has(item.bucket) || second) return fail('second-exotic', factsOf(draft, item));
    slots.add(item.bucket);
    if (item.uniqueLabel !== undefined) labels.add(item.uniqueLabel);
  }
  return undefined;
}

function refusal(
  draft: Draft,
  item: HeldItem,
  characterId: CharacterId,
): ReturnType<typeof fail> | undefined {
  const facts = factsOf(draft, item);
  const character = draft.picture.characters.find((one) => one.characterId === characterId);
  if (character === undefined) return fail('character-gone', facts);
  if (!fitsClass(item, character)) {
    return fail('wrong-class', { ...facts, character: characterName(draft.picture, characterId) });
  }
  if (!item.equippable || item.instanceId === undefined) return fail('item-stuck', facts);
  return undefined;
}
