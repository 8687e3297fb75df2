import { browser } from './browser';

/** Version of the running build. */
export function ownVersion(): string {
  return browser.runtime.getManifest().version;
}

/** Opens a page of ours in a tab; one that is open already comes to the front. */
export async function openOwnPage(path: string): Promise<void> {
  const url = browser.runtime.getURL(path);
  const [open] = await browser.tabs.query({ url });
  if (open?.id === undefined) await browser.tabs.create({ url });
  else await browser.tabs.update(open.id, { active: true });
}
