import type { ItemInstanceId } from '../base/ids';
import { type Mark, mergeMark } from '../inventory/marks';
import { journalDatabase } from './databases';

/** Tags and notes. Fits the `MarkStore` port. */
export const markStore = {
  all(): Promise<Mark[]> {
    return journalDatabase().marks.toArray();
  },

  /** Puts what `next` makes of a mark in its place, or takes it away when that is nothing; both in one transaction. */
  async change(
    instanceId: ItemInstanceId,
    next: (before: Mark | undefined) => Mark | undefined,
  ): Promise<void> {
    const { marks } = journalDatabase();
    await journalDatabase().transaction('rw', marks, async () => {
      const mark = next(await marks.get(instanceId));
      if (mark === undefined) await marks.delete(instanceId);
      else await marks.put(mark);
    });
  },

  /** Lays these over what is there: all of them or, if that fails, none. Nothing is removed. */
  async bring(brought: readonly Mark[]): Promise<void> {
    const { marks } = journalDatabase();
    await journalDatabase().transaction('rw', marks, async () => {
      const held = await marks.bulkGet(brought.map((mark) => mark.instanceId));
      await marks.bulkPut(brought.map((mark, at) => mergeMark(held[at], mark)));
    });
  },
};
