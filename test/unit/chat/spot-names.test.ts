import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeNearestName } from '../../../lib/chat/nearest-name';
import { makeListener, makeSpotter, type SpotWishes } from '../../../lib/chat/spot-names';
import { NameKind } from '../../../lib/items/name-kind';
import { nameIndexOf } from '../builders/name-index-of';

const GEAR = [
  'A Sudden Death',
  'Ace of Spades',
  'Ace',
  'D.F.A.',
  'Duke Mk. 44',
  "Eriana's Vow",
  'First In, Last Out',
  'Fr0st-EE5',
  'Gjallarhorn',
  'Helmet',
  'IKELOS_SG_v1.0.3',
  'Izanagi\u2019s Burden',
  'Parasite',
  'Song of Ir Yût',
  'Sunshot',
  'The Call',
  'The Last Word',
  'The Recluse',
  'The Last Wish',
  'The Last',
  "Reed's Regret",
  "Reed's Regret (Adept)",
  'Trust',
  'Warden’s Law',
];
const OTHERS = ['Xûr', 'Exotic Cipher', 'Point', '"Burning Bright"', 'Tier 5: Range'];
const index = nameIndexOf(GEAR, OTHERS);
const spot = makeSpotter(index);
const names = (text: string, wishes: Partial<SpotWishes> = {}) =>
  makeSpotter(index, wishes)(text).map((mention) => mention.name);
const marked = (text: string) => spot(text).map(({ start, end }) => text.slice(start, end));

describe('a coined name', () => {
  it.each<[string, string, string[]]>([
    ['as it is written', 'swap it for Sunshot next run', ['Sunshot']],
    ['at the start of a line', 'Sunshot slaps', ['Sunshot']],
    ['in lower case', 'is sunshot good', ['Sunshot']],
    ['shouted', 'GET SUNSHOT NOW', ['Sunshot']],
    ['without its accents', 'song of ir yut pls', ['Song of Ir Yût']],
    ['with its accents in two parts', 'Song of Ir Yu\u0302t pls', ['Song of Ir Yût']],
    ['without its apostrophe', 'erianas vow is fine', ["Eriana's Vow"]],
    [
      'with another apostrophe',
      'eriana\u2019s vow or izanagi`s burden',
      ["Eriana's Vow", 'Izanagi\u2019s Burden'],
    ],
    ['with a space for a sign', 'ikelos sg v1 0 3', ['IKELOS_SG_v1.0.3']],
    ['with digits and signs', 'my IKELOS_SG_v1.0.3, my duke mk. 44', ['IKELOS_SG_v1.0.3', 'Duke Mk. 44']],
    ['of someone', "that sunshot's range", ['Sunshot']],
    ['of someone, curly', 'that Duke Mk. 44\u2019s range', ['Duke Mk. 44']],
    ['of someone, shouted', "SUNSHOT'S RANGE", ['Sunshot']],
    ['before a full stop', 'swap to Sunshot.', ['Sunshot']],
    ['twice', 'sunshot or Sunshot', ['Sunshot', 'Sunshot']],
  ])('counts %s', (_name, text, found) => {
    expect(names(text)).toEqual(found);
  });

  it.each([
    ['a part of a larger word', 'Sunshots preSunshot Sunshot2 Sunshot_x'],
    ['an address', 'see https://light.gg/Sunshot/x or x.Sunshot.com or ?q=Sunshot or c:\\Sunshot\\x'],
    ['a mention', 'hi @Sunshot how are you'],
    ['a compound', 'that is Sunshot-like for sure'],
    ['a name with other marks on its letters', 'so Sunshot\u0301 it is'],
    ['a name with joiners inside', 'so Sun\u200dshot it is'],
    ['words with a sentence between them', 'song. of ir yut, duke? mk. 44'],
  ])('does not count as %s', (_name, text) => {
    expect(names(text)).toEqual([]);
  });
});

