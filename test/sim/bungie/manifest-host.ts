import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Faults } from '../kit/faults';
import type { SimRequest } from '../kit/sim-server';
import { html } from './envelope';

interface Publication {
  version: string;
  path: string;
  file: Buffer;
}

/** One JSON file per table, by the table's name. */
export type JsonTables = Readonly<Record<string, Buffer>>;

/** What the Manifest call names, and the content files behind it. Files never change; a new one has a new path. */
export class ManifestHost {
  readonly #files = new Map<string, Buffer>();
  #current: Publication | undefined;
  /** SQLite files of other languages, by locale. */
  readonly #others = new Map<string, string>();
  #tables: Record<string, Record<string, string>> = {};
  /** False: the answer names no English file, as has happened to other locales. */
  english = true;
  /** Other parts of the answer, when a real one is known. */
  base: Record<string, unknown> = {};

  get current(): Publication {
    if (this.#current === undefined) throw new Error('nothing is published');
    return this.#current;
  }

  /**
   * Publishes a file; the same version may come with a new path, as it has. Older files stay, but are not named any more:
   * neither are the English tables of the build before.
   */
  publish(file: Buffer, version: string, path?: string): Publication {
    const { en: _, ...others } = this.#tables;
    this.#tables = others;
    const hash = createHash('md5').update(file).update(version).digest('hex');
    const named = path ?? `/common/destiny2_content/sqlite/en/world_sql_content_${hash}.content`;
    this.#files.set(named, file);
    this.#current = { version, path: named, file };
    return this.#current;
  }

  /** Publishes the SQLite file of another language beside the English one. */
  publishLocale(locale: string, file: Buffer): string {
    const hash = createHash('md5').update(file).update(locale).digest('hex');
    const path = `/common/destiny2_content/sqlite/${locale}/world_sql_content_${hash}.content`;
    this.#files.set(path, file);
    this.#others.set(locale, path);
    return path;
  }

  /** Takes other languages and all JSON tables out of the answer again. */
  withdraw(): void {
    this.#others.clear();
    this.#tables = {};
    this.english = true;
  }

  /** Publishes JSON tables of a language, each a file of its own; they go out compressed (bungie-api.md 5.1). */
  publishTables(tables: JsonTables, locale = 'en'): Record<string, string> {
    const packed = Object.entries(tables).map(([table, json]) => [table, gzipSync(json, { level: 6 })]);
    return this.publishPacked(Object.fromEntries(packed), locale);
  }

  /** The same of tables that are gzipped already. */
  publishPacked(tables: JsonTables, locale = 'en'): Record<string, string> {
    const paths: Record<string, string> = {};
    for (const [table, packed] of Object.entries(tables)) {
      const hash = createHash('md5').update(packed).digest('hex');
      const path = `/common/destiny2_content/json/${locale}/${table}-${hash}.json`;
      this.#files.set(path, packed);
      paths[table] = path;
    }
    this.#tables = { ...this.#tables, [locale]: paths };
    return paths;
  }

  /** Where the tables of a language are that are named now. */
  tablesOf(locale: string): Readonly<Record<string, string>> {
    return this.#tables[locale] ?? {};
  }

  answer(): Record<string, unknown> {
    const { version, path } = this.current;
    return {
      mobileAssetContentPath: '',
      mobileGearAssetDataBases: [],
      jsonWorldContentPaths: {},
      mobileClanBannerDatabasePath: '',
      mobileGearCDN: {},
      iconImagePyramidInfo: [],
      ...this.base,
      version,
      jsonWorldComponentContentPaths: this.#tables,
      mobileWorldContentPaths: { ...(this.english ? { en: path } : {}), ...Object.fromEntries(this.#others) },
    };
  }

  /**
   * Serves a content file with length and range, or with one of the faults of its name. `middle` is asked when half of
   * it has gone out.
   */
  async serve(
    request: SimRequest,
    response: ServerResponse,
    faults: Faults,
    middle: () => Promise<'release' | 'drop'>,
  ): Promise<void> {
    const file = this.#files.get(request.path);
    const where = `${request.host}${request.path}`;
    if (file === undefined || faults.take('manifest-404', where)) return html(response, 404, 'Not found');
    const type = {
      ...(request.path.endsWith('.json')
        ? { 'content-type': 'application/json', 'content-encoding': 'gzip' }
        : { 'content-type': 'application/octet-stream' }),
      'accept-ranges': 'bytes',
    };
    if (faults.take('manifest-html', where)) return html(response, 200, 'Bungie');
    if (faults.take('manifest-not-sqlite', where)) {
      const other = Buffer.from('PK\u0003\u0004 this is no archive of ours');
      response.writeHead(200, { ...type, 'content-length': other.length }).end(other);
      return;
    }
    const flip = faults.take('manifest-flip-byte', where);
    if (flip !== undefined) {
      const bad = Buffer.from(file);
      const at = Math.floor(bad.length * Number(flip.with?.fraction ?? 0.5));
      bad[at] = (bad[at] ?? 0) ^ 0x40;
      response.writeHead(200, { ...type, 'content-length': bad.length }).end(bad);
      return;
    }
    const cut = faults.take('manifest-cut', where);
    if (cut !== undefined) {
      const end = Math.floor(file.length * Number(cut.with?.fraction ?? 0.5));
      response.writeHead(200, { ...type, 'content-length': file.length });
      response.write(file.subarray(0, end), () => response.destroy());
      return;
    }
    const short = faults.take('manifest-cut-close', where);
    if (short !== undefined) {
      // No length and a closed connection: to a browser this looks complete (reliability-security.md T14).
      const end = Math.floor(file.length * Number(short.with?.fraction ?? 0.5));
      response.useChunkedEncodingByDefault = false;
      response.writeHead(200, { ...type, connection: 'close' });
      response.end(file.subarray(0, end));
      return;
    }
    const stall = faults.take('manifest-stall', where);
    if (stall !== undefined) {
      response.writeHead(200, { ...type, 'content-length': file.length });
      response.write(file.subarray(0, Math.floor(file.length * Number(stall.with?.fraction ?? 0.9))));
      return;
    }
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    if (range !== null) {
      const from = Number(range[1]);
      const to = range[2] === '' ? file.length - 1 : Math.min(Number(range[2]), file.length - 1);
      if (from > to) {
        // Who asks for the rest of a file he already has: a negative length would break the wire (RFC 9110, 14.4).
        response.writeHead(416, { ...type, 'content-range': `bytes */${file.length}` }).end();
        return;
      }
      response.writeHead(206, {
        ...type,
        'content-range': `bytes ${from}-${to}/${file.length}`,
        'content-length': to - from + 1,
      });
      response.end(file.subarray(from, to + 1));
      return;
    }
    response.writeHead(200, { ...type, 'content-length': file.length });
    const slow = faults.take('manifest-slow', where);
    if (slow !== undefined) return drip(file, response, Number(slow.with?.ms ?? 90_000));
    const half = file.length >> 1;
    response.write(file.subarray(0, half));
    if ((await middle()) === 'drop') response.destroy();
    else response.end(file.subarray(half));
  }
}

/** Sends a file in one piece a second, all of it within about `ms`. */
async function drip(file: Buffer, response: ServerResponse, ms: number): Promise<void> {
  const pieces = Math.max(1, Math.round(ms / 1_000));
  for (let piece = 0; piece < pieces && !response.destroyed; piece += 1) {
    const cut = (at: number): number => Math.floor((file.length * at) / pieces);
    response.write(file.subarray(cut(piece), cut(piece + 1)));
    await wait(ms / pieces);
  }
  response.end();
}
