import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../lib/base/clean-text';
import { singleFlight } from '../../../lib/base/single-flight';
import { cardOf, interpolate } from '../../../lib/items/card';
import { foldName } from '../../../lib/items/fold-name';
import { type ItemDefinition, NO_TABLES, type WorldTables } from '../../../lib/items/item-definition';
import { NameCollector } from '../../../lib/items/name-index';
import { NameKind, nameKind } from '../../../lib/items/name-kind';
import { reduceDefinition } from '../../../lib/items/reduce-definition';
import { reduceBucket, reduceStat, reduceStatGroup } from '../../../lib/items/reduce-tables';

/** A hand cannon as Bungie writes it, with what a case changes. */
const raw = (change: object = {}): object => ({
  hash: 2907129557,
  index: 100,
  displayProperties: {
    name: 'Sunshot',
    icon: '/common/destiny2_content/icons/sunshot.jpg',
    description: 'Can’t outrun the sunrise.',
  },
  flavorText: 'Liars’ noses, {var:1} times',
  itemTypeDisplayName: 'Hand Cannon',
  itemType: 3,
  itemSubType: 9,
  classType: 3,
  defaultDamageType: 3,
  equippable: true,
  equippingBlock: { ammoType: 1, uniqueLabel: 'exotic_weapon' },
  inventory: {
    tierType: 6,
    tierTypeName: 'Exotic',
    bucketTypeHash: 2465295065,
    isInstanceItem: true,
    maxStackSize: 1,
  },
  stats: { statGroupHash: 1, stats: { 10: { statHash: 10, value: 92 }, 11: { statHash: 11, value: 12 } } },
  ...change,
});
const reduced = (change: object = {}): ItemDefinition => {
  const made = reduceDefinition(raw(change));
  if (made === undefined) throw new Error('a definition with a hash must be reduced');
  return made.item;
};

describe('a definition', () => {
  it('keeps what the product shows and decides by', () => {
    expect(reduced()).toMatchObject({
      hash: 2907129557,
      name: 'Sunshot',
      tier: 6,
      bucket: 2465295065,
      uniqueLabel: 'exotic_weapon',
      ammoType: 1,
      transferrable: true,
      instanced: true,
      stats: [
        [10, 92],
        [11, 12],
      ],
      statGroup: 1,
    });
  });

  it.each([
    ['no hash', { hash: undefined }],
    ['a signed hash', { hash: -5 }],
    ['text for a hash', { hash: '1' }],
  ])('with %s is left out', (_name, change) => {
    expect(reduceDefinition(raw(change))).toBeUndefined();
  });

  it('with nothing but a hash is an unnamed thing that can go nowhere special', () => {
    expect(reduceDefinition({ hash: 1 })?.item).toMatchObject({
      name: '',
      bucket: 0,
      tier: 0,
      classType: 3,
      maxStackSize: 1,
      transferrable: true,
      equippable: false,
    });
  });

  it('takes pictures from Bungie alone', () => {
    const icon = (path: string) => reduced({ displayProperties: { name: 'x', icon: path } }).icon;
    expect(icon('https://elsewhere.example/x.png')).toBeUndefined();
    expect(icon('//elsewhere.example/img/x.png')).toBeUndefined();
    expect(icon('/common/destiny2_content/icons/../../../x')).toBeUndefined();
    expect(icon('/img/x.png')).toBe('/img/x.png');
  });
});

describe('a card', () => {
  const tables: WorldTables = {
    ...NO_TABLES,
    stats: [
      { hash: 10, name: 'Impact' },
      { hash: 11, name: 'Magazine' },
      { hash: 12, name: '' },
    ],
    statGroups: [
      {
        hash: 1,
        maximum: 100,
        stats: [
          { hash: 11, maximum: 100, asNumber: true, curve: [] },
          { hash: 10, maximum: 100, asNumber: false, curve: [] },
          { hash: 12, maximum: 100, asNumber: false, curve: [] },
        ],
      },
    ],
  };

  it('shows stats in the order of their group, as bars or bare numbers', () => {
    expect(cardOf(reduced(), tables).stats).toEqual([
      { name: 'Magazine', value: 12 },
      { name: 'Impact', value: 92, bar: 0.92 },
    ]);
  });

  it('shows them without a group as well, and never a bar beyond its end', () => {
    const stats = { stats: { 10: { statHash: 10, value: 250 } } };
    expect(cardOf(reduced({ stats }), tables).stats).toEqual([{ name: 'Impact', value: 250, bar: 1 }]);
  });

  it('cleans texts and fills what only a profile knows', () => {
    const card = cardOf(
      reduced({ displayProperties: { name: 'Sun\u202eshot', description: 'one\n\ttwo' } }),
      tables,
    );
    expect([card.name, card.description, card.flavor]).toEqual([
      'Sunshot',
      'one two',
      'Liars’ noses, ? times',
    ]);
    expect(cardOf(reduced({ displayProperties: {} }), tables).name).toBe('Unnamed item');
  });

  it('draws investment values on their curve', () => {
    const curve: [number, number][] = [
      [0, 10],
      [50, 20],
      [100, 70],
    ];
    expect([-5, 0, 25, 75, 200].map((value) => interpolate(value, curve))).toEqual([10, 10, 15, 45, 70]);
    expect(interpolate(7, [])).toBe(7);
  });
});

