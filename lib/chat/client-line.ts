/** A line that may leave for the chat server. Only `clientLine` makes one. */
export type ClientLine = string & { readonly brand: 'ClientLine' };

/** All that we ever say; a public line is not among it. */
export type ClientType = 'PING' | 'PONG';

/** `payload` is JSON; for PONG the very text of the PING it answers. */
export function clientLine(type: ClientType, payload: string): ClientLine {
  // The one place where the brand is given.
  return `${type} ${payload}` as ClientLine;
}
