import { type CurrentGeneration, definitionDatabase, type ImportJob } from './databases';
import { definitionLookups } from './definition-lookups';

/** Definitions of the current generation, and what their renewal needs. Fits the `DefinitionStore` port. */
export const definitionStore = {
  ...definitionLookups,

  /**
   * Moves the pointer in one short transaction; the job is over with it, and what nobody needs then is dropped. False,
   * and nothing moved, when the new generation is not there whole.
   */
  async flip(to: CurrentGeneration): Promise<boolean> {
    const database = definitionDatabase();
    const { meta, directories, pages, worlds } = database;
    const flipped = await database.transaction('rw', [meta, directories, pages, worlds], async () => {
      const directory = await directories.get(to.generation);
      const needed = directory?.pages ?? [];
      const written = (await pages.toCollection().primaryKeys()) as unknown as [string, number][];
      const there = new Set(written.map(([by, page]) => `${page} ${by}`));
      const whole = needed.length > 0 && needed.every(([page, by]) => there.has(`${page} ${by}`));
      if (!whole || (await worlds.get(to.generation)) === undefined) return false;
      await meta.put({ id: 'current', ...to });
      await meta.delete('job');
      return true;
    });
    await definitionStore.dropOrphans();
    return flipped;
  },

  /** Removes everything that the generation in use does not need, in one transaction. */
  async dropOrphans(): Promise<void> {
    const database = definitionDatabase();
    const { meta, pages, directories, worlds, names, buckets, kits } = database;
    await database.transaction('rw', [meta, pages, directories, worlds, names, buckets, kits], async () => {
      const current = (await definitionLookups.current())?.generation ?? '';
      const directory = await directories.get(current);
      const needed = new Set(directory?.pages.map(([page, writtenBy]) => `${page} ${writtenBy}`));
      const written = (await pages.toCollection().primaryKeys()) as unknown as [string, number][];
      await pages.bulkDelete(written.filter(([by, page]) => !needed.has(`${page} ${by}`)));
      for (const table of [directories, worlds, names]) {
        const others = (await table.toCollection().primaryKeys()).filter((one) => one !== current);
        await table.bulkDelete(others);
      }
      const bucketKeys = (await buckets.toCollection().primaryKeys()) as unknown as [string, number][];
      await buckets.bulkDelete(bucketKeys.filter(([by]) => by !== current));
      await kits.filter(({ generation }) => generation !== current).delete();
    });
  },

  async loadJob(): Promise<ImportJob | undefined> {
    const meta = await definitionDatabase().meta.get('job');
    if (meta?.id !== 'job') return undefined;
    const { id: _, ...job } = meta;
    return job;
  },

  async saveJob(job: ImportJob | undefined): Promise<void> {
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
