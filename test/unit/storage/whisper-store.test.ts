import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, expect, it } from 'vitest';
import { stateDatabase, type WhisperRecord } from '../../../lib/storage/databases';
import { whisperStore } from '../../../lib/storage/whisper-store';

const whisper: WhisperRecord = {
  messageId: 5,
  nick: 'SubSally',
  who: 'subsally',
  text: 'hi',
  atMs: 1000,
  way: 'in',
  state: 'unread',
  announced: 0,
};

beforeEach(() => stateDatabase().whispers.clear());

it('keeps a whisper once, however often it is reported', async () => {
  expect(await whisperStore.add(whisper)).toBe(true);
  expect(await whisperStore.add({ ...whisper, text: 'another' })).toBe(false);
  expect(await stateDatabase().whispers.toArray()).toEqual([whisper]);
});

it('lets only one of many simultaneous reports be the first', async () => {
  const first = await Promise.all(Array.from({ length: 10 }, () => whisperStore.add(whisper)));
  expect(first.filter(Boolean)).toHaveLength(1);
});

it('lets only one of many announce a whisper', async () => {
  await whisperStore.add(whisper);
  const claims = await Promise.all(Array.from({ length: 10 }, () => whisperStore.claim(5)));
  expect(claims.filter(Boolean)).toHaveLength(1);
  expect(await whisperStore.claim(99)).toBe(false);
});

it('remembers what was not announced yet, in the order it was written', async () => {
  for (const messageId of [7, 5, 6]) await whisperStore.add({ ...whisper, messageId });
  await whisperStore.claim(6);
  await whisperStore.claim(7);
  await whisperStore.told([6]);
  // What somebody began to tell and did not finish is among it.
  expect((await whisperStore.unannounced()).map((one) => one.messageId)).toEqual([5, 7]);
});

it('lists one conversation, oldest first', async () => {
  await whisperStore.add({ ...whisper, messageId: 6, atMs: 900 });
  await whisperStore.add(whisper);
  await whisperStore.add({ ...whisper, messageId: 7, nick: 'Normie', who: 'normie' });
  expect((await whisperStore.list('subsally')).map((one) => one.messageId)).toEqual([6, 5]);
  expect(await whisperStore.list()).toHaveLength(3);
});

it('learns from the site what is read, and from a fetched thread what was said', async () => {
  await whisperStore.add(whisper);
  await whisperStore.add({ ...whisper, messageId: -1, way: 'out', state: 'sent', text: 'hey', announced: 1 });
  await whisperStore.settle([]);
  expect((await whisperStore.list()).map(({ state }) => state).sort()).toEqual(['read', 'sent']);
  const said = { ...whisper, messageId: 6, way: 'out' as const, state: 'sent' as const, text: 'hey' };
  const { announced: _announced, ...fetched } = said;
  await whisperStore.merge('subsally', [fetched]);
  expect((await whisperStore.list()).map((one) => [one.messageId, one.announced])).toEqual([
    [5, 0],
    [6, 1],
  ]);
});

it('drops what is older than it should be, or everything', async () => {
  await whisperStore.add(whisper);
  await whisperStore.add({ ...whisper, messageId: 6, atMs: 2000 });
  expect(await whisperStore.dropBefore(2000)).toBe(1);
  expect((await whisperStore.list()).map((one) => one.messageId)).toEqual([6]);
  await whisperStore.forgetAll();
  expect(await whisperStore.list()).toEqual([]);
});

it('keeps the whispers of an older version, as incoming and announced as they were', async () => {
  await stateDatabase().delete();
  const older = new Dexie('vault-courier-state');
  older.version(1).stores({ views: 'id', pictures: 'id', touches: 'key', whispers: 'messageId, atMs' });
  await older.table('whispers').add({ messageId: 5, nick: 'SubSally', text: 'hi', atMs: 1000, announced: 1 });
  older.close();
  await stateDatabase().open();
  expect(await whisperStore.list('subsally')).toEqual([{ ...whisper, state: 'read', announced: 1 }]);
});
