/** As whom a handshake goes: the browser's own session, a login key, or nobody. */
export type ChatIdentity = { kind: 'session' } | { kind: 'key'; key: string } | { kind: 'anonymous' };
