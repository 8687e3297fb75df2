import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../lib/bungie/call';
import { readFrame } from '../../lib/chat/frame';
import { makeSpotter } from '../../lib/chat/spot-names';
import { readProfile } from '../../lib/inventory/read-profile';
import { reduceDefinition } from '../../lib/items/reduce-definition';
import { unzipDatabase } from '../../lib/manifest/unzip';
import { smallManifest } from '../world/small-manifest';

const CASES = 100_000;

const jsonish = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.string({ unit: 'grapheme' }),
  fc.json().map((text) => text.slice(0, Math.floor(text.length / 2))),
);
const command = fc.constantFrom('MSG', 'PRIVMSG', 'ME', 'NAMES', 'HISTORY', 'ERR', 'PING', 'PIN', 'msg', '');

describe(`${CASES} odd inputs each`, () => {
  it('a frame of chat is read or left alone', () => {
    fc.assert(
      fc.property(command, fc.constantFrom(' ', '', '\t'), jsonish, (name, gap, payload) => {
        expect(typeof readFrame(`${name}${gap}${payload}`).kind).toBe('string');
      }),
      { numRuns: CASES },
    );
  });

  it('names are found within the line, in order, never over each other', () => {
    const spot = makeSpotter({
      generation: 'fuzz',
      gear: ['Sunshot', 'The Last Word', 'Ace of Spades', 'A Sudden Death', 'Xûr’s Gift', 'Duke Mk. 44'].join(
        '\n',
      ),
      others: 'Xûr\nEnhancement Prism',
    });
    const word = fc.constantFrom(
      'Sunshot',
      'the',
      'Last',
      'Word',
      '[[',
      ']]',
      ' ',
      "'s",
      'Ace of',
      'A',
      '𝔖',
      '\u0301',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(word, fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 30 }),
        (parts) => {
          const line = parts.join(' ');
          let after = 0;
          for (const { start, end } of spot(line)) {
            expect(start).toBeGreaterThanOrEqual(after);
            expect(end).toBeGreaterThan(start);
            after = end;
          }
          expect(after).toBeLessThanOrEqual(line.length);
        },
      ),
      { numRuns: CASES },
    );
  });

  it('an answer of Bungie is a value or a named failure', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), jsonish, (status, text) => {
        const answer = readAnswer(status, text);
        expect(answer.ok || answer.failure.code.length > 0).toBe(true);
      }),
      { numRuns: CASES },
    );
  });

  it('a profile and a definition are read or refused', () => {
    const key = fc.constantFrom(
      'characters',
      'profileInventory',
      'characterInventories',
      'characterEquipment',
      'itemComponents',
      'data',
      'items',
      'itemHash',
      'bucketHash',
      'itemInstanceId',
      'inventory',
      'stats',
      'displayProperties',
      'hash',
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue({ maxDepth: 1 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 6 }),
        fc.array(tie('tree'), { maxLength: 3 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const profile = readProfile(value);
        expect(profile.ok || ['not-bungie', 'profile-private'].includes(profile.failure.code)).toBe(true);
        const reduced = reduceDefinition(value);
        expect(reduced === undefined || Number.isInteger(reduced.item.hash)).toBe(true);
      }),
      { numRuns: CASES },
    );
  });
});

it('two thousand damaged content files are refused or whole', async () => {
  const good = new Uint8Array(await smallManifest());
  const whole = await unzipDatabase(good.slice());
  if (!whole.ok) throw new Error('the undamaged file must unpack');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      fc.option(fc.nat(good.length)),
      async (flips, cutAt) => {
        const bad = good.slice(0, cutAt ?? good.length);
        for (const [at, value] of flips) if (at < bad.length) bad[at] = value;
        const answer = await unzipDatabase(bad);
        if (answer.ok) expect(Buffer.compare(answer.value, whole.value)).toBe(0);
        else expect(['definitions-broken', 'definitions-cut']).toContain(answer.failure.code);
      },
    ),
    { numRuns: 2_000 },
  );
});
