import initSqlJs from 'sql.js';
import { ITEMS, type RawDefinition, TABLES } from './definitions';
import { zip } from './zip';

/** A row as it stands in the file: a definition, or text that is none. */
export type RawRow = RawDefinition | { id: number; text: string };

/** An SQLite file in Bungie's layout: signed ids, JSON as text in a BLOB column (bungie-api.md 5.2). */
export async function sqliteFile(tables: Readonly<Record<string, readonly RawRow[]>>): Promise<Uint8Array> {
  const sql = await initSqlJs();
  const database = new sql.Database();
  for (const [table, rows] of Object.entries(tables)) {
    database.run(`CREATE TABLE ${table} ([id] INTEGER PRIMARY KEY NOT NULL, [json] BLOB DEFAULT (null))`);
    const insert = database.prepare(`INSERT INTO ${table} VALUES (?, ?)`);
    for (const row of rows)
      insert.run('text' in row ? [Number(row.id), String(row.text)] : [row.hash | 0, JSON.stringify(row)]);
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
