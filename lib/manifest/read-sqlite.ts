import type { Database } from 'sql.js';
import { fail, type Outcome, ok } from '../base/outcome';
import type { JsonSpan } from '../items/trim-json';
import { type RawSqlite, sqliteEngine } from './sqlite-engine';

/** One row of a table. */
export interface DefinitionRow {
  /** Its hash as the table has it; undefined for tables whose keys are others. */
  id: number | undefined;
  /** Its definition, readable until the next row is asked for. */
  json: JsonSpan;
}

/** A database of definitions, open. Close it: its memory is as large as the file. */
export interface DefinitionFile {
  /** Rows by ascending id, which is signed: first the upper half of all hashes, then the lower. None if there is no such table. */
  rows(table: string): Generator<DefinitionRow, void, undefined>;
  close(): void;
}

export const ITEM_TABLE = 'DestinyInventoryItemDefinition';

/**
 * Opens Bungie's SQLite file (bungie-api.md 5.2). `definitions-broken` when it is none, `definitions-foreign` when it
 * lacks the item table.
 */
export async function openDefinitionFile(
  bytes: Uint8Array<ArrayBuffer>,
  loadWasm: () => Promise<BufferSource>,
): Promise<Outcome<DefinitionFile>> {
  // sql.js copies the file with the array's own slice; a view in its place saves 250 MB (sql.js 1.16, pinned).
  Object.defineProperty(bytes, 'slice', { value: (from?: number, to?: number) => bytes.subarray(from, to) });
  const { sql, raw } = await sqliteEngine(loadWasm);
  let database: Database | undefined;
  try {
    database = new sql.Database(bytes);
    const tables = new Set(
      database.exec("SELECT name FROM sqlite_master WHERE type = 'table'")[0]?.values.flat(),
    );
    if (!tables.has(ITEM_TABLE)) {
      database.close();
      return fail('definitions-foreign');
    }
    return ok(definitionFile(database, raw, tables));
  } catch {
    // sql.js tells by text that the bytes are no database.
    database?.close();
    return fail('definitions-broken');
  }
}

function definitionFile(
  database: Database,
  raw: RawSqlite | undefined,
  tables: ReadonlySet<unknown>,
): DefinitionFile {
  // The names are checked against the file's own list before they go into SQL.
  const known = (table: string): boolean => tables.has(table) && /^\w+$/.test(table);
  return {
    *rows(table) {
      if (!known(table)) return;
      const query = `SELECT id, json FROM ${table} ORDER BY id`;
      const statement = raw?.prepare(database, query);
      if (raw === undefined || statement === undefined) yield* slowRows(database, query);
      else yield* rawRows(raw, statement);
    },
    close: () => database.close(),
  };
}

function* rawRows(raw: RawSqlite, statement: number): Generator<DefinitionRow, void, undefined> {
  let bytes = new Uint8Array(raw.memory.buffer);
  try {
    while (raw.step(statement)) {
      const { start, length } = raw.columnBytes(statement, 1);
      // The memory may have grown, which leaves old views empty.
      if (bytes.byteLength === 0) bytes = new Uint8Array(raw.memory.buffer);
      yield { id: raw.columnNumber(statement, 0) >>> 0, json: { bytes, start, end: start + length } };
    }
  } finally {
    raw.finalize(statement);
  }
}

function* slowRows(database: Database, query: string): Generator<DefinitionRow, void, undefined> {
  const statement = database.prepare(query);
  const encoder = new TextEncoder();
  try {
    while (statement.step()) {
      const [id, cell] = statement.get();
      const bytes = cell instanceof Uint8Array ? cell : encoder.encode(String(cell ?? ''));
      yield {
        id: typeof id === 'number' ? id >>> 0 : undefined,
        json: { bytes, start: 0, end: bytes.length },
      };
    }
  } finally {
    statement.free();
  }
}