describe('the small tables', () => {
  it('are read, or left out without a hash', () => {
    expect(
      reduceBucket({ hash: 5, displayProperties: { name: 'Kinetic' }, itemCount: 10, scope: 0 }),
    ).toEqual({ hash: 5, name: 'Kinetic', capacity: 10, scope: 0 });
    expect(reduceBucket({ hash: 5, itemCount: -3 })?.capacity).toBe(0);
    expect(reduceStat({ displayProperties: { name: 'x' } })).toBeUndefined();
    const group = reduceStatGroup({
      hash: 1,
      scaledStats: [
        { statHash: 10, displayInterpolation: [{ value: 100, weight: 70 }, { value: 0, weight: 1 }, 'odd'] },
        { maximumValue: 3 },
      ],
    });
    expect(group?.stats).toEqual([
      {
        hash: 10,
        maximum: 100,
        asNumber: false,
        curve: [
          [0, 1],
          [100, 70],
        ],
      },
    ]);
  });
});

describe('the name index', () => {
  const collect = (...rows: object[]) => {
    const names = new NameCollector();
    for (const row of rows) {
      const made = reduceDefinition(raw(row));
      if (made !== undefined) names.add(made.item, made.facts);
    }
    return names.finish('g', new Set(['the', 'last', 'word', 'trust', 'hard', 'light']));
  };

  it('keeps one hash for a name: gear first, then what can be collected, then the latest', () => {
    const { names, hashes } = collect(
      { hash: 1, itemType: 0, index: 900, collectibleHash: 5 },
      { hash: 2, index: 10 },
      { hash: 3, index: 5, collectibleHash: 5 },
      { hash: 4, index: 4, collectibleHash: 5 },
    );
    expect(names).toMatchObject({ generation: 'g', gear: 'Sunshot', others: '' });
    expect(hashes.gear).toEqual([3]);
  });

  it('leaves out what nobody means: nameless, redacted, dummy, without a picture', () => {
    const { names } = collect(
      { displayProperties: { name: ' ', icon: '/img/x.png' } },
      { redacted: true },
      { itemType: 20 },
      { itemCategoryHashes: [3109687656] },
      { displayProperties: { name: 'Iconless' } },
    );
    expect(names).toEqual({ generation: 'g', gear: '', others: '', gearKinds: '', otherKinds: '' });
  });

  it('tells of each name how it differs from everyday talk, line by line', () => {
    const named = (name: string, itemType = 3) => {
      const display = { name, icon: '/common/destiny2_content/icons/x.jpg' };
      return { hash: name.length, itemType, displayProperties: display };
    };
    const { names } = collect(
      named('Trust'),
      named('Sunshot'),
      named('Hard Light', 0),
      named('The Last Word'),
    );
    expect(names).toMatchObject({
      gear: 'Sunshot\nThe Last Word\nTrust',
      gearKinds: 'csw',
      others: 'Hard Light',
      otherKinds: 's',
    });
  });
});

describe('the kind of a name', () => {
  const everyday = new Set([
    'ace',
    'of',
    'spades',
    'trust',
    'the',
    'call',
    'fare',
    'thee',
    'well',
    'reed',
    'regret',
    'a',
    'half',
  ]);
  it.each([
    ['Sunshot', NameKind.coined],
    ['Ace of Spades', NameKind.words],
    ["Reed's Regret", NameKind.words],
    ['Fare-Thee-Well', NameKind.words],
    ['Half-Truths', NameKind.coined],
    ['Call 44', NameKind.coined],
    ['The Call', NameKind.word],
    ['TRUST', NameKind.word],
    ['Trust A', NameKind.words],
  ])('of %s is %s', (name, kind) => {
    expect(nameKind(name, everyday)).toBe(kind);
  });

  it('is an everyday one when there is no list to tell by', () => {
    expect(nameKind('Sunshot', new Set())).toBe(NameKind.word);
    expect(nameKind('Duke Mk. 44', new Set())).toBe(NameKind.words);
  });
});

describe('texts', () => {
  it.each([
    ['Xûr', 'xur'],
    ['  The  Last WORD ', 'the last word'],
    ['Liar’s Handshake', "liar's handshake"],
  ])('%s is compared as %s', (name, folded) => {
    expect(foldName(name)).toBe(folded);
  });

  it('are cut by letters, not by halves of them', () => {
    expect(cleanText('a😀b😀', 3)).toBe('a😀…');
    expect(cleanText('\ud800x', 5)).toBe('\ufffdx');
  });
});

it('calls at the same time share one run, later ones have their own', async () => {
  let runs = 0;
  const run = singleFlight(async () => {
    runs += 1;
    await Promise.resolve();
    if (runs === 2) throw new Error('second');
    return runs;
  });
  expect(await Promise.all([run(), run(), run()])).toEqual([1, 1, 1]);
  await expect(run()).rejects.toThrow('second');
  expect(await run()).toBe(3);
});
