import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ROOT, run, tool } from '../run/children.mjs';

/*
 * Commands that people run and no other test does: they use the tests' own drivers under another loader.
 */

const folder = mkdtempSync(join(tmpdir(), 'vault-courier-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const script = (file: string, args: string[] = [], env: Record<string, string> = {}) =>
  run([...tool('tsx'), join(ROOT, 'test/run', file), ...args], {
    env: { ...process.env, ...env },
    quiet: true,
  });

it('npm start drives the main job without a window', async () => {
  expect(await script('start.ts', ['--tour'])).toBe(0);
});

it('npm run store makes pictures and texts for the stores', async () => {
  expect(await script('store.ts', [], { VAULT_COURIER_STORE: folder })).toBe(0);
  expect(readdirSync(folder).sort()).toEqual([
    'purpose-and-permissions.md',
    ...[1, 2, 3, 4, 5].map((number) => `screenshot-${number}.png`),
    'tile.png',
  ]);
});
