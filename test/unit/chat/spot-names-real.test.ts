import { describe, expect, it } from 'vitest';
import { makeListener, makeSpotter } from '../../../lib/chat/spot-names';
import { falseLines, recall, spotData } from '../../bench/spot-quality';
import { nameIndexOf } from '../builders/name-index-of';

const data = spotData();
const lower = (text: string): string => text.toLowerCase();

describe.runIf(data !== undefined)('with every name of the game, on texts that nothing was tuned on', () => {
  const { chat, notes, gear, others } = data ?? { chat: [], notes: [], gear: [], others: [] };
  const index = nameIndexOf(gear, others);
  const strict = makeSpotter(index, { mode: 'strict' });

  it.each([
    ['in normal mode at most one ordinary chat line in 4,000', makeSpotter(index), 4_000],
    ['and so where other things than gear count', makeSpotter(index, { others: true }), 4_000],
    ['in strict mode at most one in 25,000', strict, 25_000],
    ['and so while it listens to such talk', makeListener(index), 25_000],
  ])('makes a card of %s', (_name, spot, lines) => {
    // The game came a year after these lines: every hit is false.
    const found = falseLines(spot, chat);
    expect(found.length, found.join('\n')).toBeLessThanOrEqual(chat.length / lines);
  });

  it.each([
    ['as players write them', 94, makeSpotter(index), undefined],
    ['in lower case', 80, makeSpotter(index), lower],
    ['as players write them, while it listens to them', 94, makeListener(index), undefined],
    ['in lower case, while it listens', 80, makeListener(index), lower],
    ['as players write them, although it is strict', 85, strict, undefined],
  ])('finds of 100 names %s at least %i', (_name, least, spot, write) => {
    expect(recall(spot, notes, write) * 100).toBeGreaterThanOrEqual(least);
  });
});
