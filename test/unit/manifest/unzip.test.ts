import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../lib/manifest/crc32';
import { unzipDatabase } from '../../../lib/manifest/unzip';
import { sqliteFile } from '../../world/small-manifest';
import { crc32 as slowCrc32, zip } from '../../world/zip';

const database = await sqliteFile({
  DestinyInventoryItemDefinition: [{ hash: 7, displayProperties: { name: 'Seven' } }],
});
const bytes = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer);

describe('a content file', () => {
  it.each([
    ['deflated', {}],
    ['stored', { method: 0 as const }],
    ['written by a stream, with sizes behind the data', { descriptor: true }],
  ])('is unpacked when %s', async (_name, wish) => {
    const done = await unzipDatabase(bytes(zip(database, wish)));
    expect(done.ok && Buffer.compare(done.value, database)).toBe(0);
  });

  it.each<[string, Buffer, string]>([
    ['has two entries', zip(database, { copies: 1 }), 'definitions-broken'],
    ['names a path', zip(database, { name: '../x' }), 'definitions-broken'],
    ['names a folder', zip(database, { name: 'a/b.content' }), 'definitions-broken'],
    ['is encrypted', zip(database, { encrypted: true }), 'definitions-broken'],
    ['carries another checksum', zip(database, { crc: 1 }), 'definitions-broken'],
    ['promises another size', zip(database, { unpacked: database.length + 1 }), 'definitions-broken'],
    ['unpacks a hundred times its size', zip(Buffer.alloc(4_000_000)), 'definitions-broken'],
    ['holds no database', zip(Buffer.from('just some words, not a database at all')), 'definitions-broken'],
    ['is no archive', Buffer.from('<!doctype html>'), 'definitions-broken'],
    ['is empty', Buffer.alloc(0), 'definitions-broken'],
  ])('is refused when it %s', async (_name, file, code) => {
    expect(await unzipDatabase(bytes(file))).toMatchObject({ ok: false, failure: { code } });
  });

  it('is refused when cut at any tenth, or with any byte flipped', async () => {
    const whole = zip(database);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const cut = await unzipDatabase(bytes(whole.subarray(0, Math.floor((whole.length * tenth) / 10))));
      expect(cut.ok).toBe(false);
    }
    const data = 30 + 'world.content'.length;
    for (let at = data; at < data + 200; at += 7) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ 0x10;
      expect((await unzipDatabase(bytes(flipped))).ok).toBe(false);
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
