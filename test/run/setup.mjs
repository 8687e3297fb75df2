/*
 * Makes a bare machine with Node and npm ready: locked packages, a browser, a font. No dependencies, safe to repeat,
 * and quick when nothing is missing.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, findFirefox } from './browsers.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.vault-courier-lock');

// The demo and the bench drive Chromium only, so nobody has to install Firefox to look at the product.
const chromiumOnly =
  process.argv.includes('--chromium-only') ||
  ['prestart', 'prebench'].includes(process.env.npm_lifecycle_event ?? '');

try {
  checkNode();
  ensurePackages();
  ensureBrowsers();
} catch (error) {
  console.error(`setup: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(
    `Node ${process.versions.node} is too old. Install Node 20.19 or newer (https://nodejs.org), then run this again.`,
  );
}

function ensurePackages() {
  const lock = join(ROOT, 'package-lock.json');
  const hash = createHash('sha256').update(readFileSync(lock)).digest('hex');
  const installed = join(MODULES, '.package-lock.json');
  if (existsSync(installed)) {
    if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
    // npm writes both files in one go: a lock that is not newer was installed by hand, and only lacks our stamp.
    if (statSync(lock).mtimeMs < statSync(installed).mtimeMs + 5000) {
      writeFileSync(STAMP, hash);
      return;
    }
  }
  console.log('setup: installing the locked packages (npm ci)');
  command('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'npm ci failed.');
  writeFileSync(STAMP, hash);
}

function ensureBrowsers() {
  if (missing().length > 0 || !hasFont()) installDebianPackages();
  if (findChromium() === undefined) downloadChromium();
  const lacking = missing();
  if (lacking.length === 0) return;
  throw new Error(
    `no ${lacking.join(' and no ')} found. Install it (Debian: apt install chromium firefox-esr), or point ` +
      'VAULT_COURIER_CHROMIUM / VAULT_COURIER_FIREFOX to the program, then run this again.',
  );
}

function missing() {
  return [
    ...(findChromium() === undefined ? ['Chromium'] : []),
    ...(chromiumOnly || findFirefox() !== undefined ? [] : ['Firefox']),
  ];
}

function installDebianPackages() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const packages = [
    ...(findChromium() === undefined ? ['chromium'] : []),
    ...(chromiumOnly || findFirefox() !== undefined ? [] : ['firefox-esr']),
    ...(hasFont() ? [] : ['fonts-dejavu-core', 'fonts-liberation']),
  ];
  console.log(`setup: installing ${packages.join(', ')} with apt-get`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env };
  spawnSync('apt-get', ['update', '-qq'], quiet);
  const { status } = spawnSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
    quiet,
  );
  // Not the end: other releases name these packages differently, and Chromium can still be downloaded.
  if (status !== 0) console.error('setup: apt-get could not install them.');
}

function downloadChromium() {
  console.log("setup: downloading playwright-core's Chromium");
  command(
    process.execPath,
    [join(MODULES, 'playwright-core/cli.js'), 'install', 'chromium', '--no-shell'],
    'no Chromium found and its download failed. Install Chromium, or set VAULT_COURIER_CHROMIUM to its path.',
  );
}

function hasFont() {
  return ['/usr/share/fonts', '/usr/local/share/fonts', join(homedir(), '.fonts')].some(
    (folder) =>
      existsSync(folder) &&
      readdirSync(folder, { recursive: true }).some((name) => /\.(ttf|otf|ttc)$/i.test(String(name))),
  );
}

function command(program, args, failure) {
  const { status } = spawnSync(program, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(failure);
}
