import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ItemKey } from '../../lib/base/ids';
import type { MarkBook } from '../../lib/inventory/marks';
import type { HeldItem } from '../../lib/inventory/picture';
import { drawRun } from './draw-run';

/** What every section of tiles needs to know besides its items. */
export interface TileMarks {
  /** The item whose details are open. */
  open: ItemKey | undefined;
  pending: ReadonlySet<ItemKey>;
  /** Selected together. */
  marked: ReadonlySet<ItemKey>;
  /** Tags and notes. */
  book: MarkBook;
  /** The open details, placed by the section that holds the item. */
  details: ComponentChildren;
}

/**
 * Tiles in rows. Open details follow their tile and take the next whole row; later tiles fill the row before it. The tiles
 * themselves are drawn without components (see `drawTile`): up to the open one in the first run, the others in the second.
 */
export function ItemGrid({ items, marks }: { items: readonly HeldItem[]; marks: TileMarks }) {
  const box = useRef<HTMLDivElement>(null);
  const openAt = items.findIndex((item) => item.key === marks.open);
  const split = openAt < 0 ? items.length : openAt + 1;
  useLayoutEffect(() => {
    const grid = box.current;
    if (grid === null) return;
    const focused = focusedKey(grid);
    for (const [index, run] of [...grid.querySelectorAll<HTMLElement>('.tile-run')].entries())
      drawRun(run, index === 0 ? items.slice(0, split) : items.slice(split), marks, index === 0);
    // A tile that changed its run was made anew, and the keyboard must not be lost with the old one.
    if (focused !== undefined && focusedKey(grid) !== focused)
      grid.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  });
  return (
    <div class="grid" ref={box}>
      <div class="tile-run" key="first" />
      {openAt >= 0 && (
        <>
          <div class="grid-details" key="details">
            {marks.details}
          </div>
          <div class="tile-run" key="rest" />
        </>
      )}
    </div>
  );
}

function focusedKey(grid: HTMLElement): string | undefined {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement && grid.contains(activeElement)
    ? activeElement.dataset.key
    : undefined;
}
