import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../run/english';
import { purposeText } from '../run/store-texts.mjs';
import { files, ROOT, text } from './tree';

const manifest = JSON.parse(text('.output/sim/chrome-mv3/manifest.json')) as {
  content_security_policy: { extension_pages: string };
};

/** Width and height of a PNG, and whether it has an alpha channel, which the Chrome Web Store does not take. */
function png(path: string): { size: string; alpha: boolean } {
  const bytes = readFileSync(join(ROOT, path));
  expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
  return { size: `${bytes.readUInt32BE(16)}×${bytes.readUInt32BE(20)}`, alpha: (bytes[25] ?? 0) >= 4 };
}

describe('the store kit', () => {
  it.each([
    ['tile.png', '440×280'],
    ...[1, 2, 3, 4, 5].map((at) => [`screenshot-${at}.png`, '1280×800']),
  ])('%s is %s, has no alpha channel and is light', (file, size) => {
    expect(png(`docs/store/${file}`)).toEqual({ size, alpha: false });
    expect(statSync(join(ROOT, 'docs/store', file ?? '')).size).toBeLessThan(300_000);
  });

  it('gives reasons for the permissions that README tells, word for word', () => {
    expect(text('docs/store/purpose-and-permissions.md')).toBe(purposeText());
  });

  it('begins its description with that of the manifest, which fits the stores', async () => {
    const description = (await readCatalogue('en')).get('extension_description') ?? '';
    expect(text('docs/store/description.md').split('\n')[0]).toBe(description);
    expect(description.length).toBeLessThanOrEqual(132);
  });

  it('names every host it may talk to in the privacy policy', () => {
    const connect = /connect-src ([^;]+)/.exec(manifest.content_security_policy.extension_pages)?.[1] ?? '';
    const hosts = [...connect.matchAll(/:\/\/([\w.]+)/g)].map((match) => match[1] ?? '');
    expect(hosts.length).toBeGreaterThan(3);
    const policy = text('docs/store/privacy-policy.md');
    expect(hosts.filter((host) => !policy.includes(`\`${host}\``))).toEqual([]);
  });

  it('lists everything it consists of', () => {
    const table = text('docs/store/README.md');
    const untold = files(/^docs\/store\//)
      .map((file) => file.slice('docs/store/'.length))
      .filter(
        (file) => file !== 'README.md' && !/^screenshot-[2-4]\.png$/.test(file) && !table.includes(file),
      );
    expect(untold).toEqual([]);
  });
});

it('every journey is in the table of test/e2e/README.md with the browsers it runs in', () => {
  const table = text('test/e2e/README.md');
  const rows = new Map(
    [...table.matchAll(/^\| `([\w-]+\.test\.ts)` \| (yes|no) \| (yes|no) \| (.+) \|$/gm)].map((row) => [
      row[1],
      row,
    ]),
  );
  const journeys = files(/^test\/e2e\/[\w-]+\.test\.ts$/).map((file) => file.slice('test/e2e/'.length));
  expect([...rows.keys()].sort()).toEqual(journeys.sort());
  for (const [file = '', [, , chromium, firefox, why]] of rows) {
    expect(chromium, `${file} in Chromium`).toBe(/(^|-)firefox\.test/.test(file) ? 'no' : 'yes');
    expect(firefox, `${file} in Firefox`).toBe(/Firefox/.test(text(`test/e2e/${file}`)) ? 'yes' : 'no');
    expect((why ?? '').length, `${file} says what it is, or why not in both`).toBeGreaterThan(20);
  }
});
