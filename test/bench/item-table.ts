import { unzipDatabase } from '../../lib/manifest/unzip';
import { comingIn } from '../world/coming-in';
import { initSqlJs } from '../world/sql';

export interface ItemTable {
  /** The whole item table as JSON by hash, as Bungie publishes it besides the SQLite file (bungie-api.md 5.1). */
  json: Buffer;
  rows: number;
  databaseBytes: number;
  /** A thousand hashes from all over the table. */
  someHashes: number[];
}

/** The item table of a content file. @throws Error when it is no such file. */
export async function itemTableOf(contentFile: Buffer): Promise<ItemTable> {
  const unpacked = await unzipDatabase(comingIn(contentFile));
  if (!unpacked.ok) throw new Error(`the content file cannot be read: ${unpacked.failure.code}`);
  const sql = await initSqlJs();
  const database = new sql.Database(unpacked.value);
  const parts: string[] = [];
  const hashes: number[] = [];
  const statement = database.prepare('SELECT id, json FROM DestinyInventoryItemDefinition');
  const decoder = new TextDecoder();
  while (statement.step()) {
    const [id, json] = statement.get();
    const text = typeof json === 'string' ? json : decoder.decode(json as Uint8Array);
    // Rows that are no JSON are left out, as the published table has none.
    if (!text.startsWith('{')) continue;
    hashes.push(Number(id) >>> 0);
    parts.push(`"${Number(id) >>> 0}":${text}`);
  }
  statement.free();
  database.close();
  return {
    json: Buffer.from(`{${parts.join(',')}}`),
    rows: parts.length,
    databaseBytes: unpacked.value.byteLength,
    someHashes: hashes.filter((_, at) => at % Math.ceil(hashes.length / 1_000) === 0),
  };
}
