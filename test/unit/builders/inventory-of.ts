import { expect } from 'vitest';
import type { Picture, Place } from '@/lib/inventory/picture';

/** Everything the account holds, told without keys: stacks have no name of their own. */
export function inventoryOf(picture: Picture): string[] {
  const where = (place: Place): string =>
    'characterId' in place ? `${place.kind} ${place.characterId}` : place.kind;
  const pieces = new Map<string, number>();
  const things: string[] = [];
  for (const item of picture.items) {
    if (item.instanceId === undefined) {
      const key = `${item.hash} ${where(item.place)}`;
      pieces.set(key, (pieces.get(key) ?? 0) + item.quantity);
    } else things.push(`${item.instanceId} ${where(item.place)} ${item.equipped} ${item.locked}`);
  }
  return [...things, ...[...pieces].map(([key, count]) => `${count} of ${key}`)].sort();
}

/** The game's own rules: no slot over its size, one worn thing a slot, no two exotics of a family worn. */
export function expectLegal(picture: Picture): void {
  const counts = new Map<string, number>();
  const worn = new Map<string, number>();
  const bump = (of: Map<string, number>, key: string): void => {
    of.set(key, (of.get(key) ?? 0) + 1);
  };
  for (const item of picture.items) {
    const owner = 'characterId' in item.place ? item.place.characterId : item.place.kind;
    if (item.place.kind !== 'postmaster') {
      bump(counts, item.place.kind === 'vault' ? 'vault' : `${owner} ${item.bucket}`);
    }
    if (!item.equipped) continue;
    bump(worn, `${owner} ${item.bucket}`);
    if (item.uniqueLabel !== undefined) bump(worn, `${owner} ${item.uniqueLabel}`);
  }
  const rooms = new Map(picture.buckets.map(({ hash, capacity }) => [String(hash), capacity]));
  rooms.set('vault', picture.vaultCapacity);
  const wrong = [
    ...[...worn].filter(([, count]) => count > 1).map(([slot]) => `several worn: ${slot}`),
    ...[...counts]
      .filter(
        ([slot, count]) => count > (rooms.get(slot.split(' ').at(-1) ?? '') ?? Number.POSITIVE_INFINITY),
      )
      .map(([slot]) => `over its size: ${slot}`),
  ];
  expect(wrong).toEqual([]);
}
