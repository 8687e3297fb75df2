import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemInstanceId } from '../../../lib/base/ids';
import type { Loadout } from '../../../lib/inventory/loadouts/loadout';
import {
  bookOf,
  fitsBook,
  LONGEST_NOTE,
  type Mark,
  MOST_MARKS,
  MOST_NOTE_TEXT,
} from '../../../lib/inventory/marks';
import {
  chooseKept,
  compareBackup,
  countChanges,
  isEmptyBackup,
  KEPT_BACKUPS,
  LONGEST_BACKUP,
  type Made,
  makeBackup,
  readBackup,
  sameContent,
} from '../../../lib/messages/backup';
import { INITIAL_SETTINGS } from '../../../lib/messages/settings';

const NOW = 1_795_000_000_000;
const RAID: Loadout = {
  id: 'b1946ac9-2b6f-4a56-9f50-6a7b0f6c2a11',
  name: 'Raid',
  classType: 0,
  items: [{ hash: 2907129557, name: 'Sunshot', bucket: 2465295065, equip: true, amount: 1 }],
  createdAtMs: 1,
  changedAtMs: 2,
};
const idOf = (id: number | string): ItemInstanceId => `${id}` as ItemInstanceId;
const SUNSHOT: Mark = {
  instanceId: idOf('6917529000000000101'),
  tag: 'keep',
  note: 'For the raid',
  changedAtMs: 3,
};
const NOTHING: Made = { settings: INITIAL_SETTINGS, loadouts: [], marks: [] };
const mine = makeBackup(
  {
    settings: { ...INITIAL_SETTINGS, hideText: true, nicknames: [['ghorn', 'Gjallarhorn']] },
    loadouts: [RAID],
    marks: [SUNSHOT],
  },
  NOW,
);
const manyMarks = (count: number, change: Partial<Mark> = {}): Mark[] =>
  Array.from({ length: count }, (_, at) => ({
    ...SUNSHOT,
    ...change,
    instanceId: idOf(6917529000000000 + at),
  }));
const asText = (change: object): string => JSON.stringify({ ...mine, ...change });
const codeOf = (text: string): string => {
  const read = readBackup(text);
  return read.ok ? 'taken' : read.failure.code;
};

