import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardOf, interpolate } from '@/lib/items/card';
import {
  type ItemDefinition,
  NO_TABLES,
  type StatGroupDefinition,
  type WorldTables,
} from '@/lib/items/item-definition';
import { reduceDefinition } from '@/lib/items/reduce-definition';

const IMPACT = 4043523819;
const RANGE = 1240592695;
const ROUNDS = 4284893193;
const ATTACK = 1480404414;
const DEFENCE = 3897883278;
const POWER = 1935470627;
const NAMES = new Map([
  [IMPACT, 'Impact'],
  [RANGE, 'Range'],
  [ROUNDS, 'Rounds Per Minute'],
  [ATTACK, 'Attack'],
  [DEFENCE, 'Defense'],
  [POWER, 'Power'],
]);

function gun(change: Partial<ItemDefinition> = {}): ItemDefinition {
  const made = reduceDefinition({ hash: 7, displayProperties: { name: 'Sunshot' } });
  if (made === undefined) throw new Error('a row with a hash must be reduced');
  return { ...made.item, ...change };
}

type Scaled = StatGroupDefinition['stats'][number];
const scaled = (hash: number, change: Partial<Scaled> = {}): Scaled => ({
  hash,
  maximum: 100,
  asNumber: false,
  curve: [],
  ...change,
});
function tables(...stats: Scaled[]): WorldTables {
  return {
    ...NO_TABLES,
    stats: [...NAMES].map(([hash, name]) => ({ hash, name })),
    statGroups: [
      { hash: 1, maximum: 100, stats: [scaled(RANGE)] },
      { hash: 2, maximum: 100, stats },
    ],
  };
}
const linesOf = (stats: [number, number][], ...group: Scaled[]) =>
  cardOf(gun({ stats, statGroup: 2 }), tables(...group)).stats;

describe('the stats of a card', () => {
  it('come in the order of the item’s own group, whatever order they have', () => {
    const group = [scaled(ROUNDS, { asNumber: true }), scaled(IMPACT), scaled(RANGE)];
    const names = ['Rounds Per Minute', 'Impact', 'Range'];
    const there: [number, number][] = [
      [RANGE, 30],
      [IMPACT, 92],
      [ROUNDS, 150],
    ];
    expect(linesOf(there, ...group).map((stat) => stat.name)).toEqual(names);
    expect(linesOf(there.toReversed(), ...group).map((stat) => stat.name)).toEqual(names);
  });

  it('are a bar, or a bare number where the game shows one', () => {
    expect(
      linesOf(
        [
          [ROUNDS, 150],
          [IMPACT, 92],
        ],
        scaled(ROUNDS, { asNumber: true }),
        scaled(IMPACT),
      ),
    ).toEqual([
      { name: 'Rounds Per Minute', value: 150 },
      { name: 'Impact', value: 92, bar: 0.92 },
    ]);
  });

  it.each([
    [0, 100, 0],
    [21, 42, 0.5],
    [-10, 100, 0],
    [250, 100, 1],
    [50, 0, 0.5],
    [50, -1, 0.5],
  ])('fill of %d in %d is the share %d', (value, maximum, bar) => {
    expect(linesOf([[IMPACT, value]], scaled(IMPACT, { maximum }))[0]?.bar).toBe(bar);
  });

  it('leave out what the item has not, what has no name, and what the group does not show', () => {
    const shown = linesOf(
      [
        [IMPACT, 92],
        [RANGE, 30],
        [555, 1],
      ],
      scaled(IMPACT),
      scaled(ROUNDS),
      scaled(555),
    );
    expect(shown.map((stat) => stat.name)).toEqual(['Impact']);
  });

  it('leave out power: a definition has none', () => {
    const all: [number, number][] = [ATTACK, DEFENCE, POWER, IMPACT].map((hash) => [hash, 10]);
    expect(linesOf(all, ...all.map(([hash]) => scaled(hash))).map((stat) => stat.name)).toEqual(['Impact']);
    expect(cardOf(gun({ stats: all }), tables()).stats.map((stat) => stat.name)).toEqual(['Impact']);
  });

  it('are shown as bars when the item names no group, or one that is not there', () => {
    const stats: [number, number][] = [[IMPACT, 92]];
    const bars = [{ name: 'Impact', value: 92, bar: 0.92 }];
    expect(cardOf(gun({ stats }), tables()).stats).toEqual(bars);
    expect(cardOf(gun({ stats, statGroup: 99 }), tables()).stats).toEqual(bars);
  });

  it('are none before the tables are there', () => {
    const bare = cardOf(gun({ stats: [[IMPACT, 92]] }), NO_TABLES);
    expect(bare.stats).toEqual([]);
    expect(bare.name).toBe('Sunshot');
  });

  it('have names as clean as everything else', () => {
    const odd = tables(scaled(1), scaled(2));
    odd.stats.push({ hash: 1, name: '\u202eRange\u200b' }, { hash: 2, name: '\u200b \u2060' });
    const stats: [number, number][] = [
      [1, 5],
      [2, 5],
    ];
    expect(cardOf(gun({ stats, statGroup: 2 }), odd).stats.map((stat) => stat.name)).toEqual(['Range']);
  });
});

