import { defineExtensionMessaging } from '@webext-core/messaging';
import { fail, type Outcome } from '../base/outcome';
import {
  type Answered,
  type Asked,
  type Asks,
  type Audience,
  contract,
  type MessageName,
} from '../messages/contract';
import { browser } from './browser';
import { classifySender, type Self } from './sender';

/** The library knows names and a loose body; the contract gives both their types. */
type Wire = Record<string, (asked: unknown) => unknown>;

const messaging = defineExtensionMessaging<Wire>();

/** Milliseconds a sender waits before it says so; what waits for a person or a download has no limit. */
const LIMITS_MS: Partial<Record<MessageName, number>> = {
  'session.signIn': Number.POSITIVE_INFINITY,
  'import.run': Number.POSITIVE_INFINITY,
  'item.move': 120_000,
  'profile.refresh': 60_000,
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

/**
 * Serves one message of the contract in this context: sender, audience and shape are checked first, and whatever
 * happens is answered with an Outcome of plain JSON. A throw is our bug: it is logged here and told as `internal`.
 */
export function serve<N extends MessageName>(
  name: N,
  handler: (asked: Asked<N>, from: Audience) => Promise<Outcome<Answered<N>>>,
): void {
  const letter = contract[name];
  const allowed: readonly Audience[] = letter.from;
  messaging.onMessage(name, async ({ data, sender }): Promise<Outcome<Answered<N>>> => {
    const from = classifySender(sender, self());
    if (from === undefined || !allowed.includes(from)) return fail('not-allowed');
    const asked = letter.asks.safeParse(data);
    if (!asked.success) return fail('not-allowed');
    try {
      // safeParse gives the union of all messages' types; `name` picks ours.
      return await handler(asked.data as Asked<N>, from);
    } catch (error) {
      console.error(`Vault Courier: ${name} failed`, error);
      return fail('internal');
    }
  });
}

let known: Self | undefined;

function self(): Self {
  known ??= readSelf();
  return known;
}

function readSelf(): Self {
  const background = browser.runtime.getManifest().background;
  const worker =
    background !== undefined && 'service_worker' in background
      ? String(background.service_worker)
      : undefined;
  return {
    id: browser.runtime.id,
    origin: browser.runtime.getURL('').replace(/\/$/, ''),
    offscreenUrl: browser.runtime.getURL('offscreen.html'),
    backgroundUrls: worker === undefined ? [] : [browser.runtime.getURL(worker)],
  };
}
