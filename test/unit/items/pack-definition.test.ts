import { expect, it } from 'vitest';
import { packItem, unpackItem } from '../../../lib/items/pack-definition';
import { reduceDefinition, WANTED_OF_ITEM } from '../../../lib/items/reduce-definition';
import { skimJson } from '../../../lib/items/skim-json';
import { ITEMS } from '../../world/definitions';

it.each(
  ITEMS.map((raw) => [raw.hash, raw] as const),
)('keeps item %i whole on its way to disk and back', (_hash, raw) => {
  const item = reduceDefinition(raw)?.item;
  if (item === undefined) throw new Error('not reduced');
  expect(unpackItem(structuredClone(packItem(item)))).toEqual(item);
});

it('reduces a skimmed row to the same as the whole one', () => {
  for (const raw of ITEMS) {
    const bytes = new TextEncoder().encode(JSON.stringify(raw));
    expect(reduceDefinition(skimJson({ bytes, start: 0, end: bytes.length }, WANTED_OF_ITEM))).toEqual(
      reduceDefinition(raw),
    );
  }
});
