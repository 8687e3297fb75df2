import { connect } from 'node:tls';
import { Agent, type RequestInit, fetch as undiciFetch } from 'undici';

/**
 * A `fetch` for Node whose requests to the named hosts reach simulators on loopback, under the real host names and over
 * TLS, so that code is tested with the addresses it ships with. Hosts that are not named fail.
 */
export function simFetch(ports: Readonly<Record<string, number>>): typeof fetch {
  const agent = new Agent({
    connect({ hostname }, callback) {
      const port = ports[hostname];
      if (port === undefined) {
        callback(new Error(`no simulator plays ${hostname}`), null);
        return;
      }
      // The simulators' certificate is made anew in each process; nothing leaves this machine.
      const socket = connect({ host: '127.0.0.1', port, servername: hostname, rejectUnauthorized: false });
      socket.once('secureConnect', () => callback(null, socket));
      socket.once('error', (error) => callback(error, null));
    },
  });
  const reached = async (input: string | URL | Request, init?: globalThis.RequestInit): Promise<unknown> => {
    const request = input instanceof Request ? input : new Request(input, init);
    const body = request.body === null ? null : Buffer.from(await request.arrayBuffer());
    const asked: RequestInit = {
      method: request.method,
      headers: [...request.headers],
      body,
      redirect: request.redirect,
      signal: request.signal,
      dispatcher: agent,
    };
    return undiciFetch(request.url, asked);
  };
  // undici's Response is the one Node's own fetch gives, under another declaration.
  return reached as typeof fetch;
}
