import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { type BackupDeps, backUpDaily, bringBackup } from '../../../lib/app/backups';
import { ok } from '../../../lib/base/outcome';
import type { Loadout } from '../../../lib/inventory/loadouts/loadout';
import { makeBackup } from '../../../lib/messages/backup';
import { INITIAL_SETTINGS } from '../../../lib/messages/settings';
import { backupStore } from '../../../lib/storage/backup-store';
import { backupDatabase } from '../../../lib/storage/databases';
import { journalStore } from '../../../lib/storage/journal-store';
import { viewStore } from '../../../lib/storage/view-store';

const DAY = 24 * 3_600_000;
const RAID: Loadout = { id: 'raid', name: 'Raid', classType: 0, items: [], createdAtMs: 1, changedAtMs: 1 };

let nowMs = 0;
const deps: BackupDeps = {
  backups: backupStore,
  loadouts: { all: journalStore.loadouts, save: journalStore.saveLoadouts },
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

describe('bringing a file in', () => {
  it('adds and changes, removes nothing, and keeps what was before', async () => {
    await day(1);
    await viewStore.save('settings', { hideText: true });
    const file = makeBackup({ ...INITIAL_SETTINGS, keepDays: 7 }, [RAID], nowMs);
    expect(await bringBackup(file, deps)).toEqual(ok(null));
    expect((await journalStore.loadouts()).map((one) => one.id).sort()).toEqual(['0', 'raid']);
    expect(await viewStore.load('settings')).toMatchObject({ hideText: false, keepDays: 7 });
    const [last] = await backupStore.list();
    expect(last?.settings.hideText).toBe(true);
  });

  it('leaves settings that the file does not name', async () => {
    await viewStore.save('settings', { hideText: true });
    await bringBackup({ ...makeBackup(INITIAL_SETTINGS, [], 0), settings: { keepDays: 7 } }, deps);
    expect(await viewStore.load('settings')).toMatchObject({ hideText: true, keepDays: 7 });
  });
});
