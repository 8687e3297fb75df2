import { singleFlight } from '../base/single-flight';

const PAGE = 'offscreen.html';

/** Makes the one offscreen document exist (Chromium only; a second one would be refused). Safe to call at once from many places. */
export const ensureOffscreen = singleFlight(async (): Promise<void> => {
  if (await chrome.offscreen.hasDocument()) return;
  await chrome.offscreen.createDocument({
    url: PAGE,
    reasons: ['WORKERS' as chrome.offscreen.Reason],
    justification: 'Holds the destiny.gg chat connection and runs the worker that reads the item database.',
  });
});

/** Whether the document is there; Firefox has no such thing. */
export async function offscreenState(): Promise<'open' | 'closed' | 'unused'> {
  if (import.meta.env.FIREFOX) return 'unused';
  return (await chrome.offscreen.hasDocument()) ? 'open' : 'closed';
}
