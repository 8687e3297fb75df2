import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An extension that does nothing, for pages to be measured as they are. Gives its folder. */
export function writeEmptyExtension(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const manifest = {
    manifest_version: 3,
    name: 'Nothing',
    version: '1.0',
    background: { service_worker: 'worker.js' },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'worker.js'), '');
  return folder;
}
