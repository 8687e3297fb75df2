import type { Picture } from './picture';

/** How many things wait at the postmaster that holds the most; 0 when none holds any. */
export function fullestPostmaster(picture: Picture): number {
  const counts = new Map<string, number>();
  for (const { place } of picture.items) {
    if (place.kind === 'postmaster') counts.set(place.characterId, (counts.get(place.characterId) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}
