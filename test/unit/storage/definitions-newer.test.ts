import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { definitionDatabase } from '../../../lib/storage/databases';
import { definitionWriter } from '../../../lib/storage/definition-writer';
import { definitionStore } from '../../../lib/storage/definitions';

/** What a version of ours may leave behind that has not been written yet. */
function fromTheFuture(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('vault-courier-definitions', 90);
    opening.onerror = () => reject(opening.error);
    opening.onupgradeneeded = () => {
      const { result } = opening;
      result.createObjectStore('meta', { keyPath: 'id' });
      result.createObjectStore('pages', { keyPath: ['generation', 'page'] });
      for (const name of ['worlds', 'directories', 'names', 'later'])
        result.createObjectStore(name, { keyPath: 'generation' });
      result.createObjectStore('buckets', { keyPath: ['generation', 'bucket'] });
    };
    opening.onsuccess = () => {
      const writing = opening.result.transaction(['meta', 'later'], 'readwrite');
      writing
        .objectStore('meta')
        .put({ id: 'current', generation: 'later', path: 'p', importedAtMs: 1, items: 9, format: 99 });
      writing.objectStore('later').put({ generation: 'later', what: 'nobody knows yet' });
      writing.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
}

it('reads what a newer version has left, and does not write to it: definitions-newer', async () => {
  await fromTheFuture();
  expect((await definitionStore.current())?.items).toBe(9);
  expect(await definitionWriter.open('mine', 'en')).toMatchObject({
    failure: { code: 'definitions-newer' },
  });
  expect(await definitionDatabase().pages.count()).toBe(0);
});
