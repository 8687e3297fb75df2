/*
 * Other ways to get the item list, run in a page of the extension so that all sides have the same browser, storage and
 * machine. Each is the text of an async function in plain JavaScript, because it is evaluated there.
 */

const OPEN = `(name) => new Promise((resolve, reject) => {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('rows');
  opening.onsuccess = () => resolve(opening.result);
  opening.onerror = () => reject(opening.error);
})`;

const WRITE = `(database, put) => new Promise((resolve, reject) => {
  const writing = database.transaction('rows', 'readwrite');
  put(writing.objectStore('rows'));
  writing.oncomplete = resolve;
  writing.onabort = () => reject(writing.error);
})`;

/** (a) The zip unpacked in memory, opened with sql.js, each full row stored singly. `initSqlJs` must be there. */
export const SQLITE_ALL_ROWS = `async (url) => {
  const started = performance.now();
  const zip = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const view = new DataView(zip.buffer);
  const from = 30 + view.getUint16(26, true) + view.getUint16(28, true);
  const packed = new Blob([zip.subarray(from, from + view.getUint32(18, true))]).stream();
  const unpacked = await new Response(packed.pipeThrough(new DecompressionStream('deflate-raw'))).arrayBuffer();
  const sql = await initSqlJs({ locateFile: () => new URL('/sql-wasm.wasm', location.href).href });
  const file = new sql.Database(new Uint8Array(unpacked));
  const database = await (${OPEN})('bench-all-rows');
  const rows = file.prepare('SELECT json FROM DestinyInventoryItemDefinition');
  let items = 0;
  for (let more = true; more; ) {
    const batch = [];
    while (batch.length < 2000 && (more = rows.step())) batch.push(JSON.parse(rows.get()[0]));
    items += batch.length;
    await (${WRITE})(database, (store) => { for (const row of batch) store.put(row, row.hash); });
  }
  rows.free();
  file.close();
  database.close();
  return { ms: performance.now() - started, items };
}`;

const TRIM = `(raw) => ({
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
})`;

/** (b) The whole item table as JSON, trimmed and stored as one value (platform.md 11, "DIM's way"). */
export const JSON_AT_ONCE = `async (url) => {
  const started = performance.now();
  const table = await (await fetch(url)).json();
  const trim = ${TRIM};
  const trimmed = {};
  for (const hash of Object.keys(table)) {
    if (table[hash].displayProperties?.name) trimmed[hash] = trim(table[hash]);
  }
  const database = await (${OPEN})('bench-alternative');
  await (${WRITE})(database, (store) => store.put(trimmed, 'items'));
  database.close();
  return { ms: performance.now() - started, items: Object.keys(trimmed).length };
}`;

/** (c) The JSON table as it streams in, cut into rows at depth one, trimmed, stored in batches of rows. */
export const JSON_STREAMED = `async (url) => {
  const started = performance.now();
  const trim = ${TRIM};
  const database = await (${OPEN})('bench-streamed');
  const reader = (await fetch(url)).body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '', at = 0, depth = 0, from = 0, inside = false, items = 0, batch = [];
  const flush = async () => {
    const rows = batch;
    batch = [];
    await (${WRITE})(database, (store) => { for (const row of rows) store.put(row, row.hash); });
  };
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    text = text.slice(from) + value;
    at -= from;
    from = 0;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (inside) {
        if (code === 92) at += 1;
        else if (code === 34) inside = false;
      } else if (code === 34) inside = true;
      else if (code === 123) {
        depth += 1;
        if (depth === 2) from = at;
      } else if (code === 125) {
        depth -= 1;
        if (depth === 1) {
          const raw = JSON.parse(text.slice(from, at + 1));
          from = at + 1;
          if (!raw.displayProperties?.name) continue;
          items += 1;
          batch.push(trim(raw));
        }
      }
    }
    if (batch.length >= 2000) await flush();
  }
  await flush();
  database.close();
  return { ms: performance.now() - started, items };
}`;

/** As `items/packed-items` finds one: its hash, then its text, parsed. */
const READ_PACKED = `({ hashes, ends, text }, hash) => {
  const at = hashes.indexOf(hash);
  return at < 0 ? undefined : JSON.parse(new TextDecoder().decode(text.subarray(ends[at - 1] ?? 0, ends[at])));
}`;

const DONE = `(request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
})`;

/** Hashes of the profile that was read last, as the background keeps their items together. */
export const KIT_HASHES = `async () => {
  const done = ${DONE};
  const database = await done(indexedDB.open('vault-courier-definitions'));
  const kit = await done(database.transaction('kits').objectStore('kits').get('profile'));
  database.close();
  return [...(kit?.packed.hashes ?? [])];
}`;

/** What `storage/item-kit` does for a profile that was read before, from opening the database to parsed texts; milliseconds. */
export const LOOK_UP = `async (hashes) => {
  const done = ${DONE};
  const started = performance.now();
  const database = await done(indexedDB.open('vault-courier-definitions'));
  const reading = database.transaction(['meta', 'directories', 'pages', 'kits']);
  const [current, kit] = await Promise.all([
    done(reading.objectStore('meta').get('current')),
    done(reading.objectStore('kits').get('profile')),
  ]);
  if (kit.generation !== current.generation) throw new Error('the kit is of another list');
  const read = ${READ_PACKED};
  const found = hashes.filter((hash) => read(kit.packed, hash) !== undefined);
  database.close();
  if (found.length !== hashes.length) throw new Error('not all were found');
  return performance.now() - started;
}`;

/** What it does for a profile that was never read, from opening the database to parsed texts; milliseconds. */
export const LOOK_UP_FIRST = `async (hashes) => {
  const done = ${DONE};
  const started = performance.now();
  const database = await done(indexedDB.open('vault-courier-definitions'));
  const reading = database.transaction(['meta', 'directories', 'pages']);
  const current = await done(reading.objectStore('meta').get('current'));
  const { pages } = await done(reading.objectStore('directories').get(current.generation));
  const needed = new Set(hashes.map((hash) => hash >>> 22));
  const store = reading.objectStore('pages');
  const records = await Promise.all(
    pages.filter(([page]) => needed.has(page)).map(([page, by]) => done(store.get([by, page]))),
  );
  const byPage = new Map(records.map((record) => [record.page, record.packed]));
  const read = ${READ_PACKED};
  const found = hashes.filter((hash) => read(byPage.get(hash >>> 22), hash) !== undefined);
  database.close();
  if (found.length === 0) throw new Error('nothing was found');
  return performance.now() - started;
}`;

/** The same items out of the whole table of (b); milliseconds. */
export const JOIN_WHOLE = `async (hashes) => {
  const done = ${DONE};
  const started = performance.now();
  const database = await done(indexedDB.open('bench-alternative', 1));
  const table = await done(database.transaction('rows').objectStore('rows').get('items'));
  const found = hashes.filter((hash) => table[hash] !== undefined);
  database.close();
  if (found.length === 0) throw new Error('nothing was found');
  return performance.now() - started;
}`;
