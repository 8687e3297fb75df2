import fc from 'fast-check';
import { expect, it } from 'vitest';
import { takeInstead } from '@/lib/inventory/search/problem';
import { propose } from '@/lib/inventory/search/propose';
import { suggest } from '@/lib/inventory/search/suggest';
import { toggleTerm } from '@/lib/inventory/search/toggle-term';
import { askZoo, found, ZOO, zooIndex } from './search-zoo';

const LETTERS = [
  'is:',
  'not:',
  'power:',
  'exotic',
  'arc',
  '>',
  '4',
  '(',
  ')',
  '-',
  ' ',
  '"',
  "'",
  '/*',
  '*/',
  '\\',
];
const piece = fc.constantFrom(...LETTERS, ' or ', ' and ', ' not ', 'sun', 'ß', 'İ', '\ud83d');
const typed = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

it('answers any text, whole or half-typed, and never both hits and a problem', () => {
  fc.assert(
    fc.property(typed, fc.nat(60), (text, at) => {
      const { hits, problem, waiting } = askZoo(text, Math.min(at, text.length));
      if (problem !== undefined || waiting) expect(hits).toEqual([]);
      if (problem === undefined) return;
      expect(problem.from).toBeGreaterThanOrEqual(0);
      expect(problem.to).toBeLessThanOrEqual(text.length);
      expect(problem.to).toBeGreaterThanOrEqual(problem.from);
    }),
    { numRuns: 5000 },
  );
});

it('mends one problem with each proposal taken', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const { problem } = askZoo(text);
      const instead = problem && propose(problem);
      if (problem === undefined || instead === undefined) return;
      const { problem: next } = askZoo(takeInstead(text, problem, instead).text);
      expect(next === undefined || next.from >= problem.from).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

const word = fc.constantFrom('is:exotic', 'is:arc', 'is:weapon', 'power:>390', 'sunshot', '"of"', 'is:dupe');
const { query } = fc.letrec<{ query: string; pair: string }>((tie) => ({
  query: fc.oneof({ depthSize: 'small' }, word, tie('pair')),
  pair: fc
    .tuple(fc.constantFrom(' ', ' and ', ' or '), tie('query'), tie('query'))
    .map(([between, one, other]) => `(${one}${between}${other})`),
}));

it('keeps the laws of logic', () => {
  const names = ZOO.map((one) => one.name);
  const rest = (some: readonly string[]) => names.filter((name) => !some.includes(name));
  fc.assert(
    fc.property(query, query, (one, other) => {
      // Under a negation no slip is forgiven; these words have none.
      expect(found(`-${one}`)).toEqual(rest(found(one)));
      expect(found(`${one} ${other}`)).toEqual(found(one).filter((name) => found(other).includes(name)));
      expect(found(`${one} or ${other}`)).toEqual(
        names.filter((name) => found(one).includes(name) || found(other).includes(name)),
      );
      expect(found(`${one} ${other}`)).toEqual(found(`${other} and ${one}`));
    }),
    { numRuns: 300 },
  );
});

it('reads 100,000 short texts without choking', () => {
  const texts = fc.sample(typed, { numRuns: 2000, seed: 7 });
  for (let round = 0; round < 50; round++) for (const text of texts) askZoo(text, text.length);
}, 30_000);

it.each([
  ['brackets', '('.repeat(10_000)],
  ['closing brackets', ')'.repeat(10_000)],
  ['pairs', '()'.repeat(5000)],
  ['minuses', '-'.repeat(10_000)],
  ['quotes', '"'.repeat(10_000)],
  ['open comments', '/*'.repeat(5000)],
  ['spaces', `a${' '.repeat(10_000)}b`],
  ['ors', 'a or '.repeat(2000)],
  ['letters', 'a'.repeat(10_000)],
  ['letters after a colon', `is:${'a'.repeat(10_000)}`],
  ['words', 'sun '.repeat(2500)],
  ['numbers', 'power:>4 '.repeat(1100)],
  ['backslashes', `"${'\\'.repeat(9999)}`],
  ['nested notes', '-('.repeat(5000)],
])('takes 10 kB of %s in its stride', (_, text) => {
  askZoo(text);
  askZoo(text, text.length);
  suggest(text, text.length, zooIndex);
  toggleTerm(text, 'is:exotic');
});
