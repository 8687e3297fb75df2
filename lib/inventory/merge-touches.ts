import type { Hash, ItemKey } from '../base/ids';
import type { HeldItem, Picture, Place } from './picture';
import { samePlace } from './picture';
import { reportedBucket, stackKey } from './stacks';

/** Where a write of ours put an instanced item, and when. */
export interface ItemTouch {
  key: ItemKey;
  place: Place;
  equipped: boolean;
  locked?: boolean;
  atMs: number;
}

/** How a write of ours left all stacks of one hash: pieces have no name, so only the whole can be told. */
export interface StackTouch {
  /** `stack:` and the hash. */
  key: string;
  hash: Hash;
  stacks: { place: Place; quantity: number }[];
  atMs: number;
}

export type Touch = ItemTouch | StackTouch;

/** How long an older answer must not undo our own write: lock changes were seen stale for two minutes (bungie-api.md 7.7). */
export const TOUCH_WINDOW_MS = 120_000;

/**
 * Lays our own recent writes over a freshly read picture. A touch counts only while it is young and the profile was
 * minted before it: a profile minted later knows better. The two times come from two clocks; where ours is far
 * ahead, the window alone ends the protection.
 */
export function mergeTouches(picture: Picture, touches: readonly Touch[], nowMs: number): Picture {
  const fresh = touches.filter(
    (touch) => nowMs - touch.atMs < TOUCH_WINDOW_MS && picture.mintedAtMs < touch.atMs,
  );
  if (fresh.length === 0) return picture;
  const items = new Map<string, ItemTouch>();
  const stacks: StackTouch[] = [];
  for (const touch of fresh) {
    if ('stacks' in touch) stacks.push(touch);
    else items.set(touch.key, touch);
  }
  const merged = picture.items.map((item) => withTouch(item, items.get(item.key)));
  return { ...picture, items: stacks.reduce(withStacks, merged) };
}

/** The touch that tells how all stacks of a hash lie now. */
export function touchStacks(picture: Picture, hash: Hash, atMs: number): StackTouch {
  const stacks = picture.items
    .filter((item) => item.instanceId === undefined && item.hash === hash)
    .map(({ place, quantity }) => ({ place, quantity }));
  return { key: `stack:${hash}`, hash, stacks, atMs };
}

function withTouch(item: HeldItem, touch: ItemTouch | undefined): HeldItem {
  if (touch === undefined) return item;
  const locked = touch.locked ?? item.locked;
  if (samePlace(item.place, touch.place) && item.equipped === touch.equipped && item.locked === locked) {
    return item;
  }
  return { ...item, place: touch.place, equipped: touch.equipped, locked };
}

/** The list with the stacks of one hash as we left them; unchanged when the account has none of it any more. */
function withStacks(items: HeldItem[], { hash, stacks }: StackTouch): HeldItem[] {
  const model = items.find((item) => item.instanceId === undefined && item.hash === hash);
  if (model === undefined) return items;
  const counts = new Map<string, number>();
  const ours = stacks.map(({ place, quantity }) => {
    const bucket = reportedBucket(model.bucket, place);
    const base = stackKey(hash, bucket, place, 0);
    const index = counts.get(base) ?? 0;
    counts.set(base, index + 1);
    return { ...model, key: stackKey(hash, bucket, place, index), place, quantity };
  });
  return [...items.filter((item) => item.instanceId !== undefined || item.hash !== hash), ...ours];
}
