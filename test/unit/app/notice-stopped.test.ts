import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { noticeStopped } from '@/lib/app/notice-stopped';
import type { MembershipId } from '@/lib/base/ids';
import type { Job, JobId } from '@/lib/messages/jobs';
import { journalDatabase } from '@/lib/storage/databases';
import { journalStore } from '@/lib/storage/journal-store';

const job = (id: string, change: Partial<Job> = {}): Job => ({
  id: id as JobId,
  membershipId: '1' as MembershipId,
  label: { kind: 'move', name: 'Sunshot' },
  goals: [],
  results: [],
  state: 'stopped',
  plan: [],
  at: 0,
  cancelAsked: false,
  origins: [],
  aside: [],
  settled: false,
  createdAtMs: 0,
  changedAtMs: 0,
  ...change,
});

let told: string[];
const tell = (open: boolean) =>
  noticeStopped({
    journal: journalStore,
    isPageOpen: async () => open,
    notify: async ({ id }) => {
      told.push(id);
    },
  });

beforeEach(async () => {
  told = [];
  await journalDatabase().jobs.clear();
});

it('tells of each stopped job once, oldest first, and of no other', async () => {
  await journalStore.add(job('b'));
  await journalStore.add(job('a'));
  await journalStore.add(job('c', { settled: true }));
  await journalStore.add(job('d', { state: 'done' }));
  await tell(false);
  await tell(false);
  expect(told).toEqual(['a', 'b']);
});

it('leaves it to an open page, and tells later when it was closed without a word', async () => {
  await journalStore.add(job('a'));
  await tell(true);
  expect(told).toEqual([]);
  await tell(false);
  expect(told).toEqual(['a']);
});
