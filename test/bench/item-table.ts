import { gunzipSync } from 'node:zlib';
import { publishedTables } from '../world/published-tables';
import { unzipped } from '../world/zip';

/** The tables of a content file as Bungie publishes them besides it, and what is measured by. */
export interface PublishedTables {
  /** Gzipped, by name. */
  tables: Record<string, Buffer>;
  /** Rows of the item table. */
  rows: number;
  databaseBytes: number;
  /** A thousand hashes from all over the item table. */
  someHashes: number[];
}

/** @throws Error when it is no content file. */
export async function publishedOf(contentFile: Buffer): Promise<PublishedTables> {
  const tables = await publishedTables(contentFile);
  const { DestinyInventoryItemDefinition: items } = tables;
  if (items === undefined) throw new Error('the content file has no item table');
  const hashes = Object.keys(JSON.parse(gunzipSync(items).toString())).map(Number);
  return {
    tables,
    rows: hashes.length,
    databaseBytes: unzipped(contentFile).length,
    someHashes: hashes.filter((_, at) => at % Math.ceil(hashes.length / 1_000) === 0),
  };
}
