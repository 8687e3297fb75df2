import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * Full path of a Chromium that loads unpacked extensions, or undefined.
 * Google-branded Chrome is never taken: it ignores `--load-extension`.
 */
export function findChromium() {
  return chosen('VAULT_COURIER_CHROMIUM') ?? onPath(['chromium', 'chromium-browser']) ?? downloaded();
}

/** Full path of a Firefox that installs temporary add-ons, the ESR first, or undefined. */
export function findFirefox() {
  const mac = '/Applications/Firefox.app/Contents/MacOS/firefox';
  return (
    chosen('VAULT_COURIER_FIREFOX') ?? onPath(['firefox-esr', 'firefox']) ?? (runs(mac) ? mac : undefined)
  );
}

/** @throws Error when the variable names something that cannot run: better than quietly taking another browser. */
function chosen(variable) {
  const path = process.env[variable];
  if (path === undefined || path === '') return undefined;
  if (!runs(path)) throw new Error(`${variable} is ${path}, but there is no program that can be run.`);
  return path;
}

function onPath(names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find(runs);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What `playwright-core install chromium` left in its cache, newest revision first. */
function downloaded() {
  const caches = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    join(homedir(), '.cache/ms-playwright'),
    join(homedir(), 'Library/Caches/ms-playwright'),
  ];
  for (const cache of caches) {
    const revisions = list(cache)
      .filter((name) => /^chromium-\d+$/.test(name))
      .sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
    for (const revision of revisions) {
      const found = programs(join(cache, revision)).find(runs);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function programs(folder) {
  return list(folder).flatMap((platform) => [
    join(folder, platform, 'chrome'),
    join(folder, platform, 'Chromium.app/Contents/MacOS/Chromium'),
    join(folder, platform, 'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing'),
  ]);
}

function list(folder) {
  if (folder === undefined || folder === '') return [];
  try {
    return readdirSync(folder);
  } catch {
    // A cache that does not exist holds nothing.
    return [];
  }
}

function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Absent or not ours to run: both mean "not here".
    return false;
  }
}
