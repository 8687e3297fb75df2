import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { expect, it } from 'vitest';
import type { ItemInstanceId, MembershipId } from '../../../lib/base/ids';
import { journalDatabase } from '../../../lib/storage/databases';
import { watchMarks } from '../../../lib/storage/journal-reader';
import { journalStore } from '../../../lib/storage/journal-store';
import { markStore } from '../../../lib/storage/mark-store';

const SUNSHOT = '6917529000000000101' as ItemInstanceId;
const RAID = { id: 'raid', name: 'Raid', classType: 0, items: [], createdAtMs: 1, changedAtMs: 1 };
const JOB = { id: 'job-1', state: 'done', membershipId: '11' };

/** The journal as it was before there were tags and notes. */
async function firstVersion(): Promise<void> {
  const database = new Dexie('vault-courier-journal');
  database.version(1).stores({ jobs: 'id, state', loadouts: 'id' });
  await database.table('jobs').put(JOB);
  await database.table('loadouts').put(RAID);
  database.close();
}

it('keeps moves and loadouts of its first version, and takes tags and notes beside them', async () => {
  await firstVersion();
  expect(await journalStore.loadouts()).toEqual([RAID]);
  expect(await journalDatabase().jobs.toArray()).toEqual([JOB]);
  expect(await markStore.all()).toEqual([]);
  await markStore.change(SUNSHOT, () => ({ instanceId: SUNSHOT, tag: 'keep', changedAtMs: 1 }));
  expect(await markStore.all()).toEqual([{ instanceId: SUNSHOT, tag: 'keep', changedAtMs: 1 }]);
});

it('tells pages of every change, and keeps marks when an account is signed out', async () => {
  const told: (string | undefined)[] = [];
  const stop = watchMarks(
    (book) => told.push(book.get(SUNSHOT)?.tag),
    (error) => expect.unreachable(String(error)),
  );
  await expect.poll(() => told).toEqual(['keep']);
  await markStore.change(SUNSHOT, (before) => before && { ...before, tag: 'junk' });
  await expect.poll(() => told).toEqual(['keep', 'junk']);
  await journalStore.emptyOf(['11' as MembershipId]);
  expect(await journalDatabase().jobs.count()).toBe(0);
  expect(await markStore.all()).toHaveLength(1);
  await markStore.change(SUNSHOT, () => undefined);
  await expect.poll(() => told).toEqual(['keep', 'junk', undefined]);
  stop();
});
