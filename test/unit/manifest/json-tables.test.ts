import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ImportOrder, runImport } from '../../../lib/manifest/import-run';
import { readJsonTable } from '../../../lib/manifest/read-json-table';
import { definitionDatabase } from '../../../lib/storage/databases';
import { definitionWriter } from '../../../lib/storage/definition-writer';
import { definitionStore } from '../../../lib/storage/definitions';
import { type BungieSim, startBungieSim } from '../../sim/bungie/bungie-sim';
import { simFetch } from '../../sim/kit/client-fetch';
import { comingIn, loadWasm } from '../../world/coming-in';
import { dataDir } from '../../world/data-dir';
import { ITEMS } from '../../world/definitions';
import { jsonTables } from '../../world/small-manifest';
import { helperBeside } from '../builders/block-helper';

/** Rows as they are read from a text that comes in pieces of that size. */
async function rowsOf(text: string, piece = 7) {
  const rows: [number | undefined, string][] = [];
  const done = await readJsonTable(comingIn(Buffer.from(text), piece), ({ id, json }) => {
    rows.push([id, Buffer.from(json.bytes.subarray(json.start, json.end)).toString()]);
    return undefined;
  });
  return { done, rows };
}

describe('a JSON table', () => {
  it.each([1, 2, 7, 100])('is read row by row in pieces of %i bytes', async (piece) => {
    const text = '{"5":{"hash":5,"a":"}{]"},\n "4294967295" : {"hash":4294967295,"b":[[],{}]} }\n';
    const { done, rows } = await rowsOf(text, piece);
    expect(done.ok).toBe(true);
    expect(rows).toEqual([
      [5, '{"hash":5,"a":"}{]"}'],
      [4294967295, '{"hash":4294967295,"b":[[],{}]}'],
    ]);
  });

  it('may be empty', async () => {
    expect(await rowsOf('{}')).toEqual({ done: { ok: true, value: null }, rows: [] });
  });

  it('is cut wherever it ends before its last brace', async () => {
    const text = '{"5":{"hash":5},"6":{"hash":6}}';
    for (let end = 0; end < text.length; end += 1) {
      const { done } = await rowsOf(text.slice(0, end));
      expect(done).toMatchObject({ ok: false, failure: { code: 'definitions-cut' } });
    }
  });

  it.each([
    '[]',
    '{"5":{}}}',
    '{"5":{},}x',
    '{5:{}}',
    '<html>',
    '{"5" {}}',
    '{"5":{} "6":{}}',
  ])('is broken when it reads %s', async (text) => {
    expect((await rowsOf(text)).done.ok).toBe(false);
  });

  it('is broken when a row grows without end', async () => {
    const { done } = await rowsOf(`{"5":{"a":"${'x'.repeat(9_000_000)}"}}`, 1_000_000);
    expect(done).toMatchObject({ failure: { code: 'definitions-broken' } });
  });
});

describe('an import', () => {
  let sim: BungieSim;
  beforeAll(async () => {
    sim = await startBungieSim();
  });
  afterAll(() => sim.stop());
  beforeEach(async () => {
    sim.faults.disarm();
    sim.manifest.withdraw();
    await Promise.all(definitionDatabase().tables.map((table) => table.clear()));
  });

  async function imported(order: Omit<ImportOrder, 'job' | 'path'>, from = sim) {
    const { path } = from.manifest.current;
    const report = await runImport(
      { job: 'job', path, ...order },
      {
        fetch: simFetch({ 'www.bungie.net': from.port }),
        loadWasm,
        loadWords: async () => new Set(['trust']),
        writer: definitionWriter,
        startHelper: helperBeside,
        onProgress: () => undefined,
      },
    );
    if (!report.ok) return report.failure.code;
    const { generation, items } = report.value;
    await definitionStore.flip({ generation, path, importedAtMs: 1, items });
    const everything = await definitionStore.items(ITEMS.map((item) => item.hash));
    return {
      items: [...everything],
      tables: await definitionStore.tables(),
      names: await definitionStore.names(),
    };
  }

  it('gives the same from JSON tables as from the database', async () => {
    const tables = sim.manifest.publishTables(jsonTables());
    const fromJson = await imported({ language: 'en', from: { kind: 'json', tables } });
    await definitionDatabase().meta.clear();
    const { path } = sim.manifest.current;
    const fromSqlite = await imported({ language: 'en', from: { kind: 'sqlite', path } });
    expect(fromJson).toEqual(fromSqlite);
    expect(fromJson).toHaveProperty('items.length', ITEMS.length);
  });

  it.skipIf(dataDir() === undefined)(
    'gives the same from the real tables as from the real database',
    async () => {
      const real = await startBungieSim({ dataDir: dataDir() });
      try {
        const { path } = real.manifest.current;
        const tables = real.manifest.tablesOf('en');
        const wholeList = async (from: ImportOrder['from']) => {
          await Promise.all(definitionDatabase().tables.map((table) => table.clear()));
          const { items: _, ...list } = Object(await imported({ language: 'en', from }, real));
          const pages = await definitionDatabase().pages.toArray();
          const hashes = pages.flatMap(({ packed }) => [...(packed?.hashes ?? [])]);
          return { list, items: await definitionStore.items(hashes) };
        };
        const ofTables = await wholeList({ kind: 'json', tables });
        const ofDatabase = await wholeList({ kind: 'sqlite', path });
        expect(ofTables.items.size).toBe(37_437);
        expect(ofTables.items).toEqual(ofDatabase.items);
        expect(ofTables.list).toHaveProperty('names.names.gear');
        expect(ofTables.list).toEqual(ofDatabase.list);
      } finally {
        await real.stop();
      }
    },
    60_000,
  );

  it.each([
    ['manifest-cut', 'definitions-cut'],
    ['manifest-404', 'not-bungie'],
    ['manifest-html', 'not-bungie'],
  ])('from JSON tables fails whole under %s', async (name, code) => {
    const tables = sim.manifest.publishTables(jsonTables());
    sim.faults.arm({ name });
    expect(await imported({ language: 'en', from: { kind: 'json', tables } })).toBe(code);
    expect(await definitionStore.current()).toBeUndefined();
  });

  it('in another language keeps English names for chat beside its own', async () => {
    const german = ITEMS.map((item) => {
      const display = item.displayProperties as { name: string };
      return { ...item, displayProperties: { ...display, name: `${display.name} auf Deutsch` } };
    });
    const tables = sim.manifest.publishTables(jsonTables(german), 'de');
    const { path } = sim.manifest.current;
    await imported({
      language: 'de',
      from: { kind: 'json', tables },
      english: { kind: 'sqlite', path },
    });
    expect((await definitionStore.items([2907129557])).get(2907129557)?.name).toBe('Sunshot auf Deutsch');
    expect(await definitionStore.hashOfName('Sunshot')).toBe(2907129557);
    expect(await definitionStore.hashOfName('SUNSHOT AUF DEUTSCH')).toBe(2907129557);
    const gear = (await definitionStore.names())?.names.gear.split('\n') ?? [];
    expect(gear).toContain('Sunshot');
    expect(gear).toContain('Sunshot auf Deutsch');
  });
});
