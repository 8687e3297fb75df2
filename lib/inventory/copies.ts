import { say } from '../base/words';
import { type HeldItem, type Picture, samePlace } from './picture';
import { placeInWords } from './rules';

/**
 * Where other copies of an item are, in words that end "You have another one …": one entry for each place, those with
 * more copies told by number. Copies are told by name and slot, because reissues have hashes of their own. Empty for
 * stacks.
 */
export function otherCopies(picture: Picture, item: HeldItem): string[] {
  if (item.instanceId === undefined || !item.known) return [];
  const copies = picture.items.filter(
    (one) => one !== item && one.key !== item.key && one.name === item.name && one.bucket === item.bucket,
  );
  const places: { sample: HeldItem; count: number }[] = [];
  for (const copy of copies) {
    const same = places.find(
      ({ sample }) => samePlace(sample.place, copy.place) && sample.equipped === copy.equipped,
    );
    if (same === undefined) places.push({ sample: copy, count: 1 });
    else same.count += 1;
  }
  return places.map(({ sample, count }) => {
    const where = placeInWords(picture, sample.place, sample.equipped);
    return count > 1 ? say('place_several', { count, place: where }) : where;
  });
}
