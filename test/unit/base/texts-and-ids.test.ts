import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '@/lib/base/clean-text';
import { isHash, isInt64Text } from '@/lib/base/ids';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  // Halves of pairs and what a spoofer would type.
  fc
    .array(fc.constantFrom('\ud83d', '\udd25', '🔥', '\u202e', '\u200b', '\n', 'a'))
    .map((all) => all.join('')),
);

describe('a text from outside', () => {
  it.each([
    ['overrides of the writing direction', 'Sun\u202eshot\u202c'],
    ['isolates of the writing direction', '\u2067Sun\u2069shot'],
    ['letters without width', 'Sun\u200b\u200c\u200d\u2060\ufeffshot'],
    ['joiners that draw nothing', 'Sun\u034fshot'],
    ['blank letters', 'Sun\u3164\u115f\uffa0shot'],
    ['soft hyphens', 'Sun\u00adshot'],
    ['tags', 'Sun\u{e0073}\u{e007f}shot'],
    ['controls old and new', 'S\u0000un\u001b\u0085\u009fshot'],
    ['breaks of every kind', 'Sun\r\n\u2028\u2029shot'],
  ])('loses %s', (_name, text) => {
    expect(cleanText(text, 80)).toBe('Sunshot');
  });

  it.each([
    'Xûr, Agent of the Nine',
    'Liar’s Handshake',
    '終わりの物語',
    'Солнце',
    'שמש',
    '❤️ 🔥',
    'a b\u00a0c',
    '<b>&amp;</b>',
  ])('keeps %s as it is', (text) => {
    expect(cleanText(text, 80)).toBe(text);
  });

  it('is cut at the limit and not before, and says so', () => {
    expect(cleanText('x'.repeat(80), 80)).toBe('x'.repeat(80));
    expect(cleanText('x'.repeat(81), 80)).toBe(`${'x'.repeat(79)}…`);
    // What is taken away does not count.
    expect(cleanText(`${'x'.repeat(80)}${'\u200b'.repeat(50)}`, 80)).toBe('x'.repeat(80));
  });

  it('is well-formed, within its limit, and clean enough not to change again', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 20 }), (text, limit) => {
        const clean = cleanText(text, limit);
        expect(clean.isWellFormed()).toBe(true);
        expect(Array.from(clean).length).toBeLessThanOrEqual(limit);
        expect(cleanText(clean, limit)).toBe(clean);
        expect(clean).not.toMatch(/[\p{Cc}\u200b\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

describe('ids from outside', () => {
  it.each([0, 1, 2_147_483_648, 4_294_967_295])('%d is a hash', (value) => {
    expect(isHash(value)).toBe(true);
  });

  it.each([
    -1,
    4_294_967_296,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '1',
    '',
    null,
    undefined,
    [1],
    {},
    true,
    1n,
  ])('%s is none', (value) => {
    expect(isHash(value)).toBe(false);
  });

  it.each(['0', '4611686018400000001', '18446744073709551615'])('%s is an id', (value) => {
    expect(isInt64Text(value)).toBe(true);
  });

  it.each([
    '',
    '-1',
    '1.5',
    '1e5',
    ' 1',
    '1\n',
    '0x1f',
    '١٢',
    '1'.repeat(21),
    '../1',
    4_611_686_018,
    null,
    undefined,
    ['1'],
  ])('%j is none', (value) => {
    expect(isInt64Text(value)).toBe(false);
  });
});
