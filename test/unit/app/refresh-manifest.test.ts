import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { itemCard, nameIndex } from '../../../lib/app/item-card';
import type { Importer } from '../../../lib/app/ports';
import { checkManifest, type ManifestDeps, resumeManifestJob } from '../../../lib/app/refresh-manifest';
import { fail } from '../../../lib/base/outcome';
import { bungieClient } from '../../../lib/bungie/client';
import { bungieReads } from '../../../lib/bungie/endpoints';
import { DEFINITION_FORMAT } from '../../../lib/items/item-definition';
import { runImport } from '../../../lib/manifest/import-run';
import { definitionDatabase } from '../../../lib/storage/databases';
import { definitionWriter } from '../../../lib/storage/definition-writer';
import { definitionStore } from '../../../lib/storage/definitions';
import { viewStore } from '../../../lib/storage/view-store';
import { type BungieSim, startBungieSim } from '../../sim/bungie/bungie-sim';
import { simFetch } from '../../sim/kit/client-fetch';
import { loadWasm } from '../../world/coming-in';
import { ITEMS } from '../../world/definitions';
import { jsonTables, smallManifest } from '../../world/small-manifest';
import { packed } from '../builders/packed';

const HOUR = 3_600_000;
let sim: BungieSim;
let imports = 0;
let deps: ManifestDeps;

beforeAll(async () => {
  sim = await startBungieSim();
  const fetcher = simFetch({ 'www.bungie.net': sim.port });
  const nobody = () => Promise.resolve(fail('signed-out'));
  const client = bungieClient({
    apiKey: async () => 'sim-api-key',
    tokens: { token: nobody, renew: nobody },
    fetch: fetcher,
  });
  const importer: Importer = {
    run(job) {
      imports += 1;
      return runImport(job, {
        fetch: fetcher,
        loadWasm,
        loadWords: async () => new Set(['trust']),
        writer: definitionWriter,
        onProgress: () => undefined,
      });
    },
  };
  let jobs = 0;
  deps = {
    source: bungieReads(client),
    importer,
    definitions: definitionStore,
    views: viewStore,
    wishes: async () => ({ language: 'en', source: 'auto', browserLanguage: 'en-US', small: false }),
    newJob: () => `job-${++jobs}`,
    now: () => sim.clock.now(),
  };
});
afterAll(() => sim.stop());
beforeEach(async () => {
  sim.faults.disarm();
  sim.manifest.withdraw();
  await Promise.all(definitionDatabase().tables.map((table) => table.clear()));
  await viewStore.replace('manifest', {});
  sim.manifest.publish(await smallManifest(), `v-${Math.random()}`);
  sim.log.clear();
  imports = 0;
});

/** What an import leaves that dies after its first pages. */
async function halfWritten(): Promise<void> {
  const draft = await definitionWriter.open('half', 'en');
  if (draft.ok) await draft.value.putPages([{ page: 3, packed: packed([]) }], new Map());
}

const sunshot = () => definitionStore.items([2907129557]);

it('says no-definitions before the first import', async () => {
  expect(await itemCard({ name: 'Sunshot' }, definitionStore)).toMatchObject({
    failure: { code: 'no-definitions' },
  });
  expect(await nameIndex(undefined, definitionStore)).toMatchObject({ failure: { code: 'no-definitions' } });
});

it('imports at first, and asks once an hour with one small call from then on', async () => {
  expect(await resumeManifestJob(deps)).toEqual({ ok: true, value: true });
  expect((await sunshot()).size).toBe(1);
  expect(await checkManifest({ force: false }, deps)).toEqual({ ok: true, value: false });
  sim.log.clear();
  sim.clock.advance(HOUR + 1);
  expect(await checkManifest({ force: false }, deps)).toEqual({ ok: true, value: false });
  expect(sim.log.all().map((one) => one.path)).toEqual(['/Platform/Destiny2/Manifest/']);
  expect(imports).toBe(1);
});

