import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../lib/bungie/call';
import { readFrame } from '../../lib/chat/frame';
import { makeNearestName } from '../../lib/chat/nearest-name';
import { makeListener, makeSpotter } from '../../lib/chat/spot-names';
import { previewOf } from '../../lib/chat/whisper-book';
import { readProfile } from '../../lib/inventory/read-profile';
import { reduceDefinition } from '../../lib/items/reduce-definition';
import { unzipDatabase } from '../../lib/manifest/unzip';
import { nameIndexOf } from '../unit/builders/name-index-of';
import { comingIn } from '../world/coming-in';
import { zip } from '../world/zip';

/*
 * Whoever can make a parser take the square of its input can stop a page with one line. So each is given 64 times as
 * much of the shape that is worst for it: that may take about 64 times as long, and not 4096. Compared is one run with
 * another, never with a clock, so the speed of the machine does not matter.
 */

const SIZE = 256;
const TIMES = 64;
/** Midway between linear and square, by ratio: sorting, and leaving the processor's caches, cost more than linear. */
const MOST = 512;
const ATTEMPTS = 3;
const ROUNDS = 7;
/** A round repeats what is shorter than this, in milliseconds: the clock is too coarse for single runs. */
const ROUND_MS = 2;

type Parser = (size: number) => () => unknown;

const index = nameIndexOf(
  ['Trust', 'Sunshot', 'The Last Word', ...Array.from({ length: 400 }, (_, at) => `The Number ${at}`)],
  ['Enhancement Prism'],
);
const spot = makeSpotter(index, { others: true });
const listen = makeListener(index);
const nearest = makeNearestName(index);
const reading = (read: (line: string) => unknown, text: (size: number) => string): Parser => {
  return (size) => {
    const line = text(size);
    return () => read(line);
  };
};
const spotting = (text: (size: number) => string): Parser => reading(spot, text);

const TITAN = '2305843009300000001';
const profileOf = (items: unknown[]) => ({
  characters: { data: { [TITAN]: {} } },
  profileInventory: { data: { items } },
  characterInventories: { data: { [TITAN]: { items } } },
  characterEquipment: { data: {} },
});

describe('64 times as much takes about 64 times as long', () => {
  it.each<[string, Parser]>([
    ['brackets that never close', spotting((size) => '[['.repeat(size))],
    ['brackets that never opened', spotting((size) => `[[${']]'.repeat(size)}`)],
    ['brackets in brackets', spotting((size) => `${'[['.repeat(size)}${']]'.repeat(size)}`)],
    ['names in brackets', spotting((size) => '[[Trust]] '.repeat(size))],
    ['nothing but names', spotting((size) => 'so Trust '.repeat(size))],
    ['names after ever more space', spotting((size) => `${' '.repeat(size)}Trust `.repeat(4))],
    ['beginnings of names that go on differently', spotting((size) => 'The Number The Last '.repeat(size))],
    ['one word without an end', spotting((size) => 'a'.repeat(size))],
    ['one word of apostrophes', spotting((size) => "Trust'".repeat(size))],
    ['names of someone', spotting((size) => "Sunshot's ".repeat(size))],
    ['everyday names and what speaks for them', spotting((size) => 'Trust perk '.repeat(size))],
    ['everyday names and nothing that speaks for them', spotting((size) => 'Trust Trust '.repeat(size))],
    ['names and signs that join them to others', spotting((size) => 'Sunshot/Sunshot.x '.repeat(size))],
    ['names in brackets that ask for perks', spotting((size) => '[[Trust: a, b]] '.repeat(size))],
    ['names in brackets that nobody knows', spotting((size) => '[[Sunsoht Trust]] '.repeat(size))],
    ['one bracket of many perks', spotting((size) => `[[Trust: ${'a,'.repeat(size)}]]`)],
    ['letters that grow in lower case', spotting((size) => 'İSTANBUL '.repeat(size))],
    ['curly apostrophes', spotting((size) => 'Trust\u2019s\u2019 '.repeat(size))],
    ['talk that is listened to', reading(listen, (size) => 'sniper Sunshot said '.repeat(size))],
    ['a misspelt name without an end', reading(nearest, (size) => 'sunsoht '.repeat(size))],
    ['combining marks', spotting((size) => `T${'\u0301'.repeat(size)}rust`)],
    [
      'a whisper of white space',
      (size) => {
        const text = `${' \t'.repeat(size)}x`;
        return () => previewOf(text);
      },
    ],
    [
      'a frame of nested lists',
      (size) => {
        // NAMES may be longer than anything else.
        const line = `NAMES ${'['.repeat(size)}`;
        return () => readFrame(line);
      },
    ],
    [
      'a frame of many people',
      (size) => {
        const line = `NAMES {"connectioncount":1,"users":[${'{"nick":"a"},'.repeat(size)}0]}`;
        return () => readFrame(line);
      },
    ],
    [
      'an answer with an endless message',
      (size) => {
        const text = JSON.stringify({ ErrorCode: 5, Message: '\u200b x'.repeat(size) });
        return () => readAnswer(200, text);
      },
    ],
    [
      'a profile of equal stacks',
      (size) => {
        const items = Array.from({ length: size }, () => ({ itemHash: 7, bucketHash: 7 }));
        return () => readProfile(profileOf(items));
      },
    ],
    [
      'a profile that says everything twice',
      (size) => {
        const items = Array.from({ length: size }, (_, at) => ({ itemHash: 7, itemInstanceId: `${at % 9}` }));
        return () => readProfile(profileOf(items));
      },
    ],
    [
      'a definition of stats',
      (size) => {
        const stat = (_: unknown, at: number): [number, object] => [
          (at * 2_654_435_761) >>> 0,
          { statHash: at, value: 1 },
        ];
        const stats = Object.fromEntries(Array.from({ length: size }, stat));
        return () => reduceDefinition({ hash: 7, stats: { stats } });
      },
    ],
    [
      'an archive that looks for its end',
      (size) => {
        // Sizes behind the data, so that the end is needed, and no end.
        const file = zip(new Uint8Array(size), { descriptor: true, method: 0 }).subarray(0, -22);
        return () => unzipDatabase(comingIn(file));
      },
    ],
    [
      'an archive of one large file',
      (size) => {
        const file = new Uint8Array(
          zip(new Uint8Array(size * 16).map((_, at) => (at * 2_654_435_761) >>> 24)),
        );
        return () => unzipDatabase(comingIn(file));
      },
    ],
  ])('%s', async (_name, parser) => {
    let times = Number.POSITIVE_INFINITY;
    // A machine that is busy for a moment spoils one attempt; a parser that takes the square spoils all of them.
    for (let attempt = 0; attempt < ATTEMPTS && times >= MOST; attempt += 1) {
      times = (await fastest(parser(SIZE * TIMES))) / (await fastest(parser(SIZE)));
    }
    expect(times).toBeLessThan(MOST);
  });
});

/** Milliseconds of one run in the fastest of several rounds: what other programs take of the machine only ever adds. */
async function fastest(run: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const since = performance.now();
    let runs = 0;
    let ms = 0;
    for (; ms < ROUND_MS; ms = performance.now() - since, runs += 1) await run();
    best = Math.min(best, ms / runs);
  }
  return best;
}
