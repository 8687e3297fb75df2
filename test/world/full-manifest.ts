import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataDir } from './data-dir';
import { ITEMS, type RawDefinition, TABLES } from './definitions';
import { sqliteFile } from './small-manifest';
import { zip } from './zip';

/** Rows of the live game's item table, the nameless ones included. */
export const FULL_ROWS = 57_439;
const CACHE = new URL('../../.output/world/', import.meta.url).pathname;

/**
 * A content file as large as the live game's: some 57,000 item rows in 250 MB. Made once, from real data where that and
 * Python are at hand, else from the project's own world.
 */
export async function fullManifest(): Promise<Buffer> {
  const file = join(CACHE, dataDir() === undefined ? 'full-own.content' : 'full-real.content');
  if (!existsSync(file)) {
    mkdirSync(CACHE, { recursive: true });
    const unfinished = `${file}.part`;
    if (!madeFromRealData(unfinished)) writeFileSync(unfinished, await ownManifest(FULL_ROWS));
    renameSync(unfinished, file);
  }
  return readFileSync(file);
}

function madeFromRealData(file: string): boolean {
  const folder = dataDir();
  const script = folder === undefined ? '' : join(folder, 'manifest/build_manifest.py');
  if (!existsSync(script)) return false;
  try {
    execFileSync('python3', [script, file, '--scale', 'full'], { stdio: 'ignore' });
    return true;
  } catch {
    // No Python here.
    return false;
  }
}

/**
 * The own world, and rows around its items that weigh as much as real ones: 3.3 kB each. Those of another edition differ
 * from each other in every row but the world's own.
 */
export async function ownManifest(rows: number, edition = 0): Promise<Buffer> {
  const items: RawDefinition[] = [...ITEMS];
  const known = new Set(items.map((item) => item.hash));
  for (let index = 0; items.length < rows; index += 1) {
    const hash = Math.imul(index + 1, 2_654_435_761) >>> 0;
    if (!known.has(hash)) items.push(heavyRow(hash, index, edition));
  }
  return zip(await sqliteFile({ DestinyInventoryItemDefinition: items, ...TABLES }), {
    name: 'world_sql_content_ffffffffffffffffffffffffffffffff.content',
  });
}

function heavyRow(hash: number, index: number, edition: number): RawDefinition {
  const model = ITEMS[index % ITEMS.length];
  const name = index % 10 < 7 ? `${syllables(index)} ${syllables(index >> 5)}` : '';
  const plugs = Array.from({ length: 9 }, (_, at) => ({
    weight: 0,
    alternateWeight: 0,
    plugItemHash: (hash + at * 7_919) >>> 0,
    craftingRequirements: { unlockRequirements: [], materialRequirementHashes: [] },
  }));
  return {
    ...model,
    hash,
    index: 1_000 + index,
    flavorText: `Edition ${edition}.`,
    displayProperties: {
      name,
      description: '',
      ...(name === '' ? {} : { icon: `/common/destiny2_content/icons/${hash.toString(16)}.jpg` }),
    },
    investmentStats: plugs.map(({ plugItemHash }) => ({ statTypeHash: plugItemHash, value: index % 90 })),
    backgroundColor: { colorHash: 0, red: 0, green: 0, blue: 0, alpha: 0 },
    tooltipNotifications: [],
    translationBlock: { weaponPatternHash: hash, arrangements: plugs.slice(0, 6) },
    reusablePlugItems: plugs,
  };
}

const PARTS = [
  'ka',
  'lor',
  'vex',
  'tur',
  'an',
  'mis',
  'ob',
  'rell',
  'isk',
  'dun',
  'fae',
  'gor',
  'hul',
  'yth',
];

function syllables(seed: number): string {
  const word = [seed, seed >> 3, seed >> 7].map((part) => PARTS[part % PARTS.length]).join('');
  return word.charAt(0).toUpperCase() + word.slice(1);
}
