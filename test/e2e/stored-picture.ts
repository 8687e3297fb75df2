import type { Page } from 'playwright-core';
import type { HeldItem, Picture } from '../../lib/inventory/picture';

/** The picture the background has stored, read the way the popup reads it. Runs in a page of the extension. */
export const READ_PICTURE = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('vault-courier-state');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const database = opening.result;
    if (!database.objectStoreNames.contains('pictures')) { database.close(); resolve(null); return; }
    const asking = database.transaction('pictures').objectStore('pictures').get('last');
    asking.onerror = () => { database.close(); reject(asking.error); };
    asking.onsuccess = () => { database.close(); resolve(asking.result?.picture ?? null); };
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
  /** In the vault, with room for it on the first character. */
  pull: HeldItem;
  /** Carried by the second character, with room on the first. */
  cross: HeldItem;
  /** In the vault, while its slot on `fullFor` is full. */
  noRoom: HeldItem;
  /** Index of the character whose slot is full. */
  fullFor: number;
}

/** Chooses the cast from a real or small inventory. */
export function chooseCast(picture: Picture): Cast {
  const [first, second] = picture.characters;
  if (first === undefined || second === undefined) throw new Error('the demonstration needs two characters');
  const names = new Map<string, number>();
  for (const item of picture.items) names.set(item.name, (names.get(item.name) ?? 0) + 1);
  const distinct = (item: HeldItem): boolean =>
    item.itemType === 3 &&
    item.known &&
    item.transferrable &&
    names.get(item.name) === 1 &&
    // Typing a name must not find a longer one as well.
    ![...names.keys()].some(
      (name) => name !== item.name && name.toLowerCase().includes(item.name.toLowerCase()),
    );
  const free = (at: number, bucket: number): number => {
    const capacity = picture.buckets.find((room) => room.hash === bucket)?.capacity ?? 0;
    const id = picture.characters[at]?.characterId;
    const held = picture.items.filter(
      (item) => item.bucket === bucket && item.place.kind === 'character' && item.place.characterId === id,
    );
    return capacity - held.length;
  };
  const guns = picture.items.filter(distinct);
  const pull = guns.find((gun) => gun.place.kind === 'vault' && gun.tier < 6 && free(0, gun.bucket) > 1);
  const cross = guns.find(
    (gun) =>
      gun !== pull &&
      !gun.equipped &&
      gun.place.kind === 'character' &&
      gun.place.characterId === second.characterId &&
      free(0, gun.bucket) > (gun.bucket === pull?.bucket ? 2 : 1),
  );
  for (let at = 0; at < picture.characters.length; at += 1) {
    const noRoom = guns.find(
      (gun) => gun !== pull && gun.place.kind === 'vault' && free(at, gun.bucket) <= 0,
    );
    if (pull !== undefined && cross !== undefined && noRoom !== undefined) {
      return { pull, cross, noRoom, fullFor: at };
    }
  }
  throw new Error(`no cast: pull ${pull?.name}, cross ${cross?.name}`);
}
