import type { Hash } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import {
  DEFINITION_FORMAT,
  type NameHashes,
  type NameIndex,
  type WorldTables,
} from '../items/item-definition';
import { bucketNames } from '../items/name-lookup';
import {
  type ItemPage,
  itemOfText,
  type PackedItems,
  textsOf as packedTexts,
  samePacked,
} from '../items/packed-items';
import { DEFINITION_SCHEMA, type DefinitionPage, definitionDatabase } from './databases';

type Page = Required<Pick<DefinitionPage, 'page' | 'packed' | 'sources'>>;

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
  putPages(pages: readonly ItemPage[], sources: ReadonlyMap<Hash, string>): Promise<Outcome<null>> {
    return stored(async () => {
      const told = pages.map(({ page, packed }) => ({ page, packed, sources: sourcesOf(packed, sources) }));
      const fresh = this.#before === undefined ? told : await this.#compare(told, this.#before);
      const generation = this.#generation;
      for (const { page } of fresh) this.#pages.push([page, generation]);
      this.#written += fresh.length;
      await definitionDatabase().pages.bulkPut(fresh.map((page) => ({ generation, ...page })));
      return ok(null);
    });
  }

  /** The pages that must be written. */
  async #compare(pages: readonly Page[], before: ReadonlyMap<number, string>): Promise<readonly Page[]> {
    const keys = pages.map(({ page }): [string, number] => [before.get(page) ?? '', page]);
    const olds = await definitionDatabase().pages.bulkGet(keys);
    return pages.filter((page, at) => {
      const old = olds[at];
      const same = old !== undefined && (alike(old, page) || !this.#count(textsOf(old), textsOf(page)));
      if (old === undefined) this.#count(new Map(), textsOf(page));
      if (same) this.#pages.push([page.page, old.generation]);
      return !same;
    });
  }

  /** Counts what differs; true when anything does. Items without a name are nothing that a player would miss. */
  #count(old: ReadonlyMap<Hash, string>, fresh: ReadonlyMap<Hash, string>): boolean {
    const changes = this.#changes;
    let differs = false;
    for (const [hash, text] of fresh) {
      const held = old.get(hash);
      // Equal ones are packed alike.
      if (held === text) continue;
      differs = true;
      if (!hasName(text)) continue;
      if (held === undefined || !hasName(held)) changes.added += 1;
      else changes.changed += 1;
    }
    for (const [hash, held] of old) {
      if (fresh.has(hash)) continue;
      differs = true;
      if (hasName(held)) changes.gone += 1;
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
    for (const page of await definitionDatabase().pages.bulkGet(keys)) {
      if (page !== undefined) this.#count(textsOf(page), new Map());
    }
  }
}

function sourcesOf({ hashes }: PackedItems, sources: ReadonlyMap<Hash, string>): Record<Hash, string> {
  const told: Record<Hash, string> = {};
  for (const hash of hashes) {
    const source = sources.get(hash);
    if (source !== undefined) told[hash] = source;
  }
  return told;
}

function alike(old: DefinitionPage, page: Page): boolean {
  return (
    old.packed !== undefined &&
    samePacked(old.packed, page.packed) &&
    JSON.stringify(old.sources) === JSON.stringify(page.sources)
  );
}

/** Each item as text, with where it comes from on a line of its own. */
function textsOf({ packed, sources = {} }: Pick<DefinitionPage, 'packed' | 'sources'>): Map<Hash, string> {
  const texts = packed === undefined ? new Map<Hash, string>() : packedTexts(packed);
  for (const [hash, source] of Object.entries(sources)) {
    texts.set(Number(hash), `${texts.get(Number(hash))}\n${source}`);
  }
  return texts;
}

/** An item without a name shows as one with an empty one. */
function hasName(text: string): boolean {
  const [trimmed = ''] = text.split('\n', 1);
  return itemOfText(trimmed)?.name !== '';
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
