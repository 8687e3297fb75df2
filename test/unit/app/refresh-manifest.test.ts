import 'fake-indexeddb/auto';
import { join } from 'node:path';
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
import { ITEMS } from '../../world/definitions';
import { smallManifest } from '../../world/small-manifest';

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
      const wasmUrl = join(process.cwd(), 'node_modules/sql.js/dist/sql-wasm.wasm');
      return runImport(job, {
        fetch: fetcher,
        wasmUrl,
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
    newJob: () => `job-${++jobs}`,
    now: () => sim.clock.now(),
  };
});
afterAll(() => sim.stop());
beforeEach(async () => {
  sim.faults.disarm();
  const { meta, pages, worlds } = definitionDatabase();
  await Promise.all([meta.clear(), pages.clear(), worlds.clear()]);
  await viewStore.replace('manifest', {});
  sim.manifest.publish(await smallManifest(), `v-${Math.random()}`);
  sim.log.clear();
  imports = 0;
});

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

it('checks early when hashes turn up that it does not know, but not again and again', async () => {
  await resumeManifestJob(deps);
  sim.log.clear();
  await checkManifest({ force: false, unknown: true }, deps);
  expect(sim.log.all()).toEqual([]);
  sim.clock.advance(6 * 60_000);
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
  await definitionWriter.putPages('half', [{ page: 3, items: {} }]);
  expect(await resumeManifestJob(deps)).toEqual({ ok: true, value: true });
  expect(await definitionStore.loadJob()).toBeUndefined();
  expect(await definitionDatabase().pages.where('[generation+page]').equals(['half', 3]).count()).toBe(0);
});

it('says storage-full when the disk is, and keeps the old list', async () => {
  await resumeManifestJob(deps);
  const full: ManifestDeps = {
    ...deps,
    importer: {
      run: async () => {
        const { pages } = definitionDatabase();
        const put = pages.bulkPut;
        // What a browser does when its quota is used up.
        pages.bulkPut = (() =>
          Promise.reject(new DOMException('full', 'QuotaExceededError'))) as unknown as typeof put;
        const outcome = await deps.importer.run({ job: 'full', path: sim.manifest.current.path });
        pages.bulkPut = put;
        return outcome;
      },
    },
  };
  expect(await checkManifest({ force: true, rebuild: true }, full)).toMatchObject({
    failure: { code: 'storage-full' },
  });
  expect((await sunshot()).size).toBe(1);
});

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
