import type { ChatDeps } from '../../../lib/app/chat-deps';
import type { ChatSocket } from '../../../lib/app/ports';
import { type Outcome, ok } from '../../../lib/base/outcome';
import type { PageFacts, StreamState } from '../../../lib/chat/notice-policy';
import type { ChatPageSettings } from '../../../lib/chat/page-settings';
import type { Waiting, Whisper } from '../../../lib/chat/whisper-book';
import type { ToSay } from '../../../lib/dgg/whisper-sender';
import type { WhisperPush } from '../../../lib/messages/contract';
import { looksStore } from '../../../lib/storage/looks-store';
import { dropChatKey, loadChatKey, saveChatKey } from '../../../lib/storage/secrets';
import { viewStore } from '../../../lib/storage/view-store';
import { whisperStore } from '../../../lib/storage/whisper-store';

export const NOW = 1_800_000_000_000;

/** A chat page in front of its reader. */
export const PAGE: PageFacts = {
  visible: true,
  conversationOpen: false,
  inlineWhispers: false,
  desktopNotices: false,
  ignored: false,
};

/** The chat's background around real stores: a site and pages that say what `seen` has, and everything they were told. */
export function background() {
  const seen = {
    shown: [] as WhisperPush[],
    notified: [] as { id: string; title: string; text: string }[],
    /** Notifications that were brought up to date without calling for attention. */
    refreshed: [] as { id: string; text: string }[],
    badges: [] as number[],
    wanted: [] as boolean[],
    /** As whom and with which highlights the socket was wanted. */
    asked: [] as Parameters<ChatSocket['want']>[1][],
    /** Whispers handed over to be sent. */
    said: [] as ToSay[],
    meAsked: 0,
    counted: 0,
    renewed: 0,
    streamAsked: 0,
    threads: [] as string[],
    pages: [] as PageFacts[],
    /** Chat tabs that are open. */
    open: 0,
    /** One answer after the other; the last one stays. */
    me: [ok({ nick: 'Guardian' })] as Outcome<{ nick: string } | undefined>[],
    unread: ok([]) as Outcome<Waiting[]>,
    thread: ok([]) as Outcome<Whisper[]>,
    stream: ok({ live: false }) as Outcome<StreamState>,
    pageSettings: undefined as ChatPageSettings | undefined,
  };
  const deps: ChatDeps = {
    socket: {
      want: async (open, as) => {
        seen.wanted.push(open);
        if (open) seen.asked.push(as);
        return ok(null);
      },
      say: async (whisper) => {
        seen.said.push(whisper);
        return ok(null);
      },
    },
    api: {
      fetchMe: async () => {
        seen.meAsked += 1;
        const [answer] = seen.me.length > 1 ? seen.me.splice(0, 1) : seen.me;
        return answer ?? ok(undefined);
      },
      fetchUnread: async () => {
        seen.counted += 1;
        return seen.unread;
      },
      fetchPageSettings: async () => ok(seen.pageSettings),
      fetchThread: async (nick) => {
        seen.threads.push(nick);
        return seen.thread;
      },
      renewSession: async () => {
        seen.renewed += 1;
        return ok(null);
      },
      fetchLooks: async () => ok({ emotes: [], flairs: [] }),
      fetchFeatures: async () => ok([]),
      fetchStream: async () => {
        seen.streamAsked += 1;
        return seen.stream;
      },
    },
    pages: {
      look: async () => seen.pages.map((facts, page) => ({ page, facts })),
      show: async (push) => {
        seen.shown.push(push);
      },
      count: async () => seen.open,
    },
    notices: {
      notify: async (notice) => {
        seen.notified.push(notice);
      },
      refresh: async ({ id, text }) => {
        const there = seen.notified.findLast((notice) => notice.id === id);
        if (there !== undefined) seen.refreshed.push({ id, text });
        return there !== undefined;
      },
    },
    whispers: whisperStore,
    looks: looksStore,
    views: viewStore,
    keys: { load: loadChatKey, save: saveChatKey, drop: dropChatKey },
    badge: async (count) => {
      seen.badges.push(count);
    },
    minuteOfDay: () => 12 * 60,
    now: () => NOW,
    wait: () => new Promise(() => undefined),
  };
  return { deps, seen };
}
