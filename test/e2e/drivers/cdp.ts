import WebSocket from 'ws';

export interface CdpEvent {
  method: string;
  params: Record<string, unknown>;
  /** Which attached target it came from; absent for the browser itself. */
  sessionId?: string;
}

/** One socket to a Chromium's debugging port, flat sessions. */
export interface Cdp {
  send<T = Record<string, unknown>>(method: string, params?: object, sessionId?: string): Promise<T>;
  /** Calls `listener` for every event; gives back how to stop. */
  watch(listener: (event: CdpEvent) => void): () => void;
  close(): void;
}

interface Answer {
  id?: number;
  method?: string;
  params?: Record<string, unknown>;
  sessionId?: string;
  result?: unknown;
  error?: { message: string };
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Connects to a browser-level `webSocketDebuggerUrl`. */
export async function connectCdp(url: string): Promise<Cdp> {
  const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 256 * 2 ** 20 });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(event: CdpEvent) => void>();
  let lastId = 0;
  socket.on('message', (raw) => {
    const answer = JSON.parse(String(raw)) as Answer;
    if (answer.id === undefined) {
      const event = { ...answer, method: answer.method ?? '', params: answer.params ?? {} };
      for (const listener of listeners) listener(event);
      return;
    }
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error === undefined) asked?.resolve(answer.result);
    else asked?.reject(new Error(answer.error.message));
  });
  const fail = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('the browser closed its debugging socket'));
    waiting.clear();
  };
  socket.on('close', fail);
  socket.on('error', fail);
  return {
    send<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
      if (socket.readyState !== WebSocket.OPEN)
        return Promise.reject(new Error(`${method}: browser is gone`));
      lastId += 1;
      const id = lastId;
      return new Promise<T>((resolve, reject) => {
        waiting.set(id, {
          resolve: (result) => resolve(result as T),
          reject: (error) => reject(new Error(`${method}: ${error.message}`)),
        });
        socket.send(
          JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }),
        );
      });
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => socket.close(),
  };
}
