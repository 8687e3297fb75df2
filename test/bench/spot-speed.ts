import { makeSpotter } from '../../lib/chat/spot-names';
import type { NameIndex } from '../../lib/items/item-definition';

/*
 * Runs in the chat page itself, where spotting runs: bundled by chat-rows, and told apart from the product's own copy by
 * the name it leaves.
 */

const LINES = 4_000;
/** The alternative takes long; this many of its lines tell enough. */
const FEW = 200;
const TALK =
  'so anyway I told him that the trust fund is not the end of it and we should bring a friend next time lol'.split(
    ' ',
  );

export interface SpotSpeed {
  names: number;
  /** Microseconds a line: ours, and one regular expression of all names in any case. */
  nothing: { ours: number; theirs: number };
  item: { ours: number; theirs: number };
  /** Milliseconds from an index as it comes over the wire to the first line. */
  build: number;
  buildAll: number;
  firstBrackets: number;
}

/** All names count here, which is more than the usual wishes ask for. */
function measure(wire: string): SpotSpeed {
  const index = JSON.parse(wire) as NameIndex;
  const gear = index.gear.split('\n').filter((name) => name.length > 2);
  const names = [...gear, ...index.others.split('\n').filter((name) => name.length > 2)];
  const spot = makeSpotter(index, { others: true });
  const longestFirst = [...names].sort((one, other) => other.length - one.length);
  const expression = new RegExp(`\\b(?:${longestFirst.map(escaped).join('|')})\\b`, 'gi');
  const both = (said: readonly string[]) => ({
    ours: micros(said, (line) => spot(line).length),
    theirs: micros(said.slice(0, FEW), (line) => line.match(expression)?.length ?? 0),
  });
  const building = (text: string, others: boolean) =>
    middle(times(9, () => makeSpotter(JSON.parse(wire) as NameIndex, { others })(text)));
  return {
    names: names.length,
    nothing: both(lines(() => '')),
    item: both(lines((at) => ` ${gear[(at * 37) % gear.length] ?? ''}`)),
    build: building('warm up', false),
    buildAll: building('warm up', true),
    firstBrackets: building('[[x]]', false),
  };
}

/** Lines of everyday words in an order of their own, each ended by `tail`. */
function lines(tail: (at: number) => string): string[] {
  return Array.from({ length: LINES }, (_, at) => {
    const turned = TALK.map((_word, place) => TALK[(place * 7 + at) % TALK.length] ?? '');
    return `${turned.join(' ')}${tail(at)}`;
  });
}

function micros(said: readonly string[], run: (line: string) => number): number {
  const rounds = times(5, () => {
    let found = 0;
    for (const line of said) found += run(line);
    return found;
  });
  return (middle(rounds) * 1_000) / said.length;
}

function times(rounds: number, run: () => unknown): number[] {
  return Array.from({ length: rounds }, () => {
    const since = performance.now();
    run();
    return performance.now() - since;
  });
}

function middle(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

Object.assign(globalThis, { measureSpotting: measure });
