import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = new URL('../../', import.meta.url).pathname;

/**
 * Folder with real data, or undefined: `VAULT_COURIER_DATA`, else `../shared/data` beside the project. The value `none`
 * asks for the project's own small world.
 */
export function dataDir(): string | undefined {
  const named = process.env.VAULT_COURIER_DATA;
  if (named === 'none') return undefined;
  const folder = resolve(ROOT, named ?? '../shared/data');
  return existsSync(folder) ? folder : undefined;
}
