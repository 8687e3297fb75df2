import { fail, type Outcome } from '../base/outcome';

export interface AskReplyDeps<W> {
  ask(wish: W): Promise<Outcome<null>>;
  wait(ms: number): Promise<void>;
}

const TRIES = 5;
const FIRST_WAIT_MS = 500;

/**
 * Asks for a reply until its end is told: a background that died is woken and asked with the same number, for which it
 * sends nothing twice. Without any answer nobody knows whether it went out.
 */
export async function askReply<W extends { id: number }>(
  wish: W,
  { ask, wait }: AskReplyDeps<W>,
): Promise<Outcome<null>> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await ask(wish);
    if (answer.ok || answer.failure.code !== 'no-reply') return answer;
    await wait(FIRST_WAIT_MS * 2 ** tries);
  }
  return fail('whisper-unsure');
}
