import ky, { isTimeoutError } from 'ky';
import * as z from 'zod/mini';
import { cleanText } from '../base/clean-text';
import { fail, type Outcome, ok } from '../base/outcome';
import { asksForNewToken, meaningOf } from './error-meanings';

export const BUNGIE_ORIGIN = 'https://www.bungie.net';

/** Milliseconds until a call counts as unanswered. GetProfile takes seconds on bad days. */
const TIMEOUT_MS = 20_000;

/** Loose about everything but what decides (bungie-api.md 3.1). */
const Envelope = z.object({
  ErrorCode: z.number(),
  ErrorStatus: z.optional(z.string()),
  Message: z.optional(z.string()),
  ThrottleSeconds: z.optional(z.unknown()),
  Response: z.optional(z.unknown()),
});
const OAuthShape = z.object({ error: z.string(), error_description: z.optional(z.string()) });

export interface BungieCall {
  /** Below /Platform, with leading and trailing slash, query included. */
  path: string;
  apiKey: string;
  token?: string | undefined;
  /** Given: a POST with this JSON body, whose outcome is unknown when no answer comes. */
  body?: object;
  timeoutMs?: number;
}

/** A refusal by an expired or dead token, told apart so that the client can renew it once. */
export type BungieAnswer = Outcome<unknown> & { tokenRefused?: boolean };

/**
 * One call to the Bungie platform, read in the order of bungie-api.md 3.1: JSON first whatever the HTTP status, then
 * the envelope, then OAuth's error shape, then the bare status. Answers the `Response` part, unparsed.
 *
 * A read without an answer is `offline` or `no-answer`; a write without one is `unknown-outcome`, because it may
 * have been carried out.
 */
export async function callBungie(call: BungieCall, fetcher: typeof fetch): Promise<BungieAnswer> {
  const writes = call.body !== undefined;
  let response: Response;
  let text: string;
  try {
    response = await ky(`${BUNGIE_ORIGIN}/Platform${call.path}`, {
      method: writes ? 'post' : 'get',
      ...(writes ? { json: call.body } : {}),
      headers: {
        'X-API-Key': call.apiKey,
        ...(call.token === undefined ? {} : { Authorization: `Bearer ${call.token}` }),
      },
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      retry: 0,
      throwHttpErrors: false,
      timeout: call.timeoutMs ?? TIMEOUT_MS,
      fetch: fetcher,
    });
    text = await response.text();
  } catch (error) {
    // ky's errors carry the request body, so nothing of them travels on.
    if (writes) return fail('unknown-outcome');
    return fail(isTimeoutError(error) ? 'no-answer' : 'offline');
  }
  const answer = readAnswer(response.status, text);
  // A game server that timed out on a read has done nothing that anybody would have to look after.
  if (!writes && !answer.ok && answer.failure.code === 'unknown-outcome') return fail('no-answer');
  return answer;
}

/** What an answer of the platform says; total. */
export function readAnswer(status: number, text: string): BungieAnswer {
  const body = parseJson(text);
  const envelope = Envelope.safeParse(body);
  if (envelope.success) return readEnvelope(envelope.data);
  const oauth = OAuthShape.safeParse(body);
  if (oauth.success) {
    return oauth.data.error === 'server_error'
      ? fail('maintenance')
      : fail('bungie-error', { errorCode: 1618 });
  }
  if (status === 401) return { ...fail('signed-out'), tokenRefused: true };
  if (status === 429) return fail('throttled', { retryAfterSeconds: 10 });
  if (status === 503 || (status >= 502 && status <= 526)) return fail('maintenance');
  return fail('not-bungie', { status });
}

function readEnvelope(envelope: z.infer<typeof Envelope>): BungieAnswer {
  const { ErrorCode: errorCode, Message: message } = envelope;
  if (errorCode === 1) return ok(envelope.Response);
  const code = meaningOf(errorCode);
  const facts: Record<string, string | number> = { errorCode };
  if (message !== undefined) facts.message = cleanText(message, 300);
  if (code === 'throttled') facts.retryAfterSeconds = throttleSeconds(envelope.ThrottleSeconds);
  return asksForNewToken(errorCode) ? { ...fail(code, facts), tokenRefused: true } : fail(code, facts);
}

/** Text, 0 and absurd numbers happen; between 1 s and 5 min in any case. */
function throttleSeconds(value: unknown): number {
  const seconds = typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 2;
  return Math.min(seconds, 300);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // HTML and cut bodies: the status decides.
    return undefined;
  }
}
