import { type Failure, fail, type Outcome, ok } from '../base/outcome';
import { DEFINITION_FORMAT } from '../items/item-definition';
import type { CurrentGeneration } from '../storage/databases';
import { importPlan, type ManifestWishes } from './import-plan';
import type { DefinitionStore, Importer, ManifestSource, Now, ViewStore } from './ports';

const HOUR_MS = 3_600_000;
/** The first wait after a failure; it doubles up to an hour. */
const RETRY_MS = 300_000;
/** Imports of one path that may fail before it rests for an hour: two by the tables, two by the database. */
const TRIES = 4;

export interface ManifestDeps {
  source: ManifestSource;
  importer: Importer;
  definitions: DefinitionStore;
  views: ViewStore;
  /** What the player wants, and what the machine is like. */
  wishes(): Promise<ManifestWishes>;
  /** A fresh text for each import. */
  newJob(): string;
  now: Now;
}

export interface CheckWish {
  /** Check although none is due. */
  force: boolean;
  /** Import again although the path is the one in use. */
  rebuild?: boolean | undefined;
  /** Hashes turned up that the current generation does not know. Heard once an hour at most. */
  unknown?: boolean | undefined;
  /** An import was cut off: take it up now, and count the try. */
  resume?: boolean | undefined;
}

/**
 * Asks Bungie which definitions are published now and imports them when they are not the ones in use. The ones in use
 * serve until the moment the new ones are there whole. True when there are new ones.
 */
export async function checkManifest(wish: CheckWish, deps: ManifestDeps): Promise<Outcome<boolean>> {
  const { definitions, views, now } = deps;
  const current = await definitions.current();
  const view = await views.load('manifest');
  if (!wish.force && !(await due(wish, deps, view.checkedAtMs))) return ok(false);
  await views.save('manifest', { work: { phase: 'checking', done: 0, total: 0 } });
  const found = await deps.source.fetchManifest();
  if (!found.ok) return giveUp(found.failure, deps);
  const left = await definitions.loadJob();
  const plan = importPlan(found.value, await deps.wishes(), left);
  if (plan === undefined) return giveUp({ code: 'definitions-no-language', facts: {} }, deps);
  if (serves(current, plan, deps) && wish.rebuild !== true) {
    await definitions.saveJob(undefined);
    await definitions.saveDueMs(now() + HOUR_MS);
    await views.save('manifest', {
      work: undefined,
      problem: undefined,
      checkedAtMs: now(),
      missingLanguage: plan.missingLanguage,
      ...told(current),
    });
    return ok(false);
  }
  const again = left?.path === plan.path ? left : undefined;
  const sinceMs = now() - (again?.startedAtMs ?? 0);
  const rested = sinceMs < 0 || sinceMs >= HOUR_MS;
  const tries = again === undefined || rested || wish.force ? 1 : again.tries + 1;
  if (tries > TRIES) return giveUp({ code: 'definitions-broken', facts: {} }, deps, HOUR_MS - sinceMs);
  return importPath(plan, { tries, deaths: again?.deaths ?? 0, again: again !== undefined }, deps);
}

/** At start: finishes what a killed import left behind, and drops rows that belong to nothing. */
export async function resumeManifestJob(deps: ManifestDeps): Promise<Outcome<boolean>> {
  const { definitions, views } = deps;
  const job = await definitions.loadJob();
  const current = await definitions.current();
  // The import of a job may have outlived us and be writing still; we are about to join it. Its end drops the rest.
  const { problem } = await views.load('manifest');
  const cutOff = job?.running === true;
  if (!cutOff) await definitions.dropOrphans();
  await views.save('manifest', {
    work: undefined,
    ...(current === undefined ? { generation: undefined, items: undefined } : told(current)),
  });
  // What failed in words has its own time to be tried again: we may be started twice a minute.
  const wanting = (current === undefined || outdated(current)) && problem === undefined;
  return checkManifest({ force: false, resume: cutOff || wanting }, deps);
}

/**
 * True when what Bungie names is in use already. Just after a new list was published its servers name the new and the
 * old one by turns for some minutes (bungie-api.md 5.4): the one that was left is not gone back to within the hour.
 */
