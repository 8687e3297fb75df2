import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** What a crafted archive may get wrong on purpose. */
export interface ZipWish {
  name?: string;
  /** 8 deflate (default), 0 stored. */
  method?: 0 | 8;
  encrypted?: boolean;
  /** Sizes and checksum stand behind the data (flag bit 3), as streaming writers leave them. */
  descriptor?: boolean;
  crc?: number;
  unpacked?: number;
  /** Further entries of the same content. */
  copies?: number;
  /** Sizes and offsets as 64-bit numbers in extra fields, as archives beyond 4 GB have them (4.5.3). */
  zip64?: boolean;
  /** Written over the archive's last bytes: a comment for the end record. */
  comment?: string;
  /** The directory alone says this of the entry's unpacked size. */
  centralUnpacked?: number;
}

/** A zip archive with one entry (PKWARE APPNOTE 4.3), or a broken one. */
export function zip(content: Uint8Array, wish: ZipWish = {}): Buffer {
  const { method = 8, copies = 0 } = wish;
  const data = method === 8 ? deflateRawSync(content) : Buffer.from(content);
  const crc = wish.crc ?? crc32(content);
  const unpacked = wish.unpacked ?? content.length;
  const flags = (wish.encrypted === true ? 1 : 0) | (wish.descriptor === true ? 8 : 0);
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (let copy = 0; copy <= copies; copy += 1) {
    const name = Buffer.from(copy === 0 ? (wish.name ?? 'world.content') : `${copy}.content`, 'latin1');
    const sizes = wish.descriptor === true ? [0, 0, 0] : [crc, data.length, unpacked];
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    for (const [place, size] of sizes.entries()) local.writeUInt32LE(size % 2 ** 32, 14 + place * 4);
    local.writeUInt16LE(name.length, 26);
    const localExtra = wish.zip64 === true ? sizes64([unpacked, data.length]) : Buffer.alloc(0);
    local.writeUInt16LE(localExtra.length, 28);
    if (wish.zip64 === true) local.fill(0xff, 18, 26);
    const descriptor = Buffer.alloc(wish.descriptor === true ? 16 : 0);
    if (wish.descriptor === true) {
      descriptor.writeUInt32LE(0x08074b50, 0);
      for (const [place, size] of [crc, data.length, unpacked].entries())
        descriptor.writeUInt32LE(size % 2 ** 32, 4 + place * 4);
    }
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 4);
    central.writeUInt16LE(20, 6);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(method, 10);
    for (const [place, size] of [crc, data.length, wish.centralUnpacked ?? unpacked].entries())
      central.writeUInt32LE(size % 2 ** 32, 16 + place * 4);
    central.writeUInt16LE(name.length, 28);
    const centralExtra = wish.zip64 === true ? sizes64([unpacked, data.length, at]) : Buffer.alloc(0);
    central.writeUInt16LE(centralExtra.length, 30);
    central.writeUInt32LE(at, 42);
    if (wish.zip64 === true) central.fill(0xff, 20, 28).fill(0xff, 42, 46);
    locals.push(local, name, localExtra, data, descriptor);
    centrals.push(central, name, centralExtra);
    at += local.length + name.length + localExtra.length + data.length + descriptor.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(copies + 1, 8);
  end.writeUInt16LE(copies + 1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  const comment = Buffer.from(wish.comment ?? '', 'latin1');
  end.writeUInt16LE(comment.length, 20);
  if (wish.zip64 !== true) return Buffer.concat([...locals, directory, end, comment]);
  end.fill(0xff, 8, 20);
  return Buffer.concat([...locals, directory, end64(copies + 1, directory.length, at), end, comment]);
}

/** Extra field 1: sizes and offsets of eight bytes. */
function sizes64(sizes: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + sizes.length * 8);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(sizes.length * 8, 2);
  for (const [place, size] of sizes.entries()) extra.writeBigUInt64LE(BigInt(size), 4 + place * 8);
  return extra;
}

/** End record and locator of zip64 (4.3.14, 4.3.15). */
function end64(entries: number, length: number, at: number): Buffer {
  const end = Buffer.alloc(56 + 20);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeBigUInt64LE(BigInt(entries), 24);
  end.writeBigUInt64LE(BigInt(entries), 32);
  end.writeBigUInt64LE(BigInt(length), 40);
  end.writeBigUInt64LE(BigInt(at), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(at + length), 64);
  end.writeUInt32LE(1, 72);
  return end;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc >>> 0;
});

export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** The first entry of a sound archive, unpacked. */
export function unzipped(archive: Buffer): Buffer {
  const from = 30 + archive.readUInt16LE(26) + archive.readUInt16LE(28);
  return inflateRawSync(archive.subarray(from));
}
