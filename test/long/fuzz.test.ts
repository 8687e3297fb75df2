import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAILURE_CODES } from '../../lib/base/failure-codes';
import { isHash } from '../../lib/base/ids';
import { readAnswer } from '../../lib/bungie/call';
import { ChatFeed } from '../../lib/chat/chat-feed';
import { makeSpotter } from '../../lib/chat/spot-names';
import { readProfile } from '../../lib/inventory/read-profile';
import { Bucket } from '../../lib/items/game-words';
import { reduceDefinition } from '../../lib/items/reduce-definition';
import { unzipDatabase } from '../../lib/manifest/unzip';
import { CHAT_LINES } from '../world/chat-lines';
import { comingIn } from '../world/coming-in';
import { sqliteFile } from '../world/small-manifest';
import { zip } from '../world/zip';

/*
 * Inputs are of two kinds: noise, and the right shape with wrong things in it. Noise alone is turned away at the door
 * and never reaches the code behind it, so each test counts how often it got through.
 */

const CASES = 100_000;
/** The share of cases that have to get past the first check of a parser. */
const THROUGH = CASES / 50;

const noise = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.string({ unit: 'grapheme' }),
  fc.json().map((text) => text.slice(0, Math.floor(text.length / 2))),
);

/** Mostly what belongs there, else anything. */
function mostly(...good: fc.Arbitrary<unknown>[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    ...good.map((arbitrary) => ({ arbitrary, weight: 12 })),
    { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 1 },
    { arbitrary: fc.double(), weight: 1 },
  );
}

/** An object of these fields, of which now and then one is missing. */
function shaped(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> {
  const lacking = Object.entries(fields).map(([name, value]) => [
    name,
    fc.option(value, { nil: undefined, freq: 12 }),
  ]);
  return fc.record(Object.fromEntries(lacking) as Record<string, fc.Arbitrary<unknown>>);
}

/** A line of the chat server with something wrong in it: a value of another kind, a cut, letters put in or turned. */
const mutatedLine = fc
  .tuple(
    fc.constantFrom(...CHAT_LINES.map(([, line]) => line)),
    fc.constantFrom('value', 'value', 'value', 'cut', 'insert', 'turn', 'type'),
    fc.nat(),
    fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(-1, 2 ** 60, '', '__proto__', 'x'.repeat(5_000))),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  )
  .map(([line, how, where, value, letters]) => {
    const at = where % (line.length + 1);
    if (how === 'cut') return line.slice(0, at);
    if (how === 'insert') return line.slice(0, at) + letters + line.slice(at);
    if (how === 'turn') return line.slice(0, at) + String.fromCharCode(where % 65_536) + line.slice(at + 1);
    if (how === 'type') return letters + line.slice(line.indexOf(' ') + 1);
    return withOtherValue(line, where, value);
  });

/** The line with one of its fields, at any depth, set to another value. */
function withOtherValue(line: string, where: number, value: unknown): string {
  const space = line.indexOf(' ');
  let fields = 0;
  const count = (_name: string, held: unknown) => {
    fields += 1;
    return held;
  };
  try {
    const payload: unknown = JSON.parse(line.slice(space + 1), count);
    let left = where % fields;
    const swapped = JSON.stringify(payload, (_name, held: unknown) => (left-- === 0 ? value : held));
    return `${line.slice(0, space)} ${swapped}`;
  } catch {
    // Lines without a payload.
    return line;
  }
}

