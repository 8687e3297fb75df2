import { speakFrom } from '../base/words';
import { browser } from './browser';

/*
 * Imported for what it does, as the very first thing an entry imports: from here on there are texts, those that the
 * browser chose from `_locales` by its own language.
 */
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
