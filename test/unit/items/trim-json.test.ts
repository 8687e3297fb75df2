import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endOfValue,
  expandTrimmed,
  pickJson,
  trimFirst,
  type Wanted,
  wantedKeys,
} from '../../../lib/items/trim-json';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The text within other bytes, as a row lies in a block of them. */
function span(text: string) {
  const bytes = encoder.encode(`]]"{${text},"[1`);
  return { bytes, start: 4, end: bytes.length };
}

/** What trimming it gives, expanded again; undefined when it is told to be odd. */
function trimmed(text: string, wanted: Wanted, carefully: boolean): { value: unknown } | undefined {
  const from = span(text);
  const room = new Uint8Array(from.bytes.length + 3);
  const found = trimFirst(from, wanted, room, 3, carefully);
  if (found === undefined) return undefined;
  expect(found.end).toBe(4 + encoder.encode(text).length);
  // It never grows: so much room is made for it.
  expect(found.outEnd - 3).toBeLessThanOrEqual(found.end - 4);
  return { value: expandTrimmed(JSON.parse(decoder.decode(room.subarray(3, found.outEnd))), wanted) };
}

const KEYS = ['hash', 'name', 'stats', 'sockets', 'a', 'no', '__proto__x'];
const PLAIN = [
  '',
  'Sunshot',
  '[Grenade]',
  '\\',
  '"',
  '{',
  '}',
  'Xûr’s',
  'a long text of more than twenty-four',
];
const anyOf = (texts: readonly string[]) =>
  fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.constantFrom(...texts),
      fc.constantFrom(0, 7, -3, 1.5, 2147483648, 4294967295, 1e21, 0.001, true, false, null),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...KEYS, 'ha\\sh', 'ß'), tie('any'), { maxKeys: 5 }),
    ),
  })).any;
const value = anyOf([...PLAIN, '],"a":', '[', ']']);
const evenValue = anyOf(PLAIN);

/** What `trimFirst` promises, made the slow way. */
function pick(parsed: unknown, wanted: Wanted): unknown {
  if (wanted === true) return parsed;
  if ('each' in wanted) return Array.isArray(parsed) ? parsed.map((one) => pick(one, wanted.each)) : 0;
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return 0;
  if ('values' in wanted) return { ...Object.values(parsed).map((one) => pick(one, wanted.values)) };
  const found: Record<string, unknown> = {};
  for (const { name, wanted: part } of wanted.fields) {
    if (part !== undefined && Object.hasOwn(parsed, name)) {
      found[name] = pick((parsed as Record<string, unknown>)[name], part);
    }
  }
  return found;
}

const SHAPES: Wanted[] = [
  true,
  wantedKeys({ hash: true, name: true }),
  wantedKeys({ name: undefined, hash: true }, { name: 3 }),
  wantedKeys({ stats: { each: wantedKeys({ hash: true }) }, sockets: wantedKeys({ a: { each: true } }) }),
  { each: wantedKeys({ no: true, name: wantedKeys({ name: true }) }) },
  { values: wantedKeys({ a: { values: true }, stats: { each: { each: true } } }) },
];

describe('trimming a text', () => {
  it.each([
    ['bracket by bracket gives the wanted parts of any JSON', value, true],
    ['with lists passed over gives them when the brackets in its texts have partners', evenValue, false],
  ] as const)('%s', (_name, any, carefully) => {
    fc.assert(
      fc.property(any, fc.constantFrom(...SHAPES), (json, wanted) => {
        const found = trimmed(JSON.stringify(json), wanted, carefully);
        expect(found).toEqual({ value: pick(JSON.parse(JSON.stringify(json)), wanted) });
      }),
      { numRuns: 3_000 },
    );
  });

  it('never throws, and never reads beyond the end', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.constantFrom(...SHAPES),
        fc.boolean(),
        (bytes, wanted, carefully) => {
          const found = trimFirst(
            { bytes, start: 0, end: bytes.length },
            wanted,
            new Uint8Array(80),
            0,
            carefully,
          );
          expect(found?.end ?? 0).toBeLessThanOrEqual(bytes.length);
        },
      ),
    );
  });

  it('is told to be odd with spaces between tokens', () => {
    expect(trimmed('{ "hash":6}', wantedKeys({ hash: true }), true)).toBeUndefined();
  });
});

describe('the end of a value', () => {
  it('is found, and it is told when there is none', () => {
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
});

describe('picking out of a row', () => {
  const pickText = (text: string, wanted: Wanted): unknown => {
    const bytes = encoder.encode(`]]"{${text}}",[1`);
    return pickJson({ bytes, start: 4, end: bytes.length - 5 }, wanted);
  };

  it.each([
    ['cut within a text', '{"hash":6,"name":"Sun'],
    ['cut behind a comma', '{"hash":6,'],
    ['cut within a part that nobody wants', '{"hash":6,"other":[1,2'],
    ['followed by more', '{"hash":6}}'],
    ['no JSON at all', 'null and void'],
    ['empty', ''],
    ['written with a number that starts with zero', '{"hash":06}'],
  ])('refuses one that is %s', (_name, text) => {
    expect(() => pickText(text, wantedKeys({ hash: true, name: true }))).toThrow(SyntaxError);
  });

  it('leaves rows with spaces to the full parser', () => {
    expect(pickText('{ "hash": 6,\n "other": [] }', wantedKeys({ hash: true }))).toMatchObject({ hash: 6 });
  });
});
