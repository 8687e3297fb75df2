import { announceSoon, checkStream } from '@/lib/app/announce';
import type { ChatDeps } from '@/lib/app/chat-deps';
import { learnLooks } from '@/lib/app/chat-looks';
import { oneByOne } from '@/lib/app/move-queue';
import { dropReply, reply, settleReplies, type Wish } from '@/lib/app/reply';
import { connectChat, ensureChat, onSocketEvent, useChatKey } from '@/lib/app/watch-chat';
import { countSoon, dropOldWhispers, forgetWhispers, openThread } from '@/lib/app/whispers';
import { type Outcome, ok } from '@/lib/base/outcome';
import { dggApi } from '@/lib/dgg/api';
import { ChatSocket, type SocketEvent } from '@/lib/dgg/chat-socket';
import type { Audience } from '@/lib/messages/contract';
import type { Settings } from '@/lib/messages/settings';
import { ensureHeaderRules } from '@/lib/platform/header-rules';
import { notify, refreshNotice } from '@/lib/platform/notices';
import { ensureOffscreen } from '@/lib/platform/offscreen';
import { chatPages } from '@/lib/platform/page-push';
import { send } from '@/lib/platform/send';
import { looksStore } from '@/lib/storage/looks-store';
import { dropChatKey, loadChatKey, saveChatKey } from '@/lib/storage/secrets';
import { viewStore } from '@/lib/storage/view-store';
import { whisperStore } from '@/lib/storage/whisper-store';

/** Plugs the socket of this browser into the chat's use case: a document holds it in Chromium, we do in Firefox. */
export function wireChat({
  badge,
  onState,
}: {
  badge(): Promise<void>;
  /** The connection is in another state now. */
  onState(state: Extract<SocketEvent, { kind: 'state' }>['state']): void;
}) {
  const own = import.meta.env.FIREFOX ? heldHere((event) => void onEvent(event)) : undefined;
  const api = dggApi((input, init) => fetch(input, init));
  const deps: ChatDeps = {
    socket: {
      async want(open, as): Promise<Outcome<null>> {
        await ensureHeaderRules(as?.identity);
        const highlights = as?.highlights;
        if (own !== undefined) {
          own.want(open, highlights);
          return ok(null);
        }
        await ensureOffscreen();
        return send('socket.want', highlights === undefined ? { open } : { open, highlights });
      },
      async say(whisper): Promise<Outcome<null>> {
        if (own !== undefined) {
          own.whisper(whisper);
          return ok(null);
        }
        await ensureOffscreen();
        return send('socket.say', whisper);
      },
    },
    api,
    pages: chatPages,
    keys: { load: loadChatKey, save: saveChatKey, drop: dropChatKey },
    notices: { notify, refresh: refreshNotice },
    whispers: whisperStore,
    looks: looksStore,
    views: viewStore,
    // Its count is in the chat view by then; whether it is what the icon shows is the reader's choice.
    badge,
    minuteOfDay: () => {
      const now = new Date();
      return now.getHours() * 60 + now.getMinutes();
    },
    now: Date.now,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
  // In the order they happened: a state must not overtake the line before it.
  const inTurn = oneByOne();

  function onEvent(event: SocketEvent): Promise<Outcome<null>> {
    if (event.kind === 'state') onState(event.state);
    return inTurn(() => onSocketEvent(event, deps));
  }

  return {
    onEvent,
    ensure: (): Promise<Outcome<null>> => ensureChat(deps),
    connect: (): Promise<Outcome<null>> => connectChat(deps),
    async useKey(key: string): Promise<Outcome<null>> {
      const done = await useChatKey(key, deps);
      if (done.ok)
        await viewStore.save('keys', { chatKeySetAtMs: key.trim() === '' ? undefined : Date.now() });
      return done;
    },
    openThread: (nick: string): Promise<Outcome<null>> => openThread(nick, deps),
    reply: (wish: Wish, from: Audience): Promise<Outcome<null>> => reply(wish, from === 'chat', deps),
    dropReply: (id: number): Promise<Outcome<null>> => dropReply(id, deps),
    learnLooks: (nicks: readonly string[]): Promise<Outcome<null>> => learnLooks(nicks, deps),
    forget: (): Promise<Outcome<null>> => forgetWhispers(deps),
    async refresh(): Promise<Outcome<null>> {
      void countSoon(deps);
      await settleReplies(deps);
      return ok(null);
    },
    /** Settings were changed, perhaps some that the connection follows. */
    async onSettings(change: Partial<Settings>): Promise<Outcome<null>> {
      void countSoon(deps);
      return change.connectAs === undefined ? ensureChat(deps) : connectChat(deps);
    },
    async onAlarm(): Promise<void> {
      await ensureChat(deps);
      await checkStream(deps);
      await dropOldWhispers(deps);
      await settleReplies(deps);
    },
    async start(): Promise<void> {
      await ensureHeaderRules();
      void announceSoon(deps);
      await settleReplies(deps);
      await ensureChat(deps);
    },
  };
}

function heldHere(on: (event: SocketEvent) => void): ChatSocket {
  return new ChatSocket({
    connect: (url) => new WebSocket(url),
    setTimer: (run, ms) => window.setTimeout(run, ms),
    clearTimer: (timer) => window.clearTimeout(timer),
    random: Math.random,
    now: Date.now,
    on,
  });
}
