import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../lib/manifest/crc32';
import { unzipDatabase } from '../../../lib/manifest/unzip';
import { comingIn } from '../../world/coming-in';
import { sqliteFile } from '../../world/small-manifest';
import { crc32 as slowCrc32, type ZipWish, zip } from '../../world/zip';

const database = await sqliteFile({
  DestinyInventoryItemDefinition: [{ hash: 7, displayProperties: { name: 'Seven' } }],
});

/** More between data and directory than any directory is long. */
function padded(file: Buffer): Buffer {
  const end = file.length - 22;
  return Buffer.concat([file.subarray(0, end), Buffer.alloc(100_000), file.subarray(end)]);
}

describe('a content file', () => {
  it.each<[string, ZipWish]>([
    ['deflated', {}],
    ['stored', { method: 0 }],
    ['written by a stream, with sizes behind the data', { descriptor: true }],
    ['written as zip64', { zip64: true }],
    ['written as zip64 by a stream', { zip64: true, descriptor: true }],
    ['followed by a comment', { comment: 'from Bungie' }],
  ])('is unpacked when %s, in whatever pieces it comes', async (_name, wish) => {
    for (const piece of [1_000_000, 997, 29]) {
      const done = await unzipDatabase(comingIn(zip(database, wish), piece));
      expect(done.ok && Buffer.compare(done.value, database)).toBe(0);
    }
  });

  it.each<[string, Buffer, string]>([
    ['has two entries', zip(database, { copies: 1 }), 'definitions-broken'],
    ['names a path', zip(database, { name: '../x' }), 'definitions-broken'],
    ['names a folder', zip(database, { name: 'a/b.content' }), 'definitions-broken'],
    ['is encrypted', zip(database, { encrypted: true }), 'definitions-broken'],
    ['has two entries and is zip64', zip(database, { copies: 1, zip64: true }), 'definitions-broken'],
    ['has two entries and no sizes', zip(database, { copies: 1, descriptor: true }), 'definitions-broken'],
    ['promises another size at its end', zip(database, { centralUnpacked: 5 }), 'definitions-broken'],
    ['goes on behind its data', padded(zip(database)), 'definitions-broken'],
    ['is stored with a wrong checksum', zip(database, { method: 0, crc: 1 }), 'definitions-broken'],
    ['carries another checksum', zip(database, { crc: 1 }), 'definitions-broken'],
    ['promises another size', zip(database, { unpacked: database.length + 1 }), 'definitions-broken'],
    ['unpacks a hundred times its size', zip(Buffer.alloc(4_000_000)), 'definitions-broken'],
    ['holds no database', zip(Buffer.from('just some words, not a database at all')), 'definitions-broken'],
    ['is no archive', Buffer.from('<!doctype html>'), 'definitions-broken'],
    ['is a bomb of sizes', zip(database, { unpacked: 2 ** 31 - 1 }), 'definitions-broken'],
    ['is a bomb of zip64 sizes', zip(database, { unpacked: 2 ** 40, zip64: true }), 'definitions-broken'],
    ['unpacks to more than it says', zip(database, { unpacked: 4_096 }), 'definitions-broken'],
    ['is empty', Buffer.alloc(0), 'definitions-cut'],
  ])('is refused when it %s', async (_name, file, code) => {
    expect(await unzipDatabase(comingIn(file))).toMatchObject({ ok: false, failure: { code } });
  });

  it('is refused when cut at any tenth, or with any byte flipped', async () => {
    const whole = zip(database);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const cut = await unzipDatabase(comingIn(whole.subarray(0, Math.floor((whole.length * tenth) / 10))));
      expect(cut.ok).toBe(false);
    }
    const data = 30 + 'world.content'.length;
    for (let at = data; at < data + 200; at += 7) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ 0x10;
      expect((await unzipDatabase(comingIn(flipped))).ok).toBe(false);
    }
  });
});

it('sums like the textbook', () => {
  for (const size of [0, 1, 7, 8, 9, 63, 1000]) {
    const some = Uint8Array.from({ length: size }, (_, index) => (index * 37) & 255);
    expect(crc32(some)).toBe(slowCrc32(some));
  }
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});
