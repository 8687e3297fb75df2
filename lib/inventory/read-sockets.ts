import { type Hash, isHash } from '../base/ids';

/** What sits in one socket (bungie-api.md 4.2, component 305). */
export interface Inserted {
  hash: Hash;
  enabled: boolean;
  visible: boolean;
}

/** The sockets of one item in order; undefined for an empty one. Total. */
export function readSockets(value: unknown): (Inserted | undefined)[] {
  const sockets = (value as { sockets?: unknown } | null | undefined)?.sockets;
  if (!Array.isArray(sockets)) return [];
  return sockets.map((socket: unknown) => {
    if (typeof socket !== 'object' || socket === null) return undefined;
    // An object that is not null has fields; each one is checked.
    const { plugHash, isEnabled, isVisible } = socket as Record<string, unknown>;
    if (!isHash(plugHash) || plugHash === 0) return undefined;
    return { hash: plugHash, enabled: isEnabled !== false, visible: isVisible !== false };
  });
}
