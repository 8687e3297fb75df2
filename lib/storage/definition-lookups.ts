import type { Hash } from '../base/ids';
import { foldName } from '../items/fold-name';
import type { NameHashes, NameIndex, WorldTables } from '../items/item-definition';
import { bucketOf, findName } from '../items/name-lookup';
import { type CurrentGeneration, definitionDatabase } from './databases';
import { itemsByHash, itemsOfProfile } from './item-kit';

/**
 * Every question about definitions. Each reads what it needs from the generation in use, in one transaction so that a
 * flip cannot come between, and keeps nothing: the background's memory is free of the manifest between uses. Before the
 * first import everything is empty.
 */
export const definitionLookups = {
  /** The generation in use; undefined before the first import. */
  async current(): Promise<CurrentGeneration | undefined> {
    const meta = await definitionDatabase().meta.get('current');
    if (meta?.id !== 'current') return undefined;
    const { id: _, ...current } = meta;
    return current;
  },

  /** Definitions by hash; hashes that are unknown are absent. For a few: each may cost the read of a page. */
  items: itemsByHash,

  /** A whole profile's at once, which are kept together for the next time. The background alone asks for it: it writes. */
  profileItems: itemsOfProfile,

  /** The small tables, which cards and rules need besides an item; undefined before the first import. */
  async tables(): Promise<WorldTables | undefined> {
    const database = definitionDatabase();
    return database.transaction('r', database.meta, database.worlds, async () => {
      const current = await definitionLookups.current();
      return current && (await database.worlds.get(current.generation))?.tables;
    });
  },

  /** All names for a chat page, with the hashes that stay here; undefined before the first import. */
  async names(): Promise<{ names: NameIndex; hashes: NameHashes } | undefined> {
    const database = definitionDatabase();
    return database.transaction('r', database.meta, database.names, async () => {
      const current = await definitionLookups.current();
      const record = current && (await database.names.get(current.generation));
      return record && { names: record.names, hashes: record.hashes };
    });
  },

  /** The definition a name stands for, whatever its case, accents and quotes. Reads one name in sixty-four. */
  async hashOfName(name: string): Promise<Hash | undefined> {
    return (await entryOf(name))?.[1];
  },

  /** All weapons, or all pieces of armour, of that name, newest first; empty where there is but one. As cheap. */
  async printingsOf(name: string): Promise<readonly Hash[]> {
    return (await entryOf(name))?.[2] ?? [];
  },
};

function entryOf(name: string) {
  const database = definitionDatabase();
  return database.transaction('r', database.meta, database.buckets, async () => {
    const current = await definitionLookups.current();
    if (current === undefined) return undefined;
    const record = await database.buckets.get([current.generation, bucketOf(foldName(name))]);
    return findName(record?.names, name);
  });
}
