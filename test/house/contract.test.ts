import { describe, expect, it } from 'vitest';
import { contract } from '../../lib/messages/contract';
import { files, text } from './tree';

const wiring = files(/^entrypoints\/.*\.tsx?$/)
  .map(text)
  .join('\n');

/** reliability-security.md R3: names and cards, one owned item sent and taken back, a wrong name told, its own settings, a whisper answered. */
const CHAT_MAY = [
  'names.index',
  'item.card',
  'item.own',
  'item.send',
  'item.sent',
  'item.back',
  'item.wrong',
  'cards.settings',
  'whispers.drop',
  'whispers.refresh',
  'whispers.reply',
];

describe.each(Object.entries(contract))('message %s', (name, letter) => {
  it('is served exactly once', () => {
    expect(wiring.match(new RegExp(`serve\\('${name.replace('.', '\\.')}'`, 'g'))?.length ?? 0).toBe(1);
  });

  it('lets nobody in who is not named', () => {
    expect(letter.from.length).toBeGreaterThan(0);
    // What a chat page may ask for is a short list, fixed here so that widening it is a decision.
    if ((letter.from as readonly string[]).includes('chat')) {
      expect(CHAT_MAY).toContain(name);
    }
  });

  it.each([
    undefined,
    null,
    7,
    'x',
    [],
    { __proto__: null, constructor: 1 },
  ])('refuses the shape %j, or asks for nothing', (asked) => {
    const read = letter.asks.safeParse(asked);
    if (read.success)
      expect(Object.keys(read.data as object).filter((key) => key !== '__proto__')).toEqual([]);
  });
});
