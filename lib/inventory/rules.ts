import type { CharacterId, Hash } from '../base/ids';
import { ANY_CLASS, Bucket, CLASS_NAMES, SLOTS } from '../items/game-words';
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
  if (character === undefined) return 'character';
  const name = CLASS_NAMES[character.classType] ?? 'Guardian';
  const twins = picture.characters.filter((one) => one.classType === character.classType).length;
  return twins > 1 ? `${name} (${character.power})` : name;
}

/** The place in words that end "Sunshot is …". */
export function placeInWords(picture: Picture, place: Place, equipped = false): string {
  switch (place.kind) {
    case 'vault':
      return 'in the vault';
    case 'account':
      return 'in your inventory';
    case 'postmaster':
      return `at your ${characterName(picture, place.characterId)}'s postmaster`;
    case 'character':
      return equipped
        ? `worn by your ${characterName(picture, place.characterId)}`
        : `on your ${characterName(picture, place.characterId)}`;
  }
}

/** The slot in words that end "no room for …". */
export function slotInWords(picture: Picture, bucket: Hash): string {
  const slot = SLOTS.find((one) => one.bucket === bucket);
  if (slot === undefined) {
    const room = picture.buckets.find((one) => one.hash === bucket);
    return room === undefined || room.name === '' ? 'it' : `more ${room.name.toLowerCase()}`;
  }
  const name = slot.name.toLowerCase();
  if (slot.kind === 'weapon') return `another ${name} weapon`;
  return slot.bucket === Bucket.gauntlets || slot.bucket === Bucket.legs ? `more ${name}` : `another ${name}`;
}
