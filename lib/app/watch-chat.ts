import { type Failure, fail, type Outcome, ok } from '../base/outcome';
import { say } from '../base/words';
import type { ChatIdentity } from '../chat/chat-settings';
import { type EventOf, readFrame } from '../chat/frame';
import { conversationOf } from '../chat/whisper-book';
import type { Asked } from '../messages/contract';
import type { ChatView } from '../messages/views';
import { announceMention, announceSoon, highlightsOf } from './announce';
import { type ChatDeps, soon } from './chat-deps';
import { onSaid } from './reply';
import { countSoon } from './whispers';

type SocketEvent = Asked<'socket.event'>;

/** Handshakes that may fail in a row before the site is asked whether it is us (dgg-chat.md 8). */
const DOUBTFUL = 2;
/** Connections a user may have (dgg-chat.md 1): with so many pages open, ours would be the one too many. */
const MOST_CONNECTIONS = 5;
/** A session that lapses again so soon was not renewed by asking. */
const RENEWAL_MS = 10 * 60_000;

/**
 * Wants the socket open as the reader chose to be in chat, and closed when he cannot be: nobody signed in, or all five
 * connections taken by pages. A connection that the server ended for good waits for the user.
 */
export async function ensureChat(deps: ChatDeps): Promise<Outcome<null>> {
  const view = await deps.views.load('chat');
  const settings = await deps.views.load('settings');
  if (settings.connectAs === 'off') return goOff(deps);
  if (view.state === 'stopped') return ok(null);
  if ((await deps.pages.count()) >= MOST_CONNECTIONS) return makeRoom(deps);
  if (settings.connectAs === 'anonymous') return want(deps, { kind: 'anonymous' });
  if (settings.connectAs === 'key') {
    const key = await deps.keys.load();
    return key === undefined ? stop(deps, say('chat_reason_no_key')) : want(deps, { kind: 'key', key });
  }
  const me = await deps.api.fetchMe();
  if (!me.ok) {
    // Unknown is not signed out: a connection that is there stays.
    if (view.state === 'off') await deps.views.save('chat', { problem: me.failure });
    return view.state === 'off' ? ok(null) : want(deps, { kind: 'session' });
  }
  if (me.value === undefined) return isNobody(view, deps);
  await deps.views.save('chat', { nick: me.value.nick, problem: undefined });
  return want(deps, { kind: 'session' });
}

async function want(deps: ChatDeps, identity: ChatIdentity): Promise<Outcome<null>> {
  const { mentions } = await deps.views.load('settings');
  const highlights = mentions ? highlightsOf(await deps.views.load('chat')) : undefined;
  return deps.socket.want(true, { identity, highlights });
}

/** No connection; the number on the icon was of whispers that are nobody's here any more. */
async function goOff(deps: ChatDeps): Promise<Outcome<null>> {
  await deps.views.replace('chat', { state: 'off' });
  await deps.badge(0);
  return deps.socket.want(false);
}

/** The reader's own pages come first; ours comes back when one of them is closed. */
async function makeRoom(deps: ChatDeps): Promise<Outcome<null>> {
  const problem = fail('chat-stopped', { reason: say('chat_reason_five_windows') }).failure;
  await deps.views.save('chat', { state: 'waiting', problem, retryAtMs: undefined });
  return deps.socket.want(false);
}

/** Ended by us for a reason only the reader can mend. */
async function stop(deps: ChatDeps, reason: string): Promise<Outcome<null>> {
  const { failure } = fail('chat-stopped', { reason });
  await deps.views.save('chat', { state: 'stopped', problem: failure, retryAtMs: undefined });
  return deps.socket.want(false);
}

/** The user asks for the connection again, also after the server stopped it, or changed as whom to connect. */
export async function connectChat(deps: ChatDeps): Promise<Outcome<null>> {
  await deps.views.replace('chat', { state: 'off', pressed: true });
  await deps.socket.want(false);
  return ensureChat(deps);
}

/** Stores the login key and connects anew; an empty one forgets it. */
export async function useChatKey(key: string, deps: ChatDeps): Promise<Outcome<null>> {
  if (key === '') await deps.keys.drop();
  else if (!(await deps.keys.save(key))) return fail('chat-refused', { reason: say('chat_reason_bad_key') });
  return connectChat(deps);
}

