/** What the page's own settings say that a good guest has to know (dgg-chat.md 11.8). Read, never written. */
export interface PageSettings {
  ignored: ReadonlySet<string>;
  whispersInChat: boolean;
  /** Notifies the desktop of whispers itself while it is hidden. */
  desktopWhispers: boolean;
}

/** Reads `chat.settings`, a list of pairs; anything odd counts as the page's defaults. */
export function readPageSettings(local: Pick<Storage, 'getItem'>): PageSettings {
  const pairs = new Map<unknown, unknown>();
  try {
    const stored: unknown = JSON.parse(local.getItem('chat.settings') ?? '[]');
    if (Array.isArray(stored)) {
      for (const pair of stored) if (Array.isArray(pair)) pairs.set(pair[0], pair[1]);
    }
  } catch {
    // Blocked, or another format: defaults.
  }
  const nicks = pairs.get('ignorenicks');
  const ignored = Array.isArray(nicks) ? nicks.filter((nick) => typeof nick === 'string') : [];
  return {
    ignored: new Set(ignored.map((nick) => nick.toLowerCase())),
    whispersInChat: pairs.get('showhispersinchat') === true,
    desktopWhispers: pairs.get('notificationwhisper') === true,
  };
}

/** True when the reader sees this whisper in the page already: its window is open, or whispers show in line. */
export function pageAlreadyShows(nick: string, settings: PageSettings): boolean {
  return settings.whispersInChat || conversationOpen(nick);
}

/** True when the conversation with that nick is the window on display. */
export function conversationOpen(nick: string): boolean {
  // A nick is \w{3,20}, checked where the line was read, so it is safe in an id.
  const window = document.getElementById(`chat-win-${nick.toLowerCase()}`);
  return window !== null && window.getBoundingClientRect().height > 0;
}
