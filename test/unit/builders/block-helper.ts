import type { BlockHelper } from '../../../lib/manifest/cut-blocks';
import { ItemReducer } from '../../../lib/manifest/reduce-items';

/** A helper that is told and answers as over a worker's port: what is given away is gone, and answers take a turn. */
export function helperBeside(): BlockHelper {
  let reducer = new ItemReducer('items');
  const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  return {
    begin(what) {
      reducer = new ItemReducer(what);
    },
    async block(block) {
      const mine = structuredClone(block, { transfer: [block.bytes.buffer] });
      await turn();
      return reducer.block(mine);
    },
    async finish() {
      await turn();
      return structuredClone(reducer.finish());
    },
    end: () => undefined,
  };
}