describe('a name of several everyday words', () => {
  it.each<[string, string, string[]]>([
    ['with its capitals', 'swap it for Ace of Spades', ['Ace of Spades']],
    ['with its capitals at the start of a line', 'Ace of Spades slaps', ['Ace of Spades']],
    ['with a small article', 'that was the Last Word on it', ['The Last Word']],
    ['with its capitals and fewer signs', 'try First In Last Out', ['First In, Last Out']],
    ['beside a cue in any case', 'my ace of spades has a new perk', ['Ace of Spades']],
    ['beside another name in any case', 'sunshot or ace of spades', ['Sunshot', 'Ace of Spades']],
    [
      'as the longest that stands there',
      'try The Last Word and A Sudden Death',
      ['The Last Word', 'A Sudden Death'],
    ],
    ['with its suffix', "a Reed's Regret (Adept) here", ["Reed's Regret (Adept)"]],
    ['without its suffix', "a Reed's Regret here", ["Reed's Regret"]],
  ])('counts %s', (_name, text, found) => {
    expect(names(text)).toEqual(found);
  });

  it.each([
    ['in lower case', 'i had an ace of spades up my sleeve'],
    ['in other capitals', 'Ace Of Spades by that band'],
    ['shouted', 'ACE OF SPADES'],
    ['with a cue that is its own', 'the last word'],
  ])('does not count %s', (_name, text) => {
    expect(names(text)).toEqual([]);
  });

  it('marks the suffix too', () => {
    expect(marked("a Reed's Regret (Adept)!")).toEqual(["Reed's Regret (Adept)"]);
  });
});

describe('a name of one everyday word', () => {
  it.each<[string, string, string[]]>([
    ['with its capital beside a cue of any game', 'so much damage on Trust now', ['Trust']],
    ['beside a cue of this game in any case', 'is trust good in pvp', ['Trust']],
    ['at the start beside a cue of this game', 'Trust rolls with rampage', ['Trust']],
    ['with an article', 'the call is my favourite sidearm', ['The Call']],
  ])('counts %s', (_name, text, found) => {
    expect(names(text)).toEqual(found);
  });

  it.each([
    ['in talk', 'i trust the parasite'],
    ['with a capital', 'no Trust left'],
    ['at the start of a line', 'Trust me, that damage is real'],
    ['at the start of a sentence', 'oh no. Trust me! Parasite? no damage'],
    ['at the start of a quotation', 'he said "Trust me" about that damage'],
    ['with an article', 'who made The Call to bomb them'],
    ['that is a kind of thing', 'which perk is on your Helmet'],
  ])('does not count %s', (_name, text) => {
    expect(names(text)).toEqual([]);
  });
});

describe('a nickname', () => {
  it.each<[string, string, string[]]>([
    ['that is no word', 'use ghorn or GALLY here', ['Gjallarhorn', 'Gjallarhorn']],
    ['of someone', "ghorn's damage", ['Gjallarhorn']],
    ['that is a word, beside a cue', 'my recluse has a good roll', ['The Recluse']],
    ['in brackets', '[[filo]]', ['First In, Last Out']],
  ])('counts %s', (_name, text, found) => {
    expect(names(text)).toEqual(found);
  });

  it.each([
    ['is a word, in talk', 'he lives like a recluse'],
    ['belongs to a name that is not there', 'mida and synthos with a perk'],
  ])('does not count when it %s', (_name, text) => {
    expect(names(text)).toEqual([]);
  });

  it('of the reader’s own counts, and before ours', () => {
    const own = [
      { said: 'old faithful', name: 'Sunshot', kind: NameKind.coined },
      { said: 'ghorn', name: 'Trust', kind: NameKind.coined },
    ];
    expect(names('Old Faithful and ghorn', { nicknames: own })).toEqual(['Sunshot', 'Trust']);
  });
});

describe('other things than gear', () => {
  it('stay plain outside brackets', () => {
    expect(names('Xûr sells an Exotic Cipher, see the Point')).toEqual([]);
  });

  it('count where the reader wants them, with capitals and of several words', () => {
    expect(names('he sells an Exotic Cipher, see the Point', { others: true })).toEqual(['Exotic Cipher']);
    expect(names('he sells an exotic cipher', { others: true })).toEqual([]);
  });
});

