/*
 * What a full client does, run in a page of the extension so that both sides have the same browser, storage and
 * machine. Each is the body of an async function in plain JavaScript, because it is evaluated there.
 */

/**
 * Makes the popup wait as a full client does at its start: open the database, load the whole item table into memory, and join
 * every item held with it. What is read early and the drawing stay the popup's own.
 */
export const TABLE_FIRST = `(() => {
  if (!location.pathname.endsWith('/popup.html')) return;
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  let first;
  const joined = (async () => {
    const database = await done(indexedDB.open('bench-alternative', 1));
    const table = await done(database.transaction('rows').objectStore('rows').get('items'));
    database.close();
    const { views, picture } = await first;
    const items = picture.items.map((item) => {
      const raw = table[item.hash];
      return raw === undefined ? item : {
        ...item,
        name: raw.name,
        icon: raw.icon,
        typeName: raw.typeName ?? '',
        itemType: raw.itemType,
        tier: raw.inventory?.tierType ?? item.tier,
      };
    });
    return { views, picture: { ...picture, items } };
  })();
  Object.defineProperty(globalThis, 'firstRead', { get: () => joined, set: (read) => { first = read; } });
})()`;
