/*
 * What a full client does, run in a page of the extension so that both sides have the same browser, storage and
 * machine. Each is the text of an async function in plain JavaScript, because it is evaluated there.
 */

/**
 * What a full client does before it can draw: open the database, load the whole item table into memory, and join every item
 * held with it; milliseconds.
 */
export const TABLE_FIRST = `async (hashes) => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const started = performance.now();
  const database = await done(indexedDB.open('bench-alternative', 1));
  const table = await done(database.transaction('rows').objectStore('rows').get('items'));
  database.close();
  const items = hashes.flatMap((hash) => {
    const raw = table[hash];
    return raw === undefined ? [] : [{
      hash,
      name: raw.name,
      icon: raw.icon,
      typeName: raw.typeName ?? '',
      itemType: raw.itemType,
      tier: raw.inventory?.tierType,
    }];
  });
  if (items.length === 0) throw new Error('nothing was joined');
  return performance.now() - started;
}`;
