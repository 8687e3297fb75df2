/** The tile that an arrow key leads to from `from`: the next in reading order, or the nearest one above or below. */
export function nextTile(
  tiles: readonly HTMLElement[],
  from: HTMLElement,
  key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown',
): HTMLElement | undefined {
  const at = tiles.indexOf(from);
  if (key === 'ArrowLeft') return tiles[at - 1];
  if (key === 'ArrowRight') return tiles[at + 1];
  const here = from.getBoundingClientRect();
  const candidates = key === 'ArrowDown' ? tiles.slice(at + 1) : tiles.slice(0, Math.max(at, 0)).reverse();
  let best: { tile: HTMLElement; row: number; off: number } | undefined;
  for (const tile of candidates) {
    const there = tile.getBoundingClientRect();
    const row = Math.abs(there.bottom - here.bottom);
    const beyond = key === 'ArrowDown' ? there.top >= here.bottom : there.bottom <= here.top;
    if (!beyond) continue;
    // Candidates come row by row: once a row further away begins, the nearest row is done.
    if (best !== undefined && row > best.row + 8) break;
    const off = Math.abs(there.left - here.left);
    if (best === undefined || off < best.off) best = { tile, row, off };
  }
  return best?.tile;
}
