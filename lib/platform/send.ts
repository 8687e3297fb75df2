import { defineExtensionMessaging } from '@webext-core/messaging';
import { fail, type Outcome } from '../base/outcome';
// Types only: the schemas stay in the contexts that serve, or zod would travel into every page.
import type { Answered, Asks, MessageName } from '../messages/contract';

/** The library knows names and a loose body; the contract gives both their types. */
type Wire = Record<string, (asked: unknown) => unknown>;

export const messaging = defineExtensionMessaging<Wire>();

/** Milliseconds a sender waits before it says so; what waits for a person or a download has no limit. */
const LIMITS_MS: Partial<Record<MessageName, number>> = {
  'session.signIn': Number.POSITIVE_INFINITY,
  'import.run': Number.POSITIVE_INFINITY,
  // A batch takes as long as it takes; a killed background is heard of at once.
  'moves.work': Number.POSITIVE_INFINITY,
  'moves.goOn': 60_000,
  'moves.undo': 60_000,
  'profile.refresh': 60_000,
  // Its answer is the chat's own, or that there is none.
  'whispers.reply': 100_000,
};
const LIMIT_MS = 20_000;

/**
 * Asks the context that serves `name`. Never rejects: a killed worker, a closed channel or a time-out is
 * `no-reply`, and then nobody knows whether the request was carried out.
 */
export async function send<N extends MessageName>(name: N, asks: Asks<N>): Promise<Outcome<Answered<N>>> {
  const limitMs = LIMITS_MS[name] ?? LIMIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Outcome<never>>((resolve) => {
    if (limitMs !== Number.POSITIVE_INFINITY) timer = setTimeout(() => resolve(fail('no-reply')), limitMs);
  });
  try {
    const answer = messaging.sendMessage(name, asks) as Promise<unknown>;
    // The serving side builds every answer as an Outcome of this message's type.
    return (await Promise.race([answer, late])) as Outcome<Answered<N>>;
  } catch {
    // The library rejects when the worker died or nobody answered; both look the same to the sender.
    return fail('no-reply');
  } finally {
    clearTimeout(timer);
  }
}
