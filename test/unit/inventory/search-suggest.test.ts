import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEYWORDS } from '@/lib/inventory/search/keywords';
import { SUGGESTIONS_SHOWN, suggest, takeSuggestion } from '@/lib/inventory/search/suggest';
import { hasTerm, toggleTerm } from '@/lib/inventory/search/toggle-term';
import { askZoo, zooIndex } from './search-zoo';

const inserts = (text: string, caret = text.length) =>
  suggest(text, caret, zooIndex).map((one) => one.insert);
/** `|` is the caret. */
const taken = (marked: string, which = 0) => {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const suggestion = suggest(text, caret, zooIndex)[which];
  if (suggestion === undefined) return undefined;
  const { text: next, caret: at } = takeSuggestion(text, suggestion);
  return `${next.slice(0, at)}|${next.slice(at)}`;
};

describe('ways to finish a word', () => {
  it.each([
    ['is:exo|', 'is:exotic |'],
    ['exo|', 'is:exotic |'],
    ['-is:exo|', '-is:exotic |'],
    ['not:exo|', 'not:exotic |'],
    ['(is:hunter is:ex|)', '(is:hunter is:exotic |)'],
    ['is:ex| thorn', 'is:exotic| thorn'],
    ['is:e|xotci', 'is:equipped |'],
    ['pow|', 'power:|'],
    ['power:|', 'power:>|'],
    ['season:wi|', 'season:witch |'],
    ['season:>=wi|', 'season:>=witch |'],
    ['name:spad|', 'name:"ace of spades" |'],
    ['name:"ace o|', 'name:"ace of spades" |'],
    ['exactname:suns|', 'exactname:sunshot |'],
    ['perkname:kill|', 'perkname:"kill clip" |'],
    ['is:exotic ou|', 'is:exotic exactperk:outlaw |'],
    ['suns|', 'exactname:sunshot |'],
    ['is:yel|', 'is:yellow |'],
    ['tag:|', 'tag:favorite |'],
    ['tag:ju|', 'tag:junk |'],
    ['-tag:no|', '-tag:none |'],
    ['is:tag|', 'is:tagged |'],
    ['note|', 'notes:|'],
    ['is:cannon|', 'is:handcannon |'],
  ])('%s becomes %s', (before, after) => {
    expect(taken(before)).toBe(after);
  });

  it.each([
    '',
    ' ',
    'is:exotic ',
    'e',
    'is:exotic|'.replace('|', ''),
    '"ace"',
    'foo:ba',
    'id:12',
    'power:>400',
    '(',
  ])('offers nothing for %j', (text) => {
    expect(inserts(text)).toEqual([]);
  });

  it('offers search words before names, and never more than fit', () => {
    expect(inserts('he')).toEqual([
      'is:helmet',
      'is:heavygrenadelauncher',
      'is:heavy',
      'exactname:"titan helm"',
    ]);
    expect(inserts('is:')).toHaveLength(SUGGESTIONS_SHOWN);
    expect(suggest('sunshot', 7, zooIndex)).toEqual([
      { kind: 'item', insert: 'exactname:sunshot', help: 'Item you hold', from: 0, to: 7 },
    ]);
  });

  it('completes every word of the table from all but its last letter', () => {
    for (const one of KEYWORDS) {
      const [word] = one.words;
      const text = one.kind === 'is' ? `is:${word}` : word;
      const whole = one.kind === 'is' ? text : `${word}:`;
      const offered = inserts(text.slice(0, -1));
      if (text.slice(0, -1).endsWith(':')) continue;
      expect(offered.length > 0 || word.length < 3, text).toBe(true);
      if (word.length > 4) expect(offered).toContain(whole);
    }
  });

  it('only ever proposes what can be searched for, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20, unit: 'grapheme' }), fc.nat(20), (text, at) => {
        const caret = Math.min(at, text.length);
        for (const suggestion of suggest(text, caret, zooIndex)) {
          const { text: next, caret: after } = takeSuggestion(text, suggestion);
          expect(after).toBeLessThanOrEqual(next.length);
          expect(askZoo(suggestion.insert, suggestion.insert.length).problem).toBeUndefined();
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('chips', () => {
  it.each([
    ['', 'is:exotic'],
    ['sunshot', 'is:exotic sunshot'],
    ['is:exotic', ''],
    ['Is:Exotic sunshot', 'sunshot'],
    ['sun is:exotic shot', 'sun shot'],
    ['-is:exotic is:arc', 'is:exotic is:arc'],
    ['not:exotic', 'is:exotic not:exotic'],
    ['is:arc or is:exotic', 'is:exotic is:arc or is:exotic'],
    ['is:arc and is:exotic', 'is:exotic is:arc and is:exotic'],
    ['is:exotic /* mine */', '/* mine */'],
    ['is:arc and is:exotic or is:bow', 'is:exotic is:arc and is:exotic or is:bow'],
    ['(is:exotic or is:arc)', 'is:exotic (is:exotic or is:arc)'],
    ['or is:arc', 'is:exotic is:arc'],
    ['(is:arc', 'is:exotic (is:arc'],
    ['"ace of', 'is:exotic "ace of'],
    ['is:arc or ', 'is:exotic is:arc or'],
    ['is:arc -', 'is:exotic is:arc -'],
    ['is:arc /* mine', 'is:exotic is:arc /* mine'],
  ])('turn %j into %j', (before, after) => {
    expect(toggleTerm(before, 'is:exotic')).toBe(after);
  });

  it('are undone by a second press, and always count after the first', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30, unit: fc.constantFrom(...'ab:-() "\'/*or is:arc') }), (text) => {
        const before = hasTerm(text, 'is:exotic');
        const once = toggleTerm(text, 'is:exotic');
        expect(hasTerm(once, 'is:exotic')).toBe(!before);
        expect(hasTerm(toggleTerm(once, 'is:exotic'), 'is:exotic')).toBe(before);
      }),
      { numRuns: 5000 },
    );
  });
});
