import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readFirst } from '@/lib/storage/first-read';

/*
 * Runs in the popup before its bundle is there, so that storage is asked while the browser still reads and compiles the rest.
 */
export default defineUnlistedScript(() => {
  globalThis.firstRead = readFirst();
  // Whoever takes it over handles a failure; until then it must not count as unhandled.
  globalThis.firstRead.catch(() => undefined);
});
