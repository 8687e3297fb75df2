import { describe, expect, it } from 'vitest';
import { columnPlugs, columnsOf, printingsOf } from '@/lib/items/card-columns';
import { type ItemDefinition, NO_TABLES } from '@/lib/items/item-definition';
import { NameCollector } from '@/lib/items/name-index';
import { reduceDefinition } from '@/lib/items/reduce-definition';
import { reduceCollectible } from '@/lib/items/reduce-tables';
import { ITEMS } from '../../world/definitions';

const items = new Map(
  ITEMS.flatMap((row) => {
    const item = reduceDefinition(row)?.item;
    return item === undefined ? [] : [[item.hash, item] as const];
  }),
);
const known = (hash: number): ItemDefinition => {
  const item = items.get(hash);
  if (item === undefined) throw new Error(`no ${hash}`);
  return item;
};
const DUKE = 2112909414;

describe('columns of a card', () => {
  it('are the intrinsic and the perks, and neither mods nor looks', () => {
    const duke = known(DUKE);
    const columns = columnsOf(duke, items, NO_TABLES);
    expect(columns).toHaveLength(5);
    expect(columns[0]?.plugs[0]?.typeName).toBe('Intrinsic');
    expect(columns.slice(3).map(({ plugs }) => plugs[0]?.typeName)).toEqual(['Trait', 'Trait']);
    expect(columnPlugs(duke)).toEqual(columns.map(({ plugs }) => plugs[0]?.hash));
  });

  it('leave out what nobody knows and what has no sockets', () => {
    expect(columnsOf(known(DUKE), new Map(), NO_TABLES)).toEqual([]);
    expect(columnsOf({}, items, NO_TABLES)).toEqual([]);
  });
});

describe('where items come from', () => {
  it('is told by collectibles, and by none of the odd rows', () => {
    const rows = [
      { itemHash: 7, sourceString: 'Source: Last Wish raid.' },
      { itemHash: 9, sourceString: '  ' },
      { itemHash: -1, sourceString: 'Nowhere' },
      null,
      'x',
    ];
    expect(rows.map(reduceCollectible)).toEqual([
      { item: 7, source: 'Source: Last Wish raid.' },
      ...Array(4).fill(undefined),
    ]);
  });
});

describe('printings of one name', () => {
  it('are kept for gear, the newest first, and not for the rest', () => {
    const names = new NameCollector();
    const add = (hash: number, change: object) => {
      const row = ITEMS.find((one) => one.hash === DUKE);
      const reduced = reduceDefinition({ ...row, ...change, hash });
      if (reduced !== undefined) names.add(reduced.item, reduced.facts);
    };
    add(1, { index: 1 });
    add(2, { index: 2 });
    add(3, { index: 3, itemType: 9 });
    add(4, { index: 4, redacted: true });
    const { hashes } = names.finish('one', new Set());
    expect(hashes.printings).toEqual({ 'Duke Mk. 44': [2, 1] });
  });

  it('are told apart by season, else by number', () => {
    const tables = { ...NO_TABLES, seasons: [{ hash: 50, number: 5 }], watermarks: [] };
    const duke = known(DUKE);
    const bare = (hash: number, season?: number): ItemDefinition => {
      const { season: _, watermark: __, ...rest } = duke;
      return { ...rest, hash, ...(season === undefined ? {} : { season }) };
    };
    const list = [bare(1, 50), bare(2, 50), bare(3), bare(4)];
    expect(printingsOf(list, tables).map(({ label }) => label)).toEqual([
      'Season 5',
      'Season 5 2',
      'Version 1',
      'Version 2',
    ]);
  });
});
