import { connect } from 'node:net';

/** Firefox's own remote protocol: TCP, frames `length:json`, `[0, id, command, params]` and `[1, id, error, result]`. */
export interface Marionette {
  send<T = unknown>(command: string, params?: object): Promise<T>;
  close(): void;
}

type Answer = [kind: 1, id: number, error: { error: string; message: string } | null, result: unknown];

interface Waiting {
  command: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Connects to a Marionette port; ready when Firefox has sent its greeting. */
export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = connect(port, '127.0.0.1');
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let gone = false;
  let buffer = Buffer.alloc(0);
  let greeted: () => void = () => undefined;
  let refused: (error: Error) => void = () => undefined;
  const greeting = new Promise<void>((resolve, reject) => {
    greeted = resolve;
    refused = reject;
  });

  function hear(message: unknown): void {
    if (!Array.isArray(message)) {
      greeted();
      return;
    }
    const [, id, error, result] = message as Answer;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === null) asked?.resolve(result);
    else asked?.reject(new Error(`${asked.command}: ${error.error}: ${error.message}`));
  }

  socket.on('data', (part) => {
    buffer = Buffer.concat([buffer, part]);
    for (;;) {
      const colon = buffer.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(buffer.subarray(0, colon).toString());
      if (buffer.length < end) return;
      const message: unknown = JSON.parse(buffer.subarray(colon + 1, end).toString());
      buffer = buffer.subarray(end);
      hear(message);
    }
  });
  const fail = (): void => {
    gone = true;
    refused(new Error('Firefox closed its Marionette socket'));
    for (const { command, reject } of waiting.values()) reject(new Error(`${command}: Firefox is gone`));
    waiting.clear();
  };
  socket.on('error', fail);
  socket.on('close', fail);
  await greeting;

  return {
    send<T>(command: string, params: object = {}): Promise<T> {
      if (gone) return Promise.reject(new Error(`${command}: Firefox is gone`));
      lastId += 1;
      const id = lastId;
      return new Promise<T>((resolve, reject) => {
        waiting.set(id, { command, resolve: (result) => resolve(result as T), reject });
        const text = JSON.stringify([0, id, command, params]);
        socket.write(`${Buffer.byteLength(text)}:${text}`);
      });
    },
    close: () => socket.destroy(),
  };
}
