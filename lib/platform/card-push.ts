import type { CardSettings } from '../messages/card-settings';
import type { CardsChanged, SharePush } from '../messages/chat-cards';
import { browser } from './browser';
import { CHAT_ORIGIN } from './sender';

/*
 * What the background tells chat pages about item cards, by one-off tab messages as in page-push.
 */

export interface CardPushHandlers {
  /** The reader changed how names are marked and cards open. */
  changed(settings: CardSettings): void;
  /** Puts a text into the reader's chat input; false when this page has none in sight. */
  put(text: string): boolean;
}

/** Hands what our own background says to the handlers. Returns how to stop. For content scripts. */
export function onCardPush(handlers: CardPushHandlers): () => void {
  const listener = (
    message: unknown,
    sender: { id?: string; tab?: unknown },
  ): Promise<unknown> | undefined => {
    // Only our background has our id and no tab.
    if (sender.id !== browser.runtime.id || sender.tab !== undefined || !isPush(message)) return undefined;
    if (message.type === 'share.put') return answerOf(handlers.put(message.text));
    handlers.changed(message.settings);
    return undefined;
  };
  const typed = listener as Parameters<typeof browser.runtime.onMessage.addListener>[0];
  browser.runtime.onMessage.addListener(typed);
  return () => browser.runtime.onMessage.removeListener(typed);
}

/** A page without an input stays silent, so that another frame of its tab may answer. */
function answerOf(done: boolean): Promise<unknown> | undefined {
  return done ? Promise.resolve({ done }) : undefined;
}

/** Tells all chat pages of changed settings. For the background. */
export async function tellCards(settings: CardSettings): Promise<void> {
  const tabs = await chatTabs();
  await Promise.all(tabs.map((tab) => tell(tab, { type: 'cards.changed', settings })));
}

/** Puts a text into the input of the chat page the reader looked at last; false when there is none. */
export async function putIntoChat(text: string): Promise<boolean> {
  for (const tab of await chatTabs()) {
    const answer = await tell(tab, { type: 'share.put', text });
    if (typeof answer === 'object' && answer !== null && 'done' in answer) return true;
  }
  return false;
}

/** Tabs of the site, those in sight first, then the last used. */
async function chatTabs(): Promise<number[]> {
  const tabs = await browser.tabs.query({ url: `${CHAT_ORIGIN}/*` });
  return tabs
    .sort(
      (one, other) =>
        Number(other.active) - Number(one.active) || (other.lastAccessed ?? 0) - (one.lastAccessed ?? 0),
    )
    .flatMap(({ id }) => (id === undefined ? [] : [id]));
}

async function tell(tab: number, message: CardsChanged | SharePush): Promise<unknown> {
  try {
    return await browser.tabs.sendMessage(tab, message);
  } catch {
    // No script in that tab (yet, or any more).
    return undefined;
  }
}

function isPush(message: unknown): message is CardsChanged | SharePush {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  return message.type === 'cards.changed' || message.type === 'share.put';
}
