import type { Page } from 'playwright-core';
import type { Chromium } from './drivers/chromium';

export const CHAT = 'https://www.destiny.gg/embed/chat';

/** The chat page with a signed-in reader. */
export async function openChat(browser: Chromium, nick = 'Guardian', path = '/embed/chat'): Promise<Page> {
  const page = await browser.context.newPage();
  await page.setViewportSize({ width: 420, height: 600 });
  await page.goto(`https://www.destiny.gg/login/sim?nick=${nick}&then=${encodeURIComponent(path)}`);
  await page.locator('.chat-lines .msg-chat').first().waitFor();
  return page;
}

/** Text of the floating card, empty when none is open. The layer is closed to the page; a content script may look. */
export function cardText(browser: Chromium, page: Page): Promise<string> {
  return browser.inContentScript(page, () => {
    const host = document.querySelector('vault-courier');
    const root = host instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(host) : null;
    return root?.querySelector('.cards')?.textContent ?? '';
  });
}

/** Text of the whisper notices, empty when there are none. */
export function noticeText(browser: Chromium, page: Page): Promise<string> {
  return browser.inContentScript(page, () => {
    const host = document.querySelector('vault-courier');
    const root = host instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(host) : null;
    return root?.querySelector('.notices')?.textContent ?? '';
  });
}

/** Asks until the answer is good. @throws Error telling the last answer. */
export async function eventually<T>(
  ask: () => Promise<T>,
  good: (value: T) => boolean,
  ms = 10_000,
): Promise<T> {
  const since = Date.now();
  for (;;) {
    const value = await ask();
    if (good(value)) return value;
    if (Date.now() - since > ms)
      throw new Error(`still not right after ${ms} ms: ${JSON.stringify(value).slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
