import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { ROOT } from './tree';

interface Lint {
  errors: { code: string; message: string; file?: string }[];
}

/** The linter that addons.mozilla.org runs on every upload. */
async function lint(folder: string): Promise<Lint> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(ROOT, 'node_modules/web-ext/bin/web-ext.js'),
      'lint',
      '--source-dir',
      join(ROOT, folder),
      '--output',
      'json',
      '--no-config-discovery',
      '--boring',
    ],
    { maxBuffer: 10_000_000 },
  ).catch((error: { stdout?: string; message: string }) => {
    // It ends with a code of its own when it has found errors, and tells them all the same.
    if (error.stdout?.startsWith('{')) return { stdout: error.stdout };
    throw new Error(error.message);
  });
  return JSON.parse(stdout) as Lint;
}

it('addons.mozilla.org would find no error in the Firefox build', async () => {
  expect((await lint('.output/sim/firefox-mv2')).errors).toEqual([]);
}, 60_000);
