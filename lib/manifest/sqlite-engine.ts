import initSqlJs, { type Database, type SqlJsStatic } from 'sql.js';

/**
 * sql.js, and SQLite's own calls below it. Rows read through its statements become text (191 MB of it), which takes as
 * long as everything else together; SQLite itself points at their bytes.
 */
export interface SqliteEngine {
  sql: SqlJsStatic;
  /** Undefined when this version of sql.js does not show them: then rows are read the slow way. */
  raw: RawSqlite | undefined;
}

/** The C functions by their names in the SQLite documentation; pointers are numbers. */
export interface RawSqlite {
  memory: WebAssembly.Memory;
  prepare(database: Database, sql: string): number | undefined;
  /** True while there is a row. @throws Error when the file is damaged. */
  step(statement: number): boolean;
  /** A whole number that a double holds exactly. */
  columnNumber(statement: number, column: number): number;
  /** Text or blob alike: where its bytes are, until the next step. */
  columnBytes(statement: number, column: number): { start: number; length: number };
  finalize(statement: number): void;
}

const ROW = 100;
const DONE = 101;

let engine: Promise<SqliteEngine> | undefined;

/** Starts sql.js once in this context. @throws CompileError and the like when the bytes are no WebAssembly. */
export async function sqliteEngine(loadWasm: () => Promise<BufferSource>): Promise<SqliteEngine> {
  engine ??= start(loadWasm);
  return engine;
}

async function start(loadWasm: () => Promise<BufferSource>): Promise<SqliteEngine> {
  // Compiled here, because sql.js waits for ever when its hook fails.
  const compiled = await WebAssembly.compile(await loadWasm());
  let memory: WebAssembly.Memory | undefined;
  // Emscripten's hook (emscripten.org, "Module.instantiateWasm"): the only way to the memory, which sql.js keeps.
  const instantiateWasm = (
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance) => void,
  ): object => {
    void WebAssembly.instantiate(compiled, imports).then((instance) => {
      memory = Object.values(instance.exports).find((one) => one instanceof WebAssembly.Memory);
      receive(instance);
    });
    return {};
  };
  const sql = await initSqlJs({ instantiateWasm } as Parameters<typeof initSqlJs>[0]);
  return { sql, raw: rawSqlite(sql, memory) };
}

type Calls = Record<string, ((...args: unknown[]) => number) | undefined>;

function rawSqlite(sql: SqlJsStatic, memory: WebAssembly.Memory | undefined): RawSqlite | undefined {
  // The exports of the wasm file under their C names, which the types of sql.js leave out.
  const calls = sql as unknown as Calls;
  const malloc = calls._malloc;
  const free = calls._free;
  const newText = calls.stringToNewUTF8;
  const prepareV2 = calls._sqlite3_prepare_v2;
  const stepOne = calls._sqlite3_step;
  const columnDouble = calls._sqlite3_column_double;
  const columnText = calls._sqlite3_column_text;
  const columnLength = calls._sqlite3_column_bytes;
  const finalizeOne = calls._sqlite3_finalize;
  if (memory === undefined || malloc === undefined || free === undefined || newText === undefined)
    return undefined;
  if (prepareV2 === undefined || stepOne === undefined || finalizeOne === undefined) return undefined;
  if (columnDouble === undefined || columnText === undefined || columnLength === undefined) return undefined;
  return {
    memory,
    prepare(database, text) {
      const handle: unknown = (database as unknown as { db?: unknown }).db;
      if (typeof handle !== 'number') return undefined;
      const source = newText(text);
      const place = malloc(4);
      const code = prepareV2(handle, source, -1, place, 0);
      const statement = new DataView(memory.buffer).getUint32(place, true);
      free(source);
      free(place);
      return code === 0 && statement !== 0 ? statement : undefined;
    },
    step(statement) {
      const code = stepOne(statement);
      if (code === ROW) return true;
      if (code === DONE) return false;
      throw new Error(`SQLite gave up with code ${code}`);
    },
    columnNumber: (statement, column) => columnDouble(statement, column),
    // The text first: it is what makes the length one of UTF-8.
    columnBytes(statement, column) {
      const start = columnText(statement, column);
      return { start, length: columnLength(statement, column) };
    },
    finalize: (statement) => void finalizeOne(statement),
  };
}
