import { send } from '@/lib/platform/send';

/** Puts a text into the chat box of an open chat page, else on the clipboard, and tells in words which. Never sends it. */
export async function share(text: string): Promise<string> {
  const put = await send('share.put', { text });
  if (put.ok && put.value.done) return `${text} is in your chat box. Sending it is up to you.`;
  try {
    await navigator.clipboard.writeText(text);
    return `No chat page is open. ${text} is copied.`;
  } catch {
    return `The text is: ${text}`;
  }
}