describe('what the reader called no item', () => {
  it('stays plain, and only that', () => {
    const [mention] = spot('i like ghorn');
    const ignored = new Set([mention!.said]);
    expect(names('ghorn or Gjallarhorn', { ignored })).toEqual(['Gjallarhorn']);
  });

  it('may have a curly apostrophe', () => {
    const ignored = new Set([spot('a Warden’s Law')[0]!.said]);
    expect(names('a Warden’s Law', { ignored })).toEqual([]);
  });

  it('still counts in brackets', () => {
    expect(names('Sunshot [[Sunshot]]', { ignored: new Set(['Sunshot']) })).toEqual(['Sunshot']);
  });
});

describe('the modes', () => {
  const line = 'sunshot, Ace of Spades, my Trust roll, my trust perk, my ace of spades, [[Trust]]';
  it.each<[SpotWishes['mode'], string[]]>([
    ['normal', ['Sunshot', 'Ace of Spades', 'Trust', 'Trust', 'Ace of Spades', 'Trust']],
    ['strict', ['Sunshot', 'Ace of Spades', 'Trust', 'Trust']],
    ['brackets', ['Trust']],
    ['off', []],
  ])('%s', (mode, found) => {
    expect(names(line, { mode })).toEqual(found);
  });
});

describe('while listening', () => {
  const heard = (lines: readonly string[], wishes: Partial<SpotWishes> = {}) => {
    const listen = makeListener(index, wishes);
    return lines.map((line) => listen(line).map((mention) => mention.name));
  };
  const ASKED = 'is trust good in pvp';
  const game = ['what roll', 'that sniper', 'which perk'];
  const other = (lines: number) => Array.from({ length: lines }, () => 'did he say that');

  it('everyday words stay plain while people talk about something else', () => {
    expect(heard([...other(50), ASKED]).at(-1)).toEqual([]);
  });

  it('they count once people talk about the game', () => {
    expect(heard([...other(50), ...game, ASKED]).at(-1)).toEqual(['Trust']);
  });

  it('and no longer fifty lines after the last of that', () => {
    expect(heard([...game, ...other(46), ASKED]).at(-1)).toEqual(['Trust']);
    expect(heard([...game, ...other(49), ASKED]).at(-1)).toEqual([]);
  });

  it('a mode that the reader chose stays', () => {
    expect(heard([...game, ASKED], { mode: 'strict' }).at(-1)).toEqual([]);
    expect(heard([...game, 'Sunshot [[Trust]]'], { mode: 'brackets' }).at(-1)).toEqual(['Trust']);
  });
});

describe('in brackets', () => {
  it.each<[string, string, string[], string[]]>([
    ['any named item', 'sold by [[Xûr]] now', ['Xûr'], ['[[Xûr]]']],
    ['any case and no accents', '[[xur]] and [[SUNSHOT]]', ['Xûr', 'Sunshot'], ['[[xur]]', '[[SUNSHOT]]']],
    [
      'other quotes',
      '[[\u201cburning bright\u201d]]',
      ['"Burning Bright"'],
      ['[[\u201cburning bright\u201d]]'],
    ],
    ['an everyday word at the start', '[[Trust]] me', ['Trust'], ['[[Trust]]']],
    ['the innermost of nested ones', '[[a [[Sunshot]]', ['Sunshot'], ['[[Sunshot]]']],
    ['three brackets', '[[[Sunshot]]]', ['Sunshot'], ['[[Sunshot]]']],
    ['spaces inside', '[[ ace  of spades ]]', ['Ace of Spades'], ['[[ ace  of spades ]]']],
  ])('finds %s', (_name, text, found, ranges) => {
    expect(names(text)).toEqual(found);
    expect(marked(text)).toEqual(ranges);
    expect(spot(text).every((mention) => mention.bracketed && mention.known)).toBe(true);
  });

  it.each<[string, string, string[]]>([
    ['[[Duke Mk. 44: Rampage, Kill Clip]]', 'Duke Mk. 44', ['Rampage', 'Kill Clip']],
    ['[[sunshot:rampage]]', 'Sunshot', ['rampage']],
    ['[[Sunshot: , ,Outlaw,]]', 'Sunshot', ['Outlaw']],
    ['[[Sunshot:]]', 'Sunshot', []],
    ['[[tier 5: range]]', 'Tier 5: Range', []],
  ])('%s asks for its perks', (text, name, perks) => {
    expect(spot(text)).toMatchObject([{ name, perks, known: true, start: 0, end: text.length }]);
  });

  it.each(['[[no such thing]]', '[[constructor]]', '[[__proto__]]'])('says that nobody knows %s', (text) => {
    expect(spot(text)).toMatchObject([{ name: text.slice(2, -2), known: false, bracketed: true }]);
  });

  it('finds the plain name in what nobody knows', () => {
    expect(spot('[[my Sunshot thing]]')).toMatchObject([{ name: 'Sunshot', known: true, bracketed: false }]);
  });

  it.each([
    '[[',
    '[[]]',
    '[[  ]]',
    ']] [[',
    '[[Sunshot',
    `[[${'x'.repeat(500)}]]`,
  ])('makes nothing bracketed of %s', (text) => {
    expect(spot(text).filter((mention) => mention.bracketed)).toEqual([]);
  });

  it('still finds the plain name in brackets that never close', () => {
    expect(names('look [[Sunshot')).toEqual(['Sunshot']);
  });
});

