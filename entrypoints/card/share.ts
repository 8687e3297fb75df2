import { say } from '@/lib/base/words';
import { send } from '@/lib/platform/send';

/** Puts a text into the chat box of an open chat page, else on the clipboard, and tells in words which. Never sends it. */
export async function share(text: string): Promise<string> {
  const put = await send('share.put', { text });
  if (put.ok && put.value.done) return say('share_done', { text });
  try {
    await navigator.clipboard.writeText(text);
    return say('share_copied_no_page', { text });
  } catch {
    return say('share_text_is', { text });
  }
}