it('goes by the path, not by the version', async () => {
  await resumeManifestJob(deps);
  const { version, file } = sim.manifest.current;
  sim.manifest.publish(file, version, '/common/destiny2_content/sqlite/en/world_sql_content_other.content');
  sim.clock.advance(HOUR + 1);
  expect(await checkManifest({ force: false }, deps)).toEqual({ ok: true, value: true });
  expect(await definitionDatabase().worlds.count()).toBe(1);
});

it('serves what an older version of ours imported, and imports it again at the next check', async () => {
  await resumeManifestJob(deps);
  const { format: _, ...old } = (await definitionStore.current())!;
  await definitionStore.flip(old);
  expect((await sunshot()).size).toBe(1);
  expect(await checkManifest({ force: false }, deps)).toEqual({ ok: true, value: false });
  sim.clock.advance(HOUR + 1);
  expect(await checkManifest({ force: false }, deps)).toEqual({ ok: true, value: true });
  expect((await definitionStore.current())?.format).toBe(DEFINITION_FORMAT);
  expect(imports).toBe(2);
});

it('checks early when hashes turn up that it does not know, but once an hour at most', async () => {
  await resumeManifestJob(deps);
  sim.log.clear();
  await checkManifest({ force: false, unknown: true }, deps);
  expect(sim.log.all()).toEqual([]);
  sim.clock.advance(HOUR - 60_000);
  await checkManifest({ force: false, unknown: true }, deps);
  expect(sim.log.all()).toEqual([]);
  sim.clock.advance(60_001);
  await checkManifest({ force: false, unknown: true }, deps);
  await checkManifest({ force: false, unknown: true }, deps);
  expect(sim.log.all()).toHaveLength(1);
});

it.each([
  'manifest-cut',
  'manifest-flip-byte',
  'manifest-404',
])('keeps the old list in use under %s, and tries later', async (fault) => {
  await resumeManifestJob(deps);
  const before = await definitionStore.current();
  sim.manifest.publish(await smallManifest(ITEMS.slice(1)), 'newer');
  sim.faults.arm({ name: fault });
  expect((await checkManifest({ force: true }, deps)).ok).toBe(false);
  expect(await definitionStore.current()).toEqual(before);
  expect((await sunshot()).size).toBe(1);
  expect((await viewStore.load('manifest')).problem).toBeDefined();
  const dueMs = (await definitionStore.loadDueMs()) ?? 0;
  expect(dueMs - sim.clock.now()).toBeGreaterThan(200_000);
  expect(dueMs - sim.clock.now()).toBeLessThan(HOUR);
  sim.faults.disarm();
  sim.clock.advance(HOUR);
  expect(await checkManifest({ force: false }, deps)).toEqual({ ok: true, value: true });
  expect((await viewStore.load('manifest')).problem).toBeUndefined();
});

it('refuses a list with less than half the items: definitions-too-few', async () => {
  await resumeManifestJob(deps);
  sim.manifest.publish(await smallManifest(ITEMS.slice(0, 10)), 'poor');
  expect(await checkManifest({ force: true }, deps)).toMatchObject({
    failure: { code: 'definitions-too-few' },
  });
  expect((await sunshot()).size).toBe(1);
});

it('begins again after it was killed in the middle, and drops what was half written', async () => {
  await definitionStore.saveJob({
    job: 'killed',
    path: sim.manifest.current.path,
    startedAtMs: sim.clock.now(),
    tries: 1,
  });
  await halfWritten();
  expect(await resumeManifestJob(deps)).toEqual({ ok: true, value: true });
  expect(await definitionStore.loadJob()).toBeUndefined();
  expect(await definitionDatabase().pages.where('[generation+page]').equals(['half', 3]).count()).toBe(0);
});