describe('a misspelt name', () => {
  const nearest = makeNearestName(index);
  it.each([
    ['sunsoht', 'Sunshot'],
    ['Gjalarhorn', 'Gjallarhorn'],
    ['ace off spades', 'Ace of Spades'],
    ['xurr', 'Xûr'],
    ['something else entirely', undefined],
    ['', undefined],
    ['x'.repeat(10_000), undefined],
  ])('%s is nearest to %s', (typed, name) => {
    expect(nearest(typed)).toBe(name);
  });
});

describe('an index that an older version stored', () => {
  const { generation, gear, others } = index;
  const old = makeSpotter({ generation, gear, others });
  it.each<[string, string[]]>([
    ['swap it for Ace of Spades, not Trust', ['Ace of Spades', 'Trust']],
    ['Trust me, trust is a good perk', []],
    ['sunshot', []],
    ['[[sunshot]]', ['Sunshot']],
  ])('goes by spelling alone: %s', (text, found) => {
    expect(old(text).map((mention) => mention.name)).toEqual(found);
  });
});

it('finds no name when there are none', () => {
  const none = makeSpotter({ generation: 'none', gear: '', others: '' });
  expect(none('[[Sunshot]] Sunshot ghorn').filter((mention) => mention.known)).toEqual([]);
});

it('mentions are ordered, apart from each other and inside the text, whatever the text', () => {
  const word = fc.constantFrom(
    ...GEAR,
    ...OTHERS,
    ...['[[', ']]', '[', ':', "'s", '\u2019s', '.', ' ', 'https://', '\ud83d', '🔥', 'roll', 'ghorn', 'İ'],
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(word, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.array(word, { maxLength: 60 }).map((parts) => parts.join(' ')),
  );
  const known = new Set([...GEAR, ...OTHERS]);
  const spotters = [spot, makeSpotter(index, { others: true }), makeSpotter(index, { mode: 'strict' })];
  fc.assert(
    fc.property(text, fc.constantFrom(...spotters), (line, spotter) => {
      let last = 0;
      for (const { start, end, name, known: isKnown, bracketed } of spotter(line)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(known.has(name)).toBe(isKnown);
        expect(bracketed).toBe(line.startsWith('[[', start));
        last = end;
      }
      expect(last).toBeLessThanOrEqual(line.length);
    }),
    { numRuns: 2_000 },
  );
});

it.each([
  ['unclosed brackets', '[['],
  ['nested brackets', '[[a '],
  ['closed brackets', '[[x]]'],
  ['bracketed names', '[[Ace]]'],
  ['first words of many names', 'The '],
  ['full stops', '. '],
  ['single names', 'x Sunshot '],
  ['everyday names', 'Trust perk '],
])('a text of a hundred thousand pieces ends, which it would not if work grew with the square: %s', (_name, piece) => {
  const text = piece.repeat(100_000);
  expect(spot(text).at(-1)?.end ?? 0).toBeLessThanOrEqual(text.length);
});
