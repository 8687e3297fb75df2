import type { Block } from '../manifest/cut-blocks';
import { ItemReducer, type ItemsWanted, type ReducedItems } from '../manifest/reduce-items';

/*
 * Runs in a dedicated worker of the import worker, and ends with it: reads its share of the item table's blocks.
 */

/** What it is told. Blocks and the end are answered, in order. */
export type ReduceOrder =
  | { kind: 'begin'; what: ItemsWanted }
  | { kind: 'block'; block: Block }
  | { kind: 'finish' };

export type ReduceAnswer = { kind: 'block'; sound: boolean } | { kind: 'finish'; items: ReducedItems };

let reducer = new ItemReducer('items');

self.onmessage = ({ data }: MessageEvent<ReduceOrder>) => {
  if (data.kind === 'begin') reducer = new ItemReducer(data.what);
  else if (data.kind === 'block') say({ kind: 'block', sound: reducer.block(data.block) });
  else {
    const items = reducer.finish();
    const { hashes, ends, text } = items.packed;
    say({ kind: 'finish', items }, [hashes.buffer, ends.buffer, text.buffer]);
  }
};

function say(answer: ReduceAnswer, transfer: Transferable[] = []): void {
  self.postMessage(answer, { transfer });
}
