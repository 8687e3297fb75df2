import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readChatPageSettings } from '../../../lib/chat/page-settings';
import {
  badgeCount,
  listConversations,
  mergeThread,
  settleUnread,
  type Waiting,
  type Whisper,
} from '../../../lib/chat/whisper-book';

const NOBODY: ReadonlySet<string> = new Set();

const from = (nick: string, messageId: number, fields: Partial<Whisper> = {}): Whisper => ({
  messageId,
  nick,
  who: nick.toLowerCase(),
  text: `line ${messageId}`,
  atMs: messageId * 1_000,
  way: 'in',
  state: 'unread',
  ...fields,
});
const waits = (nick: string, count: number, atMs = 0): Waiting => ({ nick, count, atMs });

it('lists conversations unread first, then newest, each with its last whisper', () => {
  const whispers = [
    from('Normie', 1, { state: 'read' }),
    from('SubSally', 2),
    from('subsally', 3),
    from('Mod', 9, { way: 'out', state: 'sent' }),
  ];
  const list = listConversations(whispers, [waits('SubSally', 2)], NOBODY);
  expect(list.map(({ who, unread, missed, last }) => [who, unread, missed, last?.messageId])).toEqual([
    ['subsally', 2, 0, 3],
    ['mod', 0, 0, 9],
    ['normie', 0, 0, 1],
  ]);
});

it('counts what came while nobody listened, and invents no text for it', () => {
  const list = listConversations(
    [from('SubSally', 2)],
    [waits('SubSally', 5, 9_000), waits('Ghost', 3, 7_000)],
    NOBODY,
  );
  expect(list).toMatchObject([
    { nick: 'SubSally', unread: 5, missed: 4, lastAtMs: 9_000, last: { messageId: 2 } },
    { nick: 'Ghost', unread: 3, missed: 3 },
  ]);
  expect(list[1]).not.toHaveProperty('last');
});

it('leaves the ignored out, whatever the case of their names, and of the count', () => {
  const ignored = new Set(['subsally']);
  expect(listConversations([from('SubSally', 2)], [waits('SUBSALLY', 5)], ignored)).toEqual([]);
  expect(badgeCount([waits('SUBSALLY', 5), waits('Normie', 2), waits('', 1)], ignored)).toBe(3);
});

it('as many of the newest are unread as the site counts', () => {
  const book = [
    from('SubSally', 1),
    from('SubSally', 2),
    from('SubSally', 3, { state: 'read' }),
    from('Normie', 4),
  ];
  const changed = settleUnread(book, [waits('subsally', 2)]);
  expect(changed.map(({ messageId, state }) => [messageId, state]).sort()).toEqual([
    [1, 'read'],
    [3, 'unread'],
    [4, 'read'],
  ]);
});

it('a full list of fifty says nothing about who is not on it', () => {
  const waiting = Array.from({ length: 50 }, (_, at) => waits(`Waiter${at}`, 1));
  expect(settleUnread([from('SubSally', 1)], waiting)).toEqual([]);
  expect(settleUnread([from('SubSally', 1)], waiting.slice(1))).toHaveLength(1);
});

it('settles once: what was settled needs no more changes', () => {
  const nick = fc.constantFrom('SubSally', 'Normie', 'Mod');
  const book = fc
    .uniqueArray(fc.record({ id: fc.nat(60), nick, read: fc.boolean(), out: fc.boolean() }), {
      selector: ({ id }) => id,
    })
    .map((rows) =>
      rows.map(({ id, nick: by, read, out }) =>
        from(by, id, out ? { way: 'out', state: 'sent' } : { state: read ? 'read' : 'unread' }),
      ),
    );
  const waiting = fc.uniqueArray(fc.record({ nick, count: fc.nat(5), atMs: fc.constant(0) }), {
    selector: (one) => one.nick,
  });
  fc.assert(
    fc.property(book, waiting, (whispers, told) => {
      const changed = new Map(settleUnread(whispers, told).map((one) => [one.messageId, one]));
      const settled = whispers.map((one) => changed.get(one.messageId) ?? one);
      expect(settleUnread(settled, told)).toEqual([]);
      for (const { nick: by, count } of told) {
        const stored = settled.filter(({ who, way }) => who === by.toLowerCase() && way === 'in');
        const unread = stored.filter(({ state }) => state === 'unread');
        expect(unread).toHaveLength(Math.min(count, stored.length));
      }
      expect(settled.filter(({ way }) => way === 'out').every(({ state }) => state === 'sent')).toBe(true);
    }),
  );
});

it('a fetched thread takes the place of our own sends without an id, each once, and is read', () => {
  const stored = [
    from('SubSally', 5),
    from('SubSally', 6),
    from('SubSally', -1, { way: 'out', state: 'sent', text: 'hello', atMs: 100_000 }),
    from('SubSally', -2, { way: 'out', state: 'unsure', text: 'hello', atMs: 130_000 }),
    from('SubSally', -3, { way: 'out', state: 'refused', text: 'other', atMs: 130_000 }),
  ];
  const fetched = [
    from('SubSally', 6, { state: 'read' }),
    from('SubSally', 7, { way: 'out', state: 'sent', text: 'hello', atMs: 101_000 }),
    from('SubSally', 8, { way: 'out', state: 'sent', text: 'hello', atMs: 9_000_000 }),
  ];
  const { put, drop } = mergeThread(stored, fetched);
  expect(drop).toEqual([-1]);
  expect(put.map(({ messageId, state }) => [messageId, state])).toEqual([
    [6, 'read'],
    [7, 'sent'],
    [8, 'sent'],
    [5, 'read'],
    [-2, 'refused'],
  ]);
  expect(put.at(-1)?.problem?.code).toBe('whisper-lost');
});

it('a full page of a thread says nothing about what is older than it', () => {
  const unsure = from('SubSally', -2, { way: 'out', state: 'unsure', text: 'hello', atMs: 1_000 });
  const fetched = Array.from({ length: 25 }, (_, at) => from('SubSally', 100 + at, { state: 'read' }));
  expect(mergeThread([unsure], fetched).put).toEqual(fetched);
  const late = { ...unsure, atMs: 3_600_000 };
  expect(mergeThread([late], fetched).put.at(-1)).toMatchObject({ messageId: -2, state: 'refused' });
});

it.each([
  undefined,
  null,
  7,
  {},
  'x',
  [7],
  [[]],
  [['ignorenicks', 'Normie']],
  [['ignorenicks', [7, {}]]],
])('settings of the page that are odd (%j) are its defaults', (stored) => {
  expect(readChatPageSettings(stored)).toEqual({
    ignored: [],
    inlineWhispers: false,
    desktopWhispers: false,
    highlightWords: [],
    highlightNicks: [],
  });
});

it('reads what the page calls its settings', () => {
  const pairs = [
    ['ignorenicks', ['Normie', 'MOD']],
    ['showhispersinchat', true],
    ['notificationwhisper', true],
    ['customhighlight', ['raid']],
    ['highlightnicks', ['SubSally']],
  ];
  expect(readChatPageSettings(pairs)).toEqual({
    ignored: ['normie', 'mod'],
    inlineWhispers: true,
    desktopWhispers: true,
    highlightWords: ['raid'],
    highlightNicks: ['SubSally'],
  });
});
