import browser from 'webextension-polyfill';

/** The one door to the extension APIs. Everything else asks the files of this room. */
export { browser };
