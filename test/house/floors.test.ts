import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { files, PRODUCT, ROOT, text } from './tree';

const BELOW: Record<string, string[]> = {
  base: [],
  items: ['base'],
  inventory: ['base', 'items'],
  chat: ['base', 'items'],
  messages: ['base', 'items', 'inventory', 'chat'],
  bungie: ['base', 'items', 'inventory', 'chat', 'messages'],
  dgg: ['base', 'items', 'inventory', 'chat', 'messages'],
  manifest: ['base', 'items', 'inventory', 'chat', 'messages'],
  storage: ['base', 'items', 'inventory', 'chat', 'messages'],
  platform: ['base', 'items', 'inventory', 'chat', 'messages'],
  app: ['base', 'items', 'inventory', 'chat', 'messages', 'bungie', 'dgg', 'manifest', 'storage'],
};

function roomOf(file: string): string {
  return /^lib\/([^/]+)\//.exec(file)?.[1] ?? '';
}

function imports(file: string): string[] {
  return [...text(file).matchAll(/(?:from|import)\s+'([^']+)'/g)].map((match) => match[1] ?? '');
}

it('imports go down, never up and never sideways', () => {
  const climbs: string[] = [];
  for (const file of files(/^lib\/.*\.tsx?$/)) {
    const room = roomOf(file);
    for (const from of imports(file)) {
      if (!from.startsWith('.') && !from.startsWith('@/')) continue;
      const path = from.startsWith('@/') ? from.slice(2) : join(file, '..', from);
      const other = roomOf(`${path}/`);
      const fine = path.startsWith('lib/') && (other === room || BELOW[room]?.includes(other));
      if (!fine) climbs.push(`${file} imports ${from}`);
    }
  }
  expect(climbs).toEqual([]);
});

it.each([
  ['webextension-polyfill', /^lib\/platform\//],
  ['@webext-core/messaging', /^lib\/platform\//],
  ['dexie', /^lib\/storage\//],
  ['sql.js', /^lib\/manifest\//],
])('%s stays in its room', (library, room) => {
  const strangers = files(PRODUCT).filter(
    (file) =>
      !room.test(file) && imports(file).some((from) => from === library || from.startsWith(`${library}/`)),
  );
  expect(strangers).toEqual([]);
});

it('has a room for every folder of lib, and no room without a floor', () => {
  const rooms = new Set(files(/^lib\//).map(roomOf));
  expect([...rooms].sort()).toEqual(Object.keys(BELOW).sort());
});

it('pure rooms know no clock, no randomness and no browser', () => {
  const impure = files(/^lib\/(base|items|inventory|chat|messages)\/.*\.ts$/).filter((file) =>
    /\bDate\.now\(|new Date\(\)|Math\.random\(|\b(?:browser|chrome)\.\w+\.|\bfetch\(|\bindexedDB\b/.test(
      text(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
    ),
  );
  expect(impure).toEqual([]);
});

it('the linter bites when a floor is broken', () => {
  const folder = mkdtempSync(join(ROOT, 'lib/items/planted-'));
  const file = join(folder, 'planted.ts');
  writeFileSync(
    file,
    "import Dexie from 'dexie';\nexport { pictureStore } from '../../storage/picture-store';\nexport { Dexie };\n",
  );
  try {
    const run = () =>
      execFileSync(join(ROOT, 'node_modules/.bin/biome'), ['lint', '--vcs-enabled=false', file], {
        cwd: ROOT,
        stdio: 'pipe',
      });
    expect(run).toThrowError(/noRestrictedImports|Command failed/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
