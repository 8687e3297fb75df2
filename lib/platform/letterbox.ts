import { fail, type Outcome } from '../base/outcome';
import { type Answered, type Asked, type Audience, contract, type MessageName } from '../messages/contract';
import { browser } from './browser';
import { messaging } from './send';
import { classifySender, type Self } from './sender';

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
  return {
    id: browser.runtime.id,
    origin: browser.runtime.getURL('').replace(/\/$/, ''),
    offscreenUrl: browser.runtime.getURL('offscreen.html'),
    // Named, not read from the manifest: an offscreen document has no getManifest (Chromium 156).
    backgroundUrls: [browser.runtime.getURL('background.js')],
  };
}