it.each([
  ['at the first pages', (): (() => void) => full(definitionDatabase().pages, 'bulkPut')],
  ['at the last record of all', (): (() => void) => full(definitionDatabase().directories, 'put')],
])('says storage-full when the disk is %s, keeps the old list and nothing of the new one', async (_when, fill) => {
  await resumeManifestJob(deps);
  const held = async () => (await definitionDatabase().pages.toCollection().primaryKeys()).length;
  const before = await held();
  const importer: Importer = {
    async run(order) {
      const empty = fill();
      const outcome = await deps.importer.run(order);
      empty();
      return outcome;
    },
  };
  expect(await checkManifest({ force: true, rebuild: true }, { ...deps, importer })).toMatchObject({
    failure: { code: 'storage-full' },
  });
  expect((await sunshot()).size).toBe(1);
  expect(await held()).toBe(before);
  expect(await definitionDatabase().directories.count()).toBe(1);
  // There is room again: the same list comes in.
  expect(await checkManifest({ force: true, rebuild: true }, deps)).toEqual({ ok: true, value: true });
});

/** What a browser does when its quota is used up, until the answer is called. */
function full<T extends object>(table: T, method: keyof T & string): () => void {
  const fails = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
  Object.defineProperty(table, method, { value: fails, configurable: true });
  return () => Reflect.deleteProperty(table, method);
}

it('gives a card by name whatever its case, and name-unknown for what the game has not', async () => {
  await resumeManifestJob(deps);
  const card = await itemCard({ name: 'sUNSHOT' }, definitionStore);
  expect(card).toMatchObject({ ok: true, value: { hash: 2907129557, name: 'Sunshot', tierName: 'Exotic' } });
  expect(card.ok && card.value.stats.map((stat) => stat.name)).toContain('Impact');
  expect(await itemCard({ name: 'Excalibur' }, definitionStore)).toMatchObject({
    failure: { code: 'name-unknown' },
  });
  const index = await nameIndex(undefined, definitionStore);
  expect(index.ok && !index.value.unchanged && index.value.index.gear.split('\n')).toContain('Sunshot');
  const have = (await definitionStore.current())?.generation;
  expect(await nameIndex(have, definitionStore)).toEqual({ ok: true, value: { unchanged: true } });
});

/** Bungie names the path of an earlier publication again. */
function nameAgain({ file, version, path }: typeof sim.manifest.current): void {
  sim.manifest.publish(file, version, path);
}

it('keeps the list in use when its path stays and only the version is another', async () => {
  await resumeManifestJob(deps);
  const { path, file } = sim.manifest.current;
  sim.manifest.publish(file, 'another-version', path);
  expect(await checkManifest({ force: true }, deps)).toEqual({ ok: true, value: false });
  expect(imports).toBe(1);
});

it('does not go back and forth while Bungie names the new and the old path by turns', async () => {
  await resumeManifestJob(deps);
  const old = sim.manifest.current;
  const fresh = sim.manifest.publish(await smallManifest(ITEMS.slice(1)), 'fresh');
  for (const named of [fresh, old, fresh, old, old]) {
    nameAgain(named);
    await checkManifest({ force: true }, deps);
    sim.clock.advance(5 * 60_000);
  }
  expect(imports).toBe(2);
  expect((await definitionStore.current())?.path).toBe(fresh.path);
  // Named for more than an hour, it is meant.
  sim.clock.advance(HOUR);
  nameAgain(old);
  expect(await checkManifest({ force: true }, deps)).toEqual({ ok: true, value: true });
  expect((await definitionStore.current())?.path).toBe(old.path);
});

it('gets past a 404 that a content server keeps: later tries ask with another address', async () => {
  await resumeManifestJob(deps);
  sim.manifest.publish(await smallManifest(ITEMS.slice(1)), 'late');
  sim.faults.arm({ name: 'manifest-404', times: 1 });
  expect(await checkManifest({ force: true }, deps)).toMatchObject({ failure: { code: 'not-bungie' } });
  sim.log.clear();
  sim.clock.advance(5 * 60_000 + 1);
  expect(await checkManifest({ force: false }, deps)).toEqual({ ok: true, value: true });
  expect(sim.log.matching('.content').map((one) => new URLSearchParams(one.query).get('again'))).toEqual([
    expect.any(String),
  ]);
});

