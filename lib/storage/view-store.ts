import { completeViews, type ViewName, type Views } from '../messages/views';
import { stateDatabase } from './databases';

/** Live state for the pages. Fits the `ViewStore` port. */
export const viewStore = {
  async load<N extends ViewName>(name: N): Promise<Views[N]> {
    const record = await stateDatabase().views.get(name);
    // The record of a name holds that name's view: only `save` and `replace` below write it.
    return completeViews(record === undefined ? {} : { [name]: record.value })[name];
  },

  /** Changes some fields; a field given as undefined is removed. `null` empties the move view. */
  async save<N extends ViewName>(name: N, change: ViewChange<Views[N]> | null): Promise<void> {
    const database = stateDatabase();
    await database.transaction('rw', database.views, async () => {
      const value = change === null ? null : merged(await viewStore.load(name), change);
      await database.views.put({ id: name, value: value as Views[ViewName] });
    });
  },

  async replace<N extends ViewName>(name: N, value: Views[N]): Promise<void> {
    await stateDatabase().views.put({ id: name, value });
  },
};

/** Every field optional, and undefined allowed to say "take it away". */
export type ViewChange<T> = { [K in keyof NonNullable<T>]?: NonNullable<T>[K] | undefined };

function merged(view: object | null, change: object): object {
  const all = { ...view, ...change };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
