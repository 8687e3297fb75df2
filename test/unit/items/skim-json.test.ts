import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfValue, skimJson, type Wanted, wantedKeys } from '../../../lib/items/skim-json';

const encoder = new TextEncoder();

/** The text within other bytes, as a row lies in SQLite's memory. */
function span(text: string) {
  const bytes = encoder.encode(`]]"{${text}}",[1`);
  return { bytes, start: 4, end: bytes.length - 5 };
}

const skim = (text: string, wanted: Wanted): unknown => skimJson(span(text), wanted);
const KEYS = ['hash', 'name', 'stats', 'sockets', 'a', 'no', '__proto__x'];
const awkward = fc.constantFrom(
  '',
  'Sunshot',
  '[Grenade]',
  '],"a":',
  '\\',
  '"',
  '{',
  'Xûr’s',
  'a long text of more than thirteen',
);
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    awkward,
    fc.constantFrom(0, 7, -3, 1.5, 2147483648, 4294967295, 1e21, 0.001, true, false, null),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...KEYS, 'ha\\sh', 'ß'), tie('any'), { maxKeys: 5 }),
  ),
})).any;

/** What `skimJson` promises, made the slow way. */
function pick(parsed: unknown, wanted: Wanted): unknown {
  if (wanted === true || typeof parsed !== 'object' || parsed === null) return parsed;
  if (Array.isArray(parsed)) return parsed.map((one) => pick(one, 'each' in wanted ? wanted.each : wanted));
  if ('each' in wanted) return { ...Object.values(parsed).map((one) => pick(one, wanted.each)) };
  const fields = wanted.byLength.flatMap((named) => named ?? []);
  return Object.fromEntries(
    fields
      .filter(({ name }) => Object.hasOwn(parsed, name))
      .map(({ name, wanted: part }) => [name, pick((parsed as Record<string, unknown>)[name], part)]),
  );
}

const SHAPES: Wanted[] = [
  true,
  wantedKeys({ hash: true, name: true }),
  wantedKeys({ stats: { each: wantedKeys({ hash: true }) }, sockets: wantedKeys({ a: { each: true } }) }),
  { each: wantedKeys({ no: true, name: wantedKeys({ name: true }) }) },
];

describe('skimming a row', () => {
  it('gives the wanted parts of any JSON as a full parser would', () => {
    fc.assert(
      fc.property(value, fc.constantFrom(...SHAPES), (json, wanted) => {
        const text = JSON.stringify(json);
        // An odd one is given to a full parser and comes whole: its wanted parts count.
        expect(pick(skim(text, wanted), wanted)).toEqual(pick(JSON.parse(text), wanted));
      }),
      { numRuns: 3_000 },
    );
  });

  it('finds where any value ends, and says so when it does not', () => {
    fc.assert(
      fc.property(value, fc.nat(), (json, cut) => {
        const text = `${JSON.stringify(json)},`;
        const bytes = encoder.encode(text);
        expect(endOfValue({ bytes, start: 0, end: bytes.length })).toBe(bytes.length - 1);
        const end = cut % (bytes.length - 1);
        expect(endOfValue({ bytes, start: 0, end })).toBeUndefined();
      }),
    );
  });

  it.each([
    ['cut within a text', '{"hash":6,"name":"Sun'],
    ['cut behind a comma', '{"hash":6,'],
    ['cut within a part that nobody wants', '{"hash":6,"other":[1,2'],
    ['followed by more', '{"hash":6}}'],
    ['no JSON at all', 'null and void'],
    ['empty', ''],
    ['written with a number that starts with zero', '{"hash":06}'],
  ])('refuses a row that is %s', (_name, text) => {
    expect(() => skim(text, wantedKeys({ hash: true, name: true }))).toThrow(SyntaxError);
  });

  it('leaves rows with spaces to the full parser', () => {
    expect(skim('{ "hash": 6,\n "other": [] }', wantedKeys({ hash: true }))).toMatchObject({ hash: 6 });
  });
});
