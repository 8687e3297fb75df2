import { fail, type Outcome, ok } from '../base/outcome';

const ORIGIN = 'https://www.bungie.net';
/** Longest silence between two pieces, in milliseconds. */
const STALL_MS = 30_000;
/** The largest download taken: four times what is expected (bungie-api.md 5.3). */
const LARGEST = 256 * 1024 * 1024;

export interface DownloadOptions {
  fetch: typeof fetch;
  onProgress(doneBytes: number, totalBytes: number): void;
  stallMs?: number;
  /** Appended as a query on later tries, so that a cached bad answer is not served again (bungie-api.md 5.4). */
  bust?: string;
}

/**
 * Fetches a content file of www.bungie.net whole. No key and no cookies go there (bungie-api.md 1).
 *
 * `offline` when nothing answers, `not-bungie` for another answer than the file, `definitions-cut` when it stops
 * early, stalls or is shorter than promised.
 */
export async function download(
  path: string,
  options: DownloadOptions,
): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  const url = new URL(path, ORIGIN);
  if (url.origin !== ORIGIN) return fail('not-bungie');
  if (options.bust !== undefined) url.searchParams.set('again', options.bust);
  const abort = new AbortController();
  const stall = stallTimer(abort, options.stallMs ?? STALL_MS);
  try {
    const response = await options.fetch(url.href, {
      credentials: 'omit',
      redirect: 'error',
      signal: abort.signal,
    });
    if (!response.ok || response.body === null) return fail('not-bungie', { status: response.status });
    if (/text\/html/i.test(response.headers.get('content-type') ?? '')) return fail('not-bungie');
    const promised = Number(response.headers.get('content-length') ?? 0);
    if (promised > LARGEST) return fail('definitions-broken');
    return await collect(response.body, promised, options, stall.touch);
  } catch {
    // A refused connection, a redirect, our own abort: nothing of the file can be used.
    return stall.fired() ? fail('definitions-cut') : fail('offline');
  } finally {
    stall.stop();
    abort.abort();
  }
}

async function collect(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  promised: number,
  { onProgress }: DownloadOptions,
  touch: () => void,
): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  const reader = body.getReader();
  for (;;) {
    let piece: ReadableStreamReadResult<Uint8Array<ArrayBuffer>>;
    try {
      piece = await reader.read();
    } catch {
      // The connection broke in the middle.
      return fail('definitions-cut', { done });
    }
    if (piece.done) break;
    touch();
    parts.push(piece.value);
    done += piece.value.byteLength;
    if (done > LARGEST) return fail('definitions-broken');
    onProgress(done, promised);
  }
  // With `Connection: close` and no length a cut body looks complete; the zip's own checks catch that one.
  if (promised > 0 && done < promised) return fail('definitions-cut', { done });
  const whole = new Uint8Array(done);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return ok(whole);
}

function stallTimer(abort: AbortController, ms: number) {
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
