import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textsOf } from '../../../lib/items/packed-items';
import {
  factsOfTrimmed,
  reduceDefinition,
  WANTED_OF_ITEM,
  WANTED_OF_NAME,
} from '../../../lib/items/reduce-definition';
import { trimFirst } from '../../../lib/items/trim-json';
import { BlockReading } from '../../../lib/manifest/cut-blocks';
import { ItemReducer } from '../../../lib/manifest/reduce-items';
import { comingIn } from '../../world/coming-in';
import { ITEMS, type RawDefinition } from '../../world/definitions';
import { helperBeside } from '../builders/block-helper';

const encoder = new TextEncoder();

function tableOf(rows: readonly RawDefinition[]): string {
  return `{${rows.map((row) => `"${row.hash}":${JSON.stringify(row)}`).join(',')}}`;
}

/** Rows as heavy as real ones, so that several blocks come of them. */
const HEAVY = Array.from({ length: 2_000 }, (_, at): RawDefinition => {
  const hash = Math.imul(at + 1, 2_654_435_761) >>> 0;
  return {
    // The first field of every real row.
    displayProperties: {
      name: `Item ${at}`,
      description: '',
      icon: `/common/destiny2_content/icons/${hash}.jpg`,
    },
    stats: { stats: { 5: { statHash: 5, value: at % 100 } } },
    reusable: Array.from({ length: 40 }, (_unused, plug) => ({ plugItemHash: (hash + plug) >>> 0 })),
    hash,
    index: at,
    redacted: false,
  };
});

/** What a table comes to, read by blocks in pieces of that size. */
async function read(text: string, piece: number, helper = helperBeside()) {
  const blocks = new BlockReading(helper);
  const outcome = await blocks.read(comingIn(Buffer.from(text), piece), 'items');
  const texts = new Map(outcome.ok ? outcome.value.flatMap(({ packed }) => [...textsOf(packed)]) : []);
  const rows = outcome.ok ? outcome.value.reduce((sum, part) => sum + part.rows, 0) : 0;
  return { outcome, texts, rows, misled: blocks.misled };
}

function inOneGo(rows: readonly RawDefinition[]): Map<number, string> {
  const reducer = new ItemReducer('items');
  for (const row of rows) {
    const bytes = encoder.encode(JSON.stringify(row));
    reducer.row(row.hash, { bytes, start: 0, end: bytes.length });
  }
  return textsOf(reducer.finish().packed);
}

describe('a table read by blocks', () => {
  it.each([
    50_000, 262_144, 700_001, 2_097_152, 50_000_000,
  ])('gives the same in pieces of %i bytes', async (piece) => {
    const { texts, rows, misled } = await read(tableOf(HEAVY), piece);
    expect(misled).toBe(false);
    expect(rows).toBe(HEAVY.length);
    expect([...texts].sort()).toEqual([...inOneGo(HEAVY)].sort());
  });

  it('is cut at whatever field its rows begin with', async () => {
    const rows = HEAVY.map(({ hash, ...row }) => ({ hash, ...row }));
    const { texts, misled } = await read(tableOf(rows), 262_144);
    expect(misled).toBe(false);
    expect(texts.size).toBe(rows.length);
  });

  it('needs no helper, and may be small or empty', async () => {
    const small = await new BlockReading(undefined).read(
      comingIn(Buffer.from(tableOf(ITEMS)), 1_000),
      'items',
    );
    expect(small.ok && small.value.map(({ packed }) => packed.hashes.length)).toEqual([ITEMS.length]);
    expect(await read('{}', 1)).toMatchObject({ rows: 0, misled: false, outcome: { ok: true } });
  });

  it('is cut wherever it ends before its last brace', async () => {
    const text = tableOf(ITEMS.slice(0, 3));
    for (let end = 0; end < text.length; end += 7) {
      const { outcome, misled } = await read(text.slice(0, end), 500);
      // Behind a row it looks whole but for the last brace: who reads it again in one go is told.
      expect(outcome.ok).toBe(false);
      if (!misled) expect(outcome).toMatchObject({ failure: { code: 'definitions-cut' } });
    }
  });

  it.each([
    ['written with spaces', JSON.stringify(Object.fromEntries(HEAVY.map((row) => [row.hash, row])), null, 1)],
    ['no table', `[${tableOf(ITEMS)}]`],
    [
      'in which rows begin like others within them',
      tableOf(
        HEAVY.map((row) => ({
          ...row,
          nested: {
            7: 1,
            ...Object.fromEntries([8, 9].map((at) => [at, { displayProperties: { name: 'x' } }])),
          },
        })),
      ),
    ],
  ])('says that it was misled by one that is %s', async (_name, text) => {
    const { outcome, misled } = await read(text, 300_000);
    expect(outcome.ok).toBe(false);
    expect(misled).toBe(true);
  });

  it('says so too when its helper is gone', async () => {
    const gone = { ...helperBeside(), block: () => Promise.reject(new Error('gone')) };
    expect((await read(tableOf(HEAVY), 500_000, gone)).misled).toBe(true);
    const mute = { ...helperBeside(), finish: () => Promise.reject(new Error('gone')) };
    expect((await read(tableOf(HEAVY), 500_000, mute)).misled).toBe(true);
  });
});

