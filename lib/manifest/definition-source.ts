import { type Outcome, ok } from '../base/outcome';
import { type Download, type DownloadOptions, openDownload } from './download';
import { readJsonTable, type TakeRow } from './read-json-table';
import { type DefinitionFile, openDefinitionFile } from './read-sqlite';
import { unzipDatabase } from './unzip';

/** Where the definitions of one language lie: in one SQLite file, or in JSON tables. Paths on www.bungie.net. */
export type DefinitionPlace =
  | { kind: 'sqlite'; path: string }
  | { kind: 'json'; tables: Readonly<Record<string, string>> };

export interface SourceOptions extends DownloadOptions {
  loadWasm(): Promise<BufferSource>;
}

/** Definitions of one language, read once from the front. */
export interface DefinitionSource {
  /** Item rows come by ascending signed hash. */
  ordered: boolean;
  /** Bytes that were read so far, unpacked. */
  bytes(): number;
  eachRow(table: string, take: TakeRow): Promise<Outcome<null>>;
  close(): void;
}

/**
 * Opens a language's definitions. An SQLite file is downloaded and unpacked whole before its first row, and takes its
 * size in memory: 250 MB. JSON tables are read while they come in, which takes longer and nearly no memory.
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
  return ok({
    ordered: true,
    bytes: () => bytes,
    eachRow: (table, take) => eachSqliteRow(file.value, table, take),
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

function jsonSource(tables: Readonly<Record<string, string>>, options: SourceOptions): DefinitionSource {
  let before = 0;
  let now = 0;
  let open: Download | undefined;
  return {
    ordered: false,
    bytes: () => before + now,
    async eachRow(table, take) {
      const path = tables[table];
      // Not every table is published in every language; what it would name stays nameless.
      if (path === undefined) return ok(null);
      before += now;
      now = 0;
      const onProgress: SourceOptions['onProgress'] = (done) => {
        now = done;
        options.onProgress(before + now, 0);
      };
      const download = await openDownload(path, { ...options, onProgress });
      if (!download.ok) return download;
      open = download.value;
      const read = await readJsonTable(open, take);
      open.close();
      return read;
    },
    close: () => open?.close(),
  };
}
