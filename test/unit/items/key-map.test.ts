import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeyMap } from '../../../lib/items/key-map';
import { splitWords, straighten, sumOf } from '../../../lib/items/name-words';

const words = (text: string) => splitWords(straighten(text));

/** Two texts of one sum, found by trying: as many as 2^15 of them have a pair in thirty bits. */
function pairOfOneSum(): [string, string] {
  const seen = new Map<number, string>();
  for (let at = 0; ; at += 1) {
    const key = `k${at.toString(36)}`;
    const before = seen.get(sumOf(key));
    if (before !== undefined) return [before, key];
    seen.set(sumOf(key), key);
  }
}

it('holds what a map of texts would, asked by text or by word', () => {
  const key = fc.constantFrom('the', 'THE', 'wardens', 'xûr', 'a', '7', 'fr0st', 'ｆ');
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.nat())), fc.array(key), (sets, asked) => {
      const ours = new KeyMap<number>();
      const plain = new Map<string, number>();
      for (const [name, value] of sets) {
        const [word] = words(name);
        ours.set(word?.key ?? '', value);
        plain.set(word?.key ?? '', value);
      }
      for (const word of words(asked.join(' '))) {
        expect(ours.get(word)).toBe(plain.get(word.key));
        expect(ours.getKey(word.key)).toBe(plain.get(word.key));
      }
    }),
  );
});

it('tells keys of one sum apart', () => {
  const [one, other] = pairOfOneSum();
  const map = new KeyMap<string>();
  map.set(one, 'one');
  const [word] = words(other);
  if (word === undefined) throw new Error('no word');
  expect(map.get(word)).toBeUndefined();
  map.set(other, 'other');
  expect(map.get(word)).toBe('other');
  expect(map.getKey(one)).toBe('one');
});

it('words bring the sum of their keys along, whatever they are written with', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const word of words(text)) {
        expect(word.sum).toBe(sumOf(word.key));
        expect(word.is(word.key)).toBe(true);
        expect(word.is(`${word.key}x`)).toBe(false);
      }
    }),
  );
  expect(words("Warden's Xu\u0302r END").map(({ key }) => key)).toEqual(['wardens', 'xûr', 'end']);
});
