import { describe, expect, it } from 'vitest';
import {
  chooseNotice,
  isNews,
  isQuiet,
  type NoticeFacts,
  type PageFacts,
  tellsMention,
  wentLive,
} from '../../../lib/chat/notice-policy';
import { previewOf } from '../../../lib/chat/whisper-book';

const ALL = { toasts: true, system: true, badge: true };
const PAGE: PageFacts = {
  visible: true,
  conversationOpen: false,
  inlineWhispers: false,
  desktopNotices: false,
  ignored: false,
};
const NEWS: NoticeFacts = { ignored: false, muted: false, backlog: false, quiet: false };

const names = <T extends object>(base: T) => Object.keys(base) as (keyof T)[];
/** Every object that has each field of `base` true or false. */
function every<T extends Record<keyof T, boolean>>(base: T): T[] {
  return Array.from({ length: 2 ** names(base).length }, (_, bits) => {
    const made = { ...base };
    for (const [at, name] of names(base).entries()) made[name] = (((bits >> at) & 1) === 1) as T[keyof T];
    return made;
  });
}

type Told = 'toast' | 'system' | 'toast, system' | 'nothing';

/**
 * The truth table, for one page with every wish. A dash is "either"; rows are read from the top, as in the policy.
 * Columns: ignored or muted, visible, conversation open, backlog or quiet, in line, desktop.
 */
const TABLE: readonly (readonly [row: string, told: Told, badge: boolean])[] = [
  ['1 - - - - -', 'nothing', false],
  ['- 1 1 - - -', 'nothing', false],
  ['- - - 1 - -', 'nothing', true],
  ['- 1 - - 1 -', 'nothing', true],
  ['- 1 - - - -', 'toast', true],
  ['- 0 - - - 1', 'toast', true],
  ['- 0 - - - 0', 'toast, system', true],
];

/** Which row decides. */
function rowOf(facts: NoticeFacts, page: PageFacts): number {
  const silenced = facts.ignored || facts.muted || page.ignored;
  const { visible, conversationOpen, inlineWhispers, desktopNotices } = page;
  const late = facts.backlog || facts.quiet;
  const cells = [silenced, visible, conversationOpen, late, inlineWhispers, desktopNotices];
  return TABLE.findIndex(([row]) =>
    row.split(' ').every((cell, at) => cell === '-' || (cell === '1') === cells[at]),
  );
}

function expected(facts: NoticeFacts, page: PageFacts): { told: Told; badge: boolean } {
  const [, told, badge] = TABLE[rowOf(facts, page)]!;
  return { told, badge };
}

function told(facts: NoticeFacts, pages: PageFacts[], wishes = ALL): { told: Told; badge: boolean } {
  const { toasts, system, badge } = chooseNotice(facts, pages, wishes);
  const words = [toasts.includes(true) ? 'toast' : '', system ? 'system' : ''].filter((word) => word !== '');
  return { told: (words.join(', ') || 'nothing') as Told, badge };
}

describe('the truth table', () => {
  it('holds in all of its five hundred and twelve cases', () => {
    let cases = 0;
    for (const facts of every(NEWS))
      for (const page of every(PAGE)) {
        cases += 1;
        expect(told(facts, [page]), JSON.stringify({ facts, page })).toEqual(expected(facts, page));
      }
    expect(cases).toBe(512);
  });

  it.each(
    TABLE.map(([row], at) => [row, at] as const),
  )('needs its row %s: some case is decided by it', (_row, at) => {
    const rows = every(NEWS).flatMap((facts) => every(PAGE).map((page) => rowOf(facts, page)));
    expect(rows).toContain(at);
  });

  it('for no page at all is that of a hidden page, without the toast', () => {
    for (const facts of every(NEWS)) {
      const hidden = expected(facts, { ...PAGE, visible: false });
      expect(told(facts, [])).toEqual({
        ...hidden,
        told: hidden.told === 'toast, system' ? 'system' : 'nothing',
      });
    }
  });

  it('only loses by wishes, but for the system that stands in for the toast of a visible page', () => {
    for (const facts of every(NEWS))
      for (const page of every(PAGE))
        for (const wishes of every(ALL)) {
          const [full, less] = [chooseNotice(facts, [page], ALL), chooseNotice(facts, [page], wishes)];
          expect(less.badge).toBe(full.badge && wishes.badge);
          expect(less.toasts[0]).toBe(full.toasts[0] && wishes.toasts);
          const standsIn = page.visible && full.toasts[0] === true && !wishes.toasts;
          expect(less.system).toBe(wishes.system && (full.system || standsIn));
        }
  });
});

it.each<[string, PageFacts[], boolean[], boolean]>([
  [
    'a visible page speaks, the hidden one beside it does not',
    [PAGE, { ...PAGE, visible: false }],
    [true, false],
    false,
  ],
  [
    'the open conversation in one page silences the other',
    [PAGE, { ...PAGE, conversationOpen: true }],
    [false, false],
    false,
  ],
  [
    'an open conversation nobody sees silences nothing',
    [{ ...PAGE, visible: false, conversationOpen: true }],
    [true],
    true,
  ],
  [
    'one page whose reader ignores the sender is enough',
    [PAGE, { ...PAGE, ignored: true }],
    [false, false],
    false,
  ],
  [
    'two hidden pages both keep it until they are seen',
    [
      { ...PAGE, visible: false },
      { ...PAGE, visible: false },
    ],
    [true, true],
    true,
  ],
])('%s', (_name, pages, toasts, system) => {
  expect(chooseNotice(NEWS, pages, ALL)).toMatchObject({ toasts, system });
});

it('a mention is told only as news, to a reader without a chat page in sight, of nobody he silenced', () => {
  const telling = every(NEWS).filter((facts) => tellsMention(facts, false));
  expect(telling).toEqual([NEWS]);
  expect(every(NEWS).some((facts) => tellsMention(facts, true))).toBe(false);
});

it.each([
  ['at the first look', undefined, true, false],
  ['when it went live', false, true, true],
  ['while it goes on', true, true, false],
  ['when it ended', true, false, false],
])('%s (before: %s, now: %s) the stream is news: %s', (_name, before, now, news) => {
  expect(wentLive(before === undefined ? undefined : { live: before }, { live: now })).toBe(news);
});

it.each([
  ['within the hours', 600, 720, 660, true],
  ['at their first minute', 600, 720, 600, true],
  ['at their end', 600, 720, 720, false],
  ['before midnight, over midnight', 1_380, 420, 1_400, true],
  ['after midnight, over midnight', 1_380, 420, 60, true],
  ['at noon, over midnight', 1_380, 420, 720, false],
  ['between equal ends', 600, 600, 600, false],
])('it is quiet %s', (_name, fromMinute, toMinute, minute, quiet) => {
  expect(isQuiet({ fromMinute, toMinute }, minute)).toBe(quiet);
  expect(isQuiet(null, minute)).toBe(false);
});

it('a whisper is news for a quarter of an hour', () => {
  const whisper = { atMs: 1_000_000 };
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
