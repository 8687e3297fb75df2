import { say } from '../base/words';
import { browser } from './browser';

const ID = 'look-up';
const LONGEST = 300;

/**
 * Offers "look up" for selected text in any page, and opens the card of it in a small window. Call it at every start: the
 * browser keeps what is there already.
 */
export function offerLookUp(): void {
  // A second one of the same id is refused, which is as good.
  browser.contextMenus.create(
    { id: ID, title: say('menu_look_up'), contexts: ['selection'] },
    () => void browser.runtime.lastError,
  );
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText = '' }) => {
    if (menuItemId !== ID) return;
    const text = selectionText.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
    const url = browser.runtime.getURL(`card.html?q=${encodeURIComponent(text)}`);
    void browser.windows.create({ url, type: 'popup', width: 380, height: 680 });
  });
}
