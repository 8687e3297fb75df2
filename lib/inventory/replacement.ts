import type { CharacterId } from '../base/ids';
import { fail, type Outcome } from '../base/outcome';
import { DONE, type Draft, factsOf, freeSlots, ownerOf, take } from './draft';
import { compareWorth } from './make-room';
import type { HeldItem, Place } from './picture';
import { samePlace, VAULT } from './picture';
import { characterName, fitsClass } from './rules';

/**
 * Puts something else on in the place of a worn item, so that it can come off (bungie-api.md 7.4): something of the same
 * character first, then from the vault, then from another character. With `plain`, nothing of that exotic family.
 */
export function replaceWorn(draft: Draft, worn: HeldItem, plain?: string): Outcome<null> {
  if (worn.place.kind !== 'character') return DONE;
  const { characterId } = worn.place;
  if (!draft.rules.moveOthers) return fail('item-equipped', factsOf(draft, worn));
  const best = replacementFor(draft, worn, plain);
  if (best === undefined) {
    return fail('no-replacement', {
      ...factsOf(draft, worn),
      character: characterName(draft.picture, characterId),
    });
  }
  bring(draft, best, characterId);
  take(draft, { kind: 'equip', item: best.key, characterId, why: 'replace' });
  return DONE;
}

/** What would be put on in the place of a worn item. */
export function replacementFor(draft: Draft, worn: HeldItem, plain?: string): HeldItem | undefined {
  if (worn.place.kind !== 'character') return undefined;
  const { characterId } = worn.place;
  const [best] = draft.picture.items
    .filter((item) => canReplace(draft, worn, item, characterId, plain))
    .sort(byFitness(worn, characterId));
  return best;
}

/** The worn thing of another slot that may not be worn together with this one. */
export function rivalOf(draft: Draft, item: HeldItem, characterId: CharacterId): HeldItem | undefined {
  const { uniqueLabel } = item;
  if (uniqueLabel === undefined) return undefined;
  return wornBy(draft, characterId).find(
    (one) => one.bucket !== item.bucket && one.uniqueLabel === uniqueLabel,
  );
}

export function wornBy(draft: Draft, characterId: CharacterId): HeldItem[] {
  return draft.picture.items.filter(
    (one) => one.equipped && one.place.kind === 'character' && one.place.characterId === characterId,
  );
}

function canReplace(
  draft: Draft,
  worn: HeldItem,
  item: HeldItem,
  characterId: CharacterId,
  plain: string | undefined,
): boolean {
  const character = draft.picture.characters.find((one) => one.characterId === characterId);
  if (character === undefined || item.key === worn.key) return false;
  if (item.bucket !== worn.bucket || item.equipped) return false;
  if (item.instanceId === undefined || !item.equippable || !fitsClass(item, character)) return false;
  // Unknown things may be quests or broken: nobody asked to wear one.
  if (!item.known || draft.request.has(item.key) || item.place.kind === 'postmaster') return false;
  if (item.uniqueLabel !== undefined && item.uniqueLabel === plain) return false;
  if (rivalOf(draft, item, characterId) !== undefined) return false;
  if (item.place.kind === 'character' && item.place.characterId === characterId) return true;
  const here: Place = { kind: 'character', characterId };
  if (!item.transferrable || freeSlots(draft, here, item.bucket) <= 0) return false;
  return item.place.kind === 'vault' || freeSlots(draft, VAULT, item.bucket) > 0;
}

function byFitness(worn: HeldItem, characterId: CharacterId): (one: HeldItem, other: HeldItem) => number {
  const here: Place = { kind: 'character', characterId };
  const way = (item: HeldItem): number =>
    samePlace(item.place, here) ? 0 : item.place.kind === 'vault' ? 1 : 2;
  const rank = (item: HeldItem): number =>
    way(item) * 4 + (item.uniqueLabel === undefined ? 0 : 2) + (item.typeName === worn.typeName ? 0 : 1);
  return (one, other) => rank(one) - rank(other) || -compareWorth(one, other);
}

function bring(draft: Draft, item: HeldItem, characterId: CharacterId): void {
  const here: Place = { kind: 'character', characterId };
  if (samePlace(item.place, here)) return;
  const amount = 1;
  if (item.place.kind !== 'vault') {
    const from = ownerOf(draft, item.place);
    take(draft, { kind: 'to-vault', item: item.key, amount, characterId: from, why: 'replace' });
  }
  take(draft, { kind: 'from-vault', item: item.key, amount, characterId, why: 'replace' });
}
