import type { Hash } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import type { ItemDefinition, NameHashes, NameIndex, WorldTables } from '../items/item-definition';
import { NameCollector } from '../items/name-index';
import { reduceDefinition } from '../items/reduce-definition';
import {
  reduceBucket,
  reduceCollectible,
  reduceLoadoutPart,
  reduceSeason,
  reduceSocketCategory,
  reduceStat,
  reduceStatGroup,
} from '../items/reduce-tables';
import { SeasonMarks } from '../items/season-marks';
import type { ImportReport } from '../messages/contract';
import { download } from './download';
import { type DefinitionFile, openDefinitionFile } from './read-sqlite';
import { unzipDatabase } from './unzip';

export interface ImportPhase {
  phase: 'downloading' | 'unpacking' | 'reading' | 'writing';
  done: number;
  total: number;
}

/** Where an import writes its generation. */
export interface GenerationWriter {
  putPages(
    generation: string,
    pages: { page: number; items: Record<Hash, ItemDefinition> }[],
  ): Promise<Outcome<null>>;
  putTables(
    generation: string,
    tables: WorldTables,
    names: NameIndex,
    hashes: NameHashes,
  ): Promise<Outcome<null>>;
}

export interface ImportDeps {
  fetch: typeof fetch;
  wasmUrl: string;
  /** The words of everyday English, by which coined names are told from them. */
  loadWords(): Promise<ReadonlySet<string>>;
  writer: GenerationWriter;
  onProgress(phase: ImportPhase): void;
  stallMs?: number;
}

/** Pages share the upper ten bits of their hashes: 1,024 of them write ten times faster than single rows. */
export const PAGE_SHIFT = 22;
const PAGES_A_BATCH = 256;
const ROWS_A_WORD = 2_000;

/** Downloads, unpacks, reads and writes one generation, whose pointer somebody else moves afterwards. */
export async function runImport(
  job: { job: string; path: string; bust?: string | undefined },
  deps: ImportDeps,
): Promise<Outcome<ImportReport>> {
  const { onProgress } = deps;
  const progress = (phase: ImportPhase['phase']) => (done: number, total: number) =>
    onProgress({ phase, done, total });
  const zip = await download(job.path, {
    fetch: deps.fetch,
    onProgress: progress('downloading'),
    ...(job.bust === undefined ? {} : { bust: job.bust }),
    ...(deps.stallMs === undefined ? {} : { stallMs: deps.stallMs }),
  });
  if (!zip.ok) return zip;
  const bytes = zip.value.length;
  const database = await unzipDatabase(zip.value, progress('unpacking'));
  if (!database.ok) return database;
  const file = await openDefinitionFile(database.value, deps.wasmUrl);
  if (!file.ok) return file;
  const generation = `${job.path}#${job.job}`;
  const names = new NameCollector(await deps.loadWords());
  const read = readEverything(file.value, generation, names, progress('reading'));
  file.value.close();
  if (read.items === 0) return fail('definitions-too-few');
  const written = await write(generation, read, deps.writer, progress('writing'));
  if (!written.ok) return written;
  return ok({
    generation,
    items: read.items,
    names: read.hashes.gear.length + read.hashes.others.length,
    bytes,
  });
}

interface Read {
  pages: Map<number, Record<Hash, ItemDefinition>>;
  items: number;
  tables: WorldTables;
  names: NameIndex;
  hashes: NameHashes;
}

function readEverything(
  file: DefinitionFile,
  generation: string,
  names: NameCollector,
  onProgress: (done: number, total: number) => void,
): Read {
  const pages: Read['pages'] = new Map();
  const marks = new SeasonMarks();
  const total = file.count('DestinyInventoryItemDefinition');
  let items = 0;
  file.eachRow('DestinyInventoryItemDefinition', (row) => {
    const reduced = reduceDefinition(row);
    if (reduced === undefined) return;
    const page = reduced.item.hash >>> PAGE_SHIFT;
    const held = pages.get(page) ?? {};
    held[reduced.item.hash] = reduced.item;
    pages.set(page, held);
    names.add(reduced.item, reduced.facts);
    marks.add(reduced.item);
    items += 1;
    if (items % ROWS_A_WORD === 0) onProgress(items, total);
  });
  const tables: WorldTables = {
    buckets: [],
    stats: [],
    statGroups: [],
    seasons: [],
    watermarks: marks.finish(),
    loadoutParts: [],
    socketCategories: [],
  };
  const collect = <T>(table: string, reduce: (row: unknown) => T | undefined, into: T[]): void => {
    file.eachRow(table, (row) => {
      const reduced = reduce(row);
      if (reduced !== undefined) into.push(reduced);
    });
  };
  collect('DestinyInventoryBucketDefinition', reduceBucket, tables.buckets);
  collect('DestinyStatDefinition', reduceStat, tables.stats);
  collect('DestinyStatGroupDefinition', reduceStatGroup, tables.statGroups);
  collect('DestinySeasonDefinition', reduceSeason, tables.seasons);
  for (const part of ['Name', 'Icon', 'Color'])
    collect(`DestinyLoadout${part}Definition`, reduceLoadoutPart, tables.loadoutParts);
  collect('DestinySocketCategoryDefinition', reduceSocketCategory, tables.socketCategories);
  file.eachRow('DestinyCollectibleDefinition', (row) => {
    const source = reduceCollectible(row);
    if (source !== undefined) names.addSource(source);
  });
  return { pages, items, tables, ...names.finish(generation) };
}

async function write(
  generation: string,
  read: Read,
  writer: GenerationWriter,
  onProgress: (done: number, total: number) => void,
): Promise<Outcome<null>> {
  const pages = [...read.pages].map(([page, items]) => ({ page, items }));
  for (let at = 0; at < pages.length; at += PAGES_A_BATCH) {
    onProgress(at, pages.length);
    const put = await writer.putPages(generation, pages.slice(at, at + PAGES_A_BATCH));
    if (!put.ok) return put;
  }
  return writer.putTables(generation, read.tables, read.names, read.hashes);
}
