import type { Hash } from '../base/ids';
import type { ItemDefinition, NameHashes, NameIndex, WorldTables } from '../items/item-definition';
import { type DefinitionMeta, definitionDatabase, type GenerationTables } from './databases';

/** Items of one page share their upper ten bits; the same shift as in the import. */
const PAGE_SHIFT = 22;

type Current = Omit<Extract<DefinitionMeta, { id: 'current' }>, 'id'>;
type Job = Omit<Extract<DefinitionMeta, { id: 'job' }>, 'id'>;

/** The small tables are asked for with every picture and never change within a generation. */
let memo: { generation: string; tables: WorldTables } | undefined;

/** Pointer and what it points to in one transaction, so that a flip cannot come between them. */
async function currentWorld(): Promise<GenerationTables | undefined> {
  const database = definitionDatabase();
  return database.transaction('r', database.meta, database.worlds, async () => {
    const current = await definitionStore.current();
    return current === undefined ? undefined : database.worlds.get(current.generation);
  });
}

/** Definitions of the current generation. Fits the `DefinitionStore` port. */
export const definitionStore = {
  async current(): Promise<Current | undefined> {
    const meta = await definitionDatabase().meta.get('current');
    if (meta?.id !== 'current') return undefined;
    const { id: _, ...current } = meta;
    return current;
  },

  async items(hashes: Iterable<Hash>): Promise<Map<Hash, ItemDefinition>> {
    const found = new Map<Hash, ItemDefinition>();
    const wanted = [...new Set(hashes)];
    const pages = [...new Set(wanted.map((hash) => hash >>> PAGE_SHIFT))];
    const database = definitionDatabase();
    // One transaction: after a flip in between, the pages that the old pointer named would be gone.
    const records = await database.transaction('r', database.meta, database.pages, async () => {
      const current = await definitionStore.current();
      if (current === undefined) return [];
      return database.pages.bulkGet(pages.map((page) => [current.generation, page]));
    });
    const byPage = new Map(
      records.filter((record) => record !== undefined).map((record) => [record.page, record]),
    );
    for (const hash of wanted) {
      const item = byPage.get(hash >>> PAGE_SHIFT)?.items[hash];
      if (item !== undefined) found.set(hash, item);
    }
    return found;
  },

  async tables(): Promise<WorldTables | undefined> {
    const current = await definitionStore.current();
    if (current === undefined) return undefined;
    if (memo?.generation === current.generation) return memo.tables;
    const record = await currentWorld();
    if (record === undefined) return undefined;
    memo = { generation: record.generation, tables: record.tables };
    return record.tables;
  },

  async names(): Promise<{ names: NameIndex; hashes: NameHashes } | undefined> {
    const record = await currentWorld();
    return record === undefined ? undefined : { names: record.names, hashes: record.hashes };
  },

  /** Moves the pointer in one short transaction; the job is over with it. Other generations are dropped afterwards. */
  async flip(to: Current): Promise<void> {
    const database = definitionDatabase();
    await database.transaction('rw', database.meta, async () => {
      await database.meta.put({ id: 'current', ...to });
      await database.meta.delete('job');
    });
    await definitionStore.dropOrphans();
  },

  async dropOrphans(keep?: string): Promise<void> {
    const database = definitionDatabase();
    const current = await definitionStore.current();
    const kept = new Set([current?.generation, keep]);
    const written = (await database.worlds.toCollection().primaryKeys()) as string[];
    const paged = (await database.pages.orderBy('[generation+page]').keys()) as unknown as [string, number][];
    const orphans = new Set(
      [...written, ...paged.map(([generation]) => generation)].filter((one) => !kept.has(one)),
    );
    for (const generation of orphans) {
      await database.pages
        .where('[generation+page]')
        .between([generation, 0], [generation, 1024], true, true)
        .delete();
      await database.worlds.delete(generation);
    }
  },

  async loadJob(): Promise<Job | undefined> {
    const meta = await definitionDatabase().meta.get('job');
    if (meta?.id !== 'job') return undefined;
    const { job, path, startedAtMs, tries } = meta;
    return { job, path, startedAtMs, tries };
  },

  async saveJob(job: Job | undefined): Promise<void> {
    const { meta } = definitionDatabase();
    if (job === undefined) await meta.delete('job');
    else await meta.put({ id: 'job', ...job });
  },

  async loadDueMs(): Promise<number | undefined> {
    const meta = await definitionDatabase().meta.get('due');
    return meta?.id === 'due' ? meta.atMs : undefined;
  },

  async saveDueMs(atMs: number): Promise<void> {
    await definitionDatabase().meta.put({ id: 'due', atMs });
  },
};
