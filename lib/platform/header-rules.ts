import type { ChatIdentity } from '../chat/chat-settings';
import { browser } from './browser';

/** Firefox's `chrome.*` knows callbacks only: waiting for it would wait for nothing, and errors would be lost. */
const rules = (): typeof chrome.declarativeNetRequest =>
  ((globalThis as { browser?: typeof chrome }).browser ?? chrome).declarativeNetRequest;

const CHAT_RULE = 1;
const BUNGIE_RULE = 2;

/**
 * Header rules for our own requests only (`initiatorDomains`), so that the page's own chat socket keeps its headers:
 * the chat socket shows the site's Origin, because the server refuses extension origins, and calls to Bungie show
 * none, because Firefox's would be a different one on every machine (dgg-chat.md 8, bungie-api.md 2.6). As whom the
 * chat socket goes is a matter of its cookies: the browser's own, a login key in their place (a `sid` beside it would
 * win), or none.
 * Session rules die with the browser, so this runs at every start. Idempotent.
 */
export async function ensureHeaderRules(identity: ChatIdentity = { kind: 'session' }): Promise<void> {
  const ours = new URL(browser.runtime.getURL('')).hostname;
  await rules().updateSessionRules({
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
            ...cookiesOf(identity),
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

function cookiesOf(identity: ChatIdentity): chrome.declarativeNetRequest.ModifyHeaderInfo[] {
  if (identity.kind === 'session') return [];
  if (identity.kind === 'anonymous')
    return [{ header: 'cookie', operation: 'remove' as chrome.declarativeNetRequest.HeaderOperation }];
  const operation = 'set' as chrome.declarativeNetRequest.HeaderOperation;
  return [{ header: 'cookie', operation, value: `authtoken=${identity.key}` }];
}
