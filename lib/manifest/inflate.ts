import type { ZipEntry } from './zip-entry';

type Bytes = Uint8Array<ArrayBuffer>;

/** Head of a gzip file without name or time (RFC 1952, 2.3). */
const GZIP_HEAD = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);

export interface Inflater {
  /** Takes the next piece of deflated data; false when it is damaged or gives more than was promised. */
  write(data: Bytes): Promise<boolean>;
  /** The whole when length and checksum are right, else undefined. */
  finish(): Promise<Bytes | undefined>;
  cancel(): Promise<void>;
}

/**
 * Inflates into one buffer of the promised size: a second copy would cost 250 MB. Zip and gzip carry the same data and
 * the same CRC-32, so between a gzip head and trailer the browser's own code checks the sum; in JavaScript that alone
 * takes half as long as all the unpacking.
 */
export function inflater({ crc, unpacked }: Pick<ZipEntry, 'crc' | 'unpacked'>): Inflater {
  const whole = new Uint8Array(unpacked);
  const stream = new DecompressionStream('gzip');
  const writer = stream.writable.getWriter();
  let filled = 0;
  const reading = (async (): Promise<boolean> => {
    const reader = stream.readable.getReader();
    for (;;) {
      const piece = await reader.read();
      if (piece.done) return filled === unpacked;
      if (filled + piece.value.length > unpacked) {
        await reader.cancel();
        return false;
      }
      whole.set(piece.value, filled);
      filled += piece.value.length;
    }
  })().catch(() => false);

  const put = async (data: Bytes): Promise<boolean> => {
    // Reading may end first: damaged data and too much of it end there, and then nobody takes what is written.
    const ended = reading.then(() => false);
    return Promise.race([writer.write(data).then(() => true), ended]).catch(() => false);
  };
  const begun = put(GZIP_HEAD);
  return {
    write: async (data) => (await begun) && put(data),
    async finish() {
      const trailer = new DataView(new ArrayBuffer(8));
      trailer.setUint32(0, crc, true);
      trailer.setUint32(4, unpacked >>> 0, true);
      const ended = writer
        .write(new Uint8Array(trailer.buffer))
        .then(() => writer.close())
        .then(
          () => true,
          () => false,
        );
      const right = await reading;
      return right && (await ended) ? whole : undefined;
    },
    async cancel() {
      await writer.abort().catch(() => undefined);
      await reading;
    },
  };
}