describe('the texts of a card', () => {
  it('name an item that has no name, or one that nobody could see', () => {
    for (const name of ['', ' ', '\u200b\u2060', '\n'])
      expect(cardOf(gun({ name }), tables()).name).toBe('Unnamed item');
  });

  it('say the tier as Bungie does, else in our words, else not at all', () => {
    const tier = (change: Partial<ItemDefinition>) => cardOf(gun(change), tables()).tierName;
    expect(tier({ tier: 6, tierName: 'Exotisch' })).toBe('Exotisch');
    expect(tier({ tier: 6 })).toBe('Exotic');
    expect(tier({ tier: 6, tierName: '\u200b' })).toBe('Exotic');
    expect(tier({ tier: 77 })).toBe('');
  });

  it('show a question mark where only a profile knows the number', () => {
    const description = 'Kills: {var:123}, {var:4294967295}. {var:} {VAR:1} {var:x}';
    expect(cardOf(gun({ description }), tables()).description).toBe('Kills: ?, ?. {var:} {VAR:1} {var:x}');
  });

  it('join lines by a space instead of gluing words', () => {
    expect(cardOf(gun({ description: ' one\r\n\r\ntwo\tthree\u2028four ' }), tables()).description).toBe(
      'one two three four',
    );
  });

  it('leave markup as the text it is', () => {
    const evil = '<img src=x onerror="alert(1)">';
    const card = cardOf(gun({ name: evil, description: evil, flavor: evil, typeName: evil }), tables());
    expect([card.name, card.description, card.flavor, card.typeName]).toEqual([evil, evil, evil, evil]);
  });

  it.each<['name' | 'typeName' | 'tierName' | 'description' | 'flavor', number]>([
    ['name', 80],
    ['typeName', 80],
    ['tierName', 40],
    ['description', 400],
    ['flavor', 300],
  ])('are short: %s at most %d letters', (field, limit) => {
    const shown = cardOf(gun({ [field]: '🔥'.repeat(2_000) }), tables())[field];
    expect(Array.from(shown)).toHaveLength(limit);
    expect(shown.endsWith('…')).toBe(true);
  });

  it('are clean whatever the definition says', () => {
    const text = fc.string({ unit: 'binary', maxLength: 50 });
    fc.assert(
      fc.property(text, text, text, (name, description, flavor) => {
        const card = cardOf(gun({ name, description, flavor, typeName: name, tierName: flavor }), tables());
        const all = [card.name, card.description, card.flavor, card.typeName, card.tierName].join('');
        expect(all).not.toMatch(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u206f]/u);
        expect(all.isWellFormed()).toBe(true);
        expect(card.name).not.toBe('');
      }),
    );
  });
});

it('a card is plain JSON, and lacks an icon rather than having none', () => {
  const card = cardOf(gun({ stats: [[IMPACT, 92]], statGroup: 2 }), tables(scaled(IMPACT)));
  expect(JSON.parse(JSON.stringify(card))).toStrictEqual(card);
  expect(Object.keys(card)).not.toContain('icon');
  expect(cardOf(gun({ icon: '/img/x.png' }), tables()).icon).toBe('/img/x.png');
});

describe('a display curve', () => {
  const points = fc
    .uniqueArray(fc.integer({ min: -100, max: 200 }), { minLength: 1, maxLength: 6 })
    .chain((at) =>
      fc
        .array(fc.integer({ min: -100, max: 200 }), { minLength: at.length, maxLength: at.length })
        .map((to) => at.sort((a, b) => a - b).map((from, index): [number, number] => [from, to[index] ?? 0])),
    );

  it('goes through its points, and stays between its lowest and highest', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: -300, max: 400 }), (curve, value) => {
        for (const [from, to] of curve) expect(interpolate(from, curve)).toBe(to);
        const heights = curve.map(([, to]) => to);
        const drawn = interpolate(value, curve);
        expect(drawn).toBeGreaterThanOrEqual(Math.min(...heights));
        expect(drawn).toBeLessThanOrEqual(Math.max(...heights));
      }),
    );
  });

  it('with two points at one place does not divide by nothing', () => {
    expect(
      interpolate(50, [
        [0, 0],
        [50, 10],
        [50, 20],
        [100, 30],
      ]),
    ).toBe(10);
    expect(
      interpolate(5, [
        [5, 1],
        [5, 9],
      ]),
    ).toBe(1);
  });
});
