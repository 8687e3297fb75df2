import type { Page } from 'playwright-core';
import type { HeldItem, Picture } from '../../lib/inventory/picture';

/** The picture of the account that is shown, read the way the popup reads it. Runs in a page of the extension. */
export const READ_PICTURE = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('vault-courier-state');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const database = opening.result;
    const end = (value) => { database.close(); resolve(value); };
    if (!database.objectStoreNames.contains('pictures')) { end(null); return; }
    const reading = database.transaction(['views', 'pictures']);
    reading.onerror = () => { database.close(); reject(reading.error); };
    reading.objectStore('views').get('session').onsuccess = ({ target }) => {
      const shown = target.result?.value.account?.membershipId;
      if (shown === undefined) { end(null); return; }
      reading.objectStore('pictures').get(shown).onsuccess = (told) => end(told.target.result?.picture ?? null);
    };
  };
})`;

/** Script that gives a live view of the background, or null. */
export function readView(name: string): string {
  return `new Promise((resolve, reject) => {
    const opening = indexedDB.open('vault-courier-state');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      if (!database.objectStoreNames.contains('views')) { database.close(); resolve(null); return; }
      const asking = database.transaction('views').objectStore('views').get(${JSON.stringify(name)});
      asking.onerror = () => { database.close(); reject(asking.error); };
      asking.onsuccess = () => { database.close(); resolve(asking.result?.value ?? null); };
    };
  })`;
}

export async function storedPicture(page: Page): Promise<Picture> {
  const picture = (await page.evaluate(READ_PICTURE)) as Picture | null;
  if (picture === null) throw new Error('no picture is stored yet');
  return picture;
}

/** Items fit for a demonstration: each name is held once, so that typing it finds just this one. */
export interface Cast {
  /** Index of the character that things are brought to. */
  home: number;
  /** In the vault, with room for it at home. */
  pull: HeldItem;
  /** Carried by another character, with room for it at home. */
  cross: HeldItem;
  /** In the vault, while its slot on `fullFor` is full. */
  noRoom: HeldItem;
  /** Index of the character whose slot is full. */
  fullFor: number;
}

/** Chooses the cast from a real or small inventory. @throws Error telling what could not be found. */
export function chooseCast(picture: Picture): Cast {
  const guns = distinctGuns(picture);
  const free = (at: number, bucket: number): number => slotsFree(picture, at, bucket);
  const inVault = guns.filter((gun) => gun.place.kind === 'vault');
  for (let home = 0; home < picture.characters.length; home += 1) {
    const pull = inVault.find((gun) => gun.tier < 6 && free(home, gun.bucket) > 0);
    const cross = guns.find(
      (gun) =>
        gun.place.kind === 'character' &&
        !gun.equipped &&
        gun.place.characterId !== picture.characters[home]?.characterId &&
        free(home, gun.bucket) > (gun.bucket === pull?.bucket ? 1 : 0),
    );
    if (pull === undefined || cross === undefined) continue;
    for (let fullFor = 0; fullFor < picture.characters.length; fullFor += 1) {
      const noRoom = inVault.find((gun) => gun !== pull && free(fullFor, gun.bucket) <= 0);
      if (noRoom !== undefined) return { home, pull, cross, noRoom, fullFor };
    }
  }
  throw new Error(`no cast among ${guns.length} guns of distinct names`);
}

function distinctGuns(picture: Picture): HeldItem[] {
  const names = new Map<string, number>();
  for (const item of picture.items) names.set(item.name, (names.get(item.name) ?? 0) + 1);
  const all = [...names.keys()];
  const contained = (name: string): boolean =>
    all.some((other) => other !== name && other.toLowerCase().includes(name.toLowerCase()));
  return picture.items.filter(
    (item) =>
      item.itemType === 3 &&
      item.known &&
      item.transferrable &&
      names.get(item.name) === 1 &&
      !contained(item.name),
  );
}

function slotsFree(picture: Picture, at: number, bucket: number): number {
  const capacity = picture.buckets.find((room) => room.hash === bucket)?.capacity ?? 0;
  const id = picture.characters[at]?.characterId;
  const held = picture.items.filter(
    (item) => item.bucket === bucket && item.place.kind === 'character' && item.place.characterId === id,
  );
  return capacity - held.length;
}
