import type { ItemDefinition, WorldTables } from './item-definition';

/** Tells the number of an item's season: named by itself, or told by its watermark; undefined when neither does. */
export function seasonTeller({
  seasons,
  watermarks,
}: Pick<WorldTables, 'seasons' | 'watermarks'>): (
  definition: Pick<ItemDefinition, 'season' | 'watermark'>,
) => number | undefined {
  const numbers = new Map(seasons.map(({ hash, number }) => [hash, number]));
  const byMark = new Map(watermarks);
  return ({ season, watermark }) => numbers.get(season ?? byMark.get(watermark ?? '') ?? 0);
}