describe(`${CASES} odd inputs each`, () => {
  it('a line of chat is read or left alone, and leaves nothing behind', () => {
    const feed = new ChatFeed((error) => {
      throw error;
    });
    const kinds = new Map<string, number>();
    feed.on('*', ({ kind }) => kinds.set(kind, (kinds.get(kind) ?? 0) + 1));
    feed.on('whisper', ({ nick, messageId, text, atMs }) => {
      expect(nick).toMatch(/^\w{3,20}$/);
      expect(Number.isSafeInteger(messageId)).toBe(true);
      expect(text.length).toBeLessThanOrEqual(2_000);
      expect(new Date(atMs).getTime()).toBe(Math.trunc(atMs));
    });
    feed.highlights = { nick: 'Guardian', words: ['raid'], nicks: ['OldTimer'] };
    fc.assert(
      fc.property(mutatedLine, (line) => void feed.hear(line)),
      { numRuns: CASES },
    );
    // Noise alone would be turned away at the door: of every kind some mutated line has to be read.
    const known = new Set(CHAT_LINES.map(([, line]) => feed.hear(line).kind));
    expect([...known].filter((kind) => (kinds.get(kind) ?? 0) < CASES / 5_000)).toEqual([]);
    const { unknown, broken } = feed.odd();
    expect(Object.keys(unknown).length + Object.keys(broken).length).toBeLessThan(110);
  });

  it('names are found where they stand, in order, never over each other', () => {
    const gear = ['Sunshot', 'The Last Word', 'Ace of Spades', 'A Sudden Death', 'Xûr’s Gift', 'Duke Mk. 44'];
    const others = ['Xûr', 'Enhancement Prism'];
    const spot = makeSpotter({ generation: 'fuzz', gear: gear.join('\n'), others: others.join('\n') });
    const pieces = [
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
      '\u2019',
      'Mk. 4',
    ];
    const word = fc.constantFrom(...gear, ...others, ...pieces);
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(fc.oneof(word, word, fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 30 }),
        fc.constantFrom(' ', ''),
        (parts, gap) => {
          const line = parts.join(gap);
          let after = 0;
          for (const { start, end, name, known, bracketed } of spot(line)) {
            found += 1;
            // Only brackets may ask for what nobody knows: that is told, and nearest names are offered.
            if (known) expect([...gear, ...others]).toContain(name);
            else expect(bracketed).toBe(true);
            expect(start).toBeGreaterThanOrEqual(after);
            expect(end).toBeGreaterThan(start);
            // In any case and with any gaps, but letter for letter.
            if (!bracketed) expect(letters(line.slice(start, end))).toBe(letters(name));
            after = end;
          }
          expect(after).toBeLessThanOrEqual(line.length);
        },
      ),
      { numRuns: CASES },
    );
    expect(found).toBeGreaterThan(THROUGH);
  });

  it('an answer of Bungie is a value or a named failure', () => {
    const envelope = shaped({
      ErrorCode: mostly(fc.constantFrom(1, 5, 22, 36, 99, 1601, 1623, 1642, 2111), fc.integer()),
      ErrorStatus: mostly(fc.string()),
      Message: mostly(fc.string({ unit: 'binary' })),
      ThrottleSeconds: mostly(fc.integer()),
      Response: fc.jsonValue({ maxDepth: 2 }),
      error: mostly(fc.constantFrom('server_error', 'invalid_grant')),
    }).map((fields) => JSON.stringify(fields));
    let envelopes = 0;
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.oneof(envelope, noise), (status, text) => {
        const answer = readAnswer(status, text);
        if (answer.ok || 'errorCode' in answer.failure.facts) envelopes += 1;
        if (answer.ok) return;
        expect(FAILURE_CODES).toContain(answer.failure.code);
        const seconds = Number(answer.failure.facts.retryAfterSeconds ?? 1);
        expect(seconds > 0 && seconds <= 300).toBe(true);
      }),
      { numRuns: CASES },
    );
    expect(envelopes).toBeGreaterThan(THROUGH);
  });

  it('a profile is read, nothing in it twice, or refused', () => {
    let read = 0;
    fc.assert(
      fc.property(profile(), (value) => {
        const answer = readProfile(value);
        if (!answer.ok) {
          expect(['not-bungie', 'profile-private']).toContain(answer.failure.code);
          return;
        }
        if (answer.value.items.length > 0) read += 1;
        const keys = answer.value.items.map((item) => item.key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(answer.value.items.every((item) => isHash(item.hash) && item.quantity >= 1)).toBe(true);
      }),
      { numRuns: CASES },
    );
    expect(read).toBeGreaterThan(THROUGH);
  });

  it('a definition is reduced or left out', () => {
    const definition = shaped({
      hash: mostly(fc.nat()),
      displayProperties: mostly(shaped({ name: mostly(fc.string()), icon: mostly(fc.string()) })),
      inventory: mostly(shaped({ tierType: mostly(fc.nat()), bucketTypeHash: mostly(fc.nat()) })),
      stats: mostly(
        shaped({ stats: mostly(fc.dictionary(fc.string(), shaped({ statHash: mostly(fc.nat()) }))) }),
      ),
      equippingBlock: mostly(shaped({ uniqueLabel: mostly(fc.string()) })),
      itemCategoryHashes: mostly(fc.array(fc.nat())),
      itemType: mostly(fc.nat(40)),
    });
    let reduced = 0;
    fc.assert(
      fc.property(fc.oneof(definition, fc.jsonValue()), (value) => {
        const answer = reduceDefinition(value);
        if (answer === undefined) return;
        reduced += 1;
        expect(isHash(answer.item.hash)).toBe(true);
        expect(typeof answer.item.name).toBe('string');
      }),
      { numRuns: CASES },
    );
    expect(reduced).toBeGreaterThan(THROUGH);
  });

  it('a damaged content file is refused, or gives the very bytes that were packed', async () => {
    const tables = { DestinyInventoryItemDefinition: [{ hash: 7, displayProperties: { name: 'Seven' } }] };
    const database = await sqliteFile(tables);
    const good = new Uint8Array(zip(database));
    // Half of the damage where the sizes stand: in the data the checksum would see it all.
    const place = fc.oneof(
      fc.nat(good.length - 1),
      fc.nat(60),
      fc.nat(100).map((back) => good.length - 1 - back),
    );
    let whole = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(place, fc.nat(255)), { maxLength: 4 }),
        fc.option(fc.nat(good.length), { freq: 4 }),
        async (flips, cutAt) => {
          const bad = good.slice(0, cutAt ?? good.length);
          for (const [at, value] of flips) if (at < bad.length) bad[at] = value;
          const answer = await unzipDatabase(comingIn(bad, 700));
          if (answer.ok) {
            whole += 1;
            expect(Buffer.compare(answer.value, database)).toBe(0);
          } else {
            refused += 1;
            expect(['definitions-broken', 'definitions-cut']).toContain(answer.failure.code);
          }
        },
      ),
      { numRuns: CASES },
    );
    expect(Math.min(whole, refused)).toBeGreaterThan(THROUGH);
  });
});

