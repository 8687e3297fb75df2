import { liveQuery } from 'dexie';
import { completeViews, type Views } from '../messages/views';
import { stateDatabase } from './databases';

/*
 * For pages: live state that the background writes.
 */

/** Every view; those never written have their first value. */
export async function loadViews(): Promise<Views> {
  const records = await stateDatabase().views.toArray();
  const stored = Object.fromEntries(records.map(({ id, value }) => [id, value]));
  // The record of a name holds that name's view: only the background's view store writes it.
  return completeViews(stored as Partial<Views>);
}

/** Calls back with all views now and after every change in any context. Returns how to stop. */
export function watchViews(onViews: (views: Views) => void, onBroken: (error: unknown) => void): () => void {
  const watching = liveQuery(loadViews).subscribe(onViews, onBroken);
  return () => watching.unsubscribe();
}
