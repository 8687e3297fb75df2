import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { initSqlJs } from './sql';
import { unzipped } from './zip';

const CACHE = new URL('../../.output/world/', import.meta.url).pathname;

/**
 * The tables of a content file as JSON, gzipped, by name: Bungie publishes both (bungie-api.md 5.1). Made once per file,
 * which takes seconds at full size. @throws Error when it is no such file.
 */
export async function publishedTables(contentFile: Buffer): Promise<Record<string, Buffer>> {
  const folder = join(CACHE, `tables-${createHash('md5').update(contentFile).digest('hex')}`);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(unfinished, { recursive: true });
    for (const [table, json] of await tablesOf(contentFile)) {
      writeFileSync(join(unfinished, `${table}.json.gz`), gzipSync(json, { level: 6 }));
    }
    try {
      renameSync(unfinished, folder);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      // Another process made them meanwhile.
      if (!existsSync(folder)) throw error;
    }
  }
  return Object.fromEntries(
    readdirSync(folder).map((file) => [file.replace('.json.gz', ''), readFileSync(join(folder, file))]),
  );
}

async function tablesOf(contentFile: Buffer): Promise<[table: string, json: Buffer][]> {
  const sql = await initSqlJs();
  const database = new sql.Database(unzipped(contentFile));
  try {
    const [named] = database.exec(
      `SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'id'`,
    );
    return (named?.values.flat() ?? []).map((table) => [String(table), tableOf(database, String(table))]);
  } finally {
    database.close();
  }
}

type Database = InstanceType<Awaited<ReturnType<typeof initSqlJs>>['Database']>;

function tableOf(database: Database, table: string): Buffer {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  const statement = database.prepare(`SELECT id, json FROM ${table}`);
  while (statement.step()) {
    const [id, json] = statement.get();
    const text = typeof json === 'string' ? json : decoder.decode(json as Uint8Array);
    // Rows that are no JSON are left out, as the published table has none.
    if (text.startsWith('{')) parts.push(`"${Number(id) >>> 0}":${text}`);
  }
  statement.free();
  return Buffer.from(`{${parts.join(',')}}`);
}
