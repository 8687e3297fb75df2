import 'fake-indexeddb/auto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ImportPhase, runImport } from '../../../lib/manifest/import-run';
import { definitionDatabase } from '../../../lib/storage/databases';
import { definitionWriter } from '../../../lib/storage/definition-writer';
import { definitionStore } from '../../../lib/storage/definitions';
import { type BungieSim, startBungieSim } from '../../sim/bungie/bungie-sim';
import { simFetch } from '../../sim/kit/client-fetch';
import { dataDir } from '../../world/data-dir';
import { ITEMS, ODD } from '../../world/definitions';
import { smallManifest, sqliteFile } from '../../world/small-manifest';
import { zip } from '../../world/zip';

const wasmUrl = join(process.cwd(), 'node_modules/sql.js/dist/sql-wasm.wasm');

async function clear(): Promise<void> {
  const { meta, pages, worlds } = definitionDatabase();
  await Promise.all([meta.clear(), pages.clear(), worlds.clear()]);
}

describe('an import from a Bungie over HTTP', () => {
  let sim: BungieSim;
  beforeAll(async () => {
    sim = await startBungieSim();
  });
  afterAll(() => sim.stop());
  beforeEach(async () => {
    sim.faults.disarm();
    await clear();
  });

  function run(phases: ImportPhase[] = [], stallMs = 30_000) {
    return runImport(
      { job: 'job', path: sim.manifest.current.path },
      {
        fetch: simFetch({ 'www.bungie.net': sim.port }),
        wasmUrl,
        loadWords: async () => new Set(['trust']),
        writer: definitionWriter,
        onProgress: (phase) => phases.push(phase),
        stallMs,
      },
    );
  }

  async function use(): Promise<void> {
    const report = await run();
    if (!report.ok) throw new Error(report.failure.code);
    await definitionStore.flip({
      generation: report.value.generation,
      path: sim.manifest.current.path,
      importedAtMs: 1,
      items: report.value.items,
    });
  }

  it('reads every row into a new generation, and tells how far it is', async () => {
    const phases: ImportPhase[] = [];
    const report = await run(phases);
    expect(report).toMatchObject({ ok: true, value: { items: ITEMS.length } });
    expect(new Set(phases.map((phase) => phase.phase))).toEqual(
      new Set(['downloading', 'unpacking', 'writing']),
    );
    // Nobody points to it yet.
    expect(await definitionStore.current()).toBeUndefined();
    expect(await definitionStore.items([2907129557])).toEqual(new Map());
  });

  it('sends no key to the content server', async () => {
    sim.log.clear();
    await run();
    expect(sim.log.matching('.content').map((one) => one.headers['x-api-key'])).toEqual([undefined]);
  });

  it('gives definitions by hash once it is in use, those of the upper half of the numbers included', async () => {
    await use();
    const found = await definitionStore.items([2907129557, ODD.half, ODD.highest, ODD.unknown]);
    expect([...found].map(([hash, item]) => [hash, item.name])).toEqual([
      [2907129557, 'Sunshot'],
      [ODD.half, 'Half Way Down'],
      [ODD.highest, 'Last Row'],
    ]);
    expect(found.get(2907129557)).toMatchObject({
      tier: 6,
      damageType: 3,
      bucket: 2465295065,
      uniqueLabel: 'exotic_weapon',
    });
    const tables = await definitionStore.tables();
    expect(tables?.buckets.find((bucket) => bucket.hash === 138197802)?.capacity).toBe(1300);
  });

  it('indexes the names of gear apart, the real one before a dummy, redacted ones not at all', async () => {
    await use();
    const index = await definitionStore.names();
    const gear = index?.names.gear.split('\n') ?? [];
    expect(index?.hashes.gear[gear.indexOf('Sunshot')]).toBe(2907129557);
    expect(gear).not.toContain('Strange Coin');
    expect(index?.names.others.split('\n')).toContain('Strange Coin');
    expect(gear).not.toContain('Classified');
  });

  it.each<[string, string, Record<string, number>?]>([
    ['manifest-cut', 'definitions-cut', { fraction: 0.3 }],
    ['manifest-cut', 'definitions-cut', { fraction: 0.99 }],
    ['manifest-cut-close', 'definitions-cut', { fraction: 0.5 }],
    ['manifest-flip-byte', 'definitions-broken', { fraction: 0.5 }],
    ['manifest-not-sqlite', 'definitions-cut'],
    ['manifest-404', 'not-bungie'],
    ['manifest-html', 'not-bungie'],
  ])('fails whole under %s', async (name, code, settings) => {
    sim.faults.arm({ name, with: settings });
    expect(await run()).toMatchObject({ ok: false, failure: { code } });
    expect(await definitionDatabase().pages.count()).toBe(0);
  });

  it('gives a stalled download up', async () => {
    sim.faults.arm({ name: 'manifest-stall' });
    expect(await run([], 200)).toMatchObject({ ok: false, failure: { code: 'definitions-cut' } });
  });

  it('says offline when nobody answers', async () => {
    await sim.goDark();
    expect(await run()).toMatchObject({ ok: false, failure: { code: 'offline' } });
    await sim.goLive();
  });

  it('leaves broken rows out and takes the rest', async () => {
    const file = await smallManifest([
      { hash: 5, displayProperties: { name: 'Five' } },
      { id: 6, text: '{"hash":6,' },
      { id: 7, text: 'null' },
    ]);
    sim.manifest.publish(file, 'broken-rows');
    expect(await run()).toMatchObject({ ok: true, value: { items: 1 } });
    sim.manifest.publish(zip(await sqliteFile({ DestinyStatDefinition: [] })), 'no-table');
    expect(await run()).toMatchObject({ ok: false, failure: { code: 'definitions-broken' } });
    sim.manifest.publish(await smallManifest([]), 'no-rows');
    expect(await run()).toMatchObject({ ok: false, failure: { code: 'definitions-too-few' } });
  });

  it('drops generations that nobody uses, and only those', async () => {
    sim.manifest.publish(await smallManifest(), 'again');
    await use();
    await definitionWriter.putPages('left-over', [{ page: 1, items: {} }]);
    await definitionStore.dropOrphans();
    expect(await definitionDatabase().pages.where('[generation+page]').equals(['left-over', 1]).count()).toBe(
      0,
    );
    expect((await definitionStore.items([2907129557])).size).toBe(1);
  });
});

const real = dataDir();
describe.runIf(real !== undefined && existsSync(join(real, 'manifest/world_sql_content_2026-06-29.zip')))(
  'the real item list',
  () => {
    it('is read whole: 37,437 items', async () => {
      const sim = await startBungieSim({ dataDir: real });
      const report = await runImport(
        { job: 'real', path: sim.manifest.current.path },
        {
          fetch: simFetch({ 'www.bungie.net': sim.port }),
          wasmUrl,
          loadWords: async () => new Set(),
          writer: definitionWriter,
          onProgress: () => undefined,
        },
      );
      expect(report).toMatchObject({ ok: true, value: { items: 37_437 } });
      await sim.stop();
    }, 60_000);
  },
);
