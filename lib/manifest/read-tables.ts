import type { Hash } from '../base/ids';
import { type Outcome, ok } from '../base/outcome';
import type { WorldTables } from '../items/item-definition';
import {
  reduceBucket,
  reduceCollectible,
  reduceLoadoutPart,
  reduceSeason,
  reduceSocketCategory,
  reduceStat,
  reduceStatGroup,
  WANTED_OF_COLLECTIBLE,
} from '../items/reduce-tables';
import { pickJson } from '../items/trim-json';
import type { DefinitionSource } from './definition-source';

/** Says where items come from. */
export const SOURCE_TABLE = 'DestinyCollectibleDefinition';

/** The small tables that are read besides that of the items. */
export const SMALL_TABLES = [
  'DestinyInventoryBucketDefinition',
  'DestinyStatDefinition',
  'DestinyStatGroupDefinition',
  'DestinySeasonDefinition',
  'DestinyLoadoutNameDefinition',
  'DestinyLoadoutIconDefinition',
  'DestinyLoadoutColorDefinition',
  'DestinySocketCategoryDefinition',
] as const;

type Table = (typeof SMALL_TABLES)[number];

/** Reads them; a table that is missing stays empty, a row that is broken is left out. */
export async function readTables(
  source: DefinitionSource,
): Promise<Outcome<Omit<WorldTables, 'watermarks'>>> {
  const tables: Omit<WorldTables, 'watermarks'> = {
    buckets: [],
    stats: [],
    statGroups: [],
    seasons: [],
    loadoutParts: [],
    socketCategories: [],
  };
  const part = into(tables.loadoutParts, reduceLoadoutPart);
  const takers: Record<Table, (row: unknown) => void> = {
    DestinyInventoryBucketDefinition: into(tables.buckets, reduceBucket),
    DestinyStatDefinition: into(tables.stats, reduceStat),
    DestinyStatGroupDefinition: into(tables.statGroups, reduceStatGroup),
    DestinySeasonDefinition: into(tables.seasons, reduceSeason),
    DestinyLoadoutNameDefinition: part,
    DestinyLoadoutIconDefinition: part,
    DestinyLoadoutColorDefinition: part,
    DestinySocketCategoryDefinition: into(tables.socketCategories, reduceSocketCategory),
  };
  for (const table of SMALL_TABLES) {
    const read = await source.eachRow(table, ({ json }) => {
      try {
        takers[table](pickJson(json, true));
      } catch {
        // A row that is no JSON.
      }
      return undefined;
    });
    if (!read.ok) return read;
  }
  // Tables come in an order of their own from each source; the same list is to be the same record.
  for (const list of Object.values(tables)) list.sort((one, other) => one.hash - other.hash);
  return ok(tables);
}

/** Where items come from, by their hash; empty when the table is missing. */
export async function readSources(source: DefinitionSource): Promise<Outcome<ReadonlyMap<Hash, string>>> {
  const sources = new Map<Hash, string>();
  const read = await source.eachRow(SOURCE_TABLE, ({ json }) => {
    try {
      const told = reduceCollectible(pickJson(json, WANTED_OF_COLLECTIBLE));
      if (told !== undefined) sources.set(told.item, told.source);
    } catch {
      // A row that is no JSON.
    }
    return undefined;
  });
  return read.ok ? ok(sources) : read;
}

function into<T>(list: T[], reduce: (row: unknown) => T | undefined): (row: unknown) => void {
  return (row) => {
    const reduced = reduce(row);
    if (reduced !== undefined) list.push(reduced);
  };
}
