import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { stateDatabase } from '../../../lib/storage/databases';
import { whisperStore } from '../../../lib/storage/whisper-store';

const whisper = { messageId: 5, nick: 'SubSally', text: 'hi', atMs: 1000, announced: 0 } as const;

beforeEach(() => stateDatabase().whispers.clear());

it('keeps a whisper once, however often it is reported', async () => {
  expect(await whisperStore.add(whisper)).toBe(true);
  expect(await whisperStore.add({ ...whisper, text: 'another' })).toBe(false);
  expect(await stateDatabase().whispers.toArray()).toEqual([whisper]);
});

it('lets only one of two simultaneous reports be the first', async () => {
  const first = await Promise.all(Array.from({ length: 10 }, () => whisperStore.add(whisper)));
  expect(first.filter(Boolean)).toHaveLength(1);
});

it('remembers what was not announced yet', async () => {
  await whisperStore.add(whisper);
  await whisperStore.add({ ...whisper, messageId: 6 });
  await whisperStore.markAnnounced(5);
  expect((await whisperStore.unannounced()).map((one) => one.messageId)).toEqual([6]);
});
