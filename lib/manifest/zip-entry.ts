import { fail, type Outcome, ok } from '../base/outcome';

/*
 * Headers of a zip archive with one entry (PKWARE APPNOTE 4.3), as Bungie's content files are (bungie-api.md 5.2).
 */

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const SIZE_EXTRA = 0x0001;
const OVERFLOWN = 0xffffffff;
const LOCAL_LENGTH = 30;
/** More than any head of ours needs: longer ones are no content files. */
export const LONGEST_HEAD = 4_096;
const LARGEST = 1024 * 1024 * 1024;
/** How many times its size an entry may unpack to; below a megabyte or so it does not matter. */
const STEEPEST = 100;
const SMALL = 1024;

/** What an archive says of its entry. Sizes and the checksum are those before unpacking is tried. */
export interface ZipEntry {
  /** 0 stored, 8 deflated. */
  method: 0 | 8;
  crc: number;
  packed: number;
  unpacked: number;
  /** Where its data begins. */
  dataAt: number;
}

/**
 * The entry by its local header, at the very beginning. `unsized` when sizes stand behind the data only. Undefined
 * while the head is not complete yet. Refused: see `readEntry`.
 */
export function readLocal(head: Uint8Array<ArrayBuffer>): Outcome<ZipEntry | 'unsized'> | undefined {
  const view = viewOf(head);
  if (head.length < 4) return undefined;
  if (view.getUint32(0, true) !== LOCAL) return fail('definitions-broken');
  if (head.length < LOCAL_LENGTH) return undefined;
  const nameLength = view.getUint16(26, true);
  const extraLength = view.getUint16(28, true);
  const dataAt = LOCAL_LENGTH + nameLength + extraLength;
  if (dataAt > LONGEST_HEAD) return fail('definitions-broken');
  if (head.length < dataAt) return undefined;
  const flags = view.getUint16(6, true);
  const name = head.subarray(LOCAL_LENGTH, LOCAL_LENGTH + nameLength);
  const method = view.getUint16(8, true);
  if (refused(flags, method, name)) return fail('definitions-broken');
  if ((flags & 8) !== 0) return ok('unsized');
  const extra = view64(view, dataAt - extraLength, dataAt);
  // The other way round than their 32-bit fields: first the unpacked size (APPNOTE 4.5.3).
  const unpacked = extra.size(view.getUint32(22, true));
  const packed = extra.size(view.getUint32(18, true));
  return sized({ method: method === 8 ? 8 : 0, crc: view.getUint32(14, true), packed, unpacked, dataAt });
}

/**
 * The entry by the central directory at the end, of an archive that is there whole. `definitions-cut` when the end is
 * missing; `definitions-broken` for several entries, paths in names, encryption, other methods, bombs.
 */
export function readEntry(zip: Uint8Array<ArrayBuffer>): Outcome<ZipEntry> {
  const view = viewOf(zip);
  const end = findEnd(view);
  if (end === undefined) return fail('definitions-cut');
  const directory = directoryAt(view, end);
  if (directory === undefined) return fail('definitions-broken');
  const central = readCentral(zip, directory.at);
  if (directory.entries !== 1 || central === undefined) return fail('definitions-broken');
  const { localAt, ...entry } = central;
  if (localAt + LOCAL_LENGTH > zip.length || view.getUint32(localAt, true) !== LOCAL)
    return fail('definitions-broken');
  const dataAt =
    localAt + LOCAL_LENGTH + view.getUint16(localAt + 26, true) + view.getUint16(localAt + 28, true);
  if (dataAt + entry.packed > directory.at) return fail('definitions-broken');
  return sized({ ...entry, dataAt });
}

/** True when what follows the data of an entry is a directory that says the same of it, and names no other one. */
export function agrees(entry: ZipEntry, tail: Uint8Array<ArrayBuffer>): boolean {
  const view = viewOf(tail);
  const end = findEnd(view);
  const central = readCentral(tail, 0);
  if (end === undefined || central === undefined) return false;
  const directory = directoryAt(view, end, entry.dataAt + entry.packed);
  return (
    directory?.entries === 1 &&
    central.localAt === 0 &&
    central.method === entry.method &&
    central.crc === entry.crc &&
    central.packed === entry.packed &&
    central.unpacked === entry.unpacked
  );
}

/** True when a tail ends as archives do; what does not was cut. */
export function isEnded(tail: Uint8Array<ArrayBuffer>): boolean {
  return findEnd(viewOf(tail)) !== undefined;
}

function sized(entry: ZipEntry): Outcome<ZipEntry> {
  const bomb = entry.unpacked > LARGEST || entry.unpacked > entry.packed * STEEPEST + SMALL;
  return bomb ? fail('definitions-broken') : ok(entry);
}

function refused(flags: number, method: number, nameBytes: Uint8Array): boolean {
  const name = new TextDecoder('latin1').decode(nameBytes);
  const encrypted = (flags & 1) !== 0;
  return encrypted || (method !== 8 && method !== 0) || !/^[\w.-]+$/.test(name) || name.startsWith('..');
}

function readCentral(
  zip: Uint8Array<ArrayBuffer>,
  at: number,
): (Omit<ZipEntry, 'dataAt'> & { localAt: number }) | undefined {
  const view = viewOf(zip);
  if (at + 46 > zip.length || view.getUint32(at, true) !== CENTRAL) return undefined;
  const method = view.getUint16(at + 10, true);
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  if (extraEnd > zip.length) return undefined;
  if (refused(view.getUint16(at + 8, true), method, zip.subarray(at + 46, nameEnd))) return undefined;
  const extra = view64(view, nameEnd, extraEnd);
  const unpacked = extra.size(view.getUint32(at + 24, true));
  const packed = extra.size(view.getUint32(at + 20, true));
  const localAt = extra.size(view.getUint32(at + 42, true));
  return { method: method === 8 ? 8 : 0, crc: view.getUint32(at + 16, true), packed, unpacked, localAt };
}

/** Where the directory begins, and its entries; `before` bytes of the archive are not in view. */
function directoryAt(view: DataView, end: number, before = 0): { entries: number; at: number } | undefined {
  const at = view.getUint32(end + 16, true);
  const entries = view.getUint16(end + 10, true);
  if (at !== OVERFLOWN && entries !== 0xffff) return { entries, at };
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR_64) return undefined;
  const end64 = wide(view, locator + 8) - before;
  if (end64 < 0 || end64 + 56 > view.byteLength || view.getUint32(end64, true) !== END_64) return undefined;
  return { entries: wide(view, end64 + 32), at: wide(view, end64 + 48) };
}

/** The end record stands within the last 64 kB and a bit. */
function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 65_535); at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  return undefined;
}

/** Sizes that do not fit 32 bits stand in an extra field, in order, each only if it did not fit. */
function view64(view: DataView, from: number, to: number): { size(narrow: number): number } {
  let at = from;
  while (at + 4 <= to && view.getUint16(at, true) !== SIZE_EXTRA) at += 4 + view.getUint16(at + 2, true);
  at += 4;
  return {
    size(narrow) {
      if (narrow !== OVERFLOWN || at + 8 > to) return narrow;
      at += 8;
      return wide(view, at - 8);
    },
  };
}

/** A 64-bit number; beyond 2^53 it is not exact, and far beyond everything we take. */
function wide(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

function viewOf(bytes: Uint8Array<ArrayBuffer>): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
