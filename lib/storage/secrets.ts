import * as z from 'zod/mini';
import { secretDatabase } from './databases';

const Tokens = z.object({
  accessToken: z.string(),
  /** Absolute, by our clock: issued + expires_in. */
  expiresAtMs: z.number(),
  /** Absent for a public client. */
  refreshToken: z.optional(z.string()),
  refreshExpiresAtMs: z.optional(z.number()),
  bungieMembershipId: z.string(),
  /** The app they belong to: tokens of one app are worthless to another (bungie-api.md 2.1). */
  clientId: z.string(),
});

/** One pair of tokens with absolute times in milliseconds. Never leaves the background. */
export type Tokens = z.infer<typeof Tokens>;

/** The stored tokens; undefined when signed out or unreadable. */
export async function loadTokens(): Promise<Tokens | undefined> {
  const record = await secretDatabase().secrets.get('tokens');
  const read = Tokens.safeParse(record?.value);
  return read.success ? read.data : undefined;
}

export async function saveTokens(tokens: Tokens): Promise<void> {
  await secretDatabase().secrets.put({ id: 'tokens', value: tokens });
}

/**
 * Puts a refreshed pair in place of the one it came from. False, and nothing stored, when that one is gone
 * meanwhile: the user signed out or signed in anew while the refresh was under way.
 */
export async function replaceTokens(previous: Tokens, next: Tokens): Promise<boolean> {
  const database = secretDatabase();
  return database.transaction('rw', database.secrets, async () => {
    const held = await loadTokens();
    if (held?.accessToken !== previous.accessToken) return false;
    await saveTokens(next);
    return true;
  });
}

export async function dropTokens(): Promise<void> {
  await secretDatabase().secrets.delete('tokens');
}

const ChatKey = z.string().check(z.regex(/^[A-Za-z0-9]{64}$/));

/** The login key of destiny.gg's chat; undefined when there is none. It is a password: it never leaves the background. */
export async function loadChatKey(): Promise<string | undefined> {
  const record = await secretDatabase().secrets.get('chat-key');
  return ChatKey.safeParse(record?.value).data;
}

/** False, and nothing stored, when that is no login key. */
export async function saveChatKey(key: string): Promise<boolean> {
  const read = ChatKey.safeParse(key);
  if (read.success) await secretDatabase().secrets.put({ id: 'chat-key', value: read.data });
  return read.success;
}

export async function dropChatKey(): Promise<void> {
  await secretDatabase().secrets.delete('chat-key');
}

const OwnApp = z.object({
  apiKey: z.string(),
  clientId: z.string(),
  /** Absent for a public app. */
  clientSecret: z.exactOptional(z.string()),
  setAtMs: z.number(),
});

/** The keys of the player's own app at Bungie. Never leaves the background. */
export type OwnApp = z.infer<typeof OwnApp>;

/** The player's own keys; undefined when there are none or they are unreadable. */
export async function loadOwnApp(): Promise<OwnApp | undefined> {
  const record = await secretDatabase().secrets.get('bungie-app');
  return OwnApp.safeParse(record?.value).data;
}

export async function saveOwnApp(app: OwnApp): Promise<void> {
  await secretDatabase().secrets.put({ id: 'bungie-app', value: app });
}

export async function dropOwnApp(): Promise<void> {
  await secretDatabase().secrets.delete('bungie-app');
}
