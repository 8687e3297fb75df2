// @vitest-environment happy-dom
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markLine, unmarkLines } from '../../../entrypoints/dgg.content/mark-line';
import { makeSpotter } from '../../../lib/chat/spot-names';
import { nameIndexOf } from '../builders/name-index-of';

const spot = makeSpotter(
  nameIndexOf(['Ace of Spades', 'Sunshot', 'The Last Word', 'Izanagi’s Burden', 'Xûr']),
  {
    mode: 'normal',
  },
);

/** Pieces of a line as the page may make it: words, names, junk; each plain, in a nick, a link, an emote or green. */
const words = fc.oneof(
  fc.constantFrom(
    'Sunshot',
    'Ace of Spades',
    'ace',
    'of',
    'Spades',
    '[[sunshot: Rampage]]',
    '[[',
    ']]',
    'xûr',
    ' ',
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const piece = fc.record({
  text: words,
  as: fc.constantFrom('text', 'text', 'text', 'chat-user', 'externallink', 'emote', 'greentext', 'foreign'),
});

function lineOf(pieces: readonly { text: string; as: string }[]): HTMLElement {
  const line = document.createElement('div');
  line.className = 'msg-chat msg-user';
  const text = document.createElement('span');
  text.className = 'text';
  for (const { text: said, as } of pieces) {
    if (as === 'text') text.append(said);
    else {
      const element = document.createElement(as === 'externallink' ? 'a' : as === 'emote' ? 'div' : 'span');
      element.className = as;
      element.append(said);
      text.append(element);
    }
  }
  line.append(text);
  document.body.replaceChildren(line);
  return line;
}

it('whatever a line says, its words and its own elements stay as they were, marked and unmarked', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
      const line = lineOf(pieces);
      const said = line.textContent;
      const own = [...line.querySelectorAll('*')];
      const untouched = () =>
        [...line.querySelectorAll('.chat-user, .externallink, .emote')].map((one) => [
          one.textContent,
          one.childElementCount,
        ]);
      const before = untouched();
      const markup = line.innerHTML;
      markLine(line, spot, 'test');
      expect(line.textContent).toBe(said);
      expect([...line.querySelectorAll('*:not(.vc-item)')]).toEqual(own);
      expect(untouched()).toEqual(before);
      for (const mark of line.querySelectorAll('.vc-item')) {
        expect(mark.childElementCount).toBe(0);
        expect(mark.textContent).not.toBe('');
      }
      unmarkLines('test');
      expect(line.innerHTML).toBe(markup);
    }),
    { numRuns: 400 },
  );
});

it('only the script that marked a line makes it plain again, and what an older one left can be swept', () => {
  const line = lineOf([{ text: 'use Sunshot', as: 'text' }]);
  markLine(line, spot, 'old');
  markLine(line, spot, 'new');
  expect(line.querySelectorAll('.vc-item')).toHaveLength(1);
  unmarkLines('new');
  expect(line.querySelectorAll('.vc-item')).toHaveLength(1);
  unmarkLines();
  expect(line.querySelectorAll('.vc-item')).toHaveLength(0);
  markLine(line, spot, 'new');
  expect(line.querySelectorAll('.vc-item')).toHaveLength(1);
});
