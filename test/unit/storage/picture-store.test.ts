import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import type { MembershipId } from '@/lib/base/ids';
import type { Picture } from '@/lib/inventory/picture';
import { INITIAL_VIEWS } from '@/lib/messages/views';
import { journalDatabase, stateDatabase } from '@/lib/storage/databases';
import { readFirst } from '@/lib/storage/first-read';
import { loadJobs } from '@/lib/storage/journal-reader';
import { journalStore } from '@/lib/storage/journal-store';
import { pictureStore } from '@/lib/storage/picture-store';
import { viewStore } from '@/lib/storage/view-store';
import { item, picture } from '../builders/picture';

const of = (id: string, name: string): Picture => {
  const made = picture([item(name)]);
  return { ...made, account: { ...made.account, membershipId: id as MembershipId } };
};
const ikora = of('11', 'Sunshot');
const zavala = of('22', 'Thorn');
const show = ({ account }: Picture) => viewStore.replace('session', { ...INITIAL_VIEWS.session, account });

beforeEach(async () => {
  await stateDatabase().delete();
  await stateDatabase().open();
});

describe('pictures', () => {
  beforeEach(async () => {
    await pictureStore.save(ikora);
    await pictureStore.save(zavala);
  });

  it('are one for each account, and the one that is shown is read', async () => {
    expect(await pictureStore.load()).toBeUndefined();
    await show(zavala);
    expect(await pictureStore.load()).toEqual(zavala);
    await show(ikora);
    expect(await pictureStore.load()).toEqual(ikora);
    expect(await pictureStore.load(zavala.account.membershipId)).toEqual(zavala);
  });

  it('are read by the popup’s first look the same way', async () => {
    expect((await readFirst()).picture).toBeUndefined();
    await show(zavala);
    const first = await readFirst();
    expect([first.picture, first.views.session.account]).toEqual([zavala, zavala.account]);
    await show(of('33', 'Ace of Spades'));
    expect((await readFirst()).picture).toBeUndefined();
  });

  it('have the moves of their account beside them, never those of another', async () => {
    const job = (id: string, { account }: Picture) => ({
      id,
      membershipId: account.membershipId,
      state: 'done',
    });
    await journalDatabase().jobs.bulkPut([job('a', ikora), job('b', zavala), job('c', ikora)] as never[]);
    await show(ikora);
    expect((await loadJobs()).map((one) => one.id)).toEqual(['c', 'a']);
    await journalStore.emptyOf([ikora.account.membershipId]);
    expect((await journalDatabase().jobs.toArray()).map((one) => one.id)).toEqual(['b']);
  });

  it('are emptied one account at a time, with perks and touches', async () => {
    const touch = { key: 'stack:7', hash: 7, stacks: [], atMs: 1 };
    for (const one of [ikora, zavala]) {
      await pictureStore.saveTouched(one, [touch]);
      await pictureStore.savePerks({ byItem: {}, names: {} } as never, one.account.membershipId);
    }
    await pictureStore.emptyOf([ikora.account.membershipId]);
    const { perks, touches, load } = pictureStore;
    const left = async ({ account: { membershipId } }: Picture) => [
      (await load(membershipId)) !== undefined,
      (await perks(membershipId)) !== undefined,
      (await touches(membershipId)).length,
    ];
    expect(await left(ikora)).toEqual([false, false, 0]);
    expect(await left(zavala)).toEqual([true, true, 1]);
  });
});

describe('a database of version 2', () => {
  async function older(fill: (database: Dexie) => Promise<unknown>): Promise<void> {
    await stateDatabase().delete();
    const database = new Dexie('vault-courier-state');
    database.version(2).stores({
      views: 'id',
      pictures: 'id',
      touches: 'key',
      whispers: 'messageId, atMs, who, announced',
    });
    await fill(database);
    database.close();
    await stateDatabase().open();
  }

  it('keeps its one picture and perks under the account they are of, and who waits to be put on', async () => {
    const perks = { byItem: {}, names: {} };
    await older(async (database) => {
      await database.table('pictures').bulkAdd([
        { id: 'last', picture: ikora },
        { id: 'perks', perks },
      ]);
      await database.table('touches').add({ key: 'x', atMs: 1 });
      await database.table('views').bulkAdd([
        {
          id: 'session',
          value: { state: 'signed-in', signingIn: false, choices: [], account: ikora.account },
        },
        { id: 'later', value: { waiting: [{ itemName: 'Sunshot' }] } },
      ]);
    });
    expect(await pictureStore.load()).toEqual(ikora);
    expect(await pictureStore.perks()).toEqual(perks);
    expect((await readFirst()).picture).toEqual(ikora);
    expect(await stateDatabase().pictures.count()).toBe(1);
    expect((await viewStore.load('later')).waiting).toMatchObject([
      { membershipId: '11', itemName: 'Sunshot' },
    ]);
    expect((await viewStore.load('session')).recent).toEqual([]);
  });

  it('opens when it holds nothing', async () => {
    await older((database) => database.open());
    expect(await pictureStore.load()).toBeUndefined();
    expect(await stateDatabase().pictures.count()).toBe(0);
  });
});
