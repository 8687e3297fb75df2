import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Writes the preferences: proxy, fixed extension uuid, silence at start-up, Marionette on a free port. */
export async function writeProfile(
  profileDir: string,
  { proxyPort, geckoId, uuid }: { proxyPort: number; geckoId: string; uuid: string },
): Promise<void> {
  const prefs: Record<string, string | number | boolean> = {
    'marionette.port': 0,
    'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: uuid }),
    'network.proxy.type': 1,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxyPort,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxyPort,
    'network.proxy.no_proxies_on': '',
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'app.update.disabledForTesting': true,
    'app.normandy.enabled': false,
    'browser.safebrowsing.blockedURIs.enabled': false,
    'browser.safebrowsing.malware.enabled': false,
    'browser.safebrowsing.phishing.enabled': false,
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.homepage_override.mstone': 'ignore',
    'browser.startup.page': 0,
    'browser.newtabpage.enabled': false,
    'browser.aboutwelcome.enabled': false,
    'browser.tabs.warnOnClose': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'datareporting.healthreport.uploadEnabled': false,
    'toolkit.telemetry.enabled': false,
    'extensions.getAddons.cache.enabled': false,
    'extensions.systemAddon.update.enabled': false,
    'extensions.update.enabled': false,
    'services.settings.server': 'data:,#remote-settings-dummy/v1',
    'network.trr.mode': 5,
    'dom.disable_open_during_load': false,
    'dom.min_background_timeout_value': 4,
    'ui.prefersReducedMotion': 1,
    // A temporary add-on is gone after a restart; what it stored must wait for it as an installed one's would.
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    // Tests kill the process of the extension often; Firefox would give up on it after five times.
    'extensions.webextensions.crash.threshold': 1000,
  };
  const lines = Object.entries(prefs).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  await writeFile(join(profileDir, 'user.js'), `${lines.join('\n')}\n`);
}

/** The port Marionette chose, which Firefox writes into its profile when it listens. */
export async function marionettePort(profileDir: string, exited: () => boolean): Promise<number> {
  for (let tries = 0; tries < 600 && !exited(); tries += 1) {
    // Absent until Firefox is up, which takes a second or two.
    const port = Number(await readFile(join(profileDir, 'MarionetteActivePort'), 'utf8').catch(() => '0'));
    if (port > 0) return port;
    await wait(50);
  }
  throw new Error('Firefox did not open its Marionette port within 30 s');
}
