import initSqlJs from 'sql.js';
import { unzipDatabase } from '../../lib/manifest/unzip';

export interface ItemTable {
  /** The whole item table as JSON by hash, as Bungie publishes it besides the SQLite file (bungie-api.md 5.1). */
  json: Buffer;
  rows: number;
  databaseBytes: number;
}

/** The item table of a content file. @throws Error when it is no such file. */
export async function itemTableOf(contentFile: Buffer): Promise<ItemTable> {
  const unpacked = await unzipDatabase(new Uint8Array(contentFile));
  if (!unpacked.ok) throw new Error(`the content file cannot be read: ${unpacked.failure.code}`);
  const sql = await initSqlJs();
  const database = new sql.Database(unpacked.value);
  const parts: string[] = [];
  const statement = database.prepare('SELECT id, json FROM DestinyInventoryItemDefinition');
  const decoder = new TextDecoder();
  while (statement.step()) {
    const [id, json] = statement.get();
    const text = typeof json === 'string' ? json : decoder.decode(json as Uint8Array);
    // Rows that are no JSON are left out, as the published table has none.
    if (text.startsWith('{')) parts.push(`"${Number(id) >>> 0}":${text}`);
  }
  statement.free();
  database.close();
  return {
    json: Buffer.from(`{${parts.join(',')}}`),
    rows: parts.length,
    databaseBytes: unpacked.value.byteLength,
  };
}
