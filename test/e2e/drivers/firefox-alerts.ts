import { inChrome } from './firefox-consoles';
import type { Marionette } from './marionette';

/*
 * A desktop that takes notifications. A headless Firefox has none, and without one it holds every notification for closed the
 * moment it is made. The extension's own API stays the real one; only what lies behind it is ours.
 */

const START = `
  globalThis.vaultCourierAlerts ??= (() => {
    const shown = new Map();
    const service = {
      showAlert(alert, observer) {
        shown.set(alert.name, { title: alert.title, text: alert.text, observer });
        observer?.observe(null, 'alertshow', null);
      },
      closeAlert(name) {
        const gone = shown.get(name);
        shown.delete(name);
        gone?.observer?.observe(null, 'alertfinished', null);
      },
      QueryInterface: ChromeUtils.generateQI(['nsIAlertsService']),
    };
    const factory = {
      createInstance: (iid) => service.QueryInterface(iid),
      QueryInterface: ChromeUtils.generateQI(['nsIFactory']),
    };
    Components.manager
      .QueryInterface(Components.interfaces.nsIComponentRegistrar)
      .registerFactory(
        Components.ID('{7d0c3f3e-3f55-4b6a-9a54-2b1c7f6f9d01}'),
        'notifications of a test',
        '@mozilla.org/alerts-service;1',
        factory,
      );
    return shown;
  })();
  return true;
`;

const CLICK = `
  const alert = globalThis.vaultCourierAlerts.get(arguments[0]);
  alert?.observer?.observe(null, 'alertclickcallback', null);
  return alert !== undefined;
`;

/** From now on notifications stay until they are cleared, as on a desktop. */
export async function takeAlerts(marionette: Marionette): Promise<void> {
  await inChrome(marionette, START, []);
}

/** A person's click on a notification. @throws Error when it is not there. */
export async function clickAlert(marionette: Marionette, id: string): Promise<void> {
  if (!(await inChrome<boolean>(marionette, CLICK, [id]))) throw new Error(`no notification ${id} is shown`);
}
