import { liveQuery } from 'dexie';
import type { ChatLooks } from '../chat/looks';
import { type LooksRecord, stateDatabase } from './databases';

/** How chat and its people look, each with the time it was learnt. Fits the `LooksStore` port. */
export const looksStore = {
  async listsAtMs(): Promise<number | undefined> {
    return (await stateDatabase().looks.get('lists'))?.atMs;
  },

  async personAtMs(who: string): Promise<number | undefined> {
    return (await stateDatabase().looks.get(`@${who}`))?.atMs;
  },

  async saveLists(lists: ChatLooks, atMs: number): Promise<void> {
    await stateDatabase().looks.put({ id: 'lists', lists, atMs });
  },

  /** `who` is the nick in lower case; somebody may be called "lists". */
  async savePerson(who: string, features: string[], atMs: number): Promise<void> {
    await stateDatabase().looks.put({ id: `@${who}`, features, atMs });
  },

  async known(who: string): Promise<{ lists?: ChatLooks | undefined; features: string[] }> {
    const [lists, person] = await stateDatabase().looks.bulkGet(['lists', `@${who}`]);
    return { lists: lists?.lists, features: person?.features ?? [] };
  },
};

/** Calls back with everything known of looks, now and after each change. Returns how to stop. For pages. */
export function watchLooks(
  onLooks: (records: LooksRecord[]) => void,
  onBroken: (error: unknown) => void,
): () => void {
  const watching = liveQuery(() => stateDatabase().looks.toArray()).subscribe(onLooks, onBroken);
  return () => watching.unsubscribe();
}
