import type { Hash } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import type { NameHashes, NameIndex, WorldTables } from '../items/item-definition';
import { NameCollector } from '../items/name-index';
import { type ItemPage, pagesOf } from '../items/packed-items';
import { SeasonMarks } from '../items/season-marks';
import type { ImportReport } from '../messages/contract';
import { type BlockHelper, BlockReading } from './cut-blocks';
import {
  type DefinitionPlace,
  type DefinitionSource,
  openSource,
  type SourceOptions,
} from './definition-source';
import { readSources, readTables } from './read-tables';

export interface ImportPhase {
  /** `unpacking` happens while the file is downloaded; it is told apart only where it takes time of its own. */
  phase: 'downloading' | 'reading' | 'writing';
  done: number;
  total: number;
}

/** What one import reads, and the name of what it writes. */
export interface ImportOrder {
  job: string;
  /** Names the list: a generation is that of a path (bungie-api.md 5.1). */
  path: string;
  language: string;
  from: DefinitionPlace;
  /** English too, for its names alone: chat writes those in every language. */
  english?: DefinitionPlace | undefined;
  bust?: string | undefined;
}

/** How many named items are in a new generation, or differ in it from what was in use. */
export interface Changes {
  added: number;
  changed: number;
  gone: number;
}

/** A generation that is being written. Nobody points to it yet. */
export interface GenerationDraft {
  /** Writes those pages that are not in use as they are. Of where items come from each takes what concerns it. */
  putPages(pages: ItemPage[], sources: ReadonlyMap<Hash, string>): Promise<Outcome<null>>;
  /** Completes it; changes are undefined when there was nothing to compare with. */
  finish(rest: {
    tables: WorldTables;
    names: NameIndex;
    hashes: NameHashes;
  }): Promise<Outcome<{ changes: Changes | undefined; pages: number }>>;
}

/** Where an import writes. */
export interface GenerationWriter {
  open(generation: string, language: string): Promise<Outcome<GenerationDraft>>;
}

export interface ImportDeps {
  fetch: typeof fetch;
  loadWasm(): Promise<BufferSource>;
  /** The words of everyday English, by which coined names are told from them. */
  loadWords(): Promise<ReadonlySet<string>>;
  writer: GenerationWriter;
  onProgress(phase: ImportPhase): void;
  /** Somebody to share the reading of JSON tables with; nobody on a machine with one processor. */
  startHelper?(): BlockHelper | undefined;
  stallMs?: number;
}

/** Pages written in one transaction: of a death in the middle something is to be left, and a full disk is to be met. */
const PAGES_A_BATCH = 256;

/** Downloads, reads and writes one generation in one pass; somebody else moves the pointer to it afterwards. */
export async function runImport(order: ImportOrder, deps: ImportDeps): Promise<Outcome<ImportReport>> {
  const helper = deps.startHelper?.();
  try {
    const blocks = new BlockReading(helper);
    const outcome = await attempt(order, deps, blocks);
    return blocks.misled ? await attempt(order, deps, undefined) : outcome;
  } finally {
    helper?.end();
  }
}

async function attempt(
  order: ImportOrder,
  deps: ImportDeps,
  blocks: BlockReading | undefined,
): Promise<Outcome<ImportReport>> {
  const options: SourceOptions = {
    fetch: deps.fetch,
    loadWasm: deps.loadWasm,
    stallMs: deps.stallMs,
    bust: order.bust,
    blocks,
    onProgress: (done, total) => deps.onProgress({ phase: 'downloading', done, total }),
  };
  // Needed at the end only, and a file of its own.
  const words = deps.loadWords();
  const names = new NameCollector();
  if (order.english !== undefined) {
    const read = await withSource(order.english, options, (source) => readNames(source, names));
    if (!read.ok) return read;
  }
  return withSource(order.from, options, (source) => readGeneration(source, order, { names, words }, deps));
}

async function withSource<T>(
  place: DefinitionPlace,
  options: SourceOptions,
  use: (source: DefinitionSource) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const source = await openSource(place, options);
  if (!source.ok) return source;
  try {
    return await use(source.value);
  } finally {
    source.value.close();
  }
}

async function readNames(source: DefinitionSource, names: NameCollector): Promise<Outcome<null>> {
  const read = await source.items('names', () => undefined);
  if (!read.ok) return read;
  for (const part of read.value) names.join(part.names);
  return ok(null);
}

async function readGeneration(
  source: DefinitionSource,
  order: ImportOrder,
  { names, words }: { names: NameCollector; words: Promise<ReadonlySet<string>> },
  { writer, onProgress }: ImportDeps,
): Promise<Outcome<ImportReport>> {
  const generation = `${order.path}#${order.job}`;
  // The database is opened and the small tables come while the large one does, where each is a file.
  const opening = writer.open(generation, order.language);
  const early = source.apart ? readSmall(source) : undefined;
  // Whoever waits for these hears of it; if nobody comes to that, something else went wrong first.
  for (const begun of [opening, early]) begun?.catch(() => undefined);
  if (early === undefined) {
    const opened = await opening;
    if (!opened.ok) return opened;
  }
  const read = await source.items('items', (done) => onProgress({ phase: 'reading', done, total: 0 }));
  const draft = await opening;
  if (!draft.ok) return draft;
  if (!read.ok) return read;
  const parts = read.value;
  if (parts.every(({ rows }) => rows === 0)) return fail('definitions-too-few', { items: 0 });
  if (!parts.some(({ familiar }) => familiar)) return fail('definitions-foreign');
  const small = await (early ?? readSmall(source));
  if (!small.ok) return small;
  const pages = pagesOf(parts.map(({ packed }) => packed));
  const items = pages.reduce((sum, { packed }) => sum + packed.hashes.length, 0);
  onProgress({ phase: 'writing', done: items, total: 0 });
  const written = writePages(pages, small.value.sources, draft.value);
  written.catch(() => undefined);
  // Made while the pages are written.
  const marks = new SeasonMarks();
  for (const part of parts) {
    names.join(part.names);
    marks.join(part.marks);
  }
  const index = names.finish(generation, await words);
  const put = await written;
  if (!put.ok) return put;
  const done = await draft.value.finish({
    tables: { ...small.value.tables, watermarks: marks.finish() },
    ...index,
  });
  if (!done.ok) return done;
  return ok({
    generation,
    items,
    names: index.hashes.gear.length + index.hashes.others.length,
    bytes: source.bytes(),
    ...done.value,
  });
}

async function readSmall(source: DefinitionSource) {
  const sources = await readSources(source);
  if (!sources.ok) return sources;
  const tables = await readTables(source);
  return tables.ok ? ok({ sources: sources.value, tables: tables.value }) : tables;
}

/** Hands all of it over at once, so that it is written while we go on; the first failure tells. */
async function writePages(
  pages: readonly ItemPage[],
  sources: ReadonlyMap<Hash, string>,
  draft: GenerationDraft,
): Promise<Outcome<null>> {
  const batches: Promise<Outcome<null>>[] = [];
  for (let at = 0; at < pages.length; at += PAGES_A_BATCH) {
    batches.push(draft.putPages(pages.slice(at, at + PAGES_A_BATCH), sources));
  }
  const written = await Promise.all(batches);
  return written.find(({ ok }) => !ok) ?? ok(null);
}
