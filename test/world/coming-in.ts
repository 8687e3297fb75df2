import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** A file as it comes in from the network: in pieces, then nothing more. */
export function comingIn(file: Uint8Array, pieceSize = 65_536) {
  let at = 0;
  return {
    async next(): Promise<{ ok: true; value: Uint8Array<ArrayBuffer> | undefined }> {
      if (at >= file.length) return { ok: true, value: undefined };
      const piece = new Uint8Array(file.subarray(at, at + pieceSize));
      at += piece.length;
      return { ok: true, value: piece };
    },
  };
}

/** The wasm file of sql.js, which the product fetches from its own package. */
export async function loadWasm(): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm')));
}