describe('an exported file', () => {
  it('is read back as it was', () => {
    expect(readBackup(JSON.stringify(mine))).toEqual({ ok: true, value: { backup: mine, leftOut: [] } });
  });

  it('is taken with what this build does not know left out, by name', () => {
    const text = asText({ vendors: [{ hash: 1 }], settings: { hideText: true, future: 7 } });
    const read = readBackup(text);
    expect(read).toMatchObject({ ok: true, value: { leftOut: ['vendors', 'future'] } });
    expect(read.ok && read.value.backup.settings).toEqual({ hideText: true });
  });

  it.each([
    ['no text', ''],
    ['HTML', '<!doctype html>'],
    ['a file cut in half', JSON.stringify(mine).slice(0, 200)],
    ['a list', '[]'],
    ['null', 'null'],
    ['a file of something else', '{"app":"dim","version":1}'],
    ['no version', asText({ version: undefined })],
    ['a setting of another kind', asText({ settings: { hideText: 'yes' } })],
    ['a choice nobody offers', asText({ settings: { spotMode: 'everything' } })],
    ['a loadout without items', asText({ loadouts: [{ ...RAID, items: undefined }] })],
    ['a mark on nothing', asText({ marks: [{ ...SUNSHOT, instanceId: 6917529000000000 }] })],
    ['a mark that says nothing', asText({ marks: [{ ...SUNSHOT, tag: undefined, note: ' \u0000 ' }] })],
    ['a tag nobody knows', asText({ marks: [{ ...SUNSHOT, tag: 'shiny' }] })],
    ['a note of another length', asText({ marks: [{ ...SUNSHOT, note: 'x'.repeat(LONGEST_NOTE + 1) }] })],
    ['more marks than are kept', asText({ marks: manyMarks(MOST_MARKS + 1) })],
    [
      'an item id that is no number',
      asText({ loadouts: [{ ...RAID, items: [{ ...RAID.items[0], instanceId: 'x' }] }] }),
    ],
  ])('that is %s is refused as broken', (_what, text) => {
    expect(codeOf(text)).toBe('backup-broken');
  });

  it('of a newer version is refused as newer, whatever else it holds', () => {
    expect(codeOf(asText({ version: 2, loadouts: 'in another shape' }))).toBe('backup-newer');
  });

  it('of 50 MB is refused without being read', () => {
    expect(codeOf(`{"x":"${'a'.repeat(50_000_000)}"}`)).toBe('backup-too-large');
    expect(codeOf(' '.repeat(LONGEST_BACKUP + 1))).toBe('backup-too-large');
  });

  it.each([
    ['apiKey', { apiKey: 'x' }],
    ['client_secret deep inside', { settings: { more: [{ client_secret: 'x' }] } }],
    ['a refresh token', { refreshToken: 'x' }],
    ['tokens', { tokens: {} }],
    ['the chat’s session', { sid: 'x' }],
    ['a login key as a nickname', { settings: { nicknames: [['k', 'a1B2'.repeat(16)]] } }],
    ['an API key as a name', { loadouts: [{ ...RAID, name: '0123456789abcdef0123456789abcdef' }] }],
    ['a bearer token', { note: 'Bearer CO3yARKG' }],
    ['a key named beside a note', { marks: [{ ...SUNSHOT, apiKey: 'x' }] }],
    [
      'an API key under another name beside a note',
      { marks: [{ ...SUNSHOT, more: '0123456789abcdef'.repeat(2) }] },
    ],
    ['a note that is no text', { marks: [{ ...SUNSHOT, note: { sid: 'x' } }] }],
  ])('with a secret in it (%s) is refused', (_what, change) => {
    expect(codeOf(asText(change))).toBe('backup-has-secrets');
  });

  it.each([
    ['a login key', 'a1B2'.repeat(16)],
    ['an API key', '0123456789abcdef0123456789abcdef'],
    ['a token', 'Bearer CO3yARKG'],
    ['a signed token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x'],
    ['a good story', 'Bearer of bad news'],
    ['markup', '<img src=x onerror=alert(1)>"\\'],
    ['as many letters as may be', '🔥'.repeat(LONGEST_NOTE)],
  ])('comes in again with a note that looks like %s', (_what, note) => {
    const file = makeBackup({ ...NOTHING, marks: [{ ...SUNSHOT, note }] }, NOW);
    expect(readBackup(JSON.stringify(file))).toEqual({ ok: true, value: { backup: file, leftOut: [] } });
  });

  it('comes in again with a loadout that is named like the head of a token', () => {
    const file = makeBackup({ ...NOTHING, loadouts: [{ ...RAID, name: 'Bearer of evil tidings 2' }] }, NOW);
    expect(readBackup(JSON.stringify(file))).toEqual({ ok: true, value: { backup: file, leftOut: [] } });
  });

  it('comes in again with as many marks and as much text as may be kept, the dearest letters among it', () => {
    const most = manyMarks(MOST_MARKS, { note: '"'.repeat(MOST_NOTE_TEXT / MOST_MARKS / 2 - 1) });
    expect(fitsBook(bookOf(most))).toBe(true);
    expect(fitsBook(bookOf([...most.slice(1), { ...SUNSHOT, note: '"'.repeat(LONGEST_NOTE) }]))).toBe(false);
    expect(fitsBook(bookOf(manyMarks(MOST_MARKS + 1, { note: 'x' })))).toBe(false);
    const loadouts = Array.from({ length: 200 }, (_, at) => ({
      ...RAID,
      id: `${at}`,
      items: Array.from({ length: 30 }, () => RAID.items[0] as Loadout['items'][number]),
    }));
    // As the settings page writes it.
    const text = JSON.stringify(makeBackup({ ...NOTHING, loadouts, marks: most }, NOW), null, 2);
    const read = readBackup(text);
    expect(read.ok && read.value.backup.marks?.length).toBe(MOST_MARKS);
  });

  it('of a build without marks is read as before, and has none', () => {
    const { marks: _, ...older } = mine;
    expect(readBackup(JSON.stringify(older))).toEqual({ ok: true, value: { backup: older, leftOut: [] } });
    expect(makeBackup(NOTHING, NOW)).not.toHaveProperty('marks');
  });

  it('has its notes cleaned of what cannot be seen', () => {
    const read = readBackup(asText({ marks: [{ ...SUNSHOT, note: ' two\nlines\u0007\u202e ' }] }));
    expect(read.ok && read.value.backup.marks).toEqual([{ ...SUNSHOT, note: 'two lines' }]);
  });

  it('never makes reading throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((value) => JSON.stringify(value)),
        ),
        (text) => {
          readBackup(text);
        },
      ),
    );
    expect(codeOf(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).toBe('backup-broken');
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(codeOf(JSON.stringify(mine).replace('{', `{"deep":${deep},`))).toBe('taken');
  });
});

