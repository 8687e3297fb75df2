import type { PerkBook } from '../inventory/perks';
import type { Picture } from '../inventory/picture';
import { stateDatabase, type TouchRecord } from './databases';

/** The last picture and where our own writes put things. Fits the `PictureStore` port. */
export const pictureStore = {
  async load(): Promise<Picture | undefined> {
    const record = await stateDatabase().pictures.get('last');
    return record?.id === 'last' ? record.picture : undefined;
  },

  async save(picture: Picture): Promise<void> {
    await stateDatabase().pictures.put({ id: 'last', picture });
  },

  async perks(): Promise<PerkBook | undefined> {
    const record = await stateDatabase().pictures.get('perks');
    return record?.id === 'perks' ? record.perks : undefined;
  },

  async savePerks(perks: PerkBook): Promise<void> {
    await stateDatabase().pictures.put({ id: 'perks', perks });
  },

  touches(): Promise<TouchRecord[]> {
    return stateDatabase().touches.toArray();
  },

  /** Picture and touches in one transaction: a reader never sees one without the other. */
  async saveTouched(picture: Picture, touches: readonly TouchRecord[]): Promise<void> {
    const database = stateDatabase();
    await database.transaction('rw', database.pictures, database.touches, async () => {
      await database.pictures.put({ id: 'last', picture });
      await database.touches.bulkPut([...touches]);
    });
  },

  async dropTouchesBefore(atMs: number): Promise<void> {
    await stateDatabase()
      .touches.filter((touch) => touch.atMs < atMs)
      .delete();
  },

  async empty(): Promise<void> {
    const database = stateDatabase();
    await database.transaction('rw', database.pictures, database.touches, async () => {
      await database.pictures.clear();
      await database.touches.clear();
    });
  },
};
