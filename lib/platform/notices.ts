import { browser } from './browser';

/** A system notification with text only; the same id replaces itself (reliability-security.md R20). */
export async function notify(notice: { id: string; title: string; text: string }): Promise<void> {
  await browser.notifications.create(notice.id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icon/128.png'),
    title: notice.title,
    message: notice.text,
  });
}

/** A click on a notice opens a fixed page, whatever the notice said: the chat for whispers, our own for moves. */
export function onNoticeClick(): void {
  browser.notifications.onClicked.addListener((id) => {
    const url = /^(whisper|mention|stream):/.test(id)
      ? 'https://www.destiny.gg/bigscreen'
      : id.startsWith('moves')
        ? browser.runtime.getURL('popup.html?tab')
        : undefined;
    if (url === undefined) return;
    void browser.notifications.clear(id);
    void browser.tabs.create({ url });
  });
}

/** The number on the toolbar icon; nothing at 0. */
export async function showBadge(count: number): Promise<void> {
  // Firefox ships as Manifest V2, where the button is a browser action.
  const button = browser.action ?? browser.browserAction;
  await button.setBadgeText({ text: count > 0 ? String(Math.min(count, 99)) : '' });
  await button.setBadgeBackgroundColor({ color: '#c2410c' });
}