/** What is left of a text without case, accents, gaps and signs. */
function letters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function profile(): fc.Arbitrary<unknown> {
  const id = fc.constantFrom('2305843009300000001', '2305843009300000002', '__proto__', 'x', '0');
  const item = shaped({
    itemHash: mostly(fc.nat(5)),
    itemInstanceId: mostly(fc.constantFrom('6917529000000000101', '6917529000000000102', '0')),
    bucketHash: mostly(fc.constantFrom<number>(Bucket.vault, Bucket.postmaster, 7)),
    quantity: mostly(fc.nat()),
    state: mostly(fc.nat(15)),
  });
  const items = mostly(fc.record({ items: mostly(fc.array(mostly(item), { maxLength: 6 })) }));
  const wrapped = (data: fc.Arbitrary<unknown>) => mostly(fc.record({ data: mostly(data) }));
  const perCharacter = wrapped(fc.dictionary(id, items, { maxKeys: 3 }));
  const whole = fc.record({
    responseMintedTimestamp: mostly(fc.constant('2026-08-18T20:20:31.125Z')),
    characters: wrapped(fc.dictionary(id, mostly(shaped({ light: mostly(fc.nat()) })), { maxKeys: 3 })),
    profileInventory: wrapped(fc.record({ items: mostly(fc.array(mostly(item), { maxLength: 6 })) })),
    characterInventories: perCharacter,
    characterEquipment: perCharacter,
    itemComponents: mostly(shaped({ instances: wrapped(fc.dictionary(id, fc.jsonValue())) })),
  });
  return fc.oneof({ arbitrary: whole, weight: 9 }, { arbitrary: fc.jsonValue(), weight: 1 });
}