it('rests for an hour after four tries of one list, then tries again', async () => {
  await resumeManifestJob(deps);
  sim.manifest.publish(await smallManifest(ITEMS.slice(1)), 'bad');
  sim.faults.arm({ name: 'manifest-flip-byte' });
  for (let tries = 0; tries < 30; tries += 1) {
    await checkManifest({ force: false }, deps);
    sim.clock.advance(60_000);
  }
  const before = imports;
  expect(before).toBeLessThanOrEqual(5);
  sim.faults.disarm();
  sim.clock.advance(2 * HOUR);
  expect(await checkManifest({ force: false }, deps)).toEqual({ ok: true, value: true });
});

it('takes a list that was published during the import at the next check', async () => {
  const during: ManifestDeps = {
    ...deps,
    importer: {
      async run(order) {
        const outcome = await deps.importer.run(order);
        sim.manifest.publish(await smallManifest(ITEMS.slice(2)), 'meanwhile');
        return outcome;
      },
    },
  };
  const { path } = sim.manifest.current;
  await resumeManifestJob(during);
  expect((await definitionStore.current())?.path).toBe(path);
  sim.clock.advance(HOUR + 1);
  expect(await checkManifest({ force: false }, deps)).toEqual({ ok: true, value: true });
  expect((await definitionStore.current())?.items).toBe(ITEMS.length - 2);
});

it('keeps the list in use when Bungie names none: definitions-no-language', async () => {
  await resumeManifestJob(deps);
  sim.manifest.english = false;
  expect(await checkManifest({ force: true }, deps)).toMatchObject({
    failure: { code: 'definitions-no-language' },
  });
  sim.manifest.english = true;
  expect((await sunshot()).size).toBe(1);
});

it.each([
  ['sqlite', 2, 'sqlite'],
  ['auto', 0, 'json'],
  ['auto', 2, 'json'],
  ['json', 0, 'json'],
] as const)('with the setting %s and after %i deaths reads %s', async (source, deaths, kind) => {
  sim.manifest.publishTables(jsonTables(ITEMS));
  const kinds: string[] = [];
  let dying = deaths;
  const mortal: ManifestDeps = {
    ...deps,
    wishes: async () => ({ language: 'en', source, browserLanguage: 'en', small: false }),
    importer: {
      async run(order) {
        kinds.push(order.from.kind);
        dying -= 1;
        return dying >= 0 ? fail('no-reply') : deps.importer.run(order);
      },
    },
  };
  for (let tries = 0; tries <= deaths; tries += 1) {
    const done = await checkManifest({ force: false }, mortal);
    if (!done.ok) expect(done.failure.code).toBe('import-died');
    sim.clock.advance(20 * 60_000);
  }
  expect(kinds.at(-1)).toBe(kind);
  expect(kinds).toHaveLength(deaths + 1);
  expect((await sunshot()).size).toBe(1);
});

it('reads the database where the tables fail twice, but for a machine with little memory', async () => {
  const failing = (kinds: string[], small: boolean): ManifestDeps => ({
    ...deps,
    wishes: async () => ({ language: 'en', source: 'auto', browserLanguage: 'en', small }),
    importer: {
      run(order) {
        kinds.push(order.from.kind);
        return order.from.kind === 'json'
          ? Promise.resolve(fail('definitions-broken'))
          : deps.importer.run(order);
      },
    },
  });
  for (const small of [true, false]) {
    sim.manifest.publish(await smallManifest(), `small-${small}`);
    sim.manifest.publishTables(jsonTables(ITEMS));
    const kinds: string[] = [];
    for (let tries = 0; tries < 3; tries += 1) {
      await checkManifest({ force: false }, failing(kinds, small));
      sim.clock.advance(20 * 60_000);
    }
    expect(kinds).toEqual(['json', 'json', small ? 'json' : 'sqlite']);
    expect((await sunshot()).size).toBe(small ? 0 : 1);
  }
});

