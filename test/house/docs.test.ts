import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, text } from './tree';

const PATHS = /`((?:entrypoints|components|lib|public|test)\/[\w./-]+)`/g;

it.each(['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md'])('%s names only files that exist', (doc) => {
  const named = [...text(doc).matchAll(PATHS)].map((match) => match[1] ?? '');
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  const pictures = [...text(doc).matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
  expect(pictures.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

it('names every dependency in ARCHITECTURE.md', () => {
  const { dependencies, devDependencies } = JSON.parse(text('package.json')) as Record<
    string,
    Record<string, string>
  >;
  const told = text('ARCHITECTURE.md');
  const untold = Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) =>
      !name.startsWith('@types/') &&
      !told.includes(name.replace('@biomejs/', '').replace('@preact/preset-vite', 'preact')),
  );
  expect(untold).toEqual([]);
});

it('README’s table of permissions is that of the built manifests, each with a reason', () => {
  const table = text('README.md').split('## Permissions')[1]?.split('\n## ')[0] ?? '';
  const rows = [...table.matchAll(/^\| `([^`]+)` \| (.{10,}) \|$/gm)].map((match) => match[1] ?? '');
  const asked = ['chrome-mv3', 'firefox-mv2'].flatMap((dist) => {
    const manifest = JSON.parse(text(`.output/sim/${dist}/manifest.json`)) as {
      permissions: string[];
      host_permissions?: string[];
    };
    return [...manifest.permissions, ...(manifest.host_permissions ?? [])];
  });
  expect(rows.sort()).toEqual([...new Set(asked)].sort());
});
