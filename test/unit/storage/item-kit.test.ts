import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { pageOf } from '../../../lib/items/item-definition';
import { packItem } from '../../../lib/items/pack-definition';
import { reduceDefinition } from '../../../lib/items/reduce-definition';
import { definitionDatabase } from '../../../lib/storage/databases';
import { definitionStore } from '../../../lib/storage/definitions';
import { ITEMS } from '../../world/definitions';

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
  const byPage = new Map<number, Record<number, unknown>>();
  for (const raw of ITEMS) {
    const item = reduceDefinition(raw)?.item;
    if (item === undefined) continue;
    const page = byPage.get(pageOf(item.hash)) ?? {};
    page[item.hash] = packItem({ ...item, name: rename(item.name) });
    byPage.set(pageOf(item.hash), page);
  }
  for (const [page, items] of byPage) await pages.put({ generation: id, page, items: items as never });
  await directories.put({ generation: id, pages: [...byPage.keys()].map((page) => [page, id]) });
  await worlds.put({ generation: id, tables: {} as never });
  await meta.put({ id: 'current', generation: id, path: id, importedAtMs: 1, items: ITEMS.length });
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
  const [sample] = (await definitionStore.items([one])).values();
  if (sample === undefined) throw new Error('no item to copy');
  const page = pageOf(UNKNOWN);
  await pages.put({
    generation: 'g',
    page,
    items: { [UNKNOWN]: packItem({ ...sample, hash: UNKNOWN, name: 'Late' }) },
  });
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
