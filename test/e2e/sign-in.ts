import type { Page } from 'playwright-core';

/** Goes through Bungie's sign-in page as a player does: choose the account, then allow the app. */
export async function allowBungie(window: Page, account: string): Promise<void> {
  await window.locator(`#sign-in-${account}`).click();
  // Somebody who allowed the app before is sent straight back, and the window is gone.
  await window
    .locator('#approve')
    .click({ timeout: 5_000 })
    .catch((error: unknown) => {
      if (!window.isClosed()) throw error;
    });
}
