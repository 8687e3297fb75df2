import { expect, it } from 'vitest';
import { readFrame } from '../../../lib/chat/frame';
import { hasWord, mentionReason } from '../../../lib/chat/mentions';

const said = (nick: string, text: string) => {
  const event = readFrame(`MSG ${JSON.stringify({ nick, data: text, timestamp: 1 })}`);
  if (event.kind !== 'message') throw new Error('no message');
  return event;
};

const reader = { nick: 'Guardian', words: ['last word', 'raid'], nicks: ['SubSally'] };

it.each([
  ['his nick as a word', 'Normie', 'hey Guardian', 'nick'],
  ['his nick with an at sign', 'Normie', '@guardian look', 'nick'],
  ['his nick in any case, by a comma', 'Normie', 'GUARDIAN, look', 'nick'],
  ['his nick within another word', 'Normie', 'guardians of the galaxy', undefined],
  ['his nick beside an underscore', 'Normie', 'guardian_2', undefined],
  ['his nick a second time, the first within a word', 'Normie', 'guardians, guardian', 'nick'],
  ['his own line', 'guardian', 'Guardian here, raid?', undefined],
  ['a word of his', 'Normie', 'RAID tonight', 'word'],
  ['two words of his', 'Normie', 'the Last Word is mine', 'word'],
  ['a word of his in the nick', 'raid', 'hello', 'word'],
  ['somebody he follows', 'subsally', 'hello', 'person'],
  ['nothing of his', 'Normie', 'good evening', undefined],
])('%s by %s: %j is %s', (_name, nick, text, why) => {
  expect(mentionReason(said(nick, text), reader)).toBe(why);
});

it('a guest is mentioned by his words only', () => {
  expect(mentionReason(said('Normie', 'undefined Guardian'), { words: [], nicks: [] })).toBeUndefined();
  expect(mentionReason(said('Normie', 'raid'), { words: ['raid'], nicks: [] })).toBe('word');
});

it.each(['', '  ', 'a.c', '(', '[a-z]+'])('a highlight word is a word, never a pattern: %j', (word) => {
  expect(hasWord('abc xyz', word)).toBe(false);
});
