import type { Hash, ItemKey } from '../base/ids';
import { Bucket } from '../items/game-words';
import type { HeldItem, Picture, Place } from './picture';
import { samePlace } from './picture';

/** The key of a stack by what Bungie reports of it: stacks have no id of their own (bungie-api.md 6.1). */
export function stackKey(hash: Hash, reportedBucket: Hash, place: Place, index: number): ItemKey {
  const owner = 'characterId' in place ? place.characterId : place.kind;
  return `${hash}:${reportedBucket}:${owner}:${index}` as ItemKey;
}

/** The bucket a profile would report for a thing at that place. */
export function reportedBucket(bucket: Hash, place: Place): Hash {
  if (place.kind === 'vault') return Bucket.vault;
  return place.kind === 'postmaster' ? Bucket.postmaster : bucket;
}

/**
 * The item of that key. Stacks are counted anew with every profile, so a stack whose key is gone is any other stack of
 * the same hash, bucket and owner.
 */
export function findItem(picture: Picture, key: ItemKey): HeldItem | undefined {
  const exact = picture.items.find((item) => item.key === key);
  const end = key.lastIndexOf(':');
  if (exact !== undefined || end < 0) return exact;
  const base = key.slice(0, end + 1);
  return picture.items.find((item) => item.key.startsWith(base));
}

/** The stack that takes all the pieces in, if one does. Things with an id never merge. */
export function mergeTarget(
  picture: Picture,
  item: HeldItem,
  amount: number,
  place: Place,
): HeldItem | undefined {
  if (item.instanceId !== undefined) return undefined;
  return stacksAt(picture, item.hash, place).find(
    (one) => one.key !== item.key && one.quantity + amount <= item.maxStackSize,
  );
}

/** Stacks of one hash at one place. */
export function stacksAt(picture: Picture, hash: Hash, place: Place): HeldItem[] {
  return picture.items.filter(
    (one) => one.instanceId === undefined && one.hash === hash && samePlace(one.place, place),
  );
}

/** Items with `amount` pieces of a stack gone to `place`, and the key they are found under there. */
export function moveStack(
  picture: Picture,
  item: HeldItem,
  amount: number,
  place: Place,
): { items: HeldItem[]; now: ItemKey } {
  const into = mergeTarget(picture, item, amount, place);
  const now = into?.key ?? freeKey(picture, item, place);
  const items: HeldItem[] = [];
  for (const one of picture.items) {
    if (one.key === item.key) {
      if (item.quantity > amount) items.push({ ...one, quantity: item.quantity - amount });
    } else if (one === into) items.push({ ...one, quantity: one.quantity + amount });
    else items.push(one);
  }
  if (into === undefined) items.push({ ...item, key: now, quantity: amount, place, equipped: false });
  return { items, now };
}

function freeKey(picture: Picture, item: HeldItem, place: Place): ItemKey {
  const taken = new Set(picture.items.map((one) => one.key));
  const bucket = reportedBucket(item.bucket, place);
  let index = 0;
  while (taken.has(stackKey(item.hash, bucket, place, index))) index += 1;
  return stackKey(item.hash, bucket, place, index);
}
