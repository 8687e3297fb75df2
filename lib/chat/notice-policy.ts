/*
 * May we interrupt the reader now? All of it is decided here; where the facts come from and how a notice looks is not.
 */

/** How one open chat page stands to a whisper. */
export interface PageFacts {
  /** Open to the reader's eyes right now. */
  visible: boolean;
  /** The conversation with the sender is the window that is displayed. */
  conversationOpen: boolean;
  /** The page's own setting: whispers stand among the public lines. */
  inlineWhispers: boolean;
  /** The page's own setting and permission: it notifies the desktop itself while it is hidden. */
  desktopNotices: boolean;
  /** Its reader ignores the sender. */
  ignored: boolean;
}

/** How the reader stands to what arrived. */
export interface NoticeFacts {
  /** On the page's ignore list. */
  ignored: boolean;
  /** The reader silenced this sender with us. */
  muted: boolean;
  /** Older than news: it lay there before we came. */
  backlog: boolean;
  /** Within his quiet hours. */
  quiet: boolean;
}

/** Which notices the reader wants at all. */
export interface NoticeWishes {
  toasts: boolean;
  system: boolean;
  badge: boolean;
}

export interface NoticeChoice {
  /** One for each page, in their order. */
  toasts: boolean[];
  system: boolean;
  /** It counts on the icon. */
  badge: boolean;
}

/**
 * What a whisper may do. The rows are tried from the top and the first that fits decides. The reader's wishes only take
 * away, but for one: a visible page that may show no toast tells nothing, and so the system does.
 *
 * | the whisper                                   | toast        | system | badge |
 * |-----------------------------------------------|--------------|--------|-------|
 * | is from somebody ignored, or muted with us    | no           | no     | no    |
 * | is in the open conversation of a visible page | no           | no     | no    |
 * | is backlog, or comes in quiet hours           | no           | no     | yes   |
 * | stands in line in a visible page              | no           | no     | yes   |
 * | comes while a page is visible                 | visible ones | no     | yes   |
 * | is told to the desktop by a hidden page       | hidden ones  | no     | yes   |
 * | comes while no page is visible                | hidden ones  | yes    | yes   |
 *
 * A hidden page keeps its toast until it is seen.
 */
export function chooseNotice(
  facts: NoticeFacts,
  pages: readonly PageFacts[],
  wishes: NoticeWishes,
): NoticeChoice {
  const seen = pages.filter(({ visible }) => visible);
  const inTheOpen = seen.some(({ conversationOpen }) => conversationOpen);
  if (facts.ignored || facts.muted || inTheOpen || pages.some(({ ignored }) => ignored))
    return { toasts: pages.map(() => false), system: false, badge: false };
  const silent = facts.backlog || facts.quiet || seen.some(({ inlineWhispers }) => inlineWhispers);
  const told = seen.length > 0 || pages.some(({ desktopNotices }) => desktopNotices);
  return {
    toasts: pages.map(({ visible }) => wishes.toasts && !silent && (visible || seen.length === 0)),
    system: wishes.system && !silent && (!told || (seen.length > 0 && !wishes.toasts)),
    badge: wishes.badge,
  };
}

/** A mention is told by the system, and only while no chat page is in sight. */
export function tellsMention(facts: NoticeFacts, pageInSight: boolean): boolean {
  return !facts.ignored && !facts.muted && !facts.backlog && !facts.quiet && !pageInSight;
}

/** What the site says of the stream. */
export interface StreamState {
  live: boolean;
}

/** That the stream went live is news once: not at the first look, and not while it goes on. */
export function wentLive(before: StreamState | undefined, after: StreamState): boolean {
  return before !== undefined && !before.live && after.live;
}

/** Minutes of the day, each from 0 to 1439; from after to runs over midnight. */
export interface QuietHours {
  fromMinute: number;
  toMinute: number;
}

/** True within the quiet hours, their first minute included and their last not. Equal ends are no hours at all. */
export function isQuiet(hours: QuietHours | null, minuteOfDay: number): boolean {
  if (hours === null) return false;
  const { fromMinute, toMinute } = hours;
  if (fromMinute <= toMinute) return minuteOfDay >= fromMinute && minuteOfDay < toMinute;
  return minuteOfDay >= fromMinute || minuteOfDay < toMinute;
}

/** Older whispers are history by the time a killed background wakes again; they count as unread, not as news. */
const NEWS_MS = 15 * 60_000;

/** True when a stored whisper is still worth announcing. */
export function isNews({ atMs }: { atMs: number }, nowMs: number): boolean {
  return nowMs - atMs < NEWS_MS;
}
