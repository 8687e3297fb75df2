import { type Outcome, ok } from '../base/outcome';
import type { BlockReading } from './cut-blocks';
import { type Download, type DownloadOptions, openDownload } from './download';
import { readJsonTable, type TakeRow } from './read-json-table';
import { type DefinitionFile, ITEM_TABLE, openDefinitionFile } from './read-sqlite';
import { ItemReducer, type ItemsWanted, type ReducedItems } from './reduce-items';
import { unzipDatabase } from './unzip';

/** Where the definitions of one language lie: in one SQLite file, or in JSON tables. Paths on www.bungie.net. */
export type DefinitionPlace =
  | { kind: 'sqlite'; path: string }
  | { kind: 'json'; tables: Readonly<Record<string, string>> };

export interface SourceOptions extends DownloadOptions {
  loadWasm(): Promise<BufferSource>;
  /** How the item table is read that comes as JSON; without, row by row. */
  blocks?: BlockReading | undefined;
}

/** Definitions of one language. */
export interface DefinitionSource {
  /** Tables are files of their own, which may be read at the same time. */
  apart: boolean;
  /** Bytes that were read so far, unpacked. */
  bytes(): number;
  /** Reads the item table. What it comes to is in parts, one for each who read. */
  items(what: ItemsWanted, onRows: (rows: number) => void): Promise<Outcome<ReducedItems[]>>;
  eachRow(table: string, take: TakeRow): Promise<Outcome<null>>;
  close(): void;
}

const ROWS_A_WORD = 2_000;

/**
 * Opens a language's definitions. JSON tables are read while they come in, and items shared with a helper, if there is
 * one. An SQLite file is downloaded and unpacked whole before its first row, and takes its size in memory: 250 MB.
 */
export function openSource(
  place: DefinitionPlace,
  options: SourceOptions,
): Promise<Outcome<DefinitionSource>> {
  return place.kind === 'sqlite'
    ? sqliteSource(place.path, options)
    : Promise.resolve(ok(jsonSource(place.tables, options)));
}

async function sqliteSource(path: string, options: SourceOptions): Promise<Outcome<DefinitionSource>> {
  const download = await openDownload(path, options);
  if (!download.ok) return download;
  const database = await unzipDatabase(download.value);
  download.value.close();
  if (!database.ok) return database;
  const bytes = database.value.length;
  const file = await openDefinitionFile(database.value, options.loadWasm);
  if (!file.ok) return file;
  const eachRow: DefinitionSource['eachRow'] = (table, take) => eachSqliteRow(file.value, table, take);
  return ok({
    apart: false,
    bytes: () => bytes,
    items: (what, onRows) => itemsOfRows(eachRow, what, onRows),
    eachRow,
    close: () => file.value.close(),
  });
}

async function eachSqliteRow(file: DefinitionFile, table: string, take: TakeRow): Promise<Outcome<null>> {
  for (const row of file.rows(table)) {
    // Most rows need no waiting; an await for each would cost more than reading it.
    const taking = take(row);
    const taken = taking === undefined ? undefined : await taking;
    if (taken?.ok === false) return taken;
  }
  return ok(null);
}

async function itemsOfRows(
  eachRow: DefinitionSource['eachRow'],
  what: ItemsWanted,
  onRows: (rows: number) => void,
): Promise<Outcome<ReducedItems[]>> {
  const reducer = new ItemReducer(what);
  const read = await eachRow(ITEM_TABLE, ({ id, json }) => {
    reducer.row(id, json);
    if (reducer.rows % ROWS_A_WORD === 0) onRows(reducer.rows);
    return undefined;
  });
  onRows(reducer.rows);
  return read.ok ? ok([reducer.finish()]) : read;
}

function jsonSource(tables: Readonly<Record<string, string>>, options: SourceOptions): DefinitionSource {
  const done = new Map<string, number>();
  const open = new Set<Download>();
  const bytes = (): number => [...done.values()].reduce((sum, of) => sum + of, 0);

  /** Not every table is published in every language; what it would name stays nameless. */
  async function withTable<T>(
    table: string,
    nothing: T,
    read: (download: Download) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    const path = tables[table];
    if (path === undefined) return ok(nothing);
    const onProgress: SourceOptions['onProgress'] = (ofIt) => {
      done.set(table, ofIt);
      options.onProgress(bytes(), 0);
    };
    const download = await openDownload(path, { ...options, onProgress });
    if (!download.ok) return download;
    open.add(download.value);
    const outcome = await read(download.value);
    open.delete(download.value);
    download.value.close();
    return outcome;
  }

  const eachRow: DefinitionSource['eachRow'] = (table, take) =>
    withTable(table, null, (download) => readJsonTable(download, take));
  const { blocks } = options;
  return {
    apart: true,
    bytes,
    items: (what, onRows) =>
      blocks === undefined
        ? itemsOfRows(eachRow, what, onRows)
        : withTable(ITEM_TABLE, [], (download) => blocks.read(download, what)),
    eachRow,
    close() {
      for (const download of open) download.close();
    },
  };
}
