import type { Hash } from '../base/ids';
import { type ItemDefinition, pageOf } from '../items/item-definition';
import { type PackedItem, unpackItem } from '../items/pack-definition';
import { definitionDatabase } from './databases';

/*
 * Pages hold neighbours by hash, and the items of a profile are no neighbours: a thousand of them lie in nearly every
 * page. So those of the profile that was read last are kept together once more, as a kit, which is one read.
 */

type Stored = PackedItem | ItemDefinition;
const KIT = 'profile';

/** Definitions by hash from their pages; hashes that are unknown are absent. For a few: each may cost a page. */
export async function itemsByHash(hashes: Iterable<Hash>): Promise<Map<Hash, ItemDefinition>> {
  const { meta, directories, pages } = definitionDatabase();
  const found = await definitionDatabase().transaction('r', meta, directories, pages, async () => {
    const current = await meta.get('current');
    return current?.id === 'current' ? fromPages(current.generation, new Set(hashes)) : new Map();
  });
  return unpacked(found);
}

/** The same for a whole profile at once. What was asked for before comes in one read; only the background may ask. */
export async function itemsOfProfile(hashes: Iterable<Hash>): Promise<Map<Hash, ItemDefinition>> {
  const wanted = new Set(hashes);
  const { meta, directories, pages, kits } = definitionDatabase();
  const { found, generation } = await definitionDatabase().transaction(
    'r',
    [meta, directories, pages, kits],
    async () => {
      const [current, kit] = await Promise.all([meta.get('current'), kits.get(KIT)]);
      if (current?.id !== 'current') return { found: new Map<Hash, Stored>() };
      const held = kit?.generation === current.generation ? kit.items : {};
      const known = [...wanted].flatMap((hash): [Hash, Stored][] => {
        const item = held[hash];
        return item === undefined ? [] : [[hash, item]];
      });
      const missing = new Set(wanted);
      for (const [hash] of known) missing.delete(hash);
      if (missing.size === 0) return { found: new Map(known) };
      const more = await fromPages(current.generation, missing);
      const found = new Map([...known, ...more]);
      return more.size === 0 ? { found } : { found, generation: current.generation };
    },
  );
  if (generation !== undefined) await keep(generation, found);
  return unpacked(found);
}

async function keep(generation: string, items: ReadonlyMap<Hash, Stored>): Promise<void> {
  try {
    await definitionDatabase().kits.put({ id: KIT, generation, items: Object.fromEntries(items) });
  } catch {
    // A full disk: the items are in their pages still.
  }
}

/** Inside a transaction over `directories` and `pages`. */
async function fromPages(generation: string, wanted: ReadonlySet<Hash>): Promise<Map<Hash, Stored>> {
  const { directories, pages } = definitionDatabase();
  const directory = await directories.get(generation);
  const needed = new Set([...wanted].map(pageOf));
  const keys = (directory?.pages ?? []).filter(([page]) => needed.has(page));
  const records = await pages.bulkGet(keys.map(([page, writtenBy]) => [writtenBy, page]));
  const byPage = new Map(records.map((record) => [record?.page, record?.items]));
  const found = new Map<Hash, Stored>();
  for (const hash of wanted) {
    const item = byPage.get(pageOf(hash))?.[hash];
    if (item !== undefined) found.set(hash, item);
  }
  return found;
}

function unpacked(found: ReadonlyMap<Hash, Stored>): Map<Hash, ItemDefinition> {
  return new Map([...found].map(([hash, item]) => [hash, isPacked(item) ? unpackItem(item) : item]));
}

function isPacked(item: Stored): item is PackedItem {
  return Array.isArray(item);
}
