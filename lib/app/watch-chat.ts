import { type Failure, fail, type Outcome, ok } from '../base/outcome';
import { readFrame } from '../chat/frame';
import { isNews, needsNotification } from '../chat/notice-policy';
import { previewOf } from '../chat/whisper-book';
import type { Asked } from '../messages/contract';
import type { ChatPages, ChatSocket, DggApi, Notices, Now, ViewStore, WhisperStore } from './ports';

export interface ChatDeps {
  socket: ChatSocket;
  api: DggApi;
  pages: ChatPages;
  notices: Notices;
  whispers: WhisperStore;
  views: ViewStore;
  /** The number on the toolbar icon. */
  badge(count: number): Promise<void>;
  now: Now;
}

type SocketEvent = Asked<'socket.event'>;

/** Handshakes that may fail in a row before the site is asked whether it is us (dgg-chat.md 8). */
const DOUBTFUL = 2;

/**
 * Wants the socket open when the browser is signed in to destiny.gg, and closed when it is not: a guest would receive
 * the whole public chat for nothing. A connection that the server ended for good waits for the user.
 */
export async function ensureChat(deps: ChatDeps): Promise<Outcome<null>> {
  const view = await deps.views.load('chat');
  if (view.state === 'stopped') return ok(null);
  const me = await deps.api.fetchMe();
  if (!me.ok) {
    // Unknown is not signed out: a connection that is there stays.
    if (view.state === 'off') await deps.views.save('chat', { problem: me.failure });
    return view.state === 'off' ? ok(null) : deps.socket.want(true);
  }
  if (me.value === undefined) return goOff(deps);
  await deps.views.save('chat', { nick: me.value.nick, problem: undefined });
  return deps.socket.want(true);
}

/** No session, no connection; the number on the icon was of whispers that are nobody's here any more. */
async function goOff(deps: ChatDeps): Promise<Outcome<null>> {
  await deps.views.replace('chat', { state: 'off' });
  await deps.badge(0);
  return deps.socket.want(false);
}

/** The user asks for the connection again, also after the server stopped it. */
export async function connectChat(deps: ChatDeps): Promise<Outcome<null>> {
  await deps.views.replace('chat', { state: 'off' });
  await deps.socket.want(false);
  return ensureChat(deps);
}

/** What the holder of the socket reports. */
export async function onSocketEvent(event: SocketEvent, deps: ChatDeps): Promise<Outcome<null>> {
  if (event.kind === 'line') await onLine(event.line, deps);
  else await onState(event, deps);
  return ok(null);
}

async function onState(event: Extract<SocketEvent, { kind: 'state' }>, deps: ChatDeps): Promise<void> {
  const { views } = deps;
  if (event.state === 'stopped') {
    if (event.reason === '') return;
    const problem = fail('chat-stopped', { reason: reasonInWords(event.reason) }).failure;
    return views.save('chat', { state: 'stopped', problem });
  }
  if (event.state === 'open') {
    await views.save('chat', { state: 'open', problem: undefined });
    countSoon(deps);
    return;
  }
  await views.save('chat', { state: event.state });
  if (event.state !== 'waiting' || event.failures < DOUBTFUL) return;
  // Asked once; what keeps failing after that needs no call of its own each time.
  const told = (await views.load('chat')).problem !== undefined;
  if (event.failures === DOUBTFUL || !told) await views.save('chat', { problem: await whyRefused(deps) });
}

/** A failed handshake looks the same whatever its cause; one call of the site tells offline from refused. */
async function whyRefused({ api }: ChatDeps): Promise<Failure> {
  const me = await api.fetchMe();
  return me.ok ? fail('chat-refused').failure : me.failure;
}

/** Counts under way, and whether one more is due after it. */
const counting = new WeakMap<ChatDeps, { again: boolean }>();

/**
 * Has the site count, without anybody waiting for it: a slow answer must not hold back the next whisper, and fifty
 * whispers in a second are two calls.
 */
function countSoon(deps: ChatDeps): void {
  const under = counting.get(deps);
  if (under !== undefined) {
    under.again = true;
    return;
  }
  const count = { again: false };
  counting.set(deps, count);
  void countUnread(deps)
    // A number that cannot be stored or shown is counted anew with the next whisper.
    .catch((error: unknown) => console.error('Vault Courier: counting whispers failed', error))
    .finally(() => {
      counting.delete(deps);
      if (count.again) countSoon(deps);
    });
}

async function countUnread({ api, views, badge }: ChatDeps): Promise<void> {
  const unread = await api.fetchUnread();
  if (!unread.ok) return;
  await views.save('chat', { unread: unread.value });
  await badge(unread.value);
}

async function onLine(line: string, deps: ChatDeps): Promise<void> {
  const event = readFrame(line);
  if (event.kind === 'me') {
    if (event.user !== undefined) return deps.views.save('chat', { nick: event.user.nick });
    // The session lapsed: no guest connection.
    await goOff(deps);
    return;
  }
  if (event.kind !== 'whisper') return;
  const { kind: _kind, ...whisper } = event;
  const atMs = whisper.atMs === 0 ? deps.now() : whisper.atMs;
  // Stored before it is announced: what is in the book is never announced twice.
  const fresh = await deps.whispers.add({ ...whisper, atMs, announced: 0 });
  if (!fresh) return;
  await announce({ ...whisper, atMs }, deps);
  countSoon(deps);
}

async function announce(
  whisper: { messageId: number; nick: string; text: string; atMs: number },
  deps: ChatDeps,
): Promise<void> {
  const { messageId, nick, atMs } = whisper;
  const text = previewOf(whisper.text);
  const answers = await deps.pages.push({ type: 'whisper.show', messageId, nick, text, atMs });
  if (needsNotification(answers))
    await deps.notices.notify({ id: `whisper:${messageId}`, title: nick, text });
  await deps.whispers.markAnnounced(messageId);
}

/** At start: whispers that were stored but not announced when the background was killed. */
export async function announceLeftOvers(deps: ChatDeps): Promise<void> {
  for (const whisper of await deps.whispers.unannounced()) {
    if (isNews(whisper, deps.now())) await announce(whisper, deps);
    else await deps.whispers.markAnnounced(whisper.messageId);
  }
}

function reasonInWords(reason: string): string {
  if (reason === 'banned') return 'you are banned';
  return reason === 'toomanyconnections' ? 'too many chat windows are open' : reason;
}
