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

/** Stores what a sign-in brought. Who was signed in before keeps their tokens, laid aside. */
export async function saveTokens(tokens: Tokens): Promise<void> {
  const { secrets } = secretDatabase();
  await secretDatabase().transaction('rw', secrets, async () => {
    const held = await loadTokens();
    if (held !== undefined) await secrets.put({ id: aside(held.bungieMembershipId), value: held });
    await secrets.put({ id: 'tokens', value: tokens });
    await secrets.delete(aside(tokens.bungieMembershipId));
  });
}

/**
 * Puts a refreshed pair in place of the one it came from, wherever that lies by now. False when it is not the one in use
 * any more: the user signed out (then nothing is stored), or somebody else is shown meanwhile.
 */
export async function replaceTokens(previous: Tokens, next: Tokens): Promise<boolean> {
  const { secrets } = secretDatabase();
  return secretDatabase().transaction('rw', secrets, async () => {
    const held = await loadTokens();
    if (held?.accessToken === previous.accessToken) {
      await secrets.put({ id: 'tokens', value: next });
      return true;
    }
    const laidAside = Tokens.safeParse((await secrets.get(aside(previous.bungieMembershipId)))?.value);
    if (laidAside.data?.accessToken === previous.accessToken)
      await secrets.put({ id: aside(previous.bungieMembershipId), value: next });
    return false;
  });
}

/** Takes up the tokens of another person and lays the present ones aside. False when there were none. */
export async function switchTokens(bungieMembershipId: string): Promise<boolean> {
  const { secrets } = secretDatabase();
  return secretDatabase().transaction('rw', secrets, async () => {
    const held = await loadTokens();
    if (held?.bungieMembershipId === bungieMembershipId) return true;
    if (held !== undefined) await secrets.put({ id: aside(held.bungieMembershipId), value: held });
    const wanted = await secrets.get(aside(bungieMembershipId));
    await secrets.bulkDelete(['tokens', aside(bungieMembershipId)]);
    if (wanted !== undefined) await secrets.put({ id: 'tokens', value: wanted.value });
    return wanted !== undefined;
  });
}

/** Tokens of people who are not shown now. */
export async function loadAsideTokens(): Promise<Tokens[]> {
  const records = await secretDatabase().secrets.where('id').startsWith(ASIDE).toArray();
  return records.flatMap(({ value }) => Tokens.safeParse(value).data ?? []);
}

/** Drops the tokens in use, or those laid aside of that person. */
export async function dropTokens(bungieMembershipId?: string): Promise<void> {
  const id = bungieMembershipId === undefined ? 'tokens' : aside(bungieMembershipId);
  await secretDatabase().secrets.delete(id);
}

const ASIDE = 'tokens:';
const aside = (bungieMembershipId: string) => `${ASIDE}${bungieMembershipId}` as const;

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
