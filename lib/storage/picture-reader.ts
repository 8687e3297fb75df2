import { liveQuery } from 'dexie';
import type { PerkBook } from '../inventory/perks';
import type { Picture } from '../inventory/picture';
import { pictureStore } from './picture-store';

/*
 * For pages: the picture of the account that is shown, without waking the background.
 */

/** The last picture; undefined before the first profile and after sign-out. */
export const loadPicture = (): Promise<Picture | undefined> => pictureStore.load();

/** Calls back with the picture now and after every change in any context. Returns how to stop. */
export function watchPicture(
  onPicture: (picture: Picture | undefined) => void,
  onBroken: (error: unknown) => void,
): () => void {
  const watching = liveQuery(loadPicture).subscribe(onPicture, onBroken);
  return () => watching.unsubscribe();
}

/** The same for what sits in the sockets of the items held. */
export function watchPerks(
  onPerks: (perks: PerkBook | undefined) => void,
  onBroken: (error: unknown) => void,
): () => void {
  const watching = liveQuery(() => pictureStore.perks()).subscribe(onPerks, onBroken);
  return () => watching.unsubscribe();
}
