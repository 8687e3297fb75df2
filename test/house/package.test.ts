import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { files, PRODUCT, ROOT, text } from './tree';

interface Manifest {
  permissions: string[];
  host_permissions?: string[];
  content_security_policy: string | { extension_pages: string };
  externally_connectable?: unknown;
  web_accessible_resources?: unknown;
  key?: string;
  content_scripts: { matches: string[] }[];
}

const manifest = (dist: string): Manifest =>
  JSON.parse(text(`.output/sim/${dist}/manifest.json`)) as Manifest;

describe.each(['chrome-mv3', 'firefox-mv2'])('the %s package', (dist) => {
  const built = manifest(dist);

  it('talks to Bungie and destiny.gg only, over TLS only', () => {
    const policy = built.content_security_policy;
    const csp = typeof policy === 'string' ? policy : policy.extension_pages;
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain("frame-ancestors 'none'");
    expect(csp).not.toMatch(/http:|ws:|'unsafe-(inline|eval)'|127\.0\.0\.1|localhost|\*/);
    const hosts = csp.match(/(?:https|wss):\/\/[^\s;]+/g) ?? [];
    expect(
      hosts.every((host) =>
        /^(?:https|wss):\/\/(?:www|stats)\.bungie\.net$|^(?:https|wss):\/\/(?:www|chat|cdn)\.destiny\.gg$/.test(
          host,
        ),
      ),
    ).toBe(true);
  });

  it('opens no door to web pages or other extensions', () => {
    expect(built.externally_connectable).toBeUndefined();
    expect(built.web_accessible_resources ?? []).toEqual([]);
  });

  it('runs its content script on the chat document only', () => {
    expect(built.content_scripts.flatMap((script) => script.matches)).toEqual([
      'https://www.destiny.gg/embed/chat*',
    ]);
  });

  it('takes no library in because a variable is called like one of its exports', () => {
    // wxt imports its `storage` wherever that name is free in a file, automatic imports switched off or not.
    const scripts = readdirSync(join(ROOT, `.output/sim/${dist}`), {
      recursive: true,
      encoding: 'utf8',
    }).filter((file) => file.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(5);
    expect(scripts.filter((file) => text(`.output/sim/${dist}/${file}`).includes('defineItem'))).toEqual([]);
  });

  it('carries the wasm of the locked sql.js unchanged', () => {
    const hash = (file: string): string =>
      createHash('sha256')
        .update(readFileSync(join(ROOT, file)))
        .digest('hex');
    expect(hash(`.output/sim/${dist}/sql-wasm.wasm`)).toBe(hash('node_modules/sql.js/dist/sql-wasm.wasm'));
  });
});

describe('shipped code', () => {
  it.each([
    ['no HTML strings', /\binnerHTML\b|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write/],
    ['no code from text', /\beval\(|new Function\(/],
    ['no any', /:\s*any\b|<any>|as any\b/],
    ['no notes to self', /\bTODO\b|\bFIXME\b|\bXXX\b/],
    ['no storage.local, which content scripts could read', /storage\.(local|sync)\.(get|set)\b/],
  ])('has %s', (_name, banned) => {
    expect(files(PRODUCT).filter((file) => banned.test(text(file)))).toEqual([]);
  });

  it('imports later only in the popup: a Chromium worker cannot', () => {
    const later = files(PRODUCT).filter((file) => /\bimport\(/.test(text(file)));
    expect(later.filter((file) => !file.startsWith('entrypoints/popup/'))).toEqual([]);
  });

  it('has no file over 400 lines, and no room called utils', () => {
    expect(files(PRODUCT).filter((file) => text(file).split('\n').length > 400)).toEqual([]);
    expect(
      files(/(^|\/)(utils?|common|shared|helpers?|core|misc)(\/|\.ts)/).filter((file) => PRODUCT.test(file)),
    ).toEqual([]);
  });

  it('has nothing heavy in the repository', () => {
    expect(files(/./).filter((file) => statSync(join(ROOT, file)).size > 600_000)).toEqual([]);
  });
});
