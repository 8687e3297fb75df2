import 'fake-indexeddb/auto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failureText } from '../../../components/ui/failure-text';
import { type ImportOrder, type ImportPhase, runImport } from '../../../lib/manifest/import-run';
import { definitionDatabase } from '../../../lib/storage/databases';
import { definitionWriter } from '../../../lib/storage/definition-writer';
import { definitionStore } from '../../../lib/storage/definitions';
import { type BungieSim, startBungieSim } from '../../sim/bungie/bungie-sim';
import { simFetch } from '../../sim/kit/client-fetch';
import { loadWasm } from '../../world/coming-in';
import { dataDir } from '../../world/data-dir';
import { ITEMS, ODD } from '../../world/definitions';
import { smallManifest, sqliteFile } from '../../world/small-manifest';
import { zip } from '../../world/zip';
import { packed } from '../builders/packed';

const order = (job: string, path: string): ImportOrder => ({
  job,
  path,
  language: 'en',
  from: { kind: 'sqlite', path },
});

async function clear(): Promise<void> {
  await Promise.all(definitionDatabase().tables.map((table) => table.clear()));
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
    return runImport(order('job', sim.manifest.current.path), {
      fetch: simFetch({ 'www.bungie.net': sim.port }),
      loadWasm,
      loadWords: async () => new Set(['trust']),
      writer: definitionWriter,
      onProgress: (phase) => phases.push(phase),
      stallMs,
    });
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
      new Set(['downloading', 'reading', 'writing']),
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
    ['manifest-not-sqlite', 'definitions-broken'],
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
    expect(await run()).toMatchObject({ ok: false, failure: { code: 'definitions-foreign' } });
    sim.manifest.publish(await smallManifest([]), 'no-rows');
    expect(await run()).toMatchObject({ ok: false, failure: { code: 'definitions-too-few' } });
  });

  it('drops generations that nobody uses, and only those', async () => {
    sim.manifest.publish(await smallManifest(), 'again');
    await use();
    const draft = await definitionWriter.open('left-over', 'en');
    if (draft.ok) await draft.value.putPages([{ page: 1, packed: packed([]) }], new Map());
    await definitionStore.dropOrphans();
    expect(await definitionDatabase().pages.where('[generation+page]').equals(['left-over', 1]).count()).toBe(
      0,
    );
    expect((await definitionStore.items([2907129557])).size).toBe(1);
  });
});

describe('a content file that is not what it should be', () => {
  const read = async (file: Uint8Array) => {
    const sim = await startBungieSim();
    sim.manifest.publish(Buffer.from(file), 'odd');
    await clear();
    const report = await runImport(order('job', sim.manifest.current.path), {
      fetch: simFetch({ 'www.bungie.net': sim.port }),
      loadWasm,
      loadWords: async () => new Set<string>(),
      writer: definitionWriter,
      onProgress: () => undefined,
    });
    await sim.stop();
    return report;
  };

  it('may hold its definitions as bytes rather than text', async () => {
    const items = ITEMS.slice(0, 9);
    const file = await sqliteFile({ DestinyInventoryItemDefinition: items }, { blobs: true });
    expect(await read(zip(file))).toMatchObject({ ok: true, value: { items: 9 } });
  });

  it('leaves rows out whose key is another than their hash', async () => {
    const file = await sqliteFile({
      DestinyInventoryItemDefinition: [
        ITEMS[0]!,
        { id: 12, text: JSON.stringify({ ...ITEMS[1], hash: 13 }) },
      ],
    });
    expect(await read(zip(file))).toMatchObject({ ok: true, value: { items: 1 } });
  });

  it('is refused as foreign when its rows are of another game', async () => {
    const file = await sqliteFile({
      DestinyInventoryItemDefinition: [{ hash: 5, itemHash: 5, itemName: 'Faceguard of Kabr' }],
    });
    expect(await read(zip(file))).toMatchObject({ failure: { code: 'definitions-foreign' } });
  });

  it('is broken when its pages are damaged though its checksum is right', async () => {
    const file = await sqliteFile({ DestinyInventoryItemDefinition: ITEMS });
    const bad = Uint8Array.from(file);
    bad.fill(0x5a, 4_096, bad.length);
    expect(await read(zip(bad))).toMatchObject({ ok: false });
    expect(await definitionDatabase().directories.count()).toBe(0);
  });

  it('holds as many rows as the game may ever have', async () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => ({
      hash: Math.imul(at + 1, 2_654_435_761) >>> 0,
      displayProperties: { name: `Item ${at}` },
    }));
    const file = await sqliteFile({ DestinyInventoryItemDefinition: rows });
    expect(await read(zip(file))).toMatchObject({ ok: true, value: { items: 60_000 } });
  }, 60_000);
});

const real = dataDir();
const VENDORS = 'bungie/vendors-2026-06-29.json.gz';
const FIRST_GAME = 'manifest/d1-world_sql_content-2015-09-21.zip';
describe.runIf(real !== undefined && existsSync(join(real, 'manifest/world_sql_content_2026-06-29.zip')))(
  'the real item list',
  () => {
    it('is read whole: 37,437 items', async () => {
      const sim = await startBungieSim({ dataDir: real });
      const report = await runImport(order('real', sim.manifest.current.path), {
        fetch: simFetch({ 'www.bungie.net': sim.port }),
        loadWasm,
        loadWords: async () => new Set(),
        writer: definitionWriter,
        onProgress: () => undefined,
      });
      expect(report).toMatchObject({ ok: true, value: { items: 37_437 } });
      await sim.stop();
    }, 60_000);
  },
);

describe.runIf(real !== undefined && existsSync(join(real, VENDORS)))('real data', () => {
  it('has every item that vendors sold on the day of the list', async () => {
    const sim = await startBungieSim({ dataDir: real });
    await clear();
    const report = await runImport(order('vendors', sim.manifest.current.path), {
      fetch: simFetch({ 'www.bungie.net': sim.port }),
      loadWasm,
      loadWords: async () => new Set<string>(),
      writer: definitionWriter,
      onProgress: () => undefined,
    });
    if (!report.ok) throw new Error(report.failure.code);
    const { generation, items } = report.value;
    await definitionStore.flip({ generation, path: 'x', importedAtMs: 1, items });
    const hashes = itemHashesIn(JSON.parse(gunzipSync(readFileSync(join(real ?? '', VENDORS))).toString()));
    expect(hashes.size).toBe(2_631);
    expect((await definitionStore.items(hashes)).size).toBe(2_631);
    await sim.stop();
  }, 120_000);

  it('refuses the database of the first game, as it was in 2015, in words', async () => {
    const sim = await startBungieSim();
    sim.manifest.publish(readFileSync(join(real ?? '', FIRST_GAME)), 'destiny-1');
    const report = await runImport(order('first', sim.manifest.current.path), {
      fetch: simFetch({ 'www.bungie.net': sim.port }),
      loadWasm,
      loadWords: async () => new Set<string>(),
      writer: definitionWriter,
      onProgress: () => undefined,
    });
    if (report.ok) throw new Error('it was taken');
    expect(report.failure.code).toBe('definitions-foreign');
    expect(failureText(report.failure)).toContain('no Destiny 2 item list');
    await sim.stop();
  }, 60_000);
});

/** Every `itemHash` anywhere in an answer. */
function itemHashesIn(value: unknown, found = new Set<number>()): Set<number> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, part] of Object.entries(value)) {
    if (key === 'itemHash' && typeof part === 'number') found.add(part);
    else itemHashesIn(part, found);
  }
  return found;
}
