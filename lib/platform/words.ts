import { speakFrom } from '../base/words';
import { browser } from './browser';

/**
 * Plugs in the texts that the browser chose from `_locales` by its own language. The first thing an entry does: nothing can be
 * said before. Nothing is asked for yet.
 */
export function plugInWords(): void {
  speakFrom({
    find: (key) => {
      try {
        return browser.i18n.getMessage(key);
      } catch {
        // A script in a page whose extension was updated or removed: its texts are gone with it.
        return '';
      }
    },
    language: browser.i18n.getUILanguage(),
  });
}
