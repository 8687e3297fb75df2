import { type Hash, isHash } from '../base/ids';
import { iconUrl } from './icon-url';
import type {
  BucketDefinition,
  LoadoutPartDefinition,
  SeasonDefinition,
  SocketCategoryDefinition,
  StatDefinition,
  StatGroupDefinition,
} from './item-definition';
import { array, object, text, whole } from './read-json';
import { type Wanted, wantedKeys } from './trim-json';

/** A raw bucket definition; undefined without a hash. Total. */
export function reduceBucket(raw: unknown): BucketDefinition | undefined {
  const row = object(raw);
  if (row === undefined || !isHash(row.hash)) return undefined;
  return {
    hash: row.hash,
    name: text(object(row.displayProperties)?.name),
    capacity: Math.max(0, whole(row.itemCount) ?? 0),
    scope: whole(row.scope) ?? 0,
  };
}

/** A raw stat definition; undefined without a hash. Total. */
export function reduceStat(raw: unknown): StatDefinition | undefined {
  const row = object(raw);
  if (row === undefined || !isHash(row.hash)) return undefined;
  return { hash: row.hash, name: text(object(row.displayProperties)?.name) };
}

/** A raw stat group; undefined without a hash. Total. */
export function reduceStatGroup(raw: unknown): StatGroupDefinition | undefined {
  const row = object(raw);
  if (row === undefined || !isHash(row.hash)) return undefined;
  const stats: StatGroupDefinition['stats'] = [];
  for (const entry of array(row.scaledStats)) {
    const stat = object(entry);
    if (!isHash(stat?.statHash)) continue;
    const curve: [number, number][] = [];
    for (const point of array(stat.displayInterpolation)) {
      const at = object(point);
      const value = whole(at?.value);
      const weight = whole(at?.weight);
      if (value !== undefined && weight !== undefined) curve.push([value, weight]);
    }
    stats.push({
      hash: stat.statHash,
      maximum: whole(stat.maximumValue) ?? 100,
      asNumber: stat.displayAsNumeric === true,
      curve: curve.sort((one, other) => one[0] - other[0]),
    });
  }
  return { hash: row.hash, maximum: whole(row.maximumValue) ?? 100, stats };
}

/** A raw season; undefined without a hash or number. Total. */
export function reduceSeason(raw: unknown): SeasonDefinition | undefined {
  const row = object(raw);
  const number = whole(row?.seasonNumber);
  if (row === undefined || !isHash(row.hash) || number === undefined) return undefined;
  return { hash: row.hash, number };
}

/** A raw loadout name, icon or colour; undefined without a hash. Total. */
export function reduceLoadoutPart(raw: unknown): LoadoutPartDefinition | undefined {
  const row = object(raw);
  if (row === undefined || !isHash(row.hash)) return undefined;
  const name = text(row.name);
  const image = text(row.iconImagePath) || text(row.colorImagePath);
  return {
    hash: row.hash,
    ...(name === '' ? {} : { name }),
    ...(iconUrl(image) === undefined ? {} : { image }),
  };
}

/** What `reduceCollectible` looks at. */
export const WANTED_OF_COLLECTIBLE: Wanted = wantedKeys({ itemHash: true, sourceString: true });

/** Where an item comes from, by a raw collectible; undefined without an item or a word about it. Total. */
export function reduceCollectible(raw: unknown): { item: Hash; source: string } | undefined {
  const row = object(raw);
  const source = text(row?.sourceString).trim();
  if (row === undefined || !isHash(row.itemHash) || source === '') return undefined;
  return { item: row.itemHash, source };
}

/** A raw socket category; undefined without a hash. Total. */
export function reduceSocketCategory(raw: unknown): SocketCategoryDefinition | undefined {
  const row = object(raw);
  if (row === undefined || !isHash(row.hash)) return undefined;
  return { hash: row.hash, name: text(object(row.displayProperties)?.name) };
}
