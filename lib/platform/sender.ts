import type { Audience } from '../messages/contract';

/** The parts of a message sender that tell who it is. */
export interface SenderFacts {
  id?: string | undefined;
  url?: string | undefined;
  origin?: string | undefined;
  frameId?: number | undefined;
  tab?: object | undefined;
}

/** What we know of ourselves, to compare a sender with. */
export interface Self {
  id: string;
  /** `chrome-extension://<id>` or `moz-extension://<uuid>`, no trailing slash. */
  origin: string;
  offscreenUrl: string;
  backgroundUrls: readonly string[];
}

/** The only web origin whose frames run our content script. */
export const CHAT_ORIGIN = 'https://www.destiny.gg';

/**
 * Who sent a message, or undefined for everybody we do not answer: other extensions, other origins, and our own
 * pages framed inside a web page (reliability-security.md R1, T1). A missing field never makes a sender ours.
 */
export function classifySender(sender: SenderFacts, self: Self): Audience | undefined {
  if (sender.id !== self.id) return undefined;
  if (sender.tab !== undefined && sender.origin === CHAT_ORIGIN) return 'chat';
  const url = sender.url;
  if (url === undefined || !url.startsWith(`${self.origin}/`)) return undefined;
  if (sender.origin !== undefined && sender.origin !== self.origin) return undefined;
  if (sender.tab === undefined) {
    if (url === self.offscreenUrl) return 'offscreen';
    return self.backgroundUrls.includes(url) ? 'background' : 'page';
  }
  return sender.frameId === 0 ? 'page' : undefined;
}
