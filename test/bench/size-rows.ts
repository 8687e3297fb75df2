import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BenchBook } from './book';

/** What the browser has to read before the popup's first paint, and what every chat page gets. */
export function sizeRows(extensionDir: string, book: BenchBook): void {
  const popup = firstPaintFiles(extensionDir, 'popup.html');
  add(book, 'popup-first-paint-js', gzipped(extensionDir, popup), 70);
  add(book, 'content-script', gzipped(extensionDir, ['content-scripts/dgg.js']), 35);
}

/** Scripts of a page and everything they import without being asked later. */
export function firstPaintFiles(extensionDir: string, page: string): string[] {
  const markup = readFileSync(join(extensionDir, page), 'utf8');
  const waiting = [...markup.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map((match) => match[1] ?? '');
  const found = new Set<string>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const code = readFileSync(join(extensionDir, file), 'utf8');
    for (const match of code.matchAll(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g)) {
      waiting.push(normalize(join(dirname(file), match[1] ?? '')));
    }
  }
  return [...found];
}

function gzipped(extensionDir: string, files: readonly string[]): number {
  return files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(extensionDir, file)), { level: 9 }).length,
    0,
  );
}

function add(book: BenchBook, id: string, bytes: number, budgetKb: number): void {
  const value = bytes / 1000;
  book.add({
    id,
    value,
    unit: 'kB gzip',
    alternative: 'none',
    ratio: null,
    budget: `<= ${budgetKb} kB`,
    ok: value <= budgetKb,
  });
}
