/** What the reader set up in the chat page itself, as far as a good guest has to know it (dgg-chat.md 11.8). */
export interface ChatPageSettings {
  /** Lower case. */
  ignored: string[];
  inlineWhispers: boolean;
  /** The page notifies the desktop of whispers while it is hidden. */
  desktopWhispers: boolean;
  highlightWords: string[];
  highlightNicks: string[];
}

const MOST = 2_000;

/** Reads the page's list of pairs; whatever is odd in it counts as the page's default. Total. */
export function readChatPageSettings(stored: unknown): ChatPageSettings {
  const pairs = new Map<unknown, unknown>();
  if (Array.isArray(stored)) for (const pair of stored) if (Array.isArray(pair)) pairs.set(pair[0], pair[1]);
  return {
    ignored: texts(pairs.get('ignorenicks')).map((nick) => nick.toLowerCase()),
    inlineWhispers: pairs.get('showhispersinchat') === true,
    desktopWhispers: pairs.get('notificationwhisper') === true,
    highlightWords: texts(pairs.get('customhighlight')),
    highlightNicks: texts(pairs.get('highlightnicks')),
  };
}

function texts(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((one): one is string => typeof one === 'string').slice(0, MOST)
    : [];
}
