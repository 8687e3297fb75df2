import type { CharacterId, ItemKey } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import { type HeldItem, type Picture, type Place, samePlace, VAULT } from './picture';
import {
  accountWide,
  characterName,
  fitsClass,
  placeInWords,
  slotInWords,
  slotsFree,
  vaultFree,
} from './rules';

/** One call to Bungie that moves or equips one item. `characterId` is the character's end of it. */
export type MoveStep =
  | { kind: 'to-vault'; characterId: CharacterId; lands: Place }
  | { kind: 'from-vault'; characterId: CharacterId; lands: Place }
  | { kind: 'pull'; characterId: CharacterId; lands: Place }
  | { kind: 'equip'; characterId: CharacterId; lands: Place };

/** What the player asks for: an item, where to, and whether to wear it there. */
export interface MoveWish {
  item: ItemKey;
  to: Place;
  equip: boolean;
}

/**
 * The calls that fulfil the wish, or why it cannot be. Changes nothing. An empty list means that it is so already.
 *
 * Only what is certain is refused here. A full slot that we are not sure of is Bungie's to refuse, with one
 * exception: nothing is put into the vault on the way to a character that has no room as far as we know.
 */
export function planMove(picture: Picture, wish: MoveWish): Outcome<MoveStep[]> {
  const item = picture.items.find((one) => one.key === wish.item);
  if (item === undefined) return fail('item-gone', { itemName: 'That item' });
  const facts = { itemName: item.name, where: placeInWords(picture, item.place, item.equipped) };
  const to = target(item, wish);
  const refused = refusal(picture, item, to, wish.equip, facts);
  if (refused !== undefined) return refused;

  const steps: MoveStep[] = [];
  let at = item.place;
  if (at.kind === 'postmaster') {
    const lands: Place = accountWide(item.bucket)
      ? { kind: 'account' }
      : { kind: 'character', characterId: at.characterId };
    steps.push({ kind: 'pull', characterId: at.characterId, lands });
    at = lands;
  }
  if (!samePlace(at, to)) {
    // Bungie has no character-to-character call: the item rests in the vault for a moment.
    if (at.kind !== 'vault') {
      steps.push({ kind: 'to-vault', characterId: owner(picture, at), lands: VAULT });
    }
    if (to.kind !== 'vault') {
      steps.push({ kind: 'from-vault', characterId: owner(picture, to), lands: to });
    }
  }
  if (wish.equip && to.kind === 'character' && !(item.equipped && samePlace(item.place, to))) {
    steps.push({ kind: 'equip', characterId: to.characterId, lands: to });
  }
  return ok(steps);
}

function target(item: HeldItem, wish: MoveWish): Place {
  return wish.to.kind === 'character' && accountWide(item.bucket) ? { kind: 'account' } : wish.to;
}

function refusal(
  picture: Picture,
  item: HeldItem,
  to: Place,
  equip: boolean,
  facts: Record<string, string>,
): ReturnType<typeof fail> | undefined {
  if (to.kind === 'postmaster') return fail('item-stuck', facts);
  const moves = !samePlace(item.place, to);
  if (moves && item.equipped) return fail('item-equipped', facts);
  if (moves && !item.transferrable && item.place.kind !== 'postmaster') return fail('item-stuck', facts);
  if (to.kind === 'character') {
    const character = picture.characters.find((one) => one.characterId === to.characterId);
    if (character === undefined) return fail('character-gone', facts);
    const name = characterName(picture, to.characterId);
    if (equip && !fitsClass(item, character)) return fail('wrong-class', { ...facts, character: name });
    if (equip && (!item.equippable || item.instanceId === undefined)) return fail('item-stuck', facts);
    if (hops(item.place, to) && (slotsFree(picture, to.characterId, item.bucket) ?? 1) <= 0) {
      return fail('character-full', { ...facts, character: name, slot: slotInWords(picture, item.bucket) });
    }
  }
  if (
    moves &&
    item.place.kind !== 'vault' &&
    (vaultFree(picture) ?? 1) <= 0 &&
    (to.kind === 'vault' || hops(item.place, to))
  ) {
    return fail('vault-full', facts);
  }
  return undefined;
}

/** True when the way leads through the vault to another character. */
function hops(from: Place, to: Place): boolean {
  return 'characterId' in from && to.kind === 'character' && from.characterId !== to.characterId;
}

/** The character named in a call; for account-wide things any will do, and the last played one is always there. */
function owner(picture: Picture, place: Place): CharacterId {
  if ('characterId' in place) return place.characterId;
  return picture.characters[0]?.characterId ?? ('0' as CharacterId);
}
