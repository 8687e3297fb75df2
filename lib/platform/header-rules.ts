import { browser } from './browser';

const CHAT_RULE = 1;
const BUNGIE_RULE = 2;

/**
 * Header rules for our own requests only (`initiatorDomains`), so that the page's own chat socket keeps its headers:
 * the chat socket shows the site's Origin, because the server refuses extension origins, and calls to Bungie show
 * none, because Firefox's would be a different one on every machine (dgg-chat.md 8, bungie-api.md 2.6).
 * Session rules die with the browser, so this runs at every start. Idempotent.
 */
export async function ensureHeaderRules(): Promise<void> {
  const ours = new URL(browser.runtime.getURL('')).hostname;
  await chrome.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [CHAT_RULE, BUNGIE_RULE],
    addRules: [
      {
        id: CHAT_RULE,
        action: {
          type: 'modifyHeaders' as chrome.declarativeNetRequest.RuleActionType,
          requestHeaders: [
            {
              header: 'origin',
              operation: 'set' as chrome.declarativeNetRequest.HeaderOperation,
              value: 'https://www.destiny.gg',
            },
          ],
        },
        condition: {
          // Without a scheme: Firefox 153 does not match `wss:` here, Chromium does.
          urlFilter: '||chat.destiny.gg/ws',
          initiatorDomains: [ours],
          resourceTypes: ['websocket' as chrome.declarativeNetRequest.ResourceType],
        },
      },
      {
        id: BUNGIE_RULE,
        action: {
          type: 'modifyHeaders' as chrome.declarativeNetRequest.RuleActionType,
          requestHeaders: [
            { header: 'origin', operation: 'remove' as chrome.declarativeNetRequest.HeaderOperation },
          ],
        },
        condition: {
          urlFilter: '|https://www.bungie.net/Platform/',
          initiatorDomains: [ours],
          resourceTypes: ['xmlhttprequest' as chrome.declarativeNetRequest.ResourceType],
        },
      },
    ],
  });
}
