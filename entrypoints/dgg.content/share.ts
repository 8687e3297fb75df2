import { say } from '@/lib/base/words';
import { putIntoInput } from './own-input';

/** Puts a text into the reader's chat input, else on the clipboard, and tells in words which. Never sends it. */
export async function shareFromCard(text: string): Promise<string> {
  if (putIntoInput(text)) return say('share_done', { text });
  try {
    await navigator.clipboard.writeText(text);
    return say('share_copied', { text });
  } catch {
    // Frames of other sites may not write there.
    return say('share_no_box', { text });
  }
}
