import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ItemInstanceId } from '@/lib/base/ids';
import {
  applyMark,
  cleanNote,
  fitsNote,
  LONGEST_NOTE,
  type Mark,
  type MarkChange,
  markOf,
  nextTag,
  sameMark,
  TAGS,
  type Tag,
  undoMark,
} from '@/lib/inventory/marks';
import { item } from '../builders/picture';

const instanceId = '77' as ItemInstanceId;
const tag = fc.constantFrom<Tag>(...TAGS);
const note = fc.string().map(cleanNote);
const changes: fc.Arbitrary<MarkChange> = fc.record({ tag: fc.option(tag), note }, { requiredKeys: [] });
const marks: fc.Arbitrary<Mark | undefined> = changes.map((change) =>
  applyMark(undefined, { instanceId, ...change }, 1),
);

it('brings back what was, whatever was changed', () => {
  fc.assert(
    fc.property(marks, changes, (before, change) => {
      const after = applyMark(before, { instanceId, ...change }, 2);
      const back = applyMark(after, { instanceId, ...undoMark(before, change) }, 3);
      expect(sameMark(back, before)).toBe(true);
    }),
  );
});

it('takes back nothing but what was changed', () => {
  const change = { tag: 'junk' } as const;
  const after = applyMark(undefined, { instanceId, ...change }, 1);
  const noted = applyMark(after, { instanceId, note: 'later' }, 2);
  const back = applyMark(noted, { instanceId, ...undoMark(undefined, change) }, 3);
  expect(back).toEqual({ instanceId, note: 'later', changedAtMs: 3 });
});

it('goes through all tags by one key, and past the last to none', () => {
  const seen: (Tag | null)[] = [];
  for (let at = nextTag(undefined); seen.length < 6; at = nextTag(at ?? undefined)) seen.push(at);
  expect(seen).toEqual([...TAGS, null]);
});

it('measures a note in letters as a reader counts them', () => {
  expect(fitsNote('x'.repeat(LONGEST_NOTE))).toBe(true);
  expect(fitsNote('x'.repeat(LONGEST_NOTE + 1))).toBe(false);
  expect(fitsNote('🔥'.repeat(LONGEST_NOTE))).toBe(true);
  expect(fitsNote('🔥'.repeat(LONGEST_NOTE + 1))).toBe(false);
});

it('cleans a note once and for all, and leaves no line and no hidden letter in it', () => {
  expect(cleanNote('a\u0000b\nc\u200b  \u202ed ')).toBe('ab c d');
  expect(cleanNote('a \u200b b')).toBe('a b');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(cleanNote(cleanNote(text))).toBe(cleanNote(text));
    }),
  );
});

it('has nothing to say of a stack', () => {
  const { instanceId: _, ...stack } = item('Telemetry');
  const book = new Map([[instanceId, { instanceId, tag: 'keep' as const, changedAtMs: 1 }]]);
  expect(markOf(book, stack)).toBeUndefined();
  expect(markOf(book, item('Sunshot', { instanceId }))?.tag).toBe('keep');
});
