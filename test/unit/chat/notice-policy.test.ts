import { expect, it } from 'vitest';
import { isNews, needsNotification } from '../../../lib/chat/notice-policy';
import { previewOf } from '../../../lib/chat/whisper-book';

it.each([
  ['no chat page is open', [], true],
  ['the only page is hidden', [{ visible: false, shown: true }], true],
  ['a visible page could not show it', [{ visible: true, shown: false }], true],
  ['a visible page shows it', [{ visible: true, shown: true }], false],
  [
    'one of two pages is visible',
    [
      { visible: false, shown: true },
      { visible: true, shown: true },
    ],
    false,
  ],
])('when %s, a system notification is needed: %s', (_name, answers, needed) => {
  expect(needsNotification(answers)).toBe(needed);
});

it('a whisper is news for a quarter of an hour', () => {
  const whisper = { messageId: 1, nick: 'SubSally', text: 'hi', atMs: 1_000_000 };
  expect(isNews(whisper, 1_000_000 + 14 * 60_000)).toBe(true);
  expect(isNews(whisper, 1_000_000 + 16 * 60_000)).toBe(false);
  // A clock that was set back makes no old news of it.
  expect(isNews(whisper, 900_000)).toBe(true);
});

it.each([
  ['markup as text', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['one line', 'a\n\n  b\tc', 'a b c'],
  ['no override of the writing direction', 'gun \u202egnihton', 'gun gnihton'],
  ['no hidden letters', 'Sun\u200dshot', 'Sunshot'],
  ['no half of a pair', 'x \ud83d', 'x \ufffd'],
  ['at most 120 code points', '🔥'.repeat(512), `${'🔥'.repeat(119)}…`],
])('a preview has %s', (_name, text, shown) => {
  expect(previewOf(text)).toBe(shown);
});
