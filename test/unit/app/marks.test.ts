import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { setMark } from '../../../lib/app/marks';
import type { ItemInstanceId } from '../../../lib/base/ids';
import { ok } from '../../../lib/base/outcome';
import { LONGEST_NOTE, type MarkChange, MOST_MARKS } from '../../../lib/inventory/marks';
import { contract } from '../../../lib/messages/contract';
import { journalDatabase } from '../../../lib/storage/databases';
import { markStore } from '../../../lib/storage/mark-store';

const SUNSHOT = '6917529000000000101' as ItemInstanceId;
let nowMs = 0;
const set = (change: MarkChange, instanceId = SUNSHOT) =>
  setMark({ instanceId, ...change }, { marks: markStore, now: () => nowMs });

beforeEach(async () => {
  nowMs = 5;
  await journalDatabase().marks.clear();
});

describe('tagging and noting', () => {
  it('keeps tag and note apart, each with when it was changed', async () => {
    await set({ tag: 'keep' });
    nowMs = 6;
    await set({ note: 'For the raid' });
    expect(await markStore.all()).toEqual([
      { instanceId: SUNSHOT, tag: 'keep', note: 'For the raid', changedAtMs: 6 },
    ]);
    await set({ tag: null });
    expect(await markStore.all()).toEqual([{ instanceId: SUNSHOT, note: 'For the raid', changedAtMs: 6 }]);
  });

  it('leaves nothing behind when both are taken away', async () => {
    await set({ tag: 'junk', note: 'x' });
    await set({ note: '' });
    await set({ tag: null });
    expect(await markStore.all()).toEqual([]);
  });

  it('loses neither of two changes that come at once', async () => {
    await Promise.all([set({ tag: 'infuse' }), set({ note: 'both' })]);
    expect(await markStore.all()).toMatchObject([{ tag: 'infuse', note: 'both' }]);
  });

  it('refuses more than may be kept, and never what takes away', async () => {
    await markStore.bring(
      Array.from({ length: MOST_MARKS }, (_, at) => ({
        instanceId: `9${at}` as ItemInstanceId,
        tag: 'junk' as const,
        changedAtMs: 1,
      })),
    );
    expect(await set({ tag: 'keep' })).toMatchObject({ ok: false, failure: { code: 'marks-full' } });
    expect(await set({ tag: 'keep' }, '90' as ItemInstanceId)).toEqual(ok(null));
    expect(await set({ tag: null }, '91' as ItemInstanceId)).toEqual(ok(null));
    expect(await set({ tag: 'keep' })).toEqual(ok(null));
    // A later version may allow fewer.
    await markStore.bring([{ instanceId: '8' as ItemInstanceId, tag: 'junk', note: 'x', changedAtMs: 1 }]);
    expect(await set({ note: '' }, '8' as ItemInstanceId)).toEqual(ok(null));
  });
});

describe('the message', () => {
  const { asks, from } = contract['marks.set'];
  const read = (asked: object) => asks.safeParse(asked);

  it('may come from pages of our own alone', () => {
    expect(from).toEqual(['page']);
  });

  it('brings a note that is clean, on one line and not cut', () => {
    const read1 = read({ instanceId: SUNSHOT, note: ' two\n\tlines\u202e\u0007 ' });
    expect(read1.data).toEqual({ instanceId: SUNSHOT, note: 'two lines' });
    const longest = '🔥'.repeat(LONGEST_NOTE);
    expect(read({ instanceId: SUNSHOT, note: `${longest}\u200b ` }).data?.note).toBe(longest);
  });

  it.each([
    ['an id that is a number', { instanceId: 6917529000000000, tag: 'keep' }],
    ['a stack', { instanceId: '2907129557:138197802:vault:0', tag: 'keep' }],
    ['a tag nobody knows', { instanceId: SUNSHOT, tag: 'shiny' }],
    ['a note that is too long', { instanceId: SUNSHOT, note: 'x'.repeat(LONGEST_NOTE + 1) }],
    ['a note without an end', { instanceId: SUNSHOT, note: ' '.repeat(1_000_000) }],
    ['a note that is no text', { instanceId: SUNSHOT, note: 7 }],
  ])('is refused with %s', (_what, asked) => {
    expect(read(asked).success).toBe(false);
  });
});
