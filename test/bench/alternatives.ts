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

/** Opens the database, loads the whole item table into memory, then joins the profile's items with it. */
export const OPEN_WHOLE_TABLE = `async (hashes) => {
  const started = performance.now();
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('bench-alternative', 1);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const table = await new Promise((resolve, reject) => {
    const asking = database.transaction('tables').objectStore('tables').get('items');
    asking.onsuccess = () => resolve(asking.result);
    asking.onerror = () => reject(asking.error);
  });
  const joined = hashes.map((hash) => ({ hash, definition: table[hash] }));
  database.close();
  return { ms: performance.now() - started, joined: joined.filter((item) => item.definition).length };
}`;
