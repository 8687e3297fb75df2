import { type Outcome, ok } from '../base/outcome';
import { badgeCount, conversationOf } from '../chat/whisper-book';
import { type ChatDeps, soon } from './chat-deps';

const DAY_MS = 86_400_000;

/**
 * Has the site count, without anybody waiting for it: a slow answer must not hold back the next whisper. What waits is told
 * and never invented, and nothing is marked read by asking.
 */
export const countSoon = soon('counting whispers', countUnread);

async function countUnread({ api, views, whispers, badge }: ChatDeps): Promise<void> {
  const unread = await api.fetchUnread();
  if (!unread.ok) return;
  await whispers.settle(unread.value);
  const { page } = await views.load('chat');
  const settings = await views.load('settings');
  const silent = new Set([...(page?.ignored ?? []), ...settings.mutedNicks.map(conversationOf)]);
  const count = badgeCount(unread.value, silent);
  await views.save('chat', { unread: count, waiting: unread.value });
  await badge(settings.badge ? count : 0);
}

/** The reader opened a conversation: fetches it, which marks it read on the site, and keeps it. */
export async function openThread(nick: string, deps: ChatDeps): Promise<Outcome<null>> {
  const thread = await deps.api.fetchThread(nick);
  if (!thread.ok) return thread;
  await deps.whispers.merge(conversationOf(nick), thread.value);
  void countSoon(deps);
  return ok(null);
}

/** Drops what is older than the reader wants to keep. */
export async function dropOldWhispers(deps: ChatDeps): Promise<void> {
  const { keepDays } = await deps.views.load('settings');
  if (keepDays > 0) await deps.whispers.dropBefore(deps.now() - keepDays * DAY_MS);
}

/** Everything we stored of whispers is gone; what is unread on the site stays so, and is counted anew. */
export async function forgetWhispers(deps: ChatDeps): Promise<Outcome<null>> {
  await deps.whispers.forgetAll();
  await deps.views.save('chat', { waiting: undefined });
  void countSoon(deps);
  return ok(null);
}
