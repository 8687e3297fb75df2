import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHash } from '@/lib/base/ids';
import { iconUrl } from '@/lib/items/icon-url';
import type { ItemDefinition } from '@/lib/items/item-definition';
import { reduceDefinition } from '@/lib/items/reduce-definition';
import { reduceBucket, reduceStat, reduceStatGroup } from '@/lib/items/reduce-tables';
import { ITEMS, type RawDefinition, TABLES } from '../../world/definitions';

const item = (row: object): ItemDefinition => {
  const made = reduceDefinition({ hash: 7, ...row });
  if (made === undefined) throw new Error('a row with a hash must be reduced');
  return made.item;
};
const facts = (row: object) => reduceDefinition({ hash: 7, ...row })?.facts;

/** Any value, with the words of a definition where keys are: what Bungie, a bug or an attacker could put there. */
const anything = fc.oneof(
  fc.anything({ maxDepth: 3 }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, -0, 1e300, Number.NaN, '__proto__', [], {}, '\ud800', '/img/../../x'),
);
const PARTS = [
  'displayProperties',
  'inventory',
  'equippingBlock',
  'stats',
  'itemCategoryHashes',
  'scaledStats',
];
const FIELDS = [
  'index',
  'redacted',
  'flavorText',
  'itemTypeDisplayName',
  'itemType',
  'itemSubType',
  'classType',
  'defaultDamageType',
  'equippable',
  'nonTransferrable',
  'doesPostmasterPullHaveSideEffects',
  'collectibleHash',
  'itemCount',
  'scope',
  'maximumValue',
];
const INNER = [
  'name',
  'icon',
  'description',
  'bucketTypeHash',
  'tierType',
  'tierTypeName',
  'maxStackSize',
  'isInstanceItem',
  'uniqueLabel',
  'ammoType',
  'statGroupHash',
  'stats',
  'statHash',
  'value',
  'maximumValue',
  'displayAsNumeric',
  'displayInterpolation',
];
const part = fc.oneof(
  anything,
  fc.dictionary(fc.constantFrom(...INNER), anything),
  fc.array(fc.dictionary(fc.constantFrom(...INNER), anything), { maxLength: 3 }),
);
const row = fc
  .tuple(
    fc.oneof(fc.nat(0xffff_ffff), anything),
    fc.dictionary(fc.constantFrom(...PARTS), part),
    fc.dictionary(fc.constantFrom(...FIELDS), anything),
  )
  .map(([hash, parts, fields]) => ({ hash, ...parts, ...fields }));

