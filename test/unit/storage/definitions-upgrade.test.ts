import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { expect, it } from 'vitest';
import { reduceDefinition } from '../../../lib/items/reduce-definition';
import { definitionDatabase } from '../../../lib/storage/databases';
import { definitionStore } from '../../../lib/storage/definitions';
import { ITEMS } from '../../world/definitions';

/** The list as the first version of the database kept it: whole pages, names beside the tables. */
async function firstVersion(): Promise<void> {
  const database = new Dexie('vault-courier-definitions');
  database.version(1).stores({ meta: 'id', pages: '[generation+page]', worlds: 'generation' });
  const sunshot = reduceDefinition(ITEMS.find((item) => item.hash === 2907129557))?.item;
  await database.table('meta').put({ id: 'current', generation: 'g', path: 'p', importedAtMs: 1, items: 1 });
  await database
    .table('pages')
    .put({ generation: 'g', page: 2907129557 >>> 22, items: { 2907129557: sunshot } });
  await database.table('worlds').put({
    generation: 'g',
    tables: { buckets: [{ hash: 5, name: 'Five', capacity: 9, scope: 0 }] },
    names: { generation: 'g', gear: 'Sunshot', others: '' },
    hashes: { gear: [2907129557], others: [] },
  });
  database.close();
}

it('goes on serving a list that the first version of the database kept', async () => {
  await firstVersion();
  expect((await definitionStore.items([2907129557])).get(2907129557)?.name).toBe('Sunshot');
  expect(await definitionStore.hashOfName('sunshot')).toBe(2907129557);
  expect((await definitionStore.tables())?.buckets[0]?.name).toBe('Five');
  expect((await definitionStore.names())?.names.gear).toBe('Sunshot');
  await definitionStore.dropOrphans();
  expect((await definitionStore.items([2907129557])).size).toBe(1);
});

it('goes on serving a list whose items are kept as values in a fixed order, as formats two to four did', async () => {
  const { meta, pages, directories } = definitionDatabase();
  await meta.put({ id: 'current', generation: 'g', path: 'p', importedAtMs: 1, items: 1, format: 4 });
  const values = [
    ...[
      2907129557,
      'Sunshot',
      3,
      9,
      6,
      1498876634,
      3,
      3,
      1,
      1,
      7,
      'Hand Cannon',
      'Exotic',
      '',
      'Can be kept.',
    ],
    ...['/common/destiny2_content/icons/a.jpg', 0, undefined, undefined, 9, [4284893193, 150], [1, 2, 3, 0]],
    ...['exotic_weapon', undefined, 'Strike'],
  ];
  await pages.put({ generation: 'g', page: 2907129557 >>> 22, items: { 2907129557: values } });
  await directories.put({ generation: 'g', pages: [[2907129557 >>> 22, 'g']] });
  expect((await definitionStore.items([2907129557])).get(2907129557)).toEqual({
    hash: 2907129557,
    name: 'Sunshot',
    typeName: 'Hand Cannon',
    itemType: 3,
    itemSubType: 9,
    tier: 6,
    tierName: 'Exotic',
    bucket: 1498876634,
    classType: 3,
    damageType: 3,
    ammoType: 1,
    description: '',
    flavor: 'Can be kept.',
    icon: '/common/destiny2_content/icons/a.jpg',
    source: 'Strike',
    transferrable: true,
    equippable: true,
    instanced: true,
    maxStackSize: 1,
    uniqueLabel: 'exotic_weapon',
    pullHasSideEffects: false,
    redacted: false,
    stats: [[4284893193, 150]],
    statGroup: 9,
    sockets: [
      [1, 2],
      [3, 0],
    ],
  });
});

it('lets another page delete the list at once, and begins with nothing then', async () => {
  await definitionStore.current();
  const deleted = new Promise<string>((resolve) => {
    const deleting = indexedDB.deleteDatabase('vault-courier-definitions');
    deleting.onsuccess = () => resolve('deleted');
    deleting.onblocked = () => resolve('blocked');
  });
  expect(await deleted).toBe('deleted');
  expect(await definitionStore.current()).toBeUndefined();
});
