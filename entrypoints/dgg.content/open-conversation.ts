const MESSAGES = 'https://www.destiny.gg/profile/messages';
/** The page's list of conversations may come from the site first. */
const TRIES = 10;
const PAUSE_MS = 60;

/**
 * Shows the conversation with that nick: by the page's own list of whispers, else by the site's page of messages in a tab of
 * its own (dgg-chat.md 12). Only for a press of the reader's: it marks the conversation read.
 */
export async function openConversation(nick: string): Promise<void> {
  const list = document.getElementById('chat-whisper-btn');
  list?.click();
  for (let tries = 0; list !== null && tries < TRIES; tries += 1) {
    // A nick is \w{3,20}, checked where the line was read, so it is safe in a selector.
    const entry = document.querySelector<HTMLElement>(
      `#chat-whisper-users .user[data-username="${nick.toLowerCase()}"]`,
    );
    if (entry !== null) return entry.click();
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  window.open(MESSAGES, '_blank', 'noopener');
}
