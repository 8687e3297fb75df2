import { liveQuery } from 'dexie';
import type { Picture } from '../inventory/picture';
import { stateDatabase } from './databases';

/*
 * For pages: the first paint reads the last picture without waking the background.
 */

/** The last picture; undefined before the first profile and after sign-out. */
export async function loadPicture(): Promise<Picture | undefined> {
  return (await stateDatabase().pictures.get('last'))?.picture;
}

/** Calls back with the picture now and after every change in any context. Returns how to stop. */
export function watchPicture(
  onPicture: (picture: Picture | undefined) => void,
  onBroken: (error: unknown) => void,
): () => void {
  const watching = liveQuery(loadPicture).subscribe(onPicture, onBroken);
  return () => watching.unsubscribe();
}
