import type { PackedItems } from '../../../lib/items/packed-items';
import { ItemReducer } from '../../../lib/manifest/reduce-items';
import type { RawDefinition } from '../../world/definitions';

/** Rows as they are kept. */
export function packed(rows: readonly RawDefinition[]): PackedItems {
  const reducer = new ItemReducer('items');
  for (const row of rows) {
    const bytes = new TextEncoder().encode(JSON.stringify(row));
    reducer.row(row.hash, { bytes, start: 0, end: bytes.length });
  }
  return reducer.finish().packed;
}
