import { makeSpotter } from '../../lib/chat/spot-names';
import type { NameIndex } from '../../lib/items/item-definition';
import { type BenchBook, median } from './book';

const LINES = 4_000;
const TALK =
  'so anyway I told him that the trust fund is not the end of it and we should bring a friend next time lol'.split(
    ' ',
  );

/**
 * Spotting in lines without and with an item, against one big regular expression of the same names in any case; and the
 * index that a page gets. All names count here, which is more than the usual wishes ask for.
 */
export function chatRows(index: NameIndex, book: BenchBook): void {
  const gear = index.gear.split('\n').filter((name) => name.length > 2);
  const names = [...gear, ...index.others.split('\n').filter((name) => name.length > 2)];
  const spot = makeSpotter(index, { others: true });
  const expression = new RegExp(
    `\\b(?:${[...names]
      .sort((one, other) => other.length - one.length)
      .map(escaped)
      .join('|')})\\b`,
    'gi',
  );
  const plain = lines(() => '');
  const withItem = lines((at) => ` ${gear[(at * 37) % gear.length] ?? ''}`);
  for (const [id, said, budget] of [
    ['spot-line-nothing', plain, 5],
    ['spot-line-item', withItem, 50],
  ] as const) {
    const value = micros(said, (line) => spot(line).length);
    const theirs = micros(said.slice(0, 200), (line) => line.match(expression)?.length ?? 0);
    book.add({
      id,
      value,
      unit: 'us/line',
      alternative: `one regular expression of ${names.length} names in any case: ${theirs.toFixed(1)} us`,
      ratio: value / theirs,
      budget: `<= ${budget} us`,
      ok: value <= budget,
    });
  }
  for (const [id, text, others] of [
    ['spot-index-build', 'warm up', false],
    ['spot-index-build-all', 'warm up', true],
    ['spot-index-first-brackets', '[[x]]', false],
  ] as const) {
    const value = median(times(9, () => makeSpotter(index, { others })(text)));
    book.add({
      id,
      value,
      unit: 'ms',
      alternative: 'none',
      ratio: null,
      budget: '<= 30 ms',
      ok: value <= 30,
    });
  }
  const bytes = Buffer.byteLength(JSON.stringify(index));
  book.add({
    id: 'spot-index-size',
    value: bytes / 1000,
    unit: 'kB',
    alternative: 'none',
    ratio: null,
    budget: '<= 400 kB over the wire',
    ok: bytes <= 400_000,
  });
}

/** Lines of everyday words in an order of their own, each ended by `tail`. */
function lines(tail: (at: number) => string): string[] {
  return Array.from({ length: LINES }, (_, at) => {
    const turned = TALK.map((_word, place) => TALK[(place * 7 + at) % TALK.length] ?? '');
    return `${turned.join(' ')}${tail(at)}`;
  });
}

function micros(said: readonly string[], run: (line: string) => number): number {
  return median(
    times(5, () => {
      let found = 0;
      for (const line of said) found += run(line);
      return found;
    }).map((ms) => (ms * 1000) / said.length),
  );
}

function times(rounds: number, run: () => unknown): number[] {
  return Array.from({ length: rounds }, () => {
    const since = performance.now();
    run();
    return performance.now() - since;
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
