import { type BungieKeys, bungieKeys } from '@/lib/app/bungie-keys';
import { itemRoll } from '@/lib/app/item-roll';
import { type ProfileDeps, refreshProfile, renameHeldItems } from '@/lib/app/refresh-profile';
import type { JobDeps } from '@/lib/app/run-jobs';
import { type Session, session } from '@/lib/app/session';
import type { ItemKey } from '@/lib/base/ids';
import { singleFlight } from '@/lib/base/single-flight';
import { bungieActions } from '@/lib/bungie/actions';
import { bungieClient } from '@/lib/bungie/client';
import { bungieReads } from '@/lib/bungie/endpoints';
import { authorizeUrl, type BungieApp, exchangeCode, readRedirect, refreshTokens } from '@/lib/bungie/oauth';
import { launchSignIn, redirectUrl } from '@/lib/platform/identity';
import { withLock } from '@/lib/platform/locks';
import { remember, takeRemembered } from '@/lib/platform/session-memory';
import { definitionStore } from '@/lib/storage/definitions';
import { journalStore } from '@/lib/storage/journal-store';
import { pictureStore } from '@/lib/storage/picture-store';
import {
  dropOwnApp,
  dropTokens,
  loadAsideTokens,
  loadOwnApp,
  loadTokens,
  replaceTokens,
  saveOwnApp,
  saveTokens,
  switchTokens,
} from '@/lib/storage/secrets';
import { viewStore } from '@/lib/storage/view-store';

const ATTEMPT = 'sign-in-attempt';

/** Which app Bungie is asked as: the player's own, or that of the build. */
export function wireKeys(): BungieKeys {
  const keys: BungieKeys = bungieKeys({
    builtIn: builtInApp(),
    own: { load: loadOwnApp, save: saveOwnApp, drop: dropOwnApp },
    views: viewStore,
    ask: () => manifestSource(keys).fetchManifest(),
    now,
  });
  return keys;
}

const keyOf = (keys: Pick<BungieKeys, 'app'>) => async () => (await keys.app())?.apiKey ?? '';

/** The app this build was made for; undefined when it was built without keys. */
function builtInApp(): BungieApp | undefined {
  const apiKey = text(import.meta.env.WXT_BUNGIE_API_KEY);
  const clientId = text(import.meta.env.WXT_BUNGIE_CLIENT_ID);
  const clientSecret = text(import.meta.env.WXT_BUNGIE_CLIENT_SECRET);
  if (apiKey === '' || clientId === '') return undefined;
  return { apiKey, clientId, ...(clientSecret === '' ? {} : { clientSecret }) };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

const now = Date.now;
const fetcher: typeof fetch = (input, init) => fetch(input, init);

/** Plugs Bungie's adapters into the use cases around session, profile and moves. */
export function wireBungie({
  keys,
  onPicture,
  onUnknownHashes,
  still,
}: {
  keys: BungieKeys;
  /** The stored picture is another one now. */
  onPicture(): Promise<void>;
  onUnknownHashes(): void;
  /** Runs while nothing moves. */
  still<T>(work: () => Promise<T>): Promise<T>;
}) {
  const account: Session = session(
    {
      app: keys.app,
      oauth: {
        authorizeUrl,
        readRedirect: (finalUrl) => readRedirect(finalUrl, redirectUrl()),
        exchangeCode: (known, code) => exchangeCode(known, code, fetcher),
        refreshTokens: (known, refreshToken) => refreshTokens(known, refreshToken, fetcher),
      },
      secrets: {
        load: loadTokens,
        save: saveTokens,
        replace: replaceTokens,
        switchTo: switchTokens,
        aside: loadAsideTokens,
        drop: dropTokens,
      },
      attempts: {
        remember: (way, attempt) => remember(`${ATTEMPT}:${way}`, attempt),
        take: (way) => takeRemembered(`${ATTEMPT}:${way}`),
      },
      launch: launchSignIn,
      randomState: () => randomHex(16),
      lock: (person, work) => withLock(`token:${person}`, work),
      still,
      views: viewStore,
      emptyOf: async (accounts) => {
        await pictureStore.emptyOf(accounts);
        await journalStore.emptyOf(accounts);
        const { waiting } = await viewStore.load('later');
        await viewStore.replace('later', {
          waiting: waiting.filter((one) => !accounts.includes(one.membershipId)),
        });
        await onPicture();
      },
      now,
    },
    () => reads,
  );
  const client = bungieClient({ apiKey: keyOf(keys), tokens: account, fetch: fetcher });
  const reads = bungieReads(client);
  const profile: ProfileDeps = {
    account: () => account.account(),
    bungie: reads,
    pictures: pictureStore,
    definitions: definitionStore,
    views: viewStore,
    onUnknownHashes,
    now,
  };
  const refresh = singleFlight(async () => {
    const done = await refreshProfile(profile);
    if (done.ok) await onPicture();
    return done;
  });
  const jobs: JobDeps = {
    bungie: bungieActions(client),
    pictures: pictureStore,
    journal: journalStore,
    views: viewStore,
    reread: refresh,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    now,
    random: () => randomHex(4),
  };
  const roll = (item: ItemKey) =>
    itemRoll(item, { bungie: reads, pictures: pictureStore, definitions: definitionStore });
  return { session: account, reads, refresh, jobs, roll, renameHeldItems: () => renameHeldItems(profile) };
}

/** The manifest call needs the key but no player. */
export function manifestSource(keys: Pick<BungieKeys, 'app'>) {
  const nobody = { ok: false as const, failure: { code: 'signed-out' as const, facts: {} } };
  const tokens = { token: () => Promise.resolve(nobody), renew: () => Promise.resolve(nobody) };
  return bungieReads(bungieClient({ apiKey: keyOf(keys), tokens, fetch: fetcher }));
}
