import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Emote } from '../../../lib/chat/looks';
import { makeSpotter } from '../../../lib/chat/spot-names';
import { whisperParts } from '../../../lib/chat/whisper-parts';

const emote = (prefix: string): [string, Emote] => [
  prefix,
  { prefix, url: `https://cdn.destiny.gg/${prefix}.png`, width: 30, height: 30 },
];
const emotes = new Map([emote('DanceBird'), emote('Sunshot')]);
const none = new Map<string, Emote>();
const spot = makeSpotter({ generation: 'one', gear: 'Ace of Spades\nSunshot\nThorn', others: '' });
const said = (text: string, known = none) =>
  whisperParts(text, known, spot).map((part) =>
    typeof part === 'string' ? part : 'emote' in part ? `:${part.emote.prefix}:` : `<${part.item.name}>`,
  );

describe('a whisper', () => {
  it('is text, items and emotes in their order', () => {
    expect(said('my Sunshot or [[thorn]] DanceBird ok', new Map([emote('DanceBird')]))).toEqual([
      'my ',
      '<Sunshot>',
      ' or ',
      '<Thorn>',
      ' ',
      ':DanceBird:',
      ' ok',
    ]);
  });

  it('has an emote where its name is an item’s too, and nothing in brackets that is no item', () => {
    expect(said('Sunshot hype', emotes)).toEqual([':Sunshot:', ' hype']);
    expect(said('[[Nonsense]]')).toEqual(['[[Nonsense]]']);
  });

  it('loses nothing, whatever it says', () => {
    const word = fc.constantFrom(
      'Sunshot',
      '[[Thorn]]',
      'DanceBird',
      ' ',
      '\n',
      '🔥',
      '[[',
      ']]',
      'Ace of Spades',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ unit: 'binary' }))), (words) => {
        const text = words.join('');
        const parts = whisperParts(text, emotes, spot);
        const whole = parts.map((part) =>
          typeof part === 'string' ? part : 'emote' in part ? part.emote.prefix : part.text,
        );
        expect(whole.join('')).toBe(text);
      }),
    );
  });
});
