import type { ComponentChildren } from 'preact';
import type { ItemKey } from '../../lib/base/ids';
import type { HeldItem } from '../../lib/inventory/picture';
import { ItemTile } from '../item/ItemTile';

/** What every section of tiles needs to know besides its items. */
export interface TileMarks {
  /** The item whose details are open. */
  open: ItemKey | undefined;
  pending: ReadonlySet<ItemKey>;
  /** Selected together. */
  marked: ReadonlySet<ItemKey>;
  /** The open details, placed by the section that holds the item. */
  details: ComponentChildren;
}

/** Tiles in rows. Open details follow their tile and take the next whole row; later tiles fill the row before it. */
export function ItemGrid({ items, marks }: { items: readonly HeldItem[]; marks: TileMarks }) {
  return (
    <div class="grid">
      {items.flatMap((item, index) => {
        const open = item.key === marks.open;
        const tile = (
          <ItemTile
            key={item.key}
            item={item}
            open={open}
            pending={marks.pending.has(item.key)}
            marked={marks.marked.has(item.key)}
            first={index === 0}
          />
        );
        return open
          ? [
              tile,
              <div key="details" class="grid-details">
                {marks.details}
              </div>,
            ]
          : [tile];
      })}
    </div>
  );
}
