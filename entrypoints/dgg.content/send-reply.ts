import type { Outcome } from '@/lib/base/outcome';
import { askReply } from '@/lib/messages/ask-reply';
import { drawNumber } from '@/lib/platform/draw-number';
import { send } from '@/lib/platform/send';

/** Has the background send a reply once, and tells its end. */
export async function sendReply(nick: string, text: string): Promise<Outcome<null>> {
  const wish = { id: drawNumber(), nick, text };
  const end = await askReply(wish, {
    ask: (asked) => send('whispers.reply', asked),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  // The box has the text; the book need not keep it as well.
  if (!end.ok && end.failure.code !== 'whisper-unsure') void send('whispers.drop', { id: wish.id });
  return end;
}
