import { browser } from './browser';

/** Runs at installation, update and browser start, besides every worker start. Register synchronously. */
export function onFirstBreath(run: () => void): void {
  browser.runtime.onInstalled.addListener(run);
  browser.runtime.onStartup.addListener(run);
}

/** Runs when the extension is installed, not when it or the browser is updated. Register synchronously. */
export function onInstall(run: () => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') run();
  });
}

/** Keeps a Chromium worker alive while `work` runs: an API call each 20 s counts as activity (platform.md 9). */
export async function keepAwake<T>(work: () => Promise<T>): Promise<T> {
  const beat = setInterval(() => void browser.runtime.getPlatformInfo(), 20_000);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}

/** Closes `storage.local` to content scripts where the browser can (Chromium; reliability-security.md T2). */
export async function closeLocalStorage(): Promise<void> {
  const area = globalThis.chrome?.storage?.local;
  if (area?.setAccessLevel !== undefined) await area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
}
