import type { WhisperPush, WhisperPushAnswer } from '../messages/contract';
import { browser } from './browser';
import { CHAT_ORIGIN } from './sender';

/*
 * The background speaks to chat pages by one-off tab messages, not over a port: a port dies with a Chromium worker
 * after 30 idle seconds, and re-opening it from every page would wake the worker for nothing.
 */

/** Hands pushes from our own background to `handler`. Returns how to stop. For content scripts. */
export function onPush(
  handler: (push: WhisperPush) => WhisperPushAnswer | Promise<WhisperPushAnswer>,
): () => void {
  const listener = (
    message: unknown,
    sender: { id?: string; tab?: unknown },
  ): Promise<unknown> | undefined => {
    // Only our background has our id and no tab.
    if (sender.id !== browser.runtime.id || sender.tab !== undefined || !isPush(message)) return undefined;
    return Promise.resolve(handler(message));
  };
  // The polyfill types listeners of all answer styles at once; ours answers by promise or not at all.
  const typed = listener as Parameters<typeof browser.runtime.onMessage.addListener>[0];
  browser.runtime.onMessage.addListener(typed);
  return () => browser.runtime.onMessage.removeListener(typed);
}

/** Shows a whisper in every open chat page; pages without our script simply do not answer. */
export async function pushToChatPages(push: WhisperPush): Promise<WhisperPushAnswer[]> {
  const tabs = await browser.tabs.query({ url: `${CHAT_ORIGIN}/*` });
  const answers = await Promise.all(
    tabs.map(async (tab): Promise<WhisperPushAnswer | undefined> => {
      if (tab.id === undefined) return undefined;
      try {
        return readAnswer(await browser.tabs.sendMessage(tab.id, push));
      } catch {
        // No script in that tab (yet, or any more): nobody saw it there.
        return undefined;
      }
    }),
  );
  return answers.filter((answer) => answer !== undefined);
}

function isPush(message: unknown): message is WhisperPush {
  return (
    typeof message === 'object' && message !== null && 'type' in message && message.type === 'whisper.show'
  );
}

function readAnswer(answer: unknown): WhisperPushAnswer | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  return {
    visible: 'visible' in answer && answer.visible === true,
    shown: 'shown' in answer && answer.shown === true,
  };
}
