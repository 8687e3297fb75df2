import { markOf } from '../../lib/inventory/marks';
import type { SlotView } from '../../lib/inventory/view';
import { ItemTile } from '../item/ItemTile';
import { ItemGrid, type TileMarks } from './ItemGrid';
import { countText, SectionHead } from './SectionHead';

/** One slot of the chosen character: the worn item large, the carried ones beside it, details below. */
export function SlotSection({ slot, marks }: { slot: SlotView; marks: TileMarks }) {
  const { equipped, carried } = slot;
  const openHere =
    marks.open !== undefined &&
    (equipped?.key === marks.open || carried.some((item) => item.key === marks.open));
  return (
    <section class="slot-section" data-section={slot.bucket}>
      <SectionHead title={slot.name} count={countText(slot.count, slot.capacity)} />
      <div class="slot">
        {equipped === undefined ? (
          <span class="tile tile-worn tile-none" />
        ) : (
          <ItemTile
            item={equipped}
            size="worn"
            open={equipped.key === marks.open}
            pending={marks.pending.has(equipped.key)}
            marked={marks.marked.has(equipped.key)}
            tag={markOf(marks.book, equipped)?.tag}
            first
          />
        )}
        <ItemGrid items={carried} marks={{ ...marks, details: null }} />
      </div>
      {openHere && marks.details}
    </section>
  );
}
