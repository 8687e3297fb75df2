import type { ItemInstanceId } from '../../lib/base/ids';
import type { HeldItem } from '../../lib/inventory/picture';
import { runSearch } from '../../lib/inventory/search/run-search';
import { indexItems } from '../../lib/inventory/search/search-items';
import { item, picture, TITAN } from '../unit/builders/picture';
import type { BenchBook } from './book';

const SYLLABLES = ['sun', 'ace', 'risk', 'thorn', 'void', 'mon', 'arc', 'fate', 'bring', 'er'];
const QUERIES = [
  's',
  'sun',
  'sunsh',
  'hand can',
  'is:weapon',
  'is:dupe',
  'perk',
  '-is:exotic power:>=400',
  '(is:exotic or is:legendary) sun -"perk 31" perkname:thorn or name:arc',
];
const ROUNDS = 7;

/** The slowest of several searches over 1,000 items that nothing was prepared for, as the very first key stroke is. */
export function searchRows(book: BenchBook): void {
  const plugs = Object.fromEntries(
    Array.from({ length: 300 }, (_, at) => [at, { name: `${SYLLABLES[at % 10]} perk ${at}` }]),
  );
  const items = manyItems();
  const byItem = Object.fromEntries(
    items.map((_, at) => [at, Array.from({ length: 8 }, (_, slot) => (at * 7 + slot * 31) % 300)]),
  );
  const place = { picture: picture([]), chosen: TITAN, marks: new Map() };
  const ours = QUERIES.map((text) =>
    fastest(() => {
      // A fresh index each time: nothing is remembered from an earlier search.
      runSearch(indexItems(items, { byItem, plugs }), text, text.length, place);
    }),
  );
  const theirs = fastest(() => {
    items.filter((one) => JSON.stringify(one).toLowerCase().includes('sunsh'));
  });
  const value = Math.max(...ours);
  book.add({
    id: 'search-cold',
    value,
    unit: 'ms',
    alternative: `looking for the letters in the text of each item: ${theirs.toFixed(1)} ms`,
    ratio: value / theirs,
    budget: '<= 8 ms with 1,000 items, index included',
    ok: value <= 8,
  });
}

function fastest(run: () => void): number {
  return Math.min(
    ...Array.from({ length: ROUNDS }, () => {
      const from = performance.now();
      run();
      return performance.now() - from;
    }),
  );
}

function manyItems(): HeldItem[] {
  return Array.from({ length: 1000 }, (_, at) => {
    const part = (step: number) => SYLLABLES[Math.floor(at / step) % 10] ?? '';
    const name = `${part(1)}${part(10)} ${part(100)}${at % 7 === 0 ? ' of Dawn' : ''}`;
    return item(name, { instanceId: String(at) as ItemInstanceId, tier: 3 + (at % 4) });
  });
}
