import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { type BackupDeps, backUpDaily, bringBackup } from '../../../lib/app/backups';
import type { ItemInstanceId } from '../../../lib/base/ids';
import { ok } from '../../../lib/base/outcome';
import type { Loadout } from '../../../lib/inventory/loadouts/loadout';
import { type Mark, MOST_MARKS } from '../../../lib/inventory/marks';
import { makeBackup } from '../../../lib/messages/backup';
import { INITIAL_SETTINGS } from '../../../lib/messages/settings';
import { backupStore } from '../../../lib/storage/backup-store';
import { backupDatabase, journalDatabase } from '../../../lib/storage/databases';
import { journalStore } from '../../../lib/storage/journal-store';
import { markStore } from '../../../lib/storage/mark-store';
import { viewStore } from '../../../lib/storage/view-store';

const DAY = 24 * 3_600_000;
const NOTHING = { settings: INITIAL_SETTINGS, loadouts: [], marks: [] };
const RAID: Loadout = { id: 'raid', name: 'Raid', classType: 0, items: [], createdAtMs: 1, changedAtMs: 1 };

const SUNSHOT: Mark = { instanceId: '1' as ItemInstanceId, tag: 'keep', changedAtMs: 3 };

let nowMs = 0;
const deps: BackupDeps = {
  backups: backupStore,
  loadouts: { all: journalStore.loadouts, save: journalStore.saveLoadouts },
  marks: markStore,
  views: viewStore,
  changeSettings: async (change) => {
    await viewStore.save('settings', change);
    return ok(null);
  },
  now: () => nowMs,
};

beforeEach(async () => {
  nowMs = 1_795_000_000_000;
  await backupDatabase().backups.clear();
  for (const { id } of await journalStore.loadouts()) await journalStore.dropLoadout(id);
  await journalDatabase().marks.clear();
  await viewStore.replace('settings', INITIAL_SETTINGS);
});

/** A day passes with this many loadouts kept. */
async function day(count: number): Promise<void> {
  nowMs += DAY;
  for (const { id } of await journalStore.loadouts()) await journalStore.dropLoadout(id);
  await journalStore.saveLoadouts(
    Array.from({ length: count }, (_, at) => ({ ...RAID, id: `${at}`, changedAtMs: nowMs })),
  );
  await backUpDaily(deps);
}

describe('automatic backups', () => {
  it('are made once a day, and only when something changed', async () => {
    await day(1);
    await backUpDaily(deps);
    nowMs += DAY;
    await backUpDaily(deps);
    expect(await backupStore.list()).toHaveLength(1);
    await day(2);
    expect((await backupStore.list()).map((one) => one.loadouts.length)).toEqual([2, 1]);
  });

  it('are five, the newest', async () => {
    for (const count of [1, 2, 3, 4, 5, 6, 7]) await day(count);
    expect((await backupStore.list()).map((one) => one.loadouts.length)).toEqual([7, 6, 5, 4, 3]);
  });

  it('are never overwritten by empty ones', async () => {
    await day(3);
    for (let days = 0; days < 10; days += 1) await day(0);
    expect((await backupStore.list()).map((one) => one.loadouts.length)).toEqual([3]);
  });

  it('keep the last one with loadouts although settings changed on many days since', async () => {
    await day(3);
    for (const keepDays of [1, 2, 3, 4, 5, 6, 7]) {
      await viewStore.save('settings', { keepDays });
      await day(0);
    }
    const kept = await backupStore.list();
    expect(kept).toHaveLength(5);
    expect(kept.at(-1)?.loadouts).toHaveLength(3);
  });
});

describe('tags and notes', () => {
  it('are in automatic backups, and an empty one never takes their place', async () => {
    await markStore.bring([SUNSHOT]);
    await day(0);
    await journalDatabase().marks.clear();
    for (const keepDays of [1, 2, 3, 4, 5, 6, 7]) {
      await viewStore.save('settings', { keepDays });
      await day(1);
    }
    const kept = await backupStore.list();
    expect(kept).toHaveLength(5);
    expect(kept.at(-1)?.marks).toEqual([SUNSHOT]);
  });

  it('come in beside those that are there, and none is lost by it', async () => {
    const noted: Mark = { ...SUNSHOT, instanceId: '2' as ItemInstanceId, note: 'Mine' };
    const other: Mark = { ...SUNSHOT, instanceId: '3' as ItemInstanceId };
    await markStore.bring([noted, other]);
    const brought: Mark = { instanceId: noted.instanceId, tag: 'junk', changedAtMs: 9 };
    const file = makeBackup({ ...NOTHING, marks: [SUNSHOT, brought] }, nowMs);
    expect(await bringBackup(file, deps)).toEqual(ok(null));
    expect(await markStore.all()).toEqual([SUNSHOT, { ...brought, note: 'Mine' }, other]);
    // What was there before can be brought back.
    expect((await backupStore.list())[0]?.marks).toEqual([noted, other]);
  });

  it('are refused before anything changes when there is no room for them', async () => {
    await markStore.bring(
      Array.from({ length: MOST_MARKS }, (_, at) => ({ ...SUNSHOT, instanceId: `9${at}` as ItemInstanceId })),
    );
    const file = makeBackup(
      { settings: { ...INITIAL_SETTINGS, keepDays: 7 }, loadouts: [RAID], marks: [SUNSHOT] },
      1,
    );
    expect(await bringBackup(file, deps)).toMatchObject({ ok: false, failure: { code: 'marks-full' } });
    expect(await journalStore.loadouts()).toEqual([]);
    expect((await viewStore.load('settings')).keepDays).toBe(INITIAL_SETTINGS.keepDays);
    expect(await bringBackup({ ...file, marks: [] }, deps)).toEqual(ok(null));
  });
});

describe('bringing a file in', () => {
  it('adds and changes, removes nothing, and keeps what was before', async () => {
    await day(1);
    await viewStore.save('settings', { hideText: true });
    const file = makeBackup(
      { ...NOTHING, settings: { ...INITIAL_SETTINGS, keepDays: 7 }, loadouts: [RAID] },
      nowMs,
    );
    expect(await bringBackup(file, deps)).toEqual(ok(null));
    expect((await journalStore.loadouts()).map((one) => one.id).sort()).toEqual(['0', 'raid']);
    expect(await viewStore.load('settings')).toMatchObject({ hideText: false, keepDays: 7 });
    const [last] = await backupStore.list();
    expect(last?.settings.hideText).toBe(true);
  });

  it('leaves settings that the file does not name', async () => {
    await viewStore.save('settings', { hideText: true });
    await bringBackup({ ...makeBackup(NOTHING, 0), settings: { keepDays: 7 } }, deps);
    expect(await viewStore.load('settings')).toMatchObject({ hideText: true, keepDays: 7 });
  });
});
