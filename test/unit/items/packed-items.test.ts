import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../lib/items/item-definition';
import {
  itemOfText,
  type PackedItems,
  pagesOf,
  readPacked,
  samePacked,
  somePacked,
  textsOf,
} from '../../../lib/items/packed-items';
import { reduceDefinition } from '../../../lib/items/reduce-definition';
import { ITEMS } from '../../world/definitions';
import { packed } from '../builders/packed';

it.each(
  ITEMS.map((raw) => [raw.hash, raw] as const),
)('keeps item %i whole on its way to disk and back', (hash, raw) => {
  const item = reduceDefinition(raw)?.item;
  expect(item).toBeDefined();
  expect(readPacked(structuredClone(packed(ITEMS)), hash)).toEqual(item);
});

it('knows nothing of what is not there, and of what cannot be read', () => {
  expect(readPacked(packed(ITEMS), 1)).toBeUndefined();
  expect(itemOfText('[0,06]')).toBeUndefined();
  expect(itemOfText('[0,')).toBeUndefined();
  expect(itemOfText('"text"')).toBeUndefined();
});

/** Any hash with any text. */
const someItems = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.string()), {
  selector: ([hash]) => hash,
  maxLength: 60,
});

function written(items: readonly (readonly [number, string])[]): PackedItems {
  const texts = items.map(([, text]) => new TextEncoder().encode(text));
  let end = 0;
  return {
    hashes: Uint32Array.from(items, ([hash]) => hash),
    ends: Uint32Array.from(texts, (text) => {
      end += text.length;
      return end;
    }),
    text: new Uint8Array(Buffer.concat(texts)),
  };
}

describe('pages', () => {
  it('hold each item once, by ascending hash, whoever read it', () => {
    fc.assert(
      fc.property(someItems, fc.nat(), (items, cut) => {
        const at = items.length === 0 ? 0 : cut % items.length;
        const pages = pagesOf([written(items.slice(0, at)), written(items.slice(at))]);
        const there = pages.flatMap(({ page, packed: one }) => {
          const texts = [...textsOf(one)];
          expect(texts.every(([hash]) => pageOf(hash) === page)).toBe(true);
          return texts;
        });
        const sorted = [...items].sort(([one], [other]) => one - other);
        expect(there).toEqual(sorted.map(([hash, text]) => [hash, Buffer.from(text).toString()]));
        expect(new Set(pages.map(({ page }) => page)).size).toBe(pages.length);
        // Equal lists are written alike, in whatever order they came.
        const again = pagesOf([written([...items].reverse())]);
        expect(again.every((one, place) => samePacked(one.packed, pages[place]!.packed))).toBe(true);
      }),
    );
  });

  it('differ when anything in them does', () => {
    const one = written([[5, 'a']]);
    expect(samePacked(one, written([[5, 'a']]))).toBe(true);
    expect(samePacked(one, written([[5, 'b']]))).toBe(false);
    expect(samePacked(one, written([[6, 'a']]))).toBe(false);
    expect(samePacked(one, written([]))).toBe(false);
  });
});

it('takes some out of several', () => {
  const some = somePacked(
    [
      written([
        [1, 'one'],
        [2, 'two'],
      ]),
      written([[3, 'three']]),
    ],
    new Set([2, 3, 4]),
  );
  expect([...textsOf(some)]).toEqual([
    [2, 'two'],
    [3, 'three'],
  ]);
});
