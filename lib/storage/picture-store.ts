import type { Picture } from '../inventory/picture';
import { stateDatabase, type TouchRecord } from './databases';

/** The last picture and where our own writes put things. Fits the `PictureStore` port. */
export const pictureStore = {
  async load(): Promise<Picture | undefined> {
    return (await stateDatabase().pictures.get('last'))?.picture;
  },

  async save(picture: Picture): Promise<void> {
    await stateDatabase().pictures.put({ id: 'last', picture });
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
