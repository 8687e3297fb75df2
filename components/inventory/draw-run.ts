import { markOf } from '../../lib/inventory/marks';
import type { HeldItem } from '../../lib/inventory/picture';
import { drawTile, makeTile } from '../item/draw-tile';
import type { TileMarks } from './ItemGrid';

/**
 * Makes the children of `run` the tiles of these items, in their order, each kept by its key so that neither focus nor pictures
 * are lost. `first` says whether the run begins the group, so that Tab reaches its first tile.
 */
export function drawRun(
  run: HTMLElement,
  items: readonly HeldItem[],
  marks: TileMarks,
  first: boolean,
): void {
  const held = new Map<string, HTMLElement>();
  for (const child of run.children)
    if (child instanceof HTMLElement) held.set(child.dataset.key ?? '', child);
  let at: Element | null = run.firstElementChild;
  for (const [index, item] of items.entries()) {
    const kept = held.get(item.key);
    held.delete(item.key);
    const tile = kept ?? makeTile();
    drawTile(tile, item, {
      size: 'carried',
      open: item.key === marks.open,
      pending: marks.pending.has(item.key),
      marked: marks.marked.has(item.key),
      tag: markOf(marks.book, item)?.tag,
      first: first && index === 0,
    });
    if (tile === at) at = at.nextElementSibling;
    else run.insertBefore(tile, at);
  }
  for (const gone of held.values()) gone.remove();
}