describe('lonely brackets in texts', () => {
  it('cost no row, wherever they stand', async () => {
    const odd = HEAVY.map((row, at) => ({
      ...row,
      reusable: at % 7 === 3 ? ['a [ lonely one'] : at % 11 === 5 ? ['and ] another', '[]'] : row.reusable,
    }));
    const { texts, rows } = await read(tableOf(odd), 262_144);
    expect(rows).toBe(odd.length);
    expect([...texts.keys()].sort()).toEqual(odd.map(({ hash }) => hash).sort());
    expect([...texts].sort()).toEqual([...inOneGo(odd)].sort());
  });
});

describe('the facts of a row that streams by', () => {
  const ODD = [
    null,
    true,
    0,
    -1,
    20,
    1.5,
    3109687656,
    '',
    'a "quoted" [text',
    '/img/misc/x.png',
    [3109687656],
    {},
    [],
  ];
  const FIELDS = [
    'hash',
    'index',
    'redacted',
    'displayProperties',
    'iconWatermark',
    'itemType',
    'itemCategoryHashes',
    'collectibleHash',
    'seasonHash',
  ];

  it('are those of the whole row, or it is told to be odd', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ITEMS),
        fc.dictionary(fc.constantFrom(...FIELDS), fc.constantFrom(...ODD), { maxKeys: 3 }),
        fc.dictionary(fc.constantFrom('name', 'icon'), fc.constantFrom(...ODD), { maxKeys: 2 }),
        fc.constantFrom(WANTED_OF_ITEM, WANTED_OF_NAME),
        (row, changes, display, wanted) => {
          const raw = {
            ...row,
            displayProperties: { ...(row.displayProperties as object), ...display },
            ...changes,
          };
          const bytes = encoder.encode(JSON.stringify(raw));
          const span = { bytes, start: 0, end: bytes.length };
          if (trimFirst(span, wanted, new Uint8Array(bytes.length), 0, true) === undefined) return;
          const facts = factsOfTrimmed(bytes);
          if (facts === undefined) return;
          const slow = reduceDefinition(raw);
          expect(slow).toBeDefined();
          const { item } = slow!;
          expect(facts).toMatchObject({
            index: slow!.facts.index,
            collectible: slow!.facts.collectible,
            displayed: slow!.facts.displayed,
          });
          const { hash, name, itemType, redacted, season } = item;
          expect(facts.item).toMatchObject({ hash, name, itemType, redacted });
          // Of what has no name nobody asks for more.
          if (name !== '') expect(facts).toMatchObject({ dummy: slow!.facts.dummy });
          if (name !== '') expect(facts.item.icon).toBe(item.icon);
          if (wanted === WANTED_OF_ITEM) expect(facts.item.season).toBe(season);
          if (facts.item.season !== undefined) expect(facts.item.watermark).toBe(item.watermark);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
