import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSpotter } from '../../../lib/chat/spot-names';

const GEAR = [
  'A Sudden Death',
  'Ace of Spades',
  'Ace',
  'D.F.A.',
  'Duke Mk. 44',
  "Eriana's Vow",
  'IKELOS_SG_v1.0.3',
  'Parasite',
  'Sunshot',
  'The Last Word',
  'The Last Wish',
  'The Last',
  'Trust',
  'Warden’s Law',
];
const OTHERS = ['Xûr', 'Exotic Cipher', 'Point', '"Burning Bright"'];
const spot = makeSpotter({ generation: 'one', gear: GEAR.join('\n'), others: OTHERS.join('\n') });
const names = (text: string) => spot(text).map((mention) => mention.name);
const marked = (text: string) => spot(text).map(({ start, end }) => text.slice(start, end));

describe('without brackets', () => {
  it.each<[string, string, string[]]>([
    ['a name in the line', 'swap it for Ace of Spades next run', ['Ace of Spades']],
    ['a name at its very start when it has several words', 'Ace of Spades slaps', ['Ace of Spades']],
    ['the longest of several', 'try The Last Word now', ['The Last Word']],
    ['a name that begins with one letter', 'got A Sudden Death today', ['A Sudden Death']],
    ['dots inside a name', 'my D.F.A. rolls well', ['D.F.A.']],
    ['underscores inside a name', 'my IKELOS_SG_v1.0.3 rolls well', ['IKELOS_SG_v1.0.3']],
    ['several names', 'use Sunshot or The Last Wish', ['Sunshot', 'The Last Wish']],
    ['a curly apostrophe for a straight one', 'use Eriana\u2019s Vow', ["Eriana's Vow"]],
    ['a straight apostrophe for a curly one', "use Warden's Law", ['Warden’s Law']],
    ['a possessive', "that Sunshot's range", ['Sunshot']],
    ['a possessive of two words', 'that Duke Mk. 44\u2019s range', ['Duke Mk. 44']],
    ['a name before a comma', 'swap Sunshot, then go', ['Sunshot']],
    ['a name before a full stop', 'swap to Sunshot.', ['Sunshot']],
  ])('finds %s', (_name, text, found) => {
    expect(names(text)).toEqual(found);
  });

  it.each([
    ['everyday words', 'i trust the parasite'],
    ['an everyday word that begins the line', 'Trust me that is the end of it'],
    ['an everyday word that begins a sentence', 'oh no. Trust me! Parasite? no'],
    ['an everyday word that begins a quotation', 'he said "Trust me"'],
    ['a part of a larger word', 'Sunshots preSunshot Sunshot2 Sunshot_x'],
    ['an address', 'see https://light.gg/Sunshot/x or x.Sunshot.com or ?q=Sunshot'],
    ['a mention', 'hi @Sunshot how are you'],
    ['a compound', 'that is Sunshot-like for sure'],
    ['a name with a letter and its mark behind', 'so Sunshot\u0301 it is'],
    ['what is no gear', 'the Point is Exotic Cipher'],
    ['shouting', 'get SUNSHOT and ACE OF SPADES'],
  ])('leaves %s alone', (_name, text) => {
    expect(names(text)).toEqual([]);
  });
});

describe('in brackets', () => {
  it.each<[string, string, string[], string[]]>([
    ['any named item', 'sold by [[Xûr]] now', ['Xûr'], ['[[Xûr]]']],
    ['any case and no accents', '[[xur]] and [[SUNSHOT]]', ['Xûr', 'Sunshot'], ['[[xur]]', '[[SUNSHOT]]']],
    [
      'other quotes',
      '[[\u201cburning bright\u201d]]',
      ['"Burning Bright"'],
      ['[[\u201cburning bright\u201d]]'],
    ],
    ['an everyday word at the start', '[[Trust]] me', ['Trust'], ['[[Trust]]']],
    ['the innermost of nested ones', '[[a [[Sunshot]]', ['Sunshot'], ['[[Sunshot]]']],
    ['three brackets', '[[[Sunshot]]]', ['Sunshot'], ['[[Sunshot]]']],
    ['spaces inside', '[[ ace  of spades ]]', ['Ace of Spades'], ['[[ ace  of spades ]]']],
  ])('finds %s', (_name, text, found, ranges) => {
    expect(names(text)).toEqual(found);
    expect(marked(text)).toEqual(ranges);
    expect(spot(text).every((mention) => mention.bracketed)).toBe(true);
  });

  it.each([
    '[[no such thing]]',
    '[[',
    '[[]]',
    ']] [[',
    '[[Sunshot',
    '[[constructor]]',
    `[[${'x'.repeat(500)}]]`,
  ])('makes nothing bracketed of %s', (text) => {
    expect(spot(text).filter((mention) => mention.bracketed)).toEqual([]);
  });

  it('still finds the plain name in brackets that never close', () => {
    expect(names('look [[Sunshot')).toEqual(['Sunshot']);
  });
});

it('finds nothing when there are no names', () => {
  expect(makeSpotter({ generation: 'none', gear: '', others: '' })('[[Sunshot]] Sunshot')).toEqual([]);
});

it('mentions are ordered, apart from each other and inside the text, whatever the text', () => {
  const word = fc.constantFrom(
    ...GEAR,
    ...OTHERS,
    '[[',
    ']]',
    '[',
    "'s",
    '\u2019s',
    '.',
    ' ',
    'https://',
    '\ud83d',
    '🔥',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(word, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.array(word, { maxLength: 60 }).map((parts) => parts.join(' ')),
  );
  const known = new Set([...GEAR, ...OTHERS]);
  fc.assert(
    fc.property(text, (line) => {
      let last = 0;
      for (const { start, end, name } of spot(line)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(known.has(name)).toBe(true);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(line.length);
    }),
    { numRuns: 2_000 },
  );
});

it.each([
  ['unclosed brackets', '[['],
  ['nested brackets', '[[a '],
  ['closed brackets', '[[x]]'],
  ['bracketed names', '[[Ace]]'],
  ['first words of many names', 'The '],
  ['full stops', '. '],
  ['single names', 'x Sunshot '],
])('a text of a hundred thousand pieces ends, which it would not if work grew with the square: %s', (_name, piece) => {
  const text = piece.repeat(100_000);
  expect(spot(text).at(-1)?.end ?? 0).toBeLessThanOrEqual(text.length);
});
