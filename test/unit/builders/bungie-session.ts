import { randomBytes } from 'node:crypto';
import { refreshProfile } from '@/lib/app/refresh-profile';
import { type Session, session } from '@/lib/app/session';
import { bungieActions } from '@/lib/bungie/actions';
import { bungieClient } from '@/lib/bungie/client';
import { bungieReads } from '@/lib/bungie/endpoints';
import { authorizeUrl, type BungieApp, exchangeCode, readRedirect, refreshTokens } from '@/lib/bungie/oauth';
import { journalDatabase, secretDatabase, stateDatabase } from '@/lib/storage/databases';
import { definitionStore } from '@/lib/storage/definitions';
import { journalStore } from '@/lib/storage/journal-store';
import { pictureStore } from '@/lib/storage/picture-store';
import {
  dropTokens,
  loadAsideTokens,
  loadTokens,
  replaceTokens,
  saveTokens,
  switchTokens,
} from '@/lib/storage/secrets';
import { viewStore } from '@/lib/storage/view-store';
import type { BungieSim } from '../../sim/bungie/bungie-sim';
import { simFetch } from '../../sim/kit/client-fetch';
import { player, REDIRECT } from './player';

export const CONFIDENTIAL: BungieApp = {
  apiKey: 'sim-api-key',
  clientId: '41001',
  clientSecret: 'sim-client-secret',
};
export const PUBLIC: BungieApp = { apiKey: 'sim-public-key', clientId: '41002' };

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A browser in which nobody ever signed in. */
export async function forgetEverything(): Promise<void> {
  const state = stateDatabase();
  const tables = [state.views, state.pictures, state.perks, state.touched];
  await Promise.all([...tables, secretDatabase().secrets, journalDatabase().jobs].map((one) => one.clear()));
}

/**
 * The real use case on the real adapters and stores; only the browser's window is played, by a player who signs in as
 * `account`. Made a second time over the same stores it is the background after a restart.
 */
export function bungieSession(sim: BungieSim, given: BungieApp | null = CONFIDENTIAL, account = 'Ikora') {
  const app = given ?? undefined;
  const fetcher = simFetch({ 'www.bungie.net': sim.port });
  const person = player(fetcher, account);
  const attempts = new Map<string, unknown>();
  const made: Session = session(
    {
      app: async () => app,
      oauth: {
        authorizeUrl,
        readRedirect: (url) => readRedirect(url, REDIRECT),
        exchangeCode: (known, code) => exchangeCode(known, code, fetcher),
        refreshTokens: (known, token) => refreshTokens(known, token, fetcher),
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
        remember: async (way, value) => {
          attempts.set(way, value);
        },
        take: async (way) => {
          const taken = attempts.get(way);
          attempts.delete(way);
          return taken;
        },
      },
      launch: (url, interactive) => person.launch(url, interactive),
      randomState: () => randomBytes(16).toString('hex'),
      lock: (_person, work) => work(),
      still: (work) => work(),
      views: viewStore,
      async emptyOf(accounts) {
        await pictureStore.emptyOf(accounts);
        await journalStore.emptyOf(accounts);
      },
      now: () => sim.clock.now(),
    },
    () => reads,
  );
  const client = bungieClient({ apiKey: async () => app?.apiKey ?? '', tokens: made, fetch: fetcher });
  const reads = bungieReads(client);
  const read = () =>
    refreshProfile({
      account: () => made.account(),
      bungie: reads,
      pictures: pictureStore,
      definitions: definitionStore,
      views: viewStore,
      onUnknownHashes: () => undefined,
      now: () => sim.clock.now(),
    });
  return { session: made, person, client, reads, actions: bungieActions(client), read };
}
