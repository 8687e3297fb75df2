import { putIntoInput } from './own-input';

/** Puts a text into the reader's chat input, else on the clipboard, and tells in words which. Never sends it. */
export async function shareFromCard(text: string): Promise<string> {
  if (putIntoInput(text)) return `${text} is in your chat box. Sending it is up to you.`;
  try {
    await navigator.clipboard.writeText(text);
    return `${text} is copied.`;
  } catch {
    // Frames of other sites may not write there.
    return `There is no chat box here. The text is: ${text}`;
  }
}
