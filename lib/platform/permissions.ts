import { browser } from './browser';

/** Every host the manifest asks for, and whether the browser lets us reach it: both browsers let the reader say no. */
export async function hostPermissions(): Promise<{ origin: string; granted: boolean }[]> {
  const manifest = browser.runtime.getManifest();
  const asked: unknown[] = [...(manifest.host_permissions ?? []), ...(manifest.permissions ?? [])];
  // Sockets are asked for by their https host.
  const hosts = asked.filter((one): one is string => typeof one === 'string' && one.startsWith('https://'));
  return Promise.all(
    hosts.map(async (origin) => ({
      origin,
      granted: await browser.permissions.contains({ origins: [origin] }),
    })),
  );
}

/** Asks the reader to let us reach these hosts again. Only from a press. False when refused. */
export function askForHosts(origins: string[]): Promise<boolean> {
  return browser.permissions.request({ origins });
}

/** Bytes used and allowed, as the browser estimates them; undefined where it does not tell. */
export async function storageRoom(): Promise<{ usedBytes: number; roomBytes: number } | undefined> {
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
  return usage === undefined || quota === undefined ? undefined : { usedBytes: usage, roomBytes: quota };
}
