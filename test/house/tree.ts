import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = new URL('../../', import.meta.url).pathname;

/** Every file that is or would be committed, relative to the root. */
export function files(pattern: RegExp): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return [...new Set(listed.split('\n'))].filter((file) => file !== '' && pattern.test(file)).sort();
}

export function text(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** Product code only. */
export const PRODUCT = /^(lib|components|entrypoints)\/.*\.tsx?$/;
