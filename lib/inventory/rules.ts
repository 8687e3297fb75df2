import type { CharacterId, Hash } from '../base/ids';
import { withinSentence } from '../base/local-forms';
import { say } from '../base/words';
import { ANY_CLASS, Bucket, className, SLOTS } from '../items/game-words';
import type { Character, HeldItem, Picture, Place } from './picture';

/** Consumables and modifications belong to the account, not to a character (bungie-api.md 6.2). */
export function accountWide(bucket: Hash): boolean {
  return bucket === Bucket.consumables || bucket === Bucket.modifications;
}

/** True for things that can be locked: gear with an instance id, wherever the lock can be set. */
export function lockable(item: HeldItem): boolean {
  return (
    item.instanceId !== undefined &&
    SLOTS.some((slot) => slot.bucket === item.bucket) &&
    item.place.kind !== 'postmaster'
  );
}

/** How many more items fit into a bucket of a character; undefined when the manifest does not say. */
export function slotsFree(picture: Picture, characterId: CharacterId, bucket: Hash): number | undefined {
  const room = picture.buckets.find((one) => one.hash === bucket);
  if (room === undefined || room.capacity <= 0) return undefined;
  const held = picture.items.filter(
    (item) =>
      item.bucket === bucket && item.place.kind === 'character' && item.place.characterId === characterId,
  ).length;
  return room.capacity - held;
}

/** How many more stacks or items the vault takes; undefined when the manifest does not say. */
export function vaultFree(picture: Picture): number | undefined {
  if (picture.vaultCapacity <= 0) return undefined;
  return picture.vaultCapacity - picture.items.filter((item) => item.place.kind === 'vault').length;
}

/** True when the class may wear it; the level and unlocks only Bungie knows. */
export function fitsClass(item: HeldItem, character: Character): boolean {
  return item.classType === ANY_CLASS || item.classType === character.classType || item.itemType !== 2;
}

/** "your Hunter", or with two of a class "your Hunter (407)". */
export function characterName(picture: Picture, characterId: CharacterId): string {
  const character = picture.characters.find((one) => one.characterId === characterId);
  if (character === undefined) return say('character_unknown');
  const name = className(character.classType) ?? say('game_class_guardian');
  const twins = picture.characters.filter((one) => one.classType === character.classType).length;
  return twins > 1 ? say('character_with_power', { name, power: String(character.power) }) : name;
}

/** The place in words that end "Sunshot is …". */
export function placeInWords(picture: Picture, place: Place, equipped = false): string {
  if (place.kind === 'vault') return say('place_vault');
  if (place.kind === 'account') return say('place_account');
  const character = characterName(picture, place.characterId);
  if (place.kind === 'postmaster') return say('place_postmaster', { character });
  return equipped ? say('place_worn', { character }) : say('place_character', { character });
}

/** The place as a stop of a route: `vault`, `Titan`, `Hunter’s postmaster`. */
export function stopInWords(picture: Picture, place: Place): string {
  if (place.kind === 'vault') return say('place_stop_vault');
  if (place.kind === 'account') return say('place_stop_account');
  const character = characterName(picture, place.characterId);
  return place.kind === 'postmaster' ? say('place_stop_postmaster', { character }) : character;
}

/** The slot in words that end "no room for …". */
export function slotInWords(picture: Picture, bucket: Hash): string {
  const slot = SLOTS.find((one) => one.bucket === bucket);
  if (slot === undefined) {
    const room = picture.buckets.find((one) => one.hash === bucket);
    if (room === undefined || room.name === '') return say('slot_it');
    return say('slot_more_things', { things: withinSentence(room.name) });
  }
  return say(`slot_another_${slot.word}`);
}
