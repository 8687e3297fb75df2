import { fail, type Outcome, ok } from '../base/outcome';
import { say } from '../base/words';
import type { BungieApp } from '../bungie/oauth';
import type { Now, ViewStore } from './ports';

/** The player's own app as it is kept. */
export type KeptApp = BungieApp & { setAtMs: number };

export interface BungieKeysDeps {
  /** The app the build was made for, if any. */
  builtIn: BungieApp | undefined;
  own: {
    load(): Promise<KeptApp | undefined>;
    save(app: { apiKey: string; clientId: string; clientSecret?: string; setAtMs: number }): Promise<void>;
    drop(): Promise<void>;
  };
  views: ViewStore;
  /** Any call that needs the API key and no player. */
  ask(): Promise<Outcome<unknown>>;
  now: Now;
}

/** The keys Bungie is asked with. They go in here and no answer carries them out again. */
export interface BungieKeys {
  /** The player's own app, else the build's (bungie-api.md 2.7). */
  app(): Promise<BungieApp | undefined>;
  /** Keeps the player's keys. `keys-malformed` tells which of them cannot be one. */
  use(typed: { apiKey: string; clientId: string; clientSecret: string }): Promise<Outcome<null>>;
  forget(): Promise<Outcome<null>>;
  /** `key-refused`, `origin-refused`, or what keeps us from asking. */
  test(): Promise<Outcome<null>>;
  /** Tells the pages which keys there are; called at every start. */
  settle(): Promise<void>;
}

/** Printable, without blanks: Bungie's are 32 and 43 characters, but nothing promises that. */
const KEY = /^[\x21-\x7e]{8,120}$/;
const CLIENT_ID = /^\d{1,12}$/;

export function bungieKeys({ builtIn, own, views, ask, now }: BungieKeysDeps): BungieKeys {
  async function settle(): Promise<void> {
    const kept = await own.load();
    await views.save('keys', {
      builtIn: builtIn !== undefined,
      own:
        kept === undefined
          ? undefined
          : { setAtMs: kept.setAtMs, withSecret: kept.clientSecret !== undefined },
    });
  }

  return {
    async app() {
      return (await own.load()) ?? builtIn;
    },

    async use(typed) {
      const apiKey = typed.apiKey.trim();
      const clientId = typed.clientId.trim();
      const clientSecret = typed.clientSecret.trim();
      if (!KEY.test(apiKey)) return fail('keys-malformed', { what: say('keys_what_api') });
      if (!CLIENT_ID.test(clientId)) return fail('keys-malformed', { what: say('keys_what_client_id') });
      if (clientSecret !== '' && !KEY.test(clientSecret))
        return fail('keys-malformed', { what: say('keys_what_secret') });
      const secret = clientSecret === '' ? {} : { clientSecret };
      await own.save({ apiKey, clientId, ...secret, setAtMs: now() });
      await settle();
      return ok(null);
    },

    async forget() {
      await own.drop();
      await settle();
      return ok(null);
    },

    async test() {
      const answer = await ask();
      return answer.ok ? ok(null) : answer;
    },

    settle,
  };
}
