import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, run, tool } from '../run/children.mjs';

/*
 * What addons.mozilla.org asks for: whoever unpacks the sources zip somewhere else and builds gets the same bytes.
 */

const BROWSERS = ['chrome', 'edge', 'firefox'] as const;
const ZIP = /^vault-courier-[\d.]+-(chrome|edge|firefox|sources)\.zip$/;

let folder: string;
let first: Map<string, Buffer>;
let second: Map<string, Buffer>;

beforeAll(async () => {
  // On the disk of the packages, so that they can be linked.
  mkdirSync(join(ROOT, '.output'), { recursive: true });
  folder = mkdtempSync(join(ROOT, '.output', 'rebuild-'));
  first = await zipAll(ROOT, join(folder, 'first'));
  const elsewhere = join(folder, 'a reviewer’s place', 'sources');
  const sources = first.get('sources');
  if (sources === undefined) throw new Error('no sources zip was made');
  for (const [name, bytes] of unzip(sources)) {
    const file = join(elsewhere, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  // `npm ci` of the same lock file would put the same packages there. Links, but of files: the bundler orders modules by where
  // they really lie.
  const linked = await run(['cp', '-al', join(ROOT, 'node_modules'), join(elsewhere, 'node_modules')]);
  if (linked !== 0) throw new Error('the packages could not be put beside the sources');
  second = await zipAll(elsewhere, join(folder, 'second'));
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([...BROWSERS, 'sources'])('the %s zip', (name) => {
  it('is made', () => {
    expect(first.get(name)?.length).toBeGreaterThan(100_000);
  });

  it('comes out of the sources zip byte for byte', () => {
    const [once, again] = [first.get(name), second.get(name)];
    if (once === undefined || again === undefined) throw new Error(`no ${name} zip`);
    // Names first: which file differs is what one wants to know.
    expect(digest(again)).toEqual(digest(once));
    expect(again.equals(once)).toBe(true);
  });
});

it('the sources zip has no keys, no tests and nothing that was built', () => {
  const names = [...unzip(first.get('sources') ?? Buffer.alloc(0)).keys()];
  expect(names).toEqual(expect.arrayContaining(['package-lock.json', 'wxt.config.ts', 'lib/app/session.ts']));
  expect(names.filter((name) => /^(\.env|test\/|node_modules\/|\.output\/|\.git)/.test(name))).toEqual([]);
});

it('Chrome and Edge get the same package', () => {
  expect(first.get('edge')?.equals(first.get('chrome') ?? Buffer.alloc(0))).toBe(true);
});

/** Runs `npm run zip`'s commands on a tree, and gives the zips by name. */
async function zipAll(root: string, out: string): Promise<Map<string, Buffer>> {
  mkdirSync(out, { recursive: true });
  // Under vitest NODE_ENV is `test`, and components would be built with the paths of their files in them.
  const keys = { NODE_ENV: 'production', WXT_BUNGIE_API_KEY: 'sim-api-key', WXT_BUNGIE_CLIENT_ID: '41001' };
  for (const browser of BROWSERS) {
    // From the output folder, where no .env lies; the tree's own configuration counts.
    const code = await run([...tool('wxt'), 'zip', root, '-b', browser], {
      cwd: out,
      env: { ...process.env, ...keys, VAULT_COURIER_OUT: out, NO_COLOR: '1' },
      quiet: true,
    });
    if (code !== 0) throw new Error(`wxt zip -b ${browser} ended with ${code}`);
  }
  const zips = readdirSync(out).flatMap((file) => {
    const kind = ZIP.exec(file)?.[1];
    return kind === undefined ? [] : [[kind, readFileSync(join(out, file))] as const];
  });
  return new Map(zips);
}

/** Files of an archive by name, read from its central directory (APPNOTE 4.3.12); stored and deflated ones only. */
function unzip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const local = zip.readUInt32LE(at + 42);
    const path = zip.toString('utf8', at + 46, at + 46 + name);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + packed);
    if (!path.endsWith('/')) files.set(path, method === 0 ? bytes : inflateRawSync(bytes));
    at += 46 + name + extra + comment;
  }
  return files;
}

function digest(zip: Buffer): [string, string][] {
  return [...unzip(zip)].map(([name, bytes]) => [name, bytes.toString('base64').slice(0, 40) + bytes.length]);
}
