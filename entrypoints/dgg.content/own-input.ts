/** The reader's own input. Nothing of ours ever sends it (design.md 3.2). */
const INPUT = 'textarea#chat-input-control';

export function chatInput(): HTMLTextAreaElement | undefined {
  const input = document.querySelector<HTMLTextAreaElement>(INPUT);
  return input !== null && !input.disabled && input.getBoundingClientRect().height > 0 ? input : undefined;
}

/**
 * Types a text at the cursor of the reader's input, apart from the words around it. As typed text it can be undone and
 * the page hears of it. False when there is no input in sight or it does not take it.
 */
export function putIntoInput(text: string): boolean {
  const input = chatInput();
  if (input === undefined) return false;
  const { selectionStart, selectionEnd, value } = input;
  const before = value.charAt(selectionStart - 1);
  const after = value.charAt(selectionEnd);
  const spaced = `${before === '' || /\s/.test(before) ? '' : ' '}${text}${/\s/.test(after) ? '' : ' '}`;
  input.focus({ preventScroll: true });
  input.setSelectionRange(selectionStart, selectionEnd);
  // Deprecated and without an heir: nothing else writes into a field and leaves its undo alone.
  return document.execCommand('insertText', false, spaced);
}
