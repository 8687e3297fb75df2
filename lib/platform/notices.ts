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

/**
 * Brings a notification that is still there up to date without calling for attention anew; false when it is not there.
 * Firefox cannot change one: there it stays as it is.
 */
export async function refreshNotice(notice: { id: string; title: string; text: string }): Promise<boolean> {
  const { update } = globalThis.chrome.notifications;
  if (typeof update === 'function' && !import.meta.env.FIREFOX)
    return update(notice.id, { title: notice.title, message: notice.text });
  return notice.id in (await browser.notifications.getAll());
}

/** Where a click on a notice leads: fixed pages, whatever the notice said. A whisper's is its conversation in ours. */
function targetOf(id: string): string | undefined {
  const who = /^whisper:(\w{3,20})$/.exec(id)?.[1];
  if (who !== undefined) return browser.runtime.getURL(`popup.html?tab#whispers/${who}`);
  if (/^(mention|stream):/.test(id)) return 'https://www.destiny.gg/bigscreen';
  return id.startsWith('moves') ? browser.runtime.getURL('popup.html?tab') : undefined;
}

/** A click on a notice opens what it is about. */
export function onNoticeClick(): void {
  browser.notifications.onClicked.addListener((id) => {
    const url = targetOf(id);
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
