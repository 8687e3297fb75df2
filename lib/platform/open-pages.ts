import { browser } from './browser';

/** True while a popup, tab or panel of ours is open in some window. */
export async function isPageOpen(): Promise<boolean> {
  const contexts = await globalThis.chrome?.runtime?.getContexts?.({
    contextTypes: ['POPUP', 'TAB', 'SIDE_PANEL'] as chrome.runtime.ContextType[],
  });
  if (contexts !== undefined) return contexts.length > 0;
  const views = (type: 'popup' | 'tab' | 'sidebar') => browser.extension.getViews({ type });
  return [...views('popup'), ...views('tab'), ...views('sidebar')].length > 0;
}
