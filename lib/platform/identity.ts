import { fail, type Outcome, ok } from '../base/outcome';
import { browser } from './browser';

/** The redirect URL to register at Bungie; fixed because the extension ids are (bungie-api.md 2.6). */
export function redirectUrl(): string {
  return browser.identity.getRedirectURL();
}

/** Opens the sign-in window, or with `interactive: false` follows redirects silently. Answers the final URL. */
export async function launchSignIn(url: string, interactive: boolean): Promise<Outcome<string>> {
  try {
    const details = interactive
      ? { url, interactive }
      : // Chromium only: without these it gives up before a redirect chain by script has run (platform.md 8).
        { url, interactive, abortOnLoadForNonInteractive: false, timeoutMsForNonInteractive: 10_000 };
    return ok(
      await browser.identity.launchWebAuthFlow(import.meta.env.FIREFOX ? { url, interactive } : details),
    );
  } catch (error) {
    // The browsers tell causes by sentence only. A page that did not load is the one that is not the user's doing.
    const message = error instanceof Error ? error.message : '';
    return /could not be loaded/i.test(message) ? fail('offline') : fail('sign-in-cancelled');
  }
}
