import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldName } from '../../../lib/items/fold-name';

/** The rule in one piece, without the short way that plain names take. */
function slowly(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[“”]/g, '"')
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

it('folds plain names as it folds all others', () => {
  const piece = fc.oneof(
    fc.constantFrom(' ', '  ', '\t', '`', '’', 'û', '“', 'Ace', 'of', 'İ'),
    fc.string({ maxLength: 4 }),
    fc.string({ maxLength: 3, unit: 'binary' }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (parts) => {
      expect(foldName(parts.join(''))).toBe(slowly(parts.join('')));
    }),
    { numRuns: 5_000 },
  );
});
