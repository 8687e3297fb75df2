import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Loadout } from '../../../lib/inventory/loadouts/loadout';
import {
  chooseKept,
  compareBackup,
  isEmptyBackup,
  KEPT_BACKUPS,
  LONGEST_BACKUP,
  makeBackup,
  readBackup,
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
const mine = makeBackup(
  { ...INITIAL_SETTINGS, hideText: true, nicknames: [['ghorn', 'Gjallarhorn']] },
  [RAID],
  NOW,
);
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
    const text = asText({ tags: [{ hash: 1 }], settings: { hideText: true, future: 7 } });
    const read = readBackup(text);
    expect(read).toMatchObject({ ok: true, value: { leftOut: ['tags', 'future'] } });
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
  ])('with a secret in it (%s) is refused', (_what, change) => {
    expect(codeOf(asText(change))).toBe('backup-has-secrets');
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
    expect(compareBackup(mine, { settings, loadouts: [{ ...RAID }] })).toEqual([]);
  });

  it('is told setting by setting and loadout by loadout, and nothing is removed', () => {
    const other = { ...RAID, id: 'other', name: 'Crucible' };
    const changes = compareBackup(
      { ...mine, loadouts: [{ ...RAID, name: 'Raid, day one' }, other] },
      { settings: INITIAL_SETTINGS, loadouts: [RAID, { ...RAID, id: 'kept' }] },
    );
    expect(changes).toEqual([
      { kind: 'setting', name: 'hideText', to: true },
      { kind: 'setting', name: 'nicknames', to: [['ghorn', 'Gjallarhorn']] },
      { kind: 'loadout', name: 'Raid, day one', change: 'changed' },
      { kind: 'loadout', name: 'Crucible', change: 'new' },
    ]);
  });

  it('counts as empty only when nobody made anything', () => {
    expect(isEmptyBackup(makeBackup(INITIAL_SETTINGS, [], NOW))).toBe(true);
    expect(isEmptyBackup(makeBackup(INITIAL_SETTINGS, [RAID], NOW))).toBe(false);
    expect(isEmptyBackup(mine)).toBe(false);
  });
});

describe('the backups that are kept', () => {
  const list = fc.uniqueArray(
    fc.record({ madeAtMs: fc.nat(), loadouts: fc.array(fc.constant(1), { maxLength: 1 }) }),
    { selector: (one) => one.madeAtMs, maxLength: 20 },
  );

  it('are five at most, the newest among them, and one with loadouts if there ever was one', () => {
    fc.assert(
      fc.property(list, (all) => {
        const kept = chooseKept(all);
        expect(kept).toHaveLength(Math.min(KEPT_BACKUPS, all.length));
        if (all.length > 0) expect(kept[0]?.madeAtMs).toBe(Math.max(...all.map((one) => one.madeAtMs)));
        expect(kept.some((one) => one.loadouts.length > 0)).toBe(all.some((one) => one.loadouts.length > 0));
      }),
    );
  });
});
