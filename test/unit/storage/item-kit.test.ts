import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { pageOf } from '../../../lib/items/item-definition';
import { pagesOf } from '../../../lib/items/packed-items';
import { reduceDefinition } from '../../../lib/items/reduce-definition';
import { definitionDatabase } from '../../../lib/storage/databases';
import { definitionStore } from '../../../lib/storage/definitions';
import { ITEMS, type RawDefinition } from '../../world/definitions';
import { packed } from '../builders/packed';

const [one, two, three] = ITEMS.map(({ hash }) => hash) as [number, number, number];
const UNKNOWN = 4_000_000_001;

beforeEach(async () => {
  const database = definitionDatabase();
  await Promise.all(database.tables.map((table) => table.clear()));
  await generation('g', (name) => name);
});

/** Writes a whole generation and points to it. */
async function generation(id: string, rename: (name: string) => string): Promise<void> {
  const { meta, pages, directories, worlds } = definitionDatabase();
  const written = pagesOf([packed(ITEMS.map((raw) => renamed(raw, rename)))]);
  await pages.bulkPut(written.map((page) => ({ generation: id, ...page })));
  await directories.put({ generation: id, pages: written.map(({ page }) => [page, id]) });
  await worlds.put({ generation: id, tables: {} as never });
  await meta.put({ id: 'current', generation: id, path: id, importedAtMs: 1, items: ITEMS.length });
}

function renamed(raw: RawDefinition, rename: (name: string) => string): RawDefinition {
  const display = raw.displayProperties as { name: string };
  return { ...raw, displayProperties: { ...display, name: rename(display.name) } };
}

const names = async (hashes: number[]): Promise<(string | undefined)[]> => {
  const found = await definitionStore.profileItems(hashes);
  return hashes.map((hash) => found.get(hash)?.name);
};
const nameOf = (hash: number): string =>
  reduceDefinition(ITEMS.find((item) => item.hash === hash))?.item.name ?? '';

it('gives the items of a profile the second time without reading a page', async () => {
  const first = await definitionStore.profileItems([one, two]);
  expect([...first.keys()]).toEqual([one, two]);
  await definitionDatabase().pages.clear();
  const again = await definitionStore.profileItems([two, one]);
  expect(again.get(one)).toEqual(first.get(one));
  expect(again.get(two)).toEqual(first.get(two));
  expect((await definitionStore.items([one])).size).toBe(0);
});

it('adds what is new, and keeps what was there', async () => {
  await names([one, two]);
  expect(await names([one, two, three])).toEqual([nameOf(one), nameOf(two), nameOf(three)]);
  await definitionDatabase().pages.clear();
  expect(await names([one, two, three])).toEqual([nameOf(one), nameOf(two), nameOf(three)]);
});

it('leaves unknown hashes out, and finds them once they are known', async () => {
  expect(await names([one, UNKNOWN])).toEqual([nameOf(one), undefined]);
  const { pages } = definitionDatabase();
  const page = pageOf(UNKNOWN);
  const [sample] = ITEMS;
  const late = { ...renamed(sample as RawDefinition, () => 'Late'), hash: UNKNOWN };
  await pages.put({ generation: 'g', page, packed: packed([late]) });
  const directory = await definitionDatabase().directories.get('g');
  await definitionDatabase().directories.put({
    generation: 'g',
    pages: [...(directory?.pages ?? []).filter(([other]) => other !== page), [page, 'g']],
  });
  expect(await names([one, UNKNOWN])).toEqual([nameOf(one), 'Late']);
});

it('never gives items of another generation, and drops them with it', async () => {
  await names([one]);
  await generation('h', (name) => `New ${name}`);
  expect(await names([one])).toEqual([`New ${nameOf(one)}`]);
  await generation('i', (name) => name);
  await definitionStore.dropOrphans();
  expect(await definitionDatabase().kits.count()).toBe(0);
});

it('is empty before the first import', async () => {
  await definitionDatabase().meta.clear();
  expect((await definitionStore.profileItems([one])).size).toBe(0);
});
