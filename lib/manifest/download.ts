import { fail, type Outcome, ok } from '../base/outcome';

const ORIGIN = 'https://www.bungie.net';
/** Longest silence between two pieces, in milliseconds. */
const STALL_MS = 30_000;
/** The largest download taken: four times what is expected (bungie-api.md 5.3). */
const LARGEST = 256 * 1024 * 1024;
/** JSON tables count unpacked: that is how their bytes arrive. */
const LARGEST_JSON = 1024 * 1024 * 1024;

type Bytes = Uint8Array<ArrayBuffer>;

export interface DownloadOptions {
  fetch: typeof fetch;
  /** Bytes so far, and of all; 0 when that is unknown. */
  onProgress(doneBytes: number, totalBytes: number): void;
  stallMs?: number | undefined;
  /** Appended as a query on later tries, so that a cached bad answer is not served again (bungie-api.md 5.4). */
  bust?: string | undefined;
}

/** A file as it comes in. */
export interface Download {
  /**
   * The next piece; undefined at the end. `definitions-cut` when it stops early, stalls or is shorter than promised,
   * `definitions-broken` when it is absurdly long.
   */
  next(): Promise<Outcome<Bytes | undefined>>;
  /** Ends the connection if it is open still. */
  close(): void;
}

/**
 * Opens a content file of www.bungie.net. No key and no cookies go there (bungie-api.md 1).
 *
 * `offline` when nothing answers, `not-bungie` for another answer than the file.
 */
export async function openDownload(path: string, options: DownloadOptions): Promise<Outcome<Download>> {
  const url = new URL(path, ORIGIN);
  if (url.origin !== ORIGIN) return fail('not-bungie');
  if (options.bust !== undefined) url.searchParams.set('again', options.bust);
  const abort = new AbortController();
  const stall = stallTimer(abort, options.stallMs ?? STALL_MS);
  const close = (): void => {
    stall.stop();
    abort.abort();
  };
  try {
    const response = await options.fetch(url.href, {
      credentials: 'omit',
      redirect: 'error',
      signal: abort.signal,
    });
    const { body } = response;
    if (!response.ok || body === null) {
      close();
      return fail('not-bungie', { status: response.status });
    }
    if (/text\/html/i.test(response.headers.get('content-type') ?? '')) {
      close();
      return fail('not-bungie');
    }
    // Tables are unpacked on the way, so their length is another than was promised; their last brace tells their end.
    const table = path.endsWith('.json');
    const promised = table ? 0 : Number(response.headers.get('content-length') ?? 0);
    const largest = table ? LARGEST_JSON : LARGEST;
    if (promised > largest) {
      close();
      return fail('definitions-broken');
    }
    const next = pieces(body.getReader(), { promised, largest, options, stall });
    return ok({ next, close });
  } catch {
    // A refused connection, a redirect, our own abort: nothing of the file can be used.
    close();
    return stall.fired() ? fail('definitions-cut') : fail('offline');
  }
}

function pieces(
  reader: ReadableStreamDefaultReader<Bytes>,
  {
    promised,
    largest,
    options,
    stall,
  }: { promised: number; largest: number; options: DownloadOptions; stall: StallTimer },
): Download['next'] {
  let done = 0;
  return async () => {
    let piece: ReadableStreamReadResult<Bytes>;
    try {
      piece = await reader.read();
    } catch {
      // The connection broke in the middle, or we gave up on it.
      return fail('definitions-cut', { done });
    }
    stall.touch();
    if (piece.done) {
      stall.stop();
      // With `Connection: close` and no length a cut body looks complete; the zip's own checks catch that one.
      return promised > 0 && done < promised ? fail('definitions-cut', { done }) : ok(undefined);
    }
    done += piece.value.byteLength;
    if (done > largest) return fail('definitions-broken');
    options.onProgress(done, promised);
    return ok(piece.value);
  };
}

/** All of it in one piece. */
export async function readWhole(
  download: Pick<Download, 'next'>,
  begun: readonly Bytes[] = [],
): Promise<Outcome<Bytes>> {
  const parts = [...begun];
  for (;;) {
    const piece = await download.next();
    if (!piece.ok) return piece;
    if (piece.value === undefined) return ok(joined(parts));
    parts.push(piece.value);
  }
}

/** The pieces one behind the other. */
export function joined(parts: readonly Bytes[]): Bytes {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

interface StallTimer {
  touch(): void;
  stop(): void;
  fired(): boolean;
}

/** Ends a download that says nothing for too long. Time that we spend with a piece does not count. */
function stallTimer(abort: AbortController, ms: number): StallTimer {
  let fired = false;
  let timer: ReturnType<typeof setTimeout>;
  const touch = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      fired = true;
      abort.abort();
    }, ms);
  };
  touch();
  return { touch, stop: () => clearTimeout(timer), fired: () => fired };
}
