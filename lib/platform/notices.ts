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

/** A click on a notice opens the one fixed chat page, whatever the notice said. */
export function onNoticeClick(): void {
  browser.notifications.onClicked.addListener((id) => {
    if (!/^(whisper|mention|stream):/.test(id)) return;
    void browser.notifications.clear(id);
    void browser.tabs.create({ url: 'https://www.destiny.gg/bigscreen' });
  });
}

/** The number on the toolbar icon; nothing at 0. */
export async function showBadge(count: number): Promise<void> {
  // Firefox ships as Manifest V2, where the button is a browser action.
  const button = browser.action ?? browser.browserAction;
  await button.setBadgeText({ text: count > 0 ? String(Math.min(count, 99)) : '' });
  await button.setBadgeBackgroundColor({ color: '#c2410c' });
}
