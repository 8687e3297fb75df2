/** A place and size in CSS pixels of the frame. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Between a name and its card. */
const GAP = 6;
/** Between a card and the edge of its frame. */
const EDGE = 6;

/**
 * Where the left upper corner of a card goes: above its name, else below, else on the roomier side over it. Always
 * inside the frame as far as the card fits in at all.
 */
export function placeCard(
  name: Box,
  card: { width: number; height: number },
  frame: { width: number; height: number },
): { x: number; y: number } {
  const above = name.top - GAP - EDGE;
  const below = frame.height - name.top - name.height - GAP - EDGE;
  const up = card.height <= above || (card.height > below && above >= below);
  const y = up ? name.top - GAP - card.height : name.top + name.height + GAP;
  const x = name.left + name.width / 2 - card.width / 2;
  return { x: within(x, card.width, frame.width), y: within(y, card.height, frame.height) };
}

function within(at: number, size: number, room: number): number {
  return Math.round(Math.max(EDGE, Math.min(at, room - size - EDGE)));
}
