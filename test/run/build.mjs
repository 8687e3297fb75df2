import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ROOT, run, tool } from './children.mjs';

const INPUTS = [
  'entrypoints',
  'components',
  'lib',
  'locales',
  'public',
  'build',
  'wxt.config.ts',
  'package.json',
  'package-lock.json',
];

/** Production builds that differ from released ones in their keys only: the simulators' own inventions. */
const BUILDS = [
  {
    out: '.output/sim',
    browsers: ['chrome', 'firefox'],
    keys: { API_KEY: 'sim-api-key', CLIENT_ID: '41001', CLIENT_SECRET: 'sim-client-secret' },
  },
  {
    out: '.output/sim-public',
    browsers: ['chrome', 'firefox'],
    keys: { API_KEY: 'sim-public-key', CLIENT_ID: '41002', CLIENT_SECRET: '' },
  },
  {
    out: '.output/sim-keyless',
    browsers: ['chrome'],
    keys: { API_KEY: '', CLIENT_ID: '', CLIENT_SECRET: '' },
  },
];

/** Builds what is older than its sources, and gives the folders of the unpacked extensions. */
export async function ensureBuilt() {
  await alone(async () => {
    for (const build of BUILDS) await ensureOne(build);
  });
  return {
    chrome: join(ROOT, '.output/sim/chrome-mv3'),
    firefox: join(ROOT, '.output/sim/firefox-mv2'),
    publicChrome: join(ROOT, '.output/sim-public/chrome-mv3'),
    publicFirefox: join(ROOT, '.output/sim-public/firefox-mv2'),
    keylessChrome: join(ROOT, '.output/sim-keyless/chrome-mv3'),
  };
}

async function ensureOne({ out, browsers, keys }) {
  const stamp = join(ROOT, out, '.inputs');
  const wanted = inputsHash(keys);
  const manifests = browsers.map((browser) => join(ROOT, out, dist(browser), 'manifest.json'));
  const fresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && manifests.every(existsSync);
  if (fresh) return;
  for (const browser of browsers) {
    // wxt reads .env from where it stands and lets it win over empty variables. From an output folder it finds none.
    const cwd = join(ROOT, out);
    mkdirSync(cwd, { recursive: true });
    const env = {
      ...withoutKeys(process.env),
      ...prefixed(keys),
      VAULT_COURIER_OUT: out,
      NO_COLOR: '1',
      // Under vitest it is `test`, and components would be built for developers, with the paths of this machine in them.
      NODE_ENV: 'production',
    };
    const code = await run([...tool('wxt'), 'build', ROOT, '-b', browser], { env, cwd, quiet: true });
    if (code !== 0) throw new Error(`wxt build -b ${browser} into ${out} failed with code ${code}`);
  }
  writeFileSync(stamp, wanted);
}

function dist(browser) {
  return browser === 'firefox' ? 'firefox-mv2' : 'chrome-mv3';
}

function prefixed(keys) {
  return Object.fromEntries(Object.entries(keys).map(([name, value]) => [`WXT_BUNGIE_${name}`, value]));
}

/** Vite and wxt put every such variable within reach of the code. */
function withoutKeys(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(WXT|VITE)_/.test(name)));
}

function inputsHash(keys) {
  const hash = createHash('sha256').update(JSON.stringify(keys));
  for (const input of INPUTS) {
    const path = join(ROOT, input);
    if (!existsSync(path)) continue;
    const inside = statSync(path).isDirectory() ? readdirSync(path, { recursive: true }).sort() : [''];
    for (const name of inside) {
      const file = join(path, String(name));
      if (statSync(file).isFile()) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

/** Two test runs at once must not write the same folder. A lock of two minutes belongs to a run that died. */
async function alone(work) {
  const lock = join(ROOT, '.output/.building');
  mkdirSync(join(ROOT, '.output'), { recursive: true });
  const since = Date.now();
  while (!take(lock)) {
    if (Date.now() - since > 120_000) rmdirSync(lock);
    else await wait(200);
  }
  try {
    return await work();
  } finally {
    rmdirSync(lock);
  }
}

function take(lock) {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(Object.values(await ensureBuilt()).join('\n'));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
