import { type Outcome, ok } from '../base/outcome';
import type { NameHashes, NameIndex, WorldTables } from '../items/item-definition';
import { NameCollector } from '../items/name-index';
import { WANTED_OF_NAME } from '../items/reduce-definition';
import { SeasonMarks } from '../items/season-marks';
import type { ImportReport } from '../messages/contract';
import {
  type DefinitionPlace,
  type DefinitionSource,
  openSource,
  type SourceOptions,
} from './definition-source';
import { type ItemPage, ItemPages, reduceRow } from './read-items';
import { ITEM_TABLE } from './read-sqlite';
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
  /** Writes those pages that are not in use as they are. */
  putPages(pages: ItemPage[]): Promise<Outcome<null>>;
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
  stallMs?: number;
}

/** Downloads, reads and writes one generation in one pass; somebody else moves the pointer to it afterwards. */
export async function runImport(order: ImportOrder, deps: ImportDeps): Promise<Outcome<ImportReport>> {
  const options: SourceOptions = {
    fetch: deps.fetch,
    loadWasm: deps.loadWasm,
    stallMs: deps.stallMs,
    bust: order.bust,
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

function readNames(source: DefinitionSource, names: NameCollector): Promise<Outcome<null>> {
  return source.eachRow(ITEM_TABLE, ({ json }) => {
    const reduced = reduceRow(json, WANTED_OF_NAME);
    if (reduced !== undefined) names.add(reduced.item, reduced.facts);
    return undefined;
  });
}

async function readGeneration(
  source: DefinitionSource,
  order: ImportOrder,
  { names, words }: { names: NameCollector; words: Promise<ReadonlySet<string>> },
  { writer, onProgress }: ImportDeps,
): Promise<Outcome<ImportReport>> {
  const generation = `${order.path}#${order.job}`;
  const draft = await writer.open(generation, order.language);
  if (!draft.ok) return draft;
  const sources = await readSources(source);
  if (!sources.ok) return sources;
  const marks = new SeasonMarks();
  const pages = new ItemPages(
    {
      put: (full) => draft.value.putPages(full),
      names,
      marks,
      sources: sources.value,
      // Tables tell by their bytes how far they are.
      onRows: (done) => {
        if (source.ordered) onProgress({ phase: 'reading', done, total: 0 });
      },
    },
    { ordered: source.ordered },
  );
  const read = await source.eachRow(ITEM_TABLE, (row) => pages.take(row));
  if (!read.ok) return read;
  const written = await pages.finish();
  if (!written.ok) return written;
  const tables = await readTables(source);
  if (!tables.ok) return tables;
  onProgress({ phase: 'writing', done: 0, total: 0 });
  const index = names.finish(generation, await words);
  const done = await draft.value.finish({
    tables: { ...tables.value, watermarks: marks.finish() },
    ...index,
  });
  if (!done.ok) return done;
  return ok({
    generation,
    items: pages.items,
    names: index.hashes.gear.length + index.hashes.others.length,
    bytes: source.bytes(),
    ...done.value,
  });
}
