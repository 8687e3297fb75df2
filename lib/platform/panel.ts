import { browser } from './browser';

/** Opens the popup's page beside the web page: Chromium's side panel, Firefox's sidebar. Only from a press. */
export async function openPanel(): Promise<void> {
  // Firefox wants it asked for within the press itself: nothing may be awaited before.
  if (import.meta.env.FIREFOX) return browser.sidebarAction.open();
  const { id } = await chrome.windows.getCurrent();
  if (id !== undefined) await chrome.sidePanel.open({ windowId: id });
}

/** Opens the toolbar's popup; in a tab where the browser will not. */
export async function openPopup(): Promise<void> {
  const button = browser.action ?? browser.browserAction;
  try {
    await button.openPopup();
  } catch {
    // No toolbar in that window, or a browser that lets only its own button do that.
    await browser.tabs.create({ url: browser.runtime.getURL('popup.html?tab') });
  }
}
