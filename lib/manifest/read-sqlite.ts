import initSqlJs, { type Database } from 'sql.js';
import { fail, type Outcome, ok } from '../base/outcome';

/** A database of definitions, open. Close it: its memory is as large as the file. */
export interface DefinitionFile {
  /** Calls `take` with each row of a table, parsed; rows whose JSON is broken are counted and left out. */
  eachRow(table: string, take: (row: unknown) => void): { rows: number; broken: number };
  count(table: string): number;
  close(): void;
}

const ITEM_TABLE = 'DestinyInventoryItemDefinition';

/** Opens Bungie's SQLite file (bungie-api.md 5.2). `definitions-broken` when it is none or lacks the item table. */
export async function openDefinitionFile(
  bytes: Uint8Array<ArrayBuffer>,
  wasmUrl: string,
): Promise<Outcome<DefinitionFile>> {
  // sql.js copies the file with the array's own slice; a view in its place saves 250 MB (sql.js 1.16, pinned).
  Object.defineProperty(bytes, 'slice', { value: (from?: number, to?: number) => bytes.subarray(from, to) });
  let database: Database | undefined;
  try {
    const sql = await initSqlJs({ locateFile: () => wasmUrl });
    database = new sql.Database(bytes);
    const tables = new Set(
      database.exec("SELECT name FROM sqlite_master WHERE type = 'table'")[0]?.values.flat(),
    );
    if (!tables.has(ITEM_TABLE)) {
      database.close();
      return fail('definitions-broken');
    }
    return ok(definitionFile(database, tables));
  } catch {
    // sql.js tells by text that the bytes are no database, or that its wasm did not load.
    database?.close();
    return fail('definitions-broken');
  }
}

function definitionFile(database: Database, tables: ReadonlySet<unknown>): DefinitionFile {
  // The names are checked against the file's own list before they go into SQL.
  const known = (table: string): boolean => tables.has(table) && /^\w+$/.test(table);
  return {
    eachRow(table, take) {
      const seen = { rows: 0, broken: 0 };
      if (!known(table)) return seen;
      const rows = database.prepare(`SELECT json FROM ${table}`);
      const decoder = new TextDecoder();
      try {
        while (rows.step()) {
          const cell = rows.get()[0];
          try {
            take(JSON.parse(cell instanceof Uint8Array ? decoder.decode(cell) : String(cell)));
            seen.rows += 1;
          } catch {
            // One broken row is one unknown item, not a broken manifest.
            seen.broken += 1;
          }
        }
      } finally {
        rows.free();
      }
      return seen;
    },
    count: (table) =>
      known(table) ? Number(database.exec(`SELECT count(*) FROM ${table}`)[0]?.values[0]?.[0] ?? 0) : 0,
    close: () => database.close(),
  };
}
