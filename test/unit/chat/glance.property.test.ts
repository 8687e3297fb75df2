import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLine } from '../../../lib/chat/spotting/chat-line';
import { Sign, signOf } from '../../../lib/chat/spotting/cue-words';
import { findPlain } from '../../../lib/chat/spotting/find-plain';
import { Glance, glance } from '../../../lib/chat/spotting/glance';
import { NameBook } from '../../../lib/chat/spotting/name-book';
import { nameIndexOf } from '../builders/name-index-of';

const GEAR = [
  'Sunshot',
  'Trust',
  'The Call',
  'Ace of Spades',
  "Warden's Law",
  'Xûr’s Gift',
  'Duke Mk. 44',
  'IKELOS_SG_v1.0.3',
  'Lunacy (Adept)',
  '9/9/9',
];
const OTHERS = ['Point', 'Ghost Shell', 'Glimmershard', 'Ünit', 'iron will'];
const book = new NameBook(nameIndexOf(GEAR, OTHERS), { others: true, nicknames: [], ignored: new Set() });

const words = [...GEAR, ...OTHERS].flatMap((name) => name.split(/[ _]/));
const word = fc.oneof(
  fc.constantFrom(...GEAR, ...OTHERS, ...words),
  fc.constantFrom('the', 'and', 'roll', 'PvP', 'gun', 'end', "it's", "don't", 'ghorn', '👍', 'ſ'),
  fc.string({ maxLength: 5 }),
);
const written = fc
  .tuple(
    word,
    fc.constantFrom(
      (text: string) => text,
      (text: string) => text.toLowerCase(),
      (text: string) => text.toUpperCase(),
    ),
    fc.constantFrom('', "'s", '’s', '`s', "'", "s'", "'sup"),
  )
  .map(([text, turn, tail]) => turn(text) + tail);
const line = fc
  .array(fc.tuple(written, fc.constantFrom(' ', ' ', ' ', ', ', '-', '. ', '', "'", '_')), { maxLength: 9 })
  .map((parts) => parts.flat().join(''));

describe('a glance', () => {
  it('never calls a line empty in which a name counts, and knows its strong signs', () => {
    let told = 0;
    fc.assert(
      fc.property(line, (text) => {
        const seen = glance(text, book.tree);
        if (seen === Glance.unsure) return;
        told += 1;
        const read = readLine(text);
        expect(findPlain(read, book.tree, 'normal')).toEqual([]);
        expect(findPlain(read, book.tree, 'strict')).toEqual([]);
        const strong = read.words.some((one) => signOf(one) === Sign.strong);
        expect(seen === Glance.strong).toBe(strong);
      }),
      { numRuns: 20_000 },
    );
    expect(told).toBeGreaterThan(500);
  });

  it.each([
    ['that is the end of it', Glance.nothing],
    ['I trust you', Glance.nothing],
    ['what a roll', Glance.strong],
    ['in Trust we', Glance.unsure],
    ['that trust has a nice roll', Glance.unsure],
    ['roll on my trust', Glance.unsure],
    ["sunshot's", Glance.unsure],
    ['the ace of spades', Glance.unsure],
    ["warden`s law's", Glance.unsure],
    ['naïve', Glance.unsure],
    ['', Glance.nothing],
  ])('at %j', (text, expected) => {
    expect(glance(text, book.tree)).toBe(expected);
  });
});
