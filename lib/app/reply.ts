import { fail, type Outcome, ok } from '../base/outcome';
import { mayReply, refusalOf } from '../chat/refusal';
import { asKept, MOST_CODE_POINTS, textProblem } from '../chat/send-rules';
import { conversationOf } from '../chat/whisper-book';
import type { Said } from '../dgg/whisper-sender';
import type { WhisperRecord } from '../storage/databases';
import type { ChatDeps } from './chat-deps';
import { countSoon } from './whispers';

/** A whisper of the reader's. The number is its page's, drawn at random: asked twice with one, it goes out once. */
export interface Wish {
  id: number;
  nick: string;
  text: string;
}

/** The holder of the socket answers within a quarter of a minute for each that waits; after this nobody holds it any more. */
const LONGEST_MS = 60_000;
/** So many may wait for their answers; a chat page could ask without end. */
const MOST_WAITING = 4;

type Told = (said: Outcome<null>) => void;
/** Who waits for which end, for as long as this background lives. */
const waiting = new WeakMap<ChatDeps, Map<number, Told[]>>();

/**
 * Sends one whisper and answers when its end is known. It is stored before it leaves and kept until the chat confirmed it;
 * what happened to it can be asked for again with the same number, after a death of ours too. Nothing is sent twice.
 */
export async function reply(
  { id, nick, text }: Wish,
  fromChatPage: boolean,
  deps: ChatDeps,
): Promise<Outcome<null>> {
  const who = conversationOf(nick);
  const known = await deps.whispers.loadSent(who, -id);
  if (known !== undefined) return endOf(known, deps);
  const why = textProblem(text);
  if (why !== undefined) return fail('whisper-text', { why, most: MOST_CODE_POINTS });
  const { replyToAnyone } = await deps.views.load('settings');
  const right = { wroteFirst: await deps.whispers.wrote(who), anyone: replyToAnyone, fromChatPage };
  if (!mayReply(right)) return fail('whisper-stranger', { nick });
  if ((await deps.views.load('chat')).state !== 'open') return fail('chat-not-open');
  if ((await deps.whispers.sending()).length >= MOST_WAITING) return fail('whisper-waiting');
  const kept = asKept(text);
  const record: WhisperRecord = {
    messageId: -id,
    nick,
    who,
    text: kept,
    atMs: deps.now(),
    way: 'out',
    state: 'sending',
    announced: 1,
  };
  if (!(await deps.whispers.add(record))) return reply({ id, nick, text }, fromChatPage, deps);
  const end = endOf(record, deps);
  // Without an answer nobody knows whether the holder has it; its report or the time limit will tell.
  await deps.socket.say({ id, nick, text: kept });
  return end;
}

/** What became of one of ours, as soon as that is known. */
function endOf(record: WhisperRecord, deps: ChatDeps): Promise<Outcome<null>> {
  if (record.state !== 'sending') return Promise.resolve(outcomeOf(record));
  const id = -record.messageId;
  const heard = new Promise<Outcome<null>>((resolve) => {
    const told = waiting.get(deps) ?? new Map<number, Told[]>();
    waiting.set(deps, told);
    told.set(id, [...(told.get(id) ?? []), resolve]);
  });
  const late = deps.wait(Math.max(0, record.atMs + LONGEST_MS - deps.now())).then(async () => {
    await settle(record.messageId, { id, how: 'unsure' }, deps);
    return outcomeOf(await deps.whispers.load(record.messageId));
  });
  return Promise.race([heard, late]);
}

/** A record that is gone was replaced by the site's own of the same whisper: it is there. */
function outcomeOf(record: WhisperRecord | undefined): Outcome<null> {
  if (record === undefined || record.state === 'sent') return ok(null);
  if (record.state === 'refused')
    return { ok: false, failure: record.problem ?? fail('whisper-refused').failure };
  return fail('whisper-unsure');
}

/** The holder of the socket tells how one ended. */
export async function onSaid(said: Said, deps: ChatDeps): Promise<void> {
  const messageId = -said.id;
  await settle(messageId, said, deps);
  const tell = async (): Promise<void> => {
    const told = waiting.get(deps)?.get(said.id) ?? [];
    waiting.get(deps)?.delete(said.id);
    const outcome = outcomeOf(await deps.whispers.load(messageId));
    for (const one of told) one(outcome);
  };
  if (said.how !== 'unsure') return tell();
  // Nobody's next whisper waits for the site.
  void lookFor(messageId, deps)
    .catch((error: unknown) => console.error('Vault Courier: looking for a whisper failed', error))
    .then(tell);
}

/** Writes the end down, unless a surer one is known already. */
async function settle(messageId: number, said: Said, deps: ChatDeps): Promise<void> {
  const record = await deps.whispers.load(messageId);
  if (record === undefined) return;
  const open = record.state === 'sending' || (record.state === 'unsure' && said.how !== 'unsure');
  if (!open) return;
  if (said.how === 'sent') return deps.whispers.change(messageId, { state: 'sent', problem: undefined });
  if (said.how === 'unsure') {
    const problem = fail('whisper-unsure').failure;
    return deps.whispers.change(messageId, { state: 'unsure', problem });
  }
  const problem = said.how === 'refused' ? refusalOf(said.error, record.nick) : fail('chat-not-open').failure;
  return deps.whispers.change(messageId, { state: 'refused', problem });
}

/**
 * Looks into the thread for one whose answer got lost. Fetching marks everything from that person as read, so this is
 * done only where nothing waits to be read; else the reader is told, and looks himself.
 */
async function lookFor(messageId: number, deps: ChatDeps): Promise<void> {
  const record = await deps.whispers.load(messageId);
  if (record?.state !== 'unsure') return;
  const unread = await deps.api.fetchUnread();
  if (!unread.ok || unread.value.some(({ nick }) => conversationOf(nick) === record.who)) return;
  const thread = await deps.api.fetchThread(record.nick);
  if (!thread.ok) return;
  await deps.whispers.merge(record.who, thread.value);
  void countSoon(deps);
}

/** After a death: what was under way and nobody holds any more is unknown, and said to be. */
export async function settleReplies(deps: ChatDeps): Promise<void> {
  for (const { messageId, atMs } of await deps.whispers.sending()) {
    if (deps.now() - atMs < LONGEST_MS) continue;
    await onSaid({ id: -messageId, how: 'unsure' }, deps);
  }
}

/** The reader has seen that it did not go out, or takes its text up again. */
export async function dropReply(id: number, deps: ChatDeps): Promise<Outcome<null>> {
  const record = await deps.whispers.load(-id);
  if (record?.state === 'refused' || record?.state === 'unsure') await deps.whispers.drop(-id);
  return ok(null);
}
