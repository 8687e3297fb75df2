import type { MembershipId } from '../base/ids';
import type { Touch } from '../inventory/merge-touches';
import type { PerkBook } from '../inventory/perks';
import type { Picture } from '../inventory/picture';
import type { SessionView } from '../messages/views';
import { stateDatabase } from './databases';

/** Whose things are shown: the session view says so, and keeps saying so after the session ended. */
export async function shownAccount(): Promise<MembershipId | undefined> {
  const record = await stateDatabase().views.get('session');
  // The record of a name holds that name's view: only the view store writes it.
  return (record?.value as SessionView | undefined)?.account?.membershipId;
}

/**
 * What each account was last seen to hold, and where our own writes put things. Without an account named, the one that is
 * shown is meant. Fits the `PictureStore` port.
 */
export const pictureStore = {
  async load(of?: MembershipId): Promise<Picture | undefined> {
    const id = of ?? (await shownAccount());
    return id === undefined ? undefined : (await stateDatabase().pictures.get(id))?.picture;
  },

  async save(picture: Picture): Promise<void> {
    await stateDatabase().pictures.put({ id: picture.account.membershipId, picture });
  },

  async perks(of?: MembershipId): Promise<PerkBook | undefined> {
    const id = of ?? (await shownAccount());
    return id === undefined ? undefined : (await stateDatabase().perks.get(id))?.perks;
  },

  async savePerks(perks: PerkBook, membershipId: MembershipId): Promise<void> {
    await stateDatabase().perks.put({ membershipId, perks });
  },

  touches(of: MembershipId): Promise<Touch[]> {
    return stateDatabase().touched.where('membershipId').equals(of).toArray();
  },

  /** Picture and touches in one transaction: a reader never sees one without the other. */
  async saveTouched(picture: Picture, touches: readonly Touch[]): Promise<void> {
    const database = stateDatabase();
    const { membershipId } = picture.account;
    await database.transaction('rw', database.pictures, database.touched, async () => {
      await database.pictures.put({ id: membershipId, picture });
      await database.touched.bulkPut(touches.map((touch) => ({ ...touch, membershipId })));
    });
  },

  async dropTouchesBefore(atMs: number): Promise<void> {
    await stateDatabase()
      .touched.filter((touch) => touch.atMs < atMs)
      .delete();
  },

  /** Forgets what these accounts hold; the others keep theirs. */
  async emptyOf(accounts: readonly MembershipId[]): Promise<void> {
    const database = stateDatabase();
    const { pictures, perks, touched } = database;
    await database.transaction('rw', pictures, perks, touched, async () => {
      await pictures.bulkDelete([...accounts]);
      await perks.bulkDelete([...accounts]);
      await touched.where('membershipId').anyOf(accounts).delete();
    });
  },
};
