import type { Hash } from '../base/ids';
import { type ItemDefinition, pageOf } from '../items/item-definition';
import { definitionOfOld, type OldItem } from '../items/old-definition';
import { type PackedItems, readPacked, somePacked } from '../items/packed-items';
import { definitionDatabase } from './databases';

/*
 * Pages hold neighbours by hash, and the items of a profile are no neighbours: a thousand of them lie in nearly every
 * page. So those of the profile that was read last are kept together once more, as a kit, which is one read.
 */

/** What a page or a kit holds. */
interface Held {
  packed?: PackedItems;
  sources?: Readonly<Record<Hash, string>>;
  items?: Readonly<Record<Hash, ItemDefinition | OldItem>>;
}

const KIT = 'profile';

/** Definitions by hash from their pages; hashes that are unknown are absent. For a few: each may cost a page. */
export async function itemsByHash(hashes: Iterable<Hash>): Promise<Map<Hash, ItemDefinition>> {
  const { meta, directories, pages } = definitionDatabase();
  const wanted = new Set(hashes);
  const held = await definitionDatabase().transaction('r', meta, directories, pages, async () => {
    const current = await meta.get('current');
    return current?.id === 'current' ? pagesWith(current.generation, wanted) : [];
  });
  return itemsOf(held, wanted);
}

/** The same for a whole profile at once. What was asked for before comes in one read; only the background may ask. */
export async function itemsOfProfile(hashes: Iterable<Hash>): Promise<Map<Hash, ItemDefinition>> {
  const wanted = new Set(hashes);
  const { meta, directories, pages, kits } = definitionDatabase();
  const { held, generation } = await definitionDatabase().transaction(
    'r',
    [meta, directories, pages, kits],
    async () => {
      const [current, kit] = await Promise.all([meta.get('current'), kits.get(KIT)]);
      if (current?.id !== 'current') return { held: [] };
      const fitting = kit?.generation === current.generation && kit.packed !== undefined ? [kit] : [];
      const known = new Set(fitting.flatMap(({ packed }) => [...(packed?.hashes ?? [])]));
      const missing = new Set([...wanted].filter((hash) => !known.has(hash)));
      if (missing.size === 0) return { held: fitting };
      const more = await pagesWith(current.generation, missing);
      const found = more.some(({ packed }) => packed?.hashes.some((hash) => missing.has(hash)));
      return { held: [...fitting, ...more], ...(found ? { generation: current.generation } : {}) };
    },
  );
  if (generation !== undefined) await keep(generation, held, wanted);
  return itemsOf(held, wanted);
}

async function keep(generation: string, held: readonly Held[], wanted: ReadonlySet<Hash>): Promise<void> {
  const packed = somePacked(
    held.flatMap((one) => one.packed ?? []),
    wanted,
  );
  const told = held.flatMap(({ sources = {} }) => Object.entries(sources));
  const sources = Object.fromEntries(told.filter(([hash]) => wanted.has(Number(hash))));
  try {
    await definitionDatabase().kits.put({ id: KIT, generation, packed, sources });
  } catch {
    // A full disk: the items are in their pages still.
  }
}

/** Inside a transaction over `directories` and `pages`. */
async function pagesWith(generation: string, wanted: ReadonlySet<Hash>): Promise<Held[]> {
  const { directories, pages } = definitionDatabase();
  const directory = await directories.get(generation);
  const needed = new Set([...wanted].map(pageOf));
  const keys = (directory?.pages ?? []).filter(([page]) => needed.has(page));
  const records = await pages.bulkGet(keys.map(([page, writtenBy]) => [writtenBy, page]));
  return records.flatMap((record) => record ?? []);
}

/** In the order of what is wanted. */
function itemsOf(held: readonly Held[], wanted: ReadonlySet<Hash>): Map<Hash, ItemDefinition> {
  const found = new Map<Hash, ItemDefinition>();
  for (const { packed, sources, items = {} } of held) {
    for (const hash of packed?.hashes ?? Object.keys(items).map(Number)) {
      if (!wanted.has(hash) || found.has(hash)) continue;
      const item = packed === undefined ? oldItem(items[hash]) : readPacked(packed, hash);
      const source = sources?.[hash];
      if (item !== undefined) found.set(hash, source === undefined ? item : { ...item, source });
    }
  }
  return new Map(
    [...wanted].flatMap((hash) => {
      const item = found.get(hash);
      return item === undefined ? [] : [[hash, item]];
    }),
  );
}

function oldItem(item: ItemDefinition | OldItem | undefined): ItemDefinition | undefined {
  return isOld(item) ? definitionOfOld(item) : item;
}

function isOld(item: ItemDefinition | OldItem | undefined): item is OldItem {
  return Array.isArray(item);
}
