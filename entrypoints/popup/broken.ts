import { ownVersion } from '@/lib/platform/self';
import { send } from '@/lib/platform/send';

/*
 * What a feature that broke needs of the browser.
 */

/** Version and browser, for details that the reader may pass on. */
export function aboutUs(): string {
  return `Vault Courier ${ownVersion()}, ${/(?:Firefox|Edg|Chrome)\/\d+/.exec(navigator.userAgent)?.[0] ?? 'unknown browser'}`;
}

export function copy(text: string): Promise<void> {
  return navigator.clipboard.writeText(text);
}

/** Has the background write down that this part broke. */
export function noteBroken(part: 'items' | 'loadouts' | 'whispers' | 'more'): void {
  void send('trouble.note', { part });
}