function serves(
  current: CurrentGeneration | undefined,
  plan: { path: string; language: string },
  { now }: ManifestDeps,
): current is CurrentGeneration {
  if (current === undefined || outdated(current)) return false;
  if (current.path === plan.path) return true;
  const { left } = current;
  if (left?.path !== plan.path || (current.language ?? 'en') !== plan.language) return false;
  const sinceMs = now() - left.atMs;
  return sinceMs >= 0 && sinceMs < HOUR_MS;
}

/** Imported by a build that kept less of a definition. It serves until the new import is there. */
function outdated(current: CurrentGeneration): boolean {
  return current.format !== DEFINITION_FORMAT;
}

async function due(wish: CheckWish, deps: ManifestDeps, checkedAtMs: number | undefined): Promise<boolean> {
  const now = deps.now();
  if (wish.unknown === true) return now - (checkedAtMs ?? 0) > HOUR_MS || (checkedAtMs ?? 0) > now;
  if (wish.resume === true) return true;
  const dueMs = await deps.definitions.loadDueMs();
  // A due time further away than it can have been set comes from a clock that was wrong.
  return dueMs === undefined || dueMs <= now || dueMs > now + 2 * HOUR_MS;
}

type Plan = NonNullable<ReturnType<typeof importPlan>>;

async function importPath(
  plan: Plan,
  { tries, deaths, again }: { tries: number; deaths: number; again: boolean },
  deps: ManifestDeps,
): Promise<Outcome<boolean>> {
  const { definitions, views, now } = deps;
  const { path, language, from, english } = plan;
  const job = deps.newJob();
  const record = { job, path, startedAtMs: now(), tries };
  await definitions.saveJob({ ...record, deaths: deaths + 1, running: true });
  // A content server may keep a bad answer for a day (bungie-api.md 5.4): later tries ask past it.
  const order = { job, path, language, from, english, ...(again ? { bust: job } : {}) };
  const report = await deps.importer.run(order);
  if (!report.ok) {
    const died = report.failure.code === 'import-died' || report.failure.code === 'no-reply';
    await definitions.saveJob({ ...record, deaths: died ? deaths + 1 : deaths, running: false });
    // Of a worker that gave no answer it is not known that it is gone: the next start drops what it wrote.
    if (!died) await definitions.dropOrphans();
    return giveUp(died ? { code: 'import-died', facts: {} } : report.failure, deps);
  }
  await definitions.saveJob({ ...record, deaths, running: false });
  const before = await definitions.current();
  if (before !== undefined && report.value.items < before.items / 2) {
    await definitions.dropOrphans();
    return giveUp(fail('definitions-too-few', { items: report.value.items }).failure, deps);
  }
  const next: CurrentGeneration = {
    generation: report.value.generation,
    path,
    importedAtMs: now(),
    items: report.value.items,
    format: DEFINITION_FORMAT,
    language,
    ...leaving(before, plan, now()),
  };
  if (!(await definitions.flip(next))) return giveUp({ code: 'definitions-broken', facts: {} }, deps);
  await definitions.saveDueMs(now() + HOUR_MS);
  const { changes } = report.value;
  await views.save('manifest', {
    work: undefined,
    problem: undefined,
    checkedAtMs: now(),
    missingLanguage: plan.missingLanguage,
    news: changes,
    ...told(next),
  });
  return ok(true);
}

function leaving(
  before: CurrentGeneration | undefined,
  { path, language }: Plan,
  atMs: number,
): Pick<CurrentGeneration, 'left'> {
  if (before === undefined || before.path === path || (before.language ?? 'en') !== language) return {};
  return { left: { path: before.path, atMs } };
}

function told(current: CurrentGeneration) {
  const { path, importedAtMs, items, language = 'en' } = current;
  return { generation: path, importedAtMs, items, language };
}

/** Says why and sets a later time: five minutes at first, twice as long each time, an hour at most. */
async function giveUp(failure: Failure, deps: ManifestDeps, waitMs?: number): Promise<Outcome<boolean>> {
  const job = await deps.definitions.loadJob();
  const wait = waitMs ?? Math.min(HOUR_MS, RETRY_MS * 2 ** Math.max(0, (job?.tries ?? 1) - 1));
  await deps.definitions.saveDueMs(deps.now() + wait);
  await deps.views.save('manifest', { work: undefined, problem: failure, checkedAtMs: deps.now() });
  return { ok: false, failure };
}
