import { liveQuery } from 'dexie';
import { stateDatabase, type WhisperRecord } from './databases';

/** Calls back with every stored whisper, oldest first, now and after each change. Returns how to stop. For pages. */
export function watchWhispers(
  onWhispers: (whispers: WhisperRecord[]) => void,
  onBroken: (error: unknown) => void,
): () => void {
  const watching = liveQuery(() => stateDatabase().whispers.orderBy('atMs').toArray()).subscribe(
    onWhispers,
    onBroken,
  );
  return () => watching.unsubscribe();
}
