import { ITEMS, type RawDefinition, TABLES } from './definitions';
import { initSqlJs } from './sql';
import { zip } from './zip';

/** A row as it stands in the file: a definition, or text that is none. */
export type RawRow = RawDefinition | { id: number; text: string };

/** An SQLite file in Bungie's layout: signed ids, JSON as text in a BLOB column (bungie-api.md 5.2). */
export async function sqliteFile(
  tables: Readonly<Record<string, readonly RawRow[]>>,
  { blobs = false }: { blobs?: boolean } = {},
): Promise<Uint8Array> {
  const sql = await initSqlJs();
  const database = new sql.Database();
  for (const [table, rows] of Object.entries(tables)) {
    database.run(`CREATE TABLE ${table} ([id] INTEGER PRIMARY KEY NOT NULL, [json] BLOB DEFAULT (null))`);
    const insert = database.prepare(`INSERT INTO ${table} VALUES (?, ?)`);
    for (const row of rows)
      insert.run(
        'text' in row
          ? [Number(row.id), String(row.text)]
          : [row.hash | 0, blobs ? Buffer.from(JSON.stringify(row)) : JSON.stringify(row)],
      );
    insert.free();
  }
  database.run(
    'CREATE TABLE DestinyHistoricalStatsDefinition ([key] TEXT PRIMARY KEY NOT NULL, [json] BLOB)',
  );
  database.run('INSERT INTO DestinyHistoricalStatsDefinition VALUES (\'kills\', \'{"statId":"kills"}\')');
  const bytes = database.export();
  database.close();
  return bytes;
}

/** The project's own small world as a content file. */
export async function smallManifest(items: readonly RawRow[] = ITEMS): Promise<Buffer> {
  const tables = { DestinyInventoryItemDefinition: items, ...TABLES };
  return zip(await sqliteFile(tables), {
    name: 'world_sql_content_00112233445566778899aabbccddeeff.content',
  });
}

/** The same world as JSON tables, an object of definitions by hash each. */
export function jsonTables(items: readonly RawRow[] = ITEMS): Record<string, Buffer> {
  const tables = { DestinyInventoryItemDefinition: items, ...TABLES };
  const entry = (row: RawRow): string =>
    'text' in row ? `"${Number(row.id) >>> 0}":${String(row.text)}` : `"${row.hash}":${JSON.stringify(row)}`;
  return Object.fromEntries(
    Object.entries(tables).map(([table, rows]) => [table, Buffer.from(`{${rows.map(entry).join(',')}}`)]),
  );
}
