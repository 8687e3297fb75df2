import type { CharacterId } from '../base/ids';
import { SLOTS } from '../items/game-words';
import type { Goal } from './goals';
import type { HeldItem, Picture, Place } from './picture';
import { samePlace, VAULT } from './picture';

const GEAR = new Set(SLOTS.map((slot) => slot.bucket));

/** Everything a character carries in its gear slots and does not wear, to the vault. */
export function clearCharacter(picture: Picture, characterId: CharacterId): Goal[] {
  const here: Place = { kind: 'character', characterId };
  const carried = picture.items.filter(
    (item) => samePlace(item.place, here) && !item.equipped && item.transferrable && GEAR.has(item.bucket),
  );
  return bringAll(carried, VAULT);
}

/** Everything at a character's postmaster, to that character. */
export function pullPostmaster(picture: Picture, characterId: CharacterId): Goal[] {
  const waiting = picture.items.filter((item) => samePlace(item.place, { kind: 'postmaster', characterId }));
  return bringAll(waiting, { kind: 'character', characterId });
}

/** Each of the things to one place. */
export function bringAll(items: readonly HeldItem[], to: Place): Goal[] {
  return items.map((item) => ({ kind: 'move', item: item.key, to, equip: false }));
}
