import { fail, type Outcome, ok } from '../base/outcome';
import { browser } from './browser';

/** The redirect URL to register at Bungie; fixed because the extension ids are (bungie-api.md 2.6). */
export function redirectUrl(): string {
  return browser.identity.getRedirectURL();
}

/** How long Bungie's redirects may take out of sight before the player is asked instead. */
const SILENT_MS = 10_000;

/** Opens the sign-in window, or with `interactive: false` follows redirects silently. Answers the final URL. */
export async function launchSignIn(url: string, interactive: boolean): Promise<Outcome<string>> {
  try {
    if (interactive) return ok(await browser.identity.launchWebAuthFlow({ url, interactive }));
    // Chromium only: without these it gives up before a redirect chain by script has run (platform.md 8).
    const patience = { abortOnLoadForNonInteractive: false, timeoutMsForNonInteractive: SILENT_MS };
    const details = { url, interactive, ...(import.meta.env.FIREFOX ? {} : patience) };
    return await inTime(browser.identity.launchWebAuthFlow(details), SILENT_MS + 5_000);
  } catch (error) {
    // The browsers tell causes by sentence only. A page that did not load is the one that is not the user's doing.
    const message = error instanceof Error ? error.message : '';
    return /could not be loaded/i.test(message) ? fail('offline') : fail('sign-in-cancelled');
  }
}

/** Firefox waits for a silent server for ever: then nobody answered. */
async function inTime(landing: Promise<string>, ms: number): Promise<Outcome<string>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Outcome<string>>((resolve) => {
    timer = setTimeout(() => resolve(fail('no-answer')), ms);
  });
  return Promise.race([landing.then(ok), late]).finally(() => clearTimeout(timer));
}
