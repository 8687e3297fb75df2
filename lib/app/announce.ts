import { say } from '../base/words';
import type { EventOf } from '../chat/frame';
import { mentionReason } from '../chat/mentions';
import {
  chooseNotice,
  isNews,
  isQuiet,
  type NoticeFacts,
  tellsMention,
  wentLive,
} from '../chat/notice-policy';
import { conversationOf, previewOf } from '../chat/whisper-book';
import type { ChatView } from '../messages/views';
import type { WhisperRecord } from '../storage/databases';
import { type ChatDeps, soon } from './chat-deps';
import { looksOf } from './chat-looks';
import { countSoon } from './whispers';

/** Announces every stored whisper that was not announced yet, also those a killed background left behind. */
export const announceSoon = soon('announcing whispers', announceAll);

async function announceAll(deps: ChatDeps): Promise<void> {
  const byWho = new Map<string, WhisperRecord[]>();
  for (const whisper of await deps.whispers.unannounced())
    byWho.set(whisper.who, [...(byWho.get(whisper.who) ?? []), whisper]);
  for (const whispers of byWho.values()) await announce(whispers, deps);
}

/**
 * One conversation's news: a toast in the pages that the policy names, and one system notification that takes the place of
 * the last one of that person's. Pages know what they showed, and of a notification the browser knows whether it is there: killed
 * anywhere in between, the next start shows nothing twice and misses nothing.
 */
async function announce(whispers: readonly WhisperRecord[], deps: ChatDeps): Promise<void> {
  const newest = whispers.at(-1);
  if (newest === undefined) return;
  const { nick, who } = newest;
  const settings = await deps.views.load('settings');
  const pages = await deps.pages.look(nick);
  const about = factsOf(nick, await deps.views.load('chat'), settings, deps);
  const facts: NoticeFacts = { ...about, backlog: !isNews(newest, deps.now()) };
  const choice = chooseNotice(
    facts,
    pages.map((page) => page.facts),
    settings,
  );
  const toasted = pages.filter((_page, at) => choice.toasts[at]).map(({ page }) => page);
  const shown = (text: string): string =>
    settings.hideText ? say('notice_whisper_hidden') : previewOf(text);
  if (toasted.length > 0) {
    const { colour, emotesIn } = await looksOf(nick, deps);
    for (const { messageId, text, atMs } of whispers) {
      const words = { text: shown(text), emotes: emotesIn(shown(text)) };
      await deps.pages.show({ type: 'whisper.show', messageId, nick, atMs, colour, ...words }, toasted);
    }
  }
  const ids = whispers.map(({ messageId }) => messageId);
  const claimed = await Promise.all(ids.map((messageId) => deps.whispers.claim(messageId)));
  if (choice.system) {
    const waiting = (await deps.whispers.list(who)).filter(({ state }) => state === 'unread').length;
    const title = waiting > 1 ? say('notice_title_several', { nick, count: waiting }) : nick;
    const notice = { id: `whisper:${who}`, title, text: shown(newest.text) };
    // Somebody who died over it may have told it: then it is there, or nearly so.
    const there = !claimed.includes(true) && (await deps.notices.refresh(notice));
    if (!there) await deps.notices.notify(notice);
  }
  await deps.whispers.told(ids);
  if (choice.badge) void countSoon(deps);
}

/** How the reader stands to somebody at this moment; whether it is news depends on what he said. */
function factsOf(
  nick: string,
  view: ChatView,
  settings: { mutedNicks: readonly string[]; quietHours: Parameters<typeof isQuiet>[0] },
  deps: ChatDeps,
): Omit<NoticeFacts, 'backlog'> {
  const who = conversationOf(nick);
  return {
    ignored: view.page?.ignored.includes(who) ?? false,
    muted: settings.mutedNicks.some((one) => conversationOf(one) === who),
    quiet: isQuiet(settings.quietHours, deps.minuteOfDay()),
  };
}

/** A public line that the holder of the socket took for a mention. */
export async function announceMention(message: EventOf<'message'>, deps: ChatDeps): Promise<void> {
  const settings = await deps.views.load('settings');
  const view = await deps.views.load('chat');
  if (!settings.mentions || mentionReason(message, highlightsOf(view)) === undefined) return;
  const { nick } = message.user;
  const pages = await deps.pages.look(nick);
  const inSight = pages.some(({ facts }) => facts.visible);
  const atMs = message.atMs === 0 ? deps.now() : message.atMs;
  const facts = { ...factsOf(nick, view, settings, deps), backlog: !isNews({ atMs }, deps.now()) };
  if (!tellsMention(facts, inSight)) return;
  const text = settings.hideText ? say('notice_mention_hidden') : previewOf(message.text);
  await deps.notices.notify({ id: `mention:${conversationOf(nick)}`, title: nick, text });
}

/** What the page would highlight for its reader. */
export function highlightsOf({ nick, page }: ChatView) {
  return { nick, words: page?.highlightWords ?? [], nicks: page?.highlightNicks ?? [] };
}

/** Looks whether the stream went live, for readers who asked to be told. */
export async function checkStream(deps: ChatDeps): Promise<void> {
  const settings = await deps.views.load('settings');
  if (!settings.streamLive) return;
  const now = await deps.api.fetchStream();
  if (!now.ok) return;
  const before = (await deps.views.load('chat')).stream;
  await deps.views.save('chat', { stream: now.value });
  if (!wentLive(before, now.value) || isQuiet(settings.quietHours, deps.minuteOfDay())) return;
  await deps.notices.notify({ id: 'stream:live', title: 'destiny.gg', text: say('notice_stream_live') });
}
