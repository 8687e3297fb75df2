import { type Failure, fail, type Outcome, ok } from '../base/outcome';
import { DEFINITION_FORMAT } from '../items/item-definition';
import type { ImportReport } from '../messages/contract';
import type { CurrentGeneration, DefinitionStore, Importer, ManifestSource, Now, ViewStore } from './ports';

const HOUR_MS = 3_600_000;
/** The first wait after a failure; it doubles up to an hour. */
const RETRY_MS = 300_000;
/** Imports of one path that may fail before it rests until the next hour. */
const TRIES = 3;
/** Unknown hashes may ask for a check this often at most (bungie-api.md 5.4). */
const UNKNOWN_GAP_MS = 300_000;

export interface ManifestDeps {
  source: ManifestSource;
  importer: Importer;
  definitions: DefinitionStore;
  views: ViewStore;
  /** A fresh text for each import. */
  newJob(): string;
  now: Now;
}

export interface CheckWish {
  /** Check although none is due. */
  force: boolean;
  /** Import again although the path is the one in use. */
  rebuild?: boolean | undefined;
  /** Hashes turned up that the current generation does not know. */
  unknown?: boolean | undefined;
}

/**
 * Compares Bungie's path with the one in use and imports when it differs. Answers true when a new generation is in
 * use. Whatever fails, the old generation serves on and the next check is due later.
 */
export async function checkManifest(wish: CheckWish, deps: ManifestDeps): Promise<Outcome<boolean>> {
  const { definitions, views, now } = deps;
  const current = await definitions.current();
  const view = await views.load('manifest');
  if (!wish.force && !(await due(wish, deps, view.checkedAtMs))) return ok(false);
  await views.save('manifest', { work: { phase: 'checking', done: 0, total: 0 } });
  const found = await deps.source.fetchManifestPath();
  if (!found.ok) return giveUp(found.failure, deps);
  const { path } = found.value;
  if (current?.path === path && !outdated(current) && wish.rebuild !== true) {
    await definitions.saveDueMs(now() + HOUR_MS);
    await views.save('manifest', {
      work: undefined,
      problem: undefined,
      checkedAtMs: now(),
      ...told(current),
    });
    return ok(false);
  }
  const left = await definitions.loadJob();
  const tries = left?.path === path ? left.tries + 1 : 1;
  if (tries > TRIES && !wish.force) return giveUp({ code: 'definitions-broken', facts: {} }, deps, HOUR_MS);
  return importPath(path, tries, deps);
}

/** At start: finishes what a killed import left behind, and drops rows that belong to nothing. */
export async function resumeManifestJob(deps: ManifestDeps): Promise<Outcome<boolean>> {
  const { definitions, views } = deps;
  const job = await definitions.loadJob();
  const current = await definitions.current();
  // The import of a job may have outlived us and be writing still; we are about to join it. Its end drops the rest.
  if (job === undefined || job.tries >= TRIES) await definitions.dropOrphans();
  await views.save('manifest', { work: undefined, ...(current === undefined ? {} : told(current)) });
  if (job !== undefined) return checkManifest({ force: job.tries < TRIES }, deps);
  return checkManifest({ force: current === undefined || outdated(current) }, deps);
}

/** Imported by a build that kept less of a definition. It serves until the new import is there. */
function outdated(current: CurrentGeneration): boolean {
  return current.format !== DEFINITION_FORMAT;
}

async function due(wish: CheckWish, deps: ManifestDeps, checkedAtMs: number | undefined): Promise<boolean> {
  if (wish.unknown === true) return deps.now() - (checkedAtMs ?? 0) > UNKNOWN_GAP_MS;
  const dueMs = await deps.definitions.loadDueMs();
  // A due time further away than it can have been set comes from a clock that was wrong.
  return dueMs === undefined || dueMs <= deps.now() || dueMs > deps.now() + 2 * HOUR_MS;
}

async function importPath(path: string, tries: number, deps: ManifestDeps): Promise<Outcome<boolean>> {
  const { definitions, views, now } = deps;
  const job = deps.newJob();
  await definitions.saveJob({ job, path, startedAtMs: now(), tries });
  // A content server may keep a bad answer for a day (bungie-api.md 5.4): later tries ask past it.
  const report = await deps.importer.run({ job, path, ...(tries > 1 ? { bust: job } : {}) });
  if (!report.ok) {
    await definitions.dropOrphans();
    return giveUp(report.failure, deps);
  }
  const before = await definitions.current();
  if (before !== undefined && report.value.items < before.items / 2) {
    await definitions.dropOrphans();
    return giveUp(fail('definitions-too-few', { items: report.value.items }).failure, deps);
  }
  const next = generationOf(report.value, path, now());
  await definitions.flip(next);
  await definitions.saveDueMs(now() + HOUR_MS);
  await views.save('manifest', { work: undefined, problem: undefined, checkedAtMs: now(), ...told(next) });
  return ok(true);
}

function generationOf(report: ImportReport, path: string, nowMs: number) {
  return {
    generation: report.generation,
    path,
    importedAtMs: nowMs,
    items: report.items,
    format: DEFINITION_FORMAT,
  };
}

function told(current: { path: string; importedAtMs: number; items: number }) {
  return { generation: current.path, importedAtMs: current.importedAtMs, items: current.items };
}

/** Says why and sets a later time: five minutes at first, twice as long each time, an hour at most. */
async function giveUp(failure: Failure, deps: ManifestDeps, waitMs?: number): Promise<Outcome<boolean>> {
  const job = await deps.definitions.loadJob();
  const wait = waitMs ?? Math.min(HOUR_MS, RETRY_MS * 2 ** Math.max(0, (job?.tries ?? 1) - 1));
  await deps.definitions.saveDueMs(deps.now() + wait);
  await deps.views.save('manifest', { work: undefined, problem: failure, checkedAtMs: deps.now() });
  return { ok: false, failure };
}
