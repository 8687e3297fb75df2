import { oneByOne } from '@/lib/app/move-queue';
import {
  announceLeftOvers,
  type ChatDeps,
  connectChat,
  ensureChat,
  onSocketEvent,
} from '@/lib/app/watch-chat';
import { type Outcome, ok } from '@/lib/base/outcome';
import { dggApi } from '@/lib/dgg/api';
import { ChatSocket, type SocketEvent } from '@/lib/dgg/chat-socket';
import { ensureHeaderRules } from '@/lib/platform/header-rules';
import { notify, showBadge } from '@/lib/platform/notices';
import { ensureOffscreen } from '@/lib/platform/offscreen';
import { pushToChatPages } from '@/lib/platform/page-push';
import { send } from '@/lib/platform/send';
import { viewStore } from '@/lib/storage/view-store';
import { whisperStore } from '@/lib/storage/whisper-store';

/** Plugs the socket of this browser into the chat's use case: a document holds it in Chromium, we do in Firefox. */
export function wireChat() {
  const own = import.meta.env.FIREFOX ? heldHere((event) => void onEvent(event)) : undefined;
  const deps: ChatDeps = {
    socket: {
      async want(open): Promise<Outcome<null>> {
        await ensureHeaderRules();
        if (own !== undefined) {
          own.want(open);
          return ok(null);
        }
        await ensureOffscreen();
        return send('socket.want', { open });
      },
    },
    api: dggApi((input, init) => fetch(input, init)),
    pages: { push: pushToChatPages },
    notices: { notify },
    whispers: whisperStore,
    views: viewStore,
    badge: showBadge,
    now: Date.now,
  };
  // In the order they happened: a state must not overtake the line before it.
  const inTurn = oneByOne();

  function onEvent(event: SocketEvent): Promise<Outcome<null>> {
    return inTurn(() => onSocketEvent(event, deps));
  }

  return {
    onEvent,
    ensure: (): Promise<Outcome<null>> => ensureChat(deps),
    connect: (): Promise<Outcome<null>> => connectChat(deps),
    async start(): Promise<void> {
      await ensureHeaderRules();
      // In turn as well: the whisper that woke us is in the book already and must not count as a left-over.
      await inTurn(() => announceLeftOvers(deps));
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
