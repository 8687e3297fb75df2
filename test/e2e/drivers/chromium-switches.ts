import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findChromium } from '../../run/browsers.mjs';

/** Loopback TLS ports that play the real hosts. */
export interface Hosts {
  bungie: number;
  dgg: number;
}

export interface ChromiumSetting {
  /** Unpacked extension. */
  extensionDir: string;
  hosts: Hosts;
  /** Base64 SHA-256 of the simulators' public key: the only certificate trusted beside the real ones. */
  spki: string;
  extraArgs?: readonly string[] | undefined;
}

/** The system's Chromium. @throws Error with what to do when there is none. */
export function chromiumProgram(): string {
  const found = findChromium();
  if (found === undefined) throw new Error('no Chromium found: run `node test/run/setup.mjs`');
  return found;
}

/** The switches both drivers share: one extension, and no way out of this machine. */
export function switches({ extensionDir, hosts, spki, extraArgs = [] }: ChromiumSetting): string[] {
  const bungie = `127.0.0.1:${hosts.bungie}`;
  const dgg = `127.0.0.1:${hosts.dgg}`;
  const rules = [
    `MAP www.bungie.net:443 ${bungie}`,
    `MAP stats.bungie.net:443 ${bungie}`,
    `MAP *.destiny.gg:443 ${dgg}`,
    `MAP destiny.gg:443 ${dgg}`,
    'MAP * ~NOTFOUND',
    'EXCLUDE 127.0.0.1',
  ];
  return [
    `--disable-extensions-except=${extensionDir}`,
    `--load-extension=${extensionDir}`,
    `--host-resolver-rules=${rules.join(',')}`,
    `--ignore-certificate-errors-spki-list=${spki}`,
    '--remote-debugging-port=0',
    ...extraArgs,
  ];
}

/** The id Chromium gives an unpacked extension: from its key, else from its path. */
export function extensionIdOf(extensionDir: string): string {
  const manifest = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8')) as { key?: string };
  const source =
    manifest.key === undefined ? realpathSync(extensionDir) : Buffer.from(manifest.key, 'base64');
  const digits = createHash('sha256').update(source).digest('hex').slice(0, 32);
  return digits.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

/** The browser-level debugging URL, which Chromium writes into its profile a moment after its start. */
export async function debuggingUrl(profileDir: string): Promise<string> {
  const file = join(profileDir, 'DevToolsActivePort');
  for (let tries = 0; tries < 200; tries += 1) {
    // Not there yet, or only half written: both are normal for some milliseconds.
    const [port, path] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    if (port && path) return `ws://127.0.0.1:${port}${path}`;
    await wait(50);
  }
  throw new Error('Chromium did not open its debugging port within 10 s');
}
