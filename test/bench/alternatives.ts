/*
 * What a full client does, run in a page of the extension so that both sides have the same browser, storage and
 * machine. Each is the body of an async function in plain JavaScript, because it is evaluated there.
 */

/** Takes the whole item table as JSON, trims it and stores it as one value (platform.md 11, "DIM's way"). */
export const IMPORT_JSON_TABLE = `async (url) => {
  const started = performance.now();
  const response = await fetch(url);
  const table = await response.json();
  const trimmed = {};
  for (const hash of Object.keys(table)) {
    const raw = table[hash];
    if (!raw.displayProperties?.name) continue;
    trimmed[hash] = {
      hash: raw.hash,
      name: raw.displayProperties.name,
      icon: raw.displayProperties.icon,
      description: raw.displayProperties.description,
      typeName: raw.itemTypeDisplayName,
      itemType: raw.itemType,
      itemSubType: raw.itemSubType,
      classType: raw.classType,
      damageType: raw.defaultDamageType,
      inventory: raw.inventory,
      equippingBlock: raw.equippingBlock,
      stats: raw.stats,
      flavorText: raw.flavorText,
      nonTransferrable: raw.nonTransferrable,
      equippable: raw.equippable,
      index: raw.index,
    };
  }
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('bench-alternative', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('tables');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  await new Promise((resolve, reject) => {
    const writing = database.transaction('tables', 'readwrite');
    writing.objectStore('tables').put(trimmed, 'items');
    writing.oncomplete = resolve;
    writing.onabort = () => reject(writing.error);
  });
  database.close();
  return { ms: performance.now() - started, items: Object.keys(trimmed).length };
}`;

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
    const table = await done(database.transaction('tables').objectStore('tables').get('items'));
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
