import ky, { isTimeoutError } from 'ky';
import * as z from 'zod/mini';
import { fail, type Outcome, ok } from '../base/outcome';
import type { ChatLooks } from '../chat/looks';
import type { StreamState } from '../chat/notice-policy';
import { type ChatPageSettings, readChatPageSettings } from '../chat/page-settings';
import { readEmotes, readFlairs } from '../chat/read-looks';
import { conversationOf, type Waiting, type Whisper } from '../chat/whisper-book';

const SITE = 'https://www.destiny.gg';
const CDN = 'https://cdn.destiny.gg';
const TIMEOUT_MS = 15_000;

const nick = z.string().check(z.regex(/^\w{3,20}$/));
/** `YYYY-MM-DDTHH:MM:SS+0000`, whose zone lacks the colon; 0 for anything else. */
const date = z.pipe(
  z.catch(z.string(), ''),
  z.transform((said) => Date.parse(said.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')) || 0),
);

const Me = z.object({ nick });
const Unread = z.array(
  z.object({
    unread: z.union([z.number(), z.string()]),
    username: z.catch(nick, ''),
    timestamp: date,
  }),
);
const Thread = z.array(
  z.object({
    id: z.pipe(
      z.union([z.string().check(z.regex(/^\d{1,15}$/)), z.number().check(z.int(), z.nonnegative())]),
      z.transform(Number),
    ),
    message: z.string(),
    timestamp: date,
    from: nick,
    to: nick,
  }),
);
const UserInfo = z.object({
  data: z.object({ features: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(100)) }),
});
const Stream = z.object({
  data: z.object({
    streams: z.record(z.string(), z.catch(z.nullable(z.object({ live: z.boolean() })), null)),
  }),
});

/** Reads of the site's HTTP API with the browser's own session (dgg-chat.md 9). */
export function dggApi(fetcher: typeof fetch) {
  return {
    /** Who the session belongs to; undefined when signed out. */
    async fetchMe(): Promise<Outcome<{ nick: string } | undefined>> {
      const answer = await ask('/api/chat/me', fetcher);
      if (!answer.ok) return answer;
      const me = Me.safeParse(answer.value);
      return ok(me.success ? { nick: me.data.nick } : undefined);
    },

    /** Conversations with unread whispers, newest first, at most fifty; the numbers arrive as text. Marks nothing. */
    async fetchUnread(): Promise<Outcome<Waiting[]>> {
      const answer = await ask('/api/messages/unread', fetcher);
      if (!answer.ok) return answer;
      if (answer.value === undefined) return ok([]);
      const list = Unread.safeParse(answer.value);
      // `null` is a fault of the site, and no count.
      if (!list.success) return fail('chat-refused');
      return ok(
        list.data.map(({ username, unread, timestamp }) => ({
          nick: username,
          count: Math.max(0, Math.trunc(Number(unread)) || 0),
          atMs: timestamp,
        })),
      );
    },

    /** The page's settings, where the reader saved them on the site; undefined when he is signed out. */
    async fetchPageSettings(): Promise<Outcome<ChatPageSettings | undefined>> {
      const answer = await ask('/api/chat/me/settings', fetcher);
      if (!answer.ok) return answer;
      return ok(answer.value === undefined ? undefined : readChatPageSettings(answer.value));
    },

    /**
     * The newest whispers with somebody, both ways. MARKS EVERYTHING FROM HIM AS READ on the site: only for a thread the
     * reader opened himself.
     */
    async fetchThread(other: string, offset = 0): Promise<Outcome<Whisper[]>> {
      if (!nick.safeParse(other).success) return fail('name-unknown');
      const answer = await ask(`/api/messages/usr/${other}/inbox?s=${offset}`, fetcher);
      if (!answer.ok) return answer;
      const list = Thread.safeParse(answer.value);
      // An unknown nick is answered with `{error}`.
      if (!list.success) return fail('chat-refused');
      const who = conversationOf(other);
      return ok(
        list.data.map((one): Whisper => {
          const incoming = conversationOf(one.from) === who;
          return {
            messageId: one.id,
            nick: incoming ? one.from : one.to,
            who,
            text: one.message.slice(0, 2_000),
            atMs: one.timestamp,
            way: incoming ? 'in' : 'out',
            state: incoming ? 'read' : 'sent',
          };
        }),
      );
    },

    /** Has the site mint a new session for who it remembers; whether it did shows only afterwards. */
    async renewSession(): Promise<Outcome<null>> {
      const answer = await ask('/ping', fetcher, (text) => text);
      return answer.ok ? ok(null) : answer;
    },

    /** Emotes and flairs from the CDN (dgg-chat.md 10). */
    async fetchLooks(): Promise<Outcome<ChatLooks>> {
      const emotes = await ask('/emotes/emotes.json', fetcher, JSON.parse, CDN);
      if (!emotes.ok) return emotes;
      const flairs = await ask('/flairs/flairs.json', fetcher, JSON.parse, CDN);
      if (!flairs.ok) return flairs;
      return ok({ emotes: readEmotes(emotes.value), flairs: readFlairs(flairs.value) });
    },

    /** The flairs of somebody; none for a nick the site does not know. */
    async fetchFeatures(other: string): Promise<Outcome<string[]>> {
      if (!nick.safeParse(other).success) return fail('name-unknown');
      const answer = await ask(`/api/chat/userinfo?username=${other}`, fetcher);
      if (!answer.ok) return answer.failure.facts.status === 404 ? ok([]) : answer;
      const told = UserInfo.safeParse(answer.value);
      return ok(told.success ? told.data.data.features : []);
    },

    /** Whether the stream is live on any platform. */
    async fetchStream(): Promise<Outcome<StreamState>> {
      const answer = await ask('/api/info/stream', fetcher);
      if (!answer.ok) return answer;
      const told = Stream.safeParse(answer.value);
      if (!told.success) return fail('chat-refused');
      return ok({ live: Object.values(told.data.data.streams).some((stream) => stream?.live === true) });
    },
  };
}

/** What one call answers, JSON unless told otherwise; undefined when the site says that nobody is signed in. */
async function ask(
  path: string,
  fetcher: typeof fetch,
  read: (text: string) => unknown = JSON.parse,
  host = SITE,
): Promise<Outcome<unknown>> {
  let status: number;
  let text: string;
  try {
    const response = await ky.get(`${host}${path}`, {
      // The CDN has no use for who is asking.
      credentials: host === SITE ? 'include' : 'omit',
      cache: 'no-store',
      redirect: 'manual',
      retry: 0,
      throwHttpErrors: false,
      timeout: TIMEOUT_MS,
      fetch: fetcher,
    });
    status = response.status;
    text = await response.text();
  } catch (error) {
    return fail(isTimeoutError(error) ? 'no-answer' : 'offline', { site: 'destiny.gg' });
  }
  if (status === 401 || status === 403) return ok(undefined);
  // A fault with a JSON body is no answer about the session either.
  if (status < 200 || status > 299) return fail('chat-refused', { status });
  try {
    return ok(read(text));
  } catch {
    // A challenge or maintenance page.
    return fail('chat-refused', { status });
  }
}
