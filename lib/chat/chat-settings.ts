import * as z from 'zod/mini';

const minute = z.number().check(z.int(), z.gte(0), z.lt(1_440));
const nick = z.string().check(z.regex(/^\w{3,20}$/));

/** What the reader decided about chat, with us. Pages may read it; it holds no secret. Defaults: `messages/views`. */
export const ChatSettings = z.object({
  /**
   * `session`: as whom the browser is signed in. `key`: by a login key. `anonymous`: as a guest, which hears the public
   * chat and no whispers. `off`: not at all.
   */
  connectAs: z.enum(['session', 'key', 'anonymous', 'off']),
  toasts: z.boolean(),
  system: z.boolean(),
  badge: z.boolean(),
  /** Names and mentions of the reader, while no chat page is in sight. */
  mentions: z.boolean(),
  streamLive: z.boolean(),
  /** For streamers: notices say who, never what. */
  hideText: z.boolean(),
  /** By the reader's own clock; null for none. */
  quietHours: z.nullable(z.object({ fromMinute: minute, toMinute: minute })),
  mutedNicks: z.array(nick).check(z.maxLength(500)),
  /** Whispers older than this many days are dropped; 0 keeps them all. */
  keepDays: z.number().check(z.int(), z.gte(0), z.lte(3_650)),
});

export type ChatSettings = z.infer<typeof ChatSettings>;

/** As whom a handshake goes: the browser's own session, a login key, or nobody. */
export type ChatIdentity = { kind: 'session' } | { kind: 'key'; key: string } | { kind: 'anonymous' };