describe('what a file would change', () => {
  it('is nothing when it says what is so already', () => {
    const settings = { ...INITIAL_SETTINGS, ...mine.settings };
    expect(
      compareBackup(mine, { settings, loadouts: [{ ...RAID }], marks: [{ ...SUNSHOT, changedAtMs: 9 }] }),
    ).toEqual([]);
  });

  it('is told setting by setting and loadout by loadout, and nothing is removed', () => {
    const other = { ...RAID, id: 'other', name: 'Crucible' };
    const changes = compareBackup(
      { ...mine, loadouts: [{ ...RAID, name: 'Raid, day one' }, other] },
      { settings: INITIAL_SETTINGS, loadouts: [RAID, { ...RAID, id: 'kept' }], marks: [SUNSHOT] },
    );
    expect(changes).toEqual([
      { kind: 'setting', name: 'hideText', to: true },
      { kind: 'setting', name: 'nicknames', to: [['ghorn', 'Gjallarhorn']] },
      { kind: 'loadout', name: 'Raid, day one', change: 'changed' },
      { kind: 'loadout', name: 'Crucible', change: 'new' },
    ]);
  });

  it('is counted for tags and notes, and what the file does not say of an item stays', () => {
    const other = { ...SUNSHOT, instanceId: idOf(2) };
    const file = makeBackup(
      {
        ...NOTHING,
        marks: [
          { instanceId: idOf(1), tag: 'junk', changedAtMs: 1 },
          { instanceId: idOf(2), note: 'For PvP', changedAtMs: 1 },
          { instanceId: idOf(3), tag: 'keep', note: 'New', changedAtMs: 1 },
          { instanceId: idOf(4), tag: 'keep', changedAtMs: 1 },
          { instanceId: idOf(5), tag: 'keep', changedAtMs: 1 },
        ],
      },
      NOW,
    );
    const kept: Mark = { instanceId: idOf(5), tag: 'keep', note: 'Mine', changedAtMs: 7 };
    const held: Mark[] = [
      { instanceId: idOf(1), tag: 'archive', note: 'Stays', changedAtMs: 1 },
      other,
      kept,
    ];
    const changes = compareBackup(file, { ...NOTHING, marks: held });
    expect(changes).toEqual([
      { kind: 'tags', change: 'new', count: 2 },
      { kind: 'tags', change: 'changed', count: 1 },
      { kind: 'notes', change: 'new', count: 1 },
      { kind: 'notes', change: 'changed', count: 1 },
    ]);
    expect(countChanges(changes)).toBe(5);
  });

  it('tells two backups apart by their marks alone', () => {
    const one = makeBackup({ ...NOTHING, marks: [SUNSHOT] }, NOW);
    expect(sameContent(one, makeBackup({ ...NOTHING, marks: [{ ...SUNSHOT }] }, NOW + 1))).toBe(true);
    expect(sameContent(one, makeBackup({ ...NOTHING, marks: [{ ...SUNSHOT, tag: 'junk' }] }, NOW))).toBe(
      false,
    );
    expect(sameContent(one, makeBackup(NOTHING, NOW))).toBe(false);
    expect(sameContent(makeBackup(NOTHING, 1), { ...makeBackup(NOTHING, 2), marks: [] })).toBe(true);
  });

  it('counts as empty only when nobody made anything', () => {
    expect(isEmptyBackup(makeBackup({ ...NOTHING, marks: [SUNSHOT] }, NOW))).toBe(false);
    expect(isEmptyBackup(makeBackup(NOTHING, NOW))).toBe(true);
    expect(isEmptyBackup(makeBackup({ ...NOTHING, loadouts: [RAID] }, NOW))).toBe(false);
    expect(isEmptyBackup(mine)).toBe(false);
  });
});

describe('the backups that are kept', () => {
  interface Kept {
    loadouts: readonly unknown[];
    marks?: readonly unknown[];
  }
  const hasLoadouts = (one: Kept) => one.loadouts.length > 0;
  const hasMarks = (one: Kept) => (one.marks ?? []).length > 0;
  const list = fc.uniqueArray(
    fc.record(
      {
        madeAtMs: fc.nat(),
        loadouts: fc.array(fc.constant(1), { maxLength: 1 }),
        marks: fc.array(fc.constant(1), { maxLength: 1 }),
      },
      { requiredKeys: ['madeAtMs', 'loadouts'] },
    ),
    { selector: (one) => one.madeAtMs, maxLength: 20 },
  );

  it('are five at most, the newest among them, one with loadouts and one with marks if there ever was one', () => {
    fc.assert(
      fc.property(list, (all) => {
        const kept = chooseKept(all);
        expect(kept).toHaveLength(Math.min(KEPT_BACKUPS, all.length));
        if (all.length > 0) expect(kept[0]?.madeAtMs).toBe(Math.max(...all.map((one) => one.madeAtMs)));
        for (const full of [hasLoadouts, hasMarks]) expect(kept.some(full)).toBe(all.some(full));
        expect(kept.map((one) => one.madeAtMs)).toEqual(
          kept.map((one) => one.madeAtMs).sort((one, other) => other - one),
        );
      }),
    );
  });
});
