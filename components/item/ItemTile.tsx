import { useLayoutEffect, useRef } from 'preact/hooks';
import type { HeldItem } from '../../lib/inventory/picture';
import { drawTile, type TileLook } from './draw-tile';

export interface ItemTileProps extends Partial<TileLook> {
  item: HeldItem;
}

/** One item as a picture. Clicks are read by whoever holds the tiles, from `data-key`. */
export function ItemTile({
  item,
  size = 'carried',
  open = false,
  pending = false,
  marked = false,
  tag,
  first = false,
}: ItemTileProps) {
  const button = useRef<HTMLButtonElement>(null);
  const span = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const element = button.current ?? span.current;
    if (element !== null) drawTile(element, item, { size, open, pending, marked, tag, first });
  });
  return size === 'row' ? <span ref={span} /> : <button type="button" ref={button} />;
}