describe('whatever stands in a row', () => {
  const TEXTS = ['name', 'typeName', 'tierName', 'description', 'flavor'] as const;
  const NUMBERS = ['itemType', 'itemSubType', 'tier', 'classType', 'damageType', 'ammoType'] as const;
  const STATEMENTS = ['transferrable', 'equippable', 'instanced', 'pullHasSideEffects', 'redacted'] as const;

  it('it is a whole record that can be stored, or left out for its hash alone', () => {
    fc.assert(
      fc.property(fc.oneof(row, anything), (raw) => {
        const made = reduceDefinition(raw);
        const hash = typeof raw === 'object' && raw !== null && 'hash' in raw ? raw.hash : undefined;
        expect(made !== undefined).toBe(!Array.isArray(raw) && isHash(hash));
        if (made === undefined) return;
        const { item: read, facts: told } = made;
        expect(read.hash).toBe(hash);
        for (const field of TEXTS) expect(typeof read[field]).toBe('string');
        for (const field of NUMBERS) expect(Number.isInteger(read[field])).toBe(true);
        for (const field of STATEMENTS) expect(typeof read[field]).toBe('boolean');
        expect(isHash(read.bucket)).toBe(true);
        expect(read.maxStackSize).toBeGreaterThanOrEqual(1);
        expect('icon' in read).toBe(read.icon !== undefined);
        if (read.icon !== undefined) expect(iconUrl(read.icon)).toBeDefined();
        expect(read.uniqueLabel).not.toBe('');
        if ('statGroup' in read) expect(isHash(read.statGroup)).toBe(true);
        expect(read.stats.every(([stat, value]) => isHash(stat) && Number.isInteger(value))).toBe(true);
        expect([typeof told.index, typeof told.collectible, typeof told.dummy]).toEqual([
          'number',
          'boolean',
          'boolean',
        ]);
        // As it will lie in the database.
        expect(structuredClone(read)).toEqual(read);
      }),
      { numRuns: 1_000 },
    );
  });

  it('the small tables are whole as well, or left out', () => {
    fc.assert(
      fc.property(fc.oneof(row, anything), (raw) => {
        const bucket = reduceBucket(raw);
        const stat = reduceStat(raw);
        const group = reduceStatGroup(raw);
        const usable =
          typeof raw === 'object' && raw !== null && !Array.isArray(raw) && isHash(Reflect.get(raw, 'hash'));
        expect([bucket, stat, group].map((one) => one !== undefined)).toEqual([usable, usable, usable]);
        if (bucket !== undefined) expect(bucket.capacity).toBeGreaterThanOrEqual(0);
        if (stat !== undefined) expect(typeof stat.name).toBe('string');
        for (const scaled of group?.stats ?? []) {
          expect(isHash(scaled.hash) && Number.isInteger(scaled.maximum)).toBe(true);
          const from = scaled.curve.map(([value]) => value);
          expect(from).toEqual([...from].sort((one, other) => one - other));
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['no row at all', undefined],
    ['null', null],
    ['text', '{"hash":7}'],
    ['a list', [{ hash: 7 }]],
    ['a number', 7],
    ['nothing in it', {}],
    ['a hash below zero', { hash: -7 }],
    ['a hash of 33 bits', { hash: 4_294_967_296 }],
    ['half a hash', { hash: 7.5 }],
  ])('%s gives nothing', (_name, raw) => {
    expect(reduceDefinition(raw)).toBeUndefined();
    expect(reduceBucket(raw)).toBeUndefined();
    expect(reduceStat(raw)).toBeUndefined();
    expect(reduceStatGroup(raw)).toBeUndefined();
  });

  it('the lowest and the highest hash are hashes', () => {
    expect(reduceDefinition({ hash: 0 })?.item.hash).toBe(0);
    expect(reduceDefinition({ hash: 4_294_967_295 })?.item.hash).toBe(4_294_967_295);
  });
});

describe('a field that is not what it promises', () => {
  it.each<[string, object, Partial<ItemDefinition>]>([
    ['displayProperties is a list', { displayProperties: [{ name: 'x' }] }, { name: '', description: '' }],
    ['displayProperties is null', { displayProperties: null }, { name: '' }],
    ['the name is a number', { displayProperties: { name: 7 } }, { name: '' }],
    ['inventory is text', { inventory: 'x' }, { tier: 0, bucket: 0, instanced: false, maxStackSize: 1 }],
    ['the bucket is signed', { inventory: { bucketTypeHash: -1 } }, { bucket: 0 }],
    ['the tier is text', { inventory: { tierType: '6' } }, { tier: 0 }],
    ['the class is missing', {}, { classType: 3 }],
    ['the class is the Titan, which is 0', { classType: 0 }, { classType: 0 }],
    ['the stack size is 0', { inventory: { maxStackSize: 0 } }, { maxStackSize: 1 }],
    ['the stack size is no number', { inventory: { maxStackSize: '999' } }, { maxStackSize: 1 }],
    ['equippable is a word', { equippable: 'true' }, { equippable: false }],
    ['nonTransferrable is 1', { nonTransferrable: 1 }, { transferrable: true }],
    ['redacted is a word', { redacted: 'yes' }, { redacted: false }],
    ['isInstanceItem is 1', { inventory: { isInstanceItem: 1 } }, { instanced: false }],
    ['the stats are a list', { stats: { stats: [{ statHash: 1, value: 1 }] } }, { stats: [] }],
    [
      'some stats are odd',
      {
        stats: {
          stats: {
            1: { statHash: 1, value: 5 },
            2: { statHash: 2 },
            3: { value: 3 },
            4: null,
            5: { statHash: 5, value: 1.5 },
          },
        },
      },
      { stats: [[1, 5]] },
    ],
  ])('is read as if it were not there: %s', (_name, change, read) => {
    expect(item(change)).toMatchObject(read);
  });

  it('is left away, not stored as undefined, where a record may lack it', () => {
    const bare = item({
      displayProperties: { icon: '/en/Legal' },
      equippingBlock: { uniqueLabel: '' },
      stats: { statGroupHash: 'x' },
    });
    expect(Object.keys(bare)).not.toContain('icon');
    expect(Object.keys(bare)).not.toContain('uniqueLabel');
    expect(Object.keys(bare)).not.toContain('statGroup');
  });
});

describe('what moves and equips go by', () => {
  it('is true only where Bungie says so', () => {
    expect(
      item({
        nonTransferrable: true,
        equippable: true,
        doesPostmasterPullHaveSideEffects: true,
        redacted: true,
        inventory: { isInstanceItem: true },
      }),
    ).toMatchObject({
      transferrable: false,
      equippable: true,
      pullHasSideEffects: true,
      redacted: true,
      instanced: true,
    });
    expect(item({})).toMatchObject({ transferrable: true, equippable: false, pullHasSideEffects: false });
  });
});

describe('what the name index goes by', () => {
  it.each<[string, object, boolean]>([
    ['a dummy by its type', { itemType: 20 }, true],
    ['a dummy by its category', { itemCategoryHashes: [1, 3_109_687_656] }, true],
    ['no dummy by a category that is text', { itemCategoryHashes: ['3109687656'] }, false],
    ['no dummy when the categories are no list', { itemCategoryHashes: { 0: 3_109_687_656 } }, false],
  ])('tells %s', (_name, change, dummy) => {
    expect(facts(change)?.dummy).toBe(dummy);
  });

  it('knows what can be collected, and counts a missing index as the oldest', () => {
    expect(facts({ collectibleHash: 9, index: 12 })).toMatchObject({
      index: 12,
      collectible: true,
      dummy: false,
    });
    expect(facts({ collectibleHash: -9 })).toMatchObject({ index: 0, collectible: false, dummy: false });
  });
});

it('each row of the project’s own world is read as it was written', () => {
  for (const raw of ITEMS) {
    const read = reduceDefinition(raw)?.item;
    const display = raw.displayProperties as { name: string; icon: string };
    expect([read?.hash, read?.name, read?.icon]).toEqual([raw.hash, display.name, display.icon]);
  }
  const rows = (table: string): readonly RawDefinition[] => TABLES[table] ?? [];
  expect(rows('DestinyInventoryBucketDefinition').map(reduceBucket)).not.toContain(undefined);
  expect(rows('DestinyStatGroupDefinition').map((raw) => reduceStatGroup(raw)?.stats.length)).toEqual([7, 6]);
});
