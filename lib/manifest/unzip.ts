import { fail, type Outcome, ok } from '../base/outcome';
import { crc32 } from './crc32';
import { type Download, joined, readWhole } from './download';
import { inflater } from './inflate';
import { agrees, isEnded, LONGEST_HEAD, readEntry, readLocal, type ZipEntry } from './zip-entry';

type Bytes = Uint8Array<ArrayBuffer>;

const SQLITE = 'SQLite format 3\u0000';
/** What may follow the data of an entry: its directory and the end record with the longest comment. */
const LONGEST_TAIL = 80_000;

/**
 * Unpacks the one database of a Bungie content file while it comes in: the archive itself is never held, and the
 * database goes into one buffer of its own size. Checked by length, CRC-32, directory and SQLite's own prefix.
 *
 * `definitions-broken` for anything that is not exactly that: several entries, paths, encryption, bombs, other files;
 * `definitions-cut` when the end is missing; and what the download fails with.
 */
export async function unzipDatabase(download: Pick<Download, 'next'>): Promise<Outcome<Bytes>> {
  let head: Bytes = new Uint8Array();
  for (;;) {
    const entry = readLocal(head);
    if (entry !== undefined) {
      if (!entry.ok) return entry;
      const database =
        entry.value === 'unsized' || entry.value.method === 0
          ? await unpackWhole(download, head)
          : await unpackStream(download, entry.value, head);
      return database.ok ? checked(database.value) : database;
    }
    if (head.length > LONGEST_HEAD) return fail('definitions-broken');
    const piece = await download.next();
    if (!piece.ok) return piece;
    if (piece.value === undefined) return fail('definitions-cut');
    head = joined([head, piece.value]);
  }
}

function checked(database: Bytes): Outcome<Bytes> {
  const prefix = new TextDecoder('latin1').decode(database.subarray(0, 16));
  return prefix === SQLITE ? ok(database) : fail('definitions-broken');
}

/** Sizes are known from the start: what comes in goes straight through. */
async function unpackStream(
  download: Pick<Download, 'next'>,
  entry: ZipEntry,
  head: Bytes,
): Promise<Outcome<Bytes>> {
  const database = inflater(entry);
  const tail: Bytes[] = [];
  let open = entry.packed;
  let behind = 0;
  let piece: Bytes | undefined = head.subarray(entry.dataAt);
  while (piece !== undefined) {
    if (open > 0) {
      const data: Bytes = piece.subarray(0, open);
      open -= data.length;
      if (!(await database.write(data))) return fail('definitions-broken');
      piece = piece.subarray(data.length);
    }
    if (piece.length > 0) {
      // A copy: a view would hold the whole piece.
      tail.push(piece.slice());
      behind += piece.length;
      if (behind > LONGEST_TAIL) return fail('definitions-broken');
    }
    const next = await download.next();
    if (!next.ok) {
      await database.cancel();
      return next;
    }
    piece = next.value;
  }
  const end = joined(tail);
  if (open > 0 || !isEnded(end)) {
    await database.cancel();
    return fail('definitions-cut');
  }
  const done = await database.finish();
  return done === undefined || !agrees(entry, end) ? fail('definitions-broken') : ok(done);
}

/** Streaming writers leave the sizes to the directory at the end, so all of it is needed first. */
async function unpackWhole(download: Pick<Download, 'next'>, head: Bytes): Promise<Outcome<Bytes>> {
  const zip = await readWhole(download, [head]);
  if (!zip.ok) return zip;
  const entry = readEntry(zip.value);
  if (!entry.ok) return entry;
  const { method, crc, packed, unpacked, dataAt } = entry.value;
  const data = zip.value.subarray(dataAt, dataAt + packed);
  if (method === 0) {
    const right = packed === unpacked && crc32(data) === crc;
    return right ? ok(data.slice()) : fail('definitions-broken');
  }
  const database = inflater(entry.value);
  const written = await database.write(data);
  const done = written ? await database.finish() : undefined;
  return done === undefined ? fail('definitions-broken') : ok(done);
}
