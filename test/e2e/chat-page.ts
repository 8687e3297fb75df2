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
    const box = root?.querySelector('.cards');
    // What is the reader's own is drawn from attributes, in the order of the document like all other words.
    const words: string[] = [];
    const read = (node: Node): void => {
      if (node instanceof HTMLElement && node.dataset.told !== undefined) words.push(node.dataset.told);
      if (node instanceof Text) words.push(node.data);
      node.childNodes.forEach(read);
    };
    if (box !== null && box !== undefined) read(box);
    return words.join('');
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
      throw new Error(`still not right after ${ms} ms: ${String(JSON.stringify(value)).slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The middle of a button of the card, by the beginning of its words; undefined while there is none. */
export function cardButton(
  browser: Chromium,
  page: Page,
  label: string,
): Promise<{ x: number; y: number } | undefined> {
  return browser.inContentScript(
    page,
    (wanted) => {
      const host = document.querySelector('vault-courier');
      const root = host instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(host) : null;
      const button = [...(root?.querySelectorAll<HTMLButtonElement>('.cards button') ?? [])].find((one) => {
        const told = one.querySelector<HTMLElement>('[data-told]')?.dataset.told;
        const label = one.getAttribute('aria-label') ?? told ?? one.textContent ?? '';
        return !one.disabled && label.startsWith(wanted);
      });
      button?.scrollIntoView({ block: 'nearest' });
      const at = button?.getBoundingClientRect();
      return at === undefined ? undefined : { x: at.left + at.width / 2, y: at.top + at.height / 2 };
    },
    label,
  );
}

/** Presses a button of the card with the real mouse, once it is there. */
export async function pressCard(browser: Chromium, page: Page, label: string): Promise<void> {
  const at = await eventually(
    () => cardButton(browser, page, label),
    (found) => found !== undefined,
  );
  await page.mouse.move(at?.x ?? 0, at?.y ?? 0);
  // As long as a card has to be seen before a press on it counts.
  await page.waitForTimeout(320);
  await page.mouse.click(at?.x ?? 0, at?.y ?? 0);
}
