import type { PageFacts } from '../chat/notice-policy';
import type { WhisperLook, WhisperPush, WhisperPushAnswer } from '../messages/contract';
import { browser } from './browser';
import { CHAT_ORIGIN } from './sender';

/*
 * The background speaks to chat pages by one-off tab messages, not over a port: a port dies with a Chromium worker
 * after 30 idle seconds, and re-opening it from every page would wake the worker for nothing.
 */

/** What a chat page does when the background speaks to it. */
export interface PushHandlers {
  look(nick: string): PageFacts;
  show(push: WhisperPush): WhisperPushAnswer;
}

/** Hands what our own background says to the handlers. Returns how to stop. For content scripts. */
export function onPush(handlers: PushHandlers): () => void {
  const listener = (
    message: unknown,
    sender: { id?: string; tab?: unknown },
  ): Promise<unknown> | undefined => {
    // Only our background has our id and no tab.
    if (sender.id !== browser.runtime.id || sender.tab !== undefined || !isPush(message)) return undefined;
    return Promise.resolve(
      message.type === 'whisper.look' ? handlers.look(message.nick) : handlers.show(message),
    );
  };
  // The polyfill types listeners of all answer styles at once; ours answers by promise or not at all.
  const typed = listener as Parameters<typeof browser.runtime.onMessage.addListener>[0];
  browser.runtime.onMessage.addListener(typed);
  return () => browser.runtime.onMessage.removeListener(typed);
}

/** The open chat pages, for the background. Fits the `ChatPages` port. */
export const chatPages = {
  async look(nick: string): Promise<{ page: number; facts: PageFacts }[]> {
    const answers = await Promise.all(
      (await chatTabs()).map(async (page) => ({
        page,
        facts: readFacts(await tell(page, { type: 'whisper.look', nick })),
      })),
    );
    return answers.flatMap(({ page, facts }) => (facts === undefined ? [] : [{ page, facts }]));
  },

  async show(push: WhisperPush, pages: readonly number[]): Promise<void> {
    await Promise.all(pages.map((page) => tell(page, push)));
  },

  async count(): Promise<number> {
    const urls = [`${CHAT_ORIGIN}/embed/chat*`, `${CHAT_ORIGIN}/bigscreen*`];
    return (await browser.tabs.query({ url: urls })).length;
  },
};

/** Any page of the site may frame the chat. */
async function chatTabs(): Promise<number[]> {
  const tabs = await browser.tabs.query({ url: `${CHAT_ORIGIN}/*` });
  return tabs.flatMap(({ id }) => (id === undefined ? [] : [id]));
}

async function tell(tab: number, message: WhisperLook | WhisperPush): Promise<unknown> {
  try {
    return await browser.tabs.sendMessage(tab, message);
  } catch {
    // No script in that tab (yet, or any more): nobody saw it there.
    return undefined;
  }
}

function isPush(message: unknown): message is WhisperLook | WhisperPush {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  return message.type === 'whisper.show' || message.type === 'whisper.look';
}

function readFacts(answer: unknown): PageFacts | undefined {
  if (typeof answer !== 'object' || answer === null || !('visible' in answer)) return undefined;
  const said = new Map<string, unknown>(Object.entries(answer));
  return {
    visible: said.get('visible') === true,
    conversationOpen: said.get('conversationOpen') === true,
    inlineWhispers: said.get('inlineWhispers') === true,
    desktopNotices: said.get('desktopNotices') === true,
    ignored: said.get('ignored') === true,
  };
}