/** What the holder of the socket reports. */
export async function onSocketEvent(event: SocketEvent, deps: ChatDeps): Promise<Outcome<null>> {
  if (event.kind === 'line') await onLine(event.line, deps);
  else if (event.kind === 'said') await onSaid(event.said, deps);
  else await onState(event, deps);
  return ok(null);
}

async function onState(event: Extract<SocketEvent, { kind: 'state' }>, deps: ChatDeps): Promise<void> {
  const { views } = deps;
  if (event.state === 'stopped') {
    if (event.reason === '') return;
    const problem = fail('chat-stopped', { reason: reasonInWords(event.reason) }).failure;
    return views.save('chat', { state: 'stopped', problem, retryAtMs: undefined });
  }
  if (event.state === 'open') {
    await views.save('chat', { state: 'open', problem: undefined, retryAtMs: undefined, pressed: undefined });
    void learnSoon(deps);
    return;
  }
  const retryAtMs = event.retryInMs === undefined ? undefined : deps.now() + event.retryInMs;
  await views.save('chat', { state: event.state, retryAtMs });
  const { problem, pressed } = await views.load('chat');
  // Who pressed a button wants to know at once why it did not help.
  const doubtful = event.failures >= DOUBTFUL || (pressed && event.failures > 0);
  if (event.state !== 'waiting' || !doubtful) return;
  // Asked once; what keeps failing after that needs no call of its own each time.
  if (pressed || event.failures === DOUBTFUL || problem === undefined)
    await views.save('chat', { problem: await whyRefused(deps), pressed: undefined });
}

/** A failed handshake looks the same whatever its cause; one call of the site tells offline from refused. */
async function whyRefused({ api }: ChatDeps): Promise<Failure> {
  const me = await api.fetchMe();
  return me.ok ? fail('chat-refused').failure : me.failure;
}

/** After each connect: what the reader set up in the page, whom he ignores among it, and only then what waits. */
export const learnSoon = soon('learning from the site', async (deps) => {
  const page = await deps.api.fetchPageSettings();
  if (page.ok && page.value !== undefined) await deps.views.save('chat', { page: page.value });
  void countSoon(deps);
});

async function onLine(line: string, deps: ChatDeps): Promise<void> {
  const event = readFrame(line);
  if (event.kind === 'me') return onMe(event, deps);
  if (event.kind === 'user-update') return deps.views.save('chat', { nick: event.user.nick });
  if (event.kind === 'message') return announceMention(event, deps);
  if (event.kind !== 'whisper') return;
  const { messageId, nick, text } = event;
  const atMs = event.atMs === 0 ? deps.now() : event.atMs;
  const who = conversationOf(nick);
  // Stored before it is announced: what is in the book is never announced twice.
  await deps.whispers.add({ messageId, nick, who, text, atMs, way: 'in', state: 'unread', announced: 0 });
  void announceSoon(deps);
}

async function onMe({ user }: EventOf<'me'>, deps: ChatDeps): Promise<void> {
  const { connectAs } = await deps.views.load('settings');
  if (user !== undefined) return deps.views.save('chat', { nick: user.nick, guest: undefined });
  if (connectAs === 'anonymous') return deps.views.save('chat', { nick: undefined, guest: true });
  if (connectAs === 'key') await stop(deps, say('chat_reason_key_refused'));
  else await isNobody(await deps.views.load('chat'), deps);
}

/**
 * Chat or site do not know the reader. If they did before, or he asks for the connection himself, his session may have lapsed and
 * the site may still remember him: it is renewed once, and once only in a while.
 */
async function isNobody(view: ChatView, deps: ChatDeps): Promise<Outcome<null>> {
  const expected = view.nick !== undefined || view.pressed === true;
  const again = view.renewedAtMs !== undefined && deps.now() - view.renewedAtMs < RENEWAL_MS;
  if (!expected) return goOff(deps);
  if (!again) {
    await deps.views.save('chat', { renewedAtMs: deps.now() });
    await deps.api.renewSession();
  }
  const me = await deps.api.fetchMe();
  if (!me.ok) {
    await deps.views.save('chat', { problem: me.failure });
    return ok(null);
  }
  if (me.value === undefined) return goOff(deps);
  // The site knows him and the chat does not, although it was asked anew: his cookie does not reach it.
  if (again) return stop(deps, say('chat_reason_no_session'));
  await deps.socket.want(false);
  return want(deps, { kind: 'session' });
}

function reasonInWords(reason: string): string {
  if (reason === 'banned') return say('chat_reason_banned');
  return reason === 'toomanyconnections' ? say('chat_reason_too_many') : reason;
}
