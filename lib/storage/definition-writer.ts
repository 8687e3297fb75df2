import type { Hash } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import type { ItemDefinition, NameHashes, NameIndex, WorldTables } from '../items/item-definition';
import { definitionDatabase } from './databases';

/** Writes a generation that nobody points to yet. Used by the import worker. */
export const definitionWriter = {
  putPages(
    generation: string,
    pages: { page: number; items: Record<Hash, ItemDefinition> }[],
  ): Promise<Outcome<null>> {
    return stored(() => definitionDatabase().pages.bulkPut(pages.map((page) => ({ generation, ...page }))));
  },

  putTables(
    generation: string,
    tables: WorldTables,
    names: NameIndex,
    hashes: NameHashes,
  ): Promise<Outcome<null>> {
    return stored(() => definitionDatabase().worlds.put({ generation, tables, names, hashes }));
  },
};

/** A full disk is expected and told; it shows in two shapes (reliability-security.md T11). Anything else is thrown on. */
async function stored(write: () => PromiseLike<unknown>): Promise<Outcome<null>> {
  try {
    await write();
    return ok(null);
  } catch (error) {
    if (isQuota(error)) return fail('storage-full');
    throw error;
  }
}

function isQuota(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('name' in error && error.name === 'QuotaExceededError') return true;
  return 'inner' in error && isQuota(error.inner);
}
