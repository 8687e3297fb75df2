import { fail, type Outcome, ok } from '../base/outcome';
import { crc32 } from './crc32';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LARGEST = 1024 * 1024 * 1024;
const STEEPEST = 100;
const SQLITE = 'SQLite format 3\u0000';

interface Entry {
  method: number;
  crc: number;
  packed: number;
  unpacked: number;
  dataAt: number;
}

/**
 * Unpacks the one database of a Bungie content file into one buffer, checked by length, CRC-32 and SQLite's own
 * prefix. `definitions-broken` for anything that is not exactly that: several entries, paths, encryption, zip64,
 * bombs, other files; `definitions-cut` when the end is missing.
 */
export async function unzipDatabase(
  zip: Uint8Array<ArrayBuffer>,
  onProgress: (doneBytes: number, totalBytes: number) => void = () => undefined,
): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  const entry = readEntry(zip);
  if (!entry.ok) return entry;
  const { method, crc, packed, unpacked, dataAt } = entry.value;
  if (unpacked > LARGEST || unpacked > packed * STEEPEST + 1024) return fail('definitions-broken');
  const data = zip.subarray(dataAt, dataAt + packed);
  const database = method === 0 ? data.slice() : await inflate(data, unpacked, onProgress);
  if (database === undefined || database.length !== unpacked) return fail('definitions-broken');
  if (new TextDecoder('latin1').decode(database.subarray(0, 16)) !== SQLITE)
    return fail('definitions-broken');
  if (crc32(database) !== crc) return fail('definitions-broken');
  return ok(database);
}

/** Sizes come from the central directory: a local header may leave them to a descriptor behind the data. */
function readEntry(zip: Uint8Array<ArrayBuffer>): Outcome<Entry> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  if (zip.length < 4 || view.getUint32(0, true) !== LOCAL) return fail('definitions-broken');
  const end = findEnd(view);
  if (end === undefined) return fail('definitions-cut');
  const entries = view.getUint16(end + 10, true);
  const at = view.getUint32(end + 16, true);
  if (entries !== 1 || at + 46 > zip.length || view.getUint32(at, true) !== CENTRAL)
    return fail('definitions-broken');
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const packed = view.getUint32(at + 20, true);
  const unpacked = view.getUint32(at + 24, true);
  const nameLength = view.getUint16(at + 28, true);
  const name = new TextDecoder('latin1').decode(zip.subarray(at + 46, at + 46 + nameLength));
  const localAt = view.getUint32(at + 42, true);
  const encrypted = (flags & 1) !== 0;
  const zip64 = packed === 0xffffffff || unpacked === 0xffffffff || localAt === 0xffffffff;
  if (
    encrypted ||
    zip64 ||
    (method !== 8 && method !== 0) ||
    !/^[\w.-]+$/.test(name) ||
    name.startsWith('..')
  ) {
    return fail('definitions-broken');
  }
  if (localAt + 30 > zip.length || view.getUint32(localAt, true) !== LOCAL) return fail('definitions-broken');
  const dataAt = localAt + 30 + view.getUint16(localAt + 26, true) + view.getUint16(localAt + 28, true);
  if (dataAt + packed > at) return fail('definitions-broken');
  return ok({ method, crc: view.getUint32(at + 16, true), packed, unpacked, dataAt });
}

/** The end record stands within the last 64 kB and a bit. */
function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 65_535); at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  return undefined;
}

/** Into one buffer of the promised size: a second copy of the database would cost 250 MB. */
async function inflate(
  data: Uint8Array<ArrayBuffer>,
  size: number,
  onProgress: (done: number, total: number) => void,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const database = new Uint8Array(size);
  let at = 0;
  try {
    const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const reader = stream.getReader();
    for (;;) {
      const piece = await reader.read();
      if (piece.done) break;
      if (at + piece.value.length > size) {
        await reader.cancel();
        return undefined;
      }
      database.set(piece.value, at);
      at += piece.value.length;
      onProgress(at, size);
    }
  } catch {
    // Damaged deflate data.
    return undefined;
  }
  return at === size ? database : undefined;
}
