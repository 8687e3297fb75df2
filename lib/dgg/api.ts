import ky, { isTimeoutError } from 'ky';
import * as z from 'zod/mini';
import { fail, type Outcome, ok } from '../base/outcome';

const SITE = 'https://www.destiny.gg';
const TIMEOUT_MS = 15_000;

const Me = z.object({ nick: z.string().check(z.regex(/^\w{3,20}$/)) });
const Unread = z.nullable(z.array(z.object({ unread: z.union([z.number(), z.string()]) })));

/** Reads of the site's HTTP API with the browser's own session. None of them changes what is read (dgg-chat.md 9). */
export function dggApi(fetcher: typeof fetch) {
  return {
    /** Who the session belongs to; undefined when signed out. */
    async fetchMe(): Promise<Outcome<{ nick: string } | undefined>> {
      const answer = await ask('/api/chat/me', fetcher);
      if (!answer.ok) return answer;
      const me = Me.safeParse(answer.value);
      return ok(me.success ? { nick: me.data.nick } : undefined);
    },

    /** Unread whispers over all conversations; the numbers arrive as text. */
    async fetchUnread(): Promise<Outcome<number>> {
      const answer = await ask('/api/messages/unread', fetcher);
      if (!answer.ok) return answer;
      if (answer.value === undefined) return ok(0);
      const list = Unread.safeParse(answer.value);
      if (!list.success) return fail('chat-refused');
      return ok((list.data ?? []).reduce((sum, { unread }) => sum + (Number(unread) || 0), 0));
    },
  };
}

/** The JSON of one call; undefined when the site says that nobody is signed in. */
async function ask(path: string, fetcher: typeof fetch): Promise<Outcome<unknown>> {
  let status: number;
  let text: string;
  try {
    const response = await ky.get(`${SITE}${path}`, {
      credentials: 'include',
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
    return fail(isTimeoutError(error) ? 'no-answer' : 'offline');
  }
  if (status === 401 || status === 403) return ok(undefined);
  // A fault with a JSON body is no answer about the session either.
  if (status < 200 || status > 299) return fail('chat-refused', { status });
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    // A challenge or maintenance page.
    return fail('chat-refused', { status });
  }
}