it('writes only pages that changed, and counts what is new, changed and gone by name', async () => {
  await resumeManifestJob(deps);
  expect((await viewStore.load('manifest')).news).toBeUndefined();
  const before = await definitionDatabase().pages.toCollection().primaryKeys();
  const [first, second, ...rest] = ITEMS;
  const renamed = {
    ...second!,
    displayProperties: { ...(second!.displayProperties as object), name: 'Other' },
  };
  const added = { ...first!, hash: 77_777, displayProperties: { name: 'Brand New', icon: '/img/a.png' } };
  sim.manifest.publish(await smallManifest([renamed, ...rest, added]), 'next');
  expect(await checkManifest({ force: true }, deps)).toEqual({ ok: true, value: true });
  expect((await viewStore.load('manifest')).news).toEqual({ added: 1, changed: 1, gone: 1 });
  const after = await definitionDatabase().pages.toCollection().primaryKeys();
  const kept = after.filter((key) => before.some((one) => String(one) === String(key)));
  expect(kept.length).toBeGreaterThan(after.length - 4);
  // And everything is found, whoever wrote its page.
  const found = await definitionStore.items(ITEMS.map((item) => item.hash));
  expect(found.size).toBe(ITEMS.length - 1);
  expect((await definitionStore.items([77_777])).get(77_777)?.name).toBe('Brand New');
  expect(await definitionStore.hashOfName('brand new')).toBe(77_777);
});

it('says that an update changed nothing', async () => {
  await resumeManifestJob(deps);
  sim.manifest.publish(
    await smallManifest(),
    'the same again',
    '/common/destiny2_content/sqlite/en/x.content',
  );
  await checkManifest({ force: true }, deps);
  expect((await viewStore.load('manifest')).news).toEqual({ added: 0, changed: 0, gone: 0 });
});

it('never holds more than two lists on disk, and one when it is done', async () => {
  await resumeManifestJob(deps);
  let most = 0;
  const watched: ManifestDeps = {
    ...deps,
    importer: {
      async run(order) {
        const outcome = await deps.importer.run(order);
        most = Math.max(most, await definitionDatabase().directories.count());
        return outcome;
      },
    },
  };
  for (const version of ['a', 'b', 'c']) {
    await halfWritten();
    sim.manifest.publish(await smallManifest(ITEMS.slice(version.charCodeAt(0) % 3)), version);
    sim.clock.advance(2 * HOUR);
    await checkManifest({ force: true }, watched);
  }
  expect(most).toBe(2);
  const { directories, worlds, names } = definitionDatabase();
  expect([await directories.count(), await worlds.count(), await names.count()]).toEqual([1, 1, 1]);
});

it('does not point to a list of which a page is missing', async () => {
  await resumeManifestJob(deps);
  const before = await definitionStore.current();
  sim.manifest.publish(await smallManifest(ITEMS.slice(1)), 'torn');
  const torn: ManifestDeps = {
    ...deps,
    importer: {
      async run(order) {
        const outcome = await deps.importer.run(order);
        const first = (await definitionDatabase().pages.toCollection().primaryKeys())[0];
        if (first !== undefined) await definitionDatabase().pages.delete(first);
        return outcome;
      },
    },
  };
  expect(await checkManifest({ force: true }, torn)).toMatchObject({
    failure: { code: 'definitions-broken' },
  });
  expect(await definitionStore.current()).toEqual(before);
});

it('starts anew when the database was emptied, and says no-definitions until then', async () => {
  await resumeManifestJob(deps);
  await Promise.all(definitionDatabase().tables.map((table) => table.clear()));
  expect(await itemCard({ name: 'Sunshot' }, definitionStore)).toMatchObject({
    failure: { code: 'no-definitions' },
  });
  expect(await resumeManifestJob(deps)).toEqual({ ok: true, value: true });
  expect((await sunshot()).size).toBe(1);
});
