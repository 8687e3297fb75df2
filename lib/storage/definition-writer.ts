import type { Hash } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import {
  DEFINITION_FORMAT,
  type NameHashes,
  type NameIndex,
  type WorldTables,
} from '../items/item-definition';
import { bucketNames } from '../items/name-lookup';
import { nameOfPacked, type PackedItem } from '../items/pack-definition';
import { DEFINITION_SCHEMA, type DefinitionPage, definitionDatabase } from './databases';

interface Page {
  page: number;
  items: Record<Hash, PackedItem>;
}

interface Changes {
  added: number;
  changed: number;
  gone: number;
}

/** Writes generations that nobody points to yet. Used by the import worker; fits its `GenerationWriter`. */
export const definitionWriter = {
  /**
   * Begins a generation. What is in use is compared with it, if it was made alike: in the same language, by the same
   * format. `definitions-newer` when a later version of ours has been at the database.
   */
  open(generation: string, language: string): Promise<Outcome<GenerationDraft>> {
    return stored(async () => {
      const database = definitionDatabase();
      await database.open();
      // Dexie opens what a later version left behind, and would write to it (reliability-security.md T13).
      if (database.backendDB().version > DEFINITION_SCHEMA * 10) return fail('definitions-newer');
      const current = await database.meta.get('current');
      const alike =
        current?.id === 'current' &&
        current.format === DEFINITION_FORMAT &&
        (current.language ?? 'en') === language;
      const directory = alike ? await database.directories.get(current.generation) : undefined;
      return ok(new GenerationDraft(generation, directory && new Map(directory.pages)));
    });
  },
};

/** One generation while it is written. */
class GenerationDraft {
  readonly #generation: string;
  /** Pages in use by number, with who wrote them; undefined when there is nothing to compare with. */
  readonly #before: ReadonlyMap<number, string> | undefined;
  readonly #pages: [page: number, writtenBy: string][] = [];
  readonly #changes: Changes = { added: 0, changed: 0, gone: 0 };
  #written = 0;

  constructor(generation: string, before: ReadonlyMap<number, string> | undefined) {
    this.#generation = generation;
    this.#before = before;
  }

  /** Writes those pages that differ from the ones in use; of the others only the place is noted. */
  putPages(pages: readonly Page[]): Promise<Outcome<null>> {
    return stored(async () => {
      const fresh = this.#before === undefined ? pages : await this.#compare(pages, this.#before);
      const generation = this.#generation;
      for (const { page } of fresh) this.#pages.push([page, generation]);
      this.#written += fresh.length;
      await definitionDatabase().pages.bulkPut(fresh.map(({ page, items }) => ({ generation, page, items })));
      return ok(null);
    });
  }

  /** The pages that must be written. */
  async #compare(pages: readonly Page[], before: ReadonlyMap<number, string>): Promise<readonly Page[]> {
    const keys = pages.map(({ page }): [string, number] => [before.get(page) ?? '', page]);
    const olds = await definitionDatabase().pages.bulkGet(keys);
    return pages.filter(({ page, items }, at) => {
      const old = olds[at];
      // Equal pages are written alike, from the order of their items to the last letter.
      const alike = old !== undefined && JSON.stringify(old.items) === JSON.stringify(items);
      const same = alike || (!this.#count(old?.items ?? {}, items) && old !== undefined);
      if (same) this.#pages.push([page, old.generation]);
      return !same;
    });
  }

  /** Counts what differs; true when anything does. Items without a name are nothing that a player would miss. */
  #count(old: DefinitionPage['items'], items: Record<Hash, PackedItem>): boolean {
    const changes = this.#changes;
    let differs = false;
    for (const [hash, item] of Object.entries(items)) {
      const held = old[Number(hash)];
      // Equal ones are packed alike.
      if (held !== undefined && JSON.stringify(held) === JSON.stringify(item)) continue;
      differs = true;
      if (nameOfPacked(item) === '') continue;
      if (held === undefined || nameOf(held) === '') changes.added += 1;
      else changes.changed += 1;
    }
    for (const [hash, held] of Object.entries(old)) {
      if (items[Number(hash)] !== undefined) continue;
      differs = true;
      if (nameOf(held) !== '') changes.gone += 1;
    }
    return differs;
  }

  /** Completes the generation. Pages that were there before and are not now count as gone. */
  finish({
    tables,
    names,
    hashes,
  }: {
    tables: WorldTables;
    names: NameIndex;
    hashes: NameHashes;
  }): Promise<Outcome<{ changes: Changes | undefined; pages: number }>> {
    return stored(async () => {
      const database = definitionDatabase();
      const generation = this.#generation;
      await this.#countVanished();
      const buckets = bucketNames({ names, hashes });
      const { worlds, directories } = database;
      await database.transaction('rw', [worlds, directories, database.names, database.buckets], async () => {
        await worlds.put({ generation, tables });
        await database.names.put({ generation, names, hashes });
        await database.buckets.bulkPut(
          buckets.map((bucket, at) => ({ generation, bucket: at, names: bucket })),
        );
        // Last: a generation without a directory is none.
        await directories.put({ generation, pages: this.#pages });
      });
      return ok({
        changes: this.#before === undefined ? undefined : this.#changes,
        pages: this.#written,
      });
    });
  }

  async #countVanished(): Promise<void> {
    if (this.#before === undefined) return;
    const here = new Set(this.#pages.map(([page]) => page));
    const keys = [...this.#before]
      .filter(([page]) => !here.has(page))
      .map(([page, by]): [string, number] => [by, page]);
    for (const page of await definitionDatabase().pages.bulkGet(keys)) this.#count(page?.items ?? {}, {});
  }
}

function nameOf(item: DefinitionPage['items'][Hash]): string {
  return 'name' in item ? item.name : nameOfPacked(item);
}

/** A full disk is expected and told; it shows in two shapes (reliability-security.md T11). Anything else is thrown on. */
async function stored<T>(write: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await write();
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
