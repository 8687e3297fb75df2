import type { ItemKey } from '../base/ids';
import type { HeldItem, Picture, Place } from './picture';
import { samePlace } from './picture';

/** Where a write of ours put an item, and when. */
export interface Touch {
  key: ItemKey;
  place: Place;
  equipped: boolean;
  locked?: boolean;
  atMs: number;
}

/** How long an older answer must not undo our own write: lock changes were seen stale for two minutes (bungie-api.md 7.7). */
export const TOUCH_WINDOW_MS = 120_000;

/**
 * Lays our own recent writes over a freshly read picture. A touch counts only while it is young and the profile was
 * minted before it: a profile minted later knows better. The two times come from two clocks; where ours is far
 * ahead, the window alone ends the protection.
 */
export function mergeTouches(picture: Picture, touches: readonly Touch[], nowMs: number): Picture {
  const fresh = new Map(
    touches
      .filter((touch) => nowMs - touch.atMs < TOUCH_WINDOW_MS && picture.mintedAtMs < touch.atMs)
      .map((touch) => [touch.key, touch]),
  );
  if (fresh.size === 0) return picture;
  return { ...picture, items: picture.items.map((item) => withTouch(item, fresh.get(item.key))) };
}

function withTouch(item: HeldItem, touch: Touch | undefined): HeldItem {
  if (touch === undefined) return item;
  const locked = touch.locked ?? item.locked;
  if (samePlace(item.place, touch.place) && item.equipped === touch.equipped && item.locked === locked) {
    return item;
  }
  return { ...item, place: touch.place, equipped: touch.equipped, locked };
}
