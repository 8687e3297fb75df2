import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export interface ConnectProxy {
  port: number;
  /** `host:port` of every refused request, so that a test can prove nothing else was asked for. */
  refused: readonly string[];
  close(): Promise<void>;
}

/**
 * An HTTP CONNECT proxy on loopback: forwards `host:443` to the loopback port `portOf` gives for the host, refuses the
 * rest. Firefox has no resolver switch, so this is how it reaches the simulators under the real names.
 */
export async function startConnectProxy(portOf: (host: string) => number | undefined): Promise<ConnectProxy> {
  const sockets = new Set<Socket>();
  const refused: string[] = [];

  function track(socket: Socket): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // Either side may vanish at any time; its partner is ended by the pipe.
    socket.on('error', () => socket.destroy());
  }

  function answer(client: Socket, head: string): void {
    const target = /^CONNECT (\S+):(\d+) HTTP\/1\.[01]\r\n/.exec(head);
    const host = target?.[1]?.toLowerCase() ?? '';
    const port = target?.[2] === '443' ? portOf(host) : undefined;
    if (port === undefined) {
      refused.push(target === null ? (head.split('\r\n')[0] ?? '') : `${host}:${target[2]}`);
      client.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    const server = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.pipe(server).pipe(client);
    });
    track(server);
    server.on('close', () => client.destroy());
    client.on('close', () => server.destroy());
  }

  const proxy = createServer((client) => {
    track(client);
    let head = '';
    const read = (part: Buffer): void => {
      head += part.toString('latin1');
      if (!head.includes('\r\n\r\n') && head.length < 8192) return;
      client.off('data', read);
      answer(client, head);
    };
    client.on('data', read);
  });
  await new Promise<void>((resolve, reject) => {
    proxy.once('error', reject);
    proxy.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (proxy.address() as AddressInfo).port,
    refused,
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
