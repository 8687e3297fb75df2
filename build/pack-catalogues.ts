import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Takes the spaces out of the built `_locales`: a browser reads a whole file before a page of ours can show its first word. */
export function packCatalogues(outDir: string): void {
  const folder = join(outDir, '_locales');
  for (const locale of readdirSync(folder)) {
    const file = join(folder, locale, 'messages.json');
    writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))));
  }
}
