import * as z from 'zod/mini';
import { cleanText } from '../base/clean-text';
import type { ItemInstanceId, MembershipId } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import { say } from '../base/words';
import type { Account } from '../inventory/picture';
import type { BungieClient } from './client';

/** The quick transfer set of bungie-api.md 4.2, with the game's loadouts, and the sockets that searches by perk need. */
const PROFILE_COMPONENTS = '100,102,103,200,201,205,206,300,305';
/** Everything a card shows of one item, kill counts included. */
const ITEM_COMPONENTS = '300,302,304,305,307,309,310';

const Paths = z.record(z.string(), z.string());
const Manifest = z.object({
  version: z.optional(z.nullable(z.string())),
  mobileWorldContentPaths: Paths,
  jsonWorldComponentContentPaths: z.optional(z.nullable(z.record(z.string(), Paths))),
});
const CONTENT_PATH = /^\/common\/destiny2_content\/[\w./-]{1,200}\.(?:content|json)$/;

const Digits = z.string().check(z.regex(/^\d{1,20}$/));
const Membership = z.object({
  membershipType: z.number().check(z.int()),
  membershipId: Digits,
  displayName: z.optional(z.nullable(z.string())),
  bungieGlobalDisplayName: z.optional(z.nullable(z.string())),
  bungieGlobalDisplayNameCode: z.optional(z.nullable(z.number())),
  applicableMembershipTypes: z.optional(z.nullable(z.array(z.number()))),
});
const Linked = z.object({
  profiles: z.array(
    z.extend(Membership, {
      isOverridden: z.optional(z.boolean()),
      dateLastPlayed: z.optional(z.nullable(z.string())),
    }),
  ),
});
const Memberships = z.object({ bungieNetUser: z.object({ membershipId: Digits }) });

/** The calls of the product, each parsed once here. Fits the read ports. */
export function bungieReads(client: BungieClient) {
  return {
    /** Paths of what is published now; they are the cache key, unlike `version` (bungie-api.md 5.1). */
    async fetchManifest(): Promise<Outcome<ManifestPaths>> {
      const answer = await client.open({ path: '/Destiny2/Manifest/' });
      if (!answer.ok) return answer;
      const manifest = Manifest.safeParse(answer.value);
      if (!manifest.success) return fail('not-bungie');
      const { version, mobileWorldContentPaths, jsonWorldComponentContentPaths } = manifest.data;
      const json = Object.entries(jsonWorldComponentContentPaths ?? {});
      return ok({
        version: version ?? '',
        sqlite: onlyPaths(mobileWorldContentPaths),
        json: Object.fromEntries(json.map(([locale, tables]) => [locale, onlyPaths(tables)])),
      });
    },

    /** Tells an unreachable Bungie from one that wants to see its player. */
    async checkReachable(): Promise<Outcome<null>> {
      const answer = await client.open({ path: '/Destiny2/Manifest/', timeoutMs: 10_000 });
      return answer.ok ? ok(null) : answer;
    },

    /** Profiles that can be played: cross-save overridden ones left out, last played first (bungie-api.md 4.1). */
    async fetchAccounts(): Promise<Outcome<(Account & { lastPlayedMs: number })[]>> {
      const who = await client.signed({ path: '/User/GetMembershipsForCurrentUser/' });
      if (!who.ok) return who;
      const user = Memberships.safeParse(who.value);
      if (!user.success) return fail('not-bungie');
      const id = user.data.bungieNetUser.membershipId;
      const answer = await client.signed({
        path: `/Destiny2/254/Profile/${id}/LinkedProfiles/?getAllMemberships=true`,
      });
      if (!answer.ok) return answer;
      const linked = Linked.safeParse(answer.value);
      if (!linked.success) return fail('not-bungie');
      const accounts = linked.data.profiles
        .filter((profile) => profile.isOverridden !== true && profile.applicableMembershipTypes?.length !== 0)
        .map((profile) => ({
          membershipType: profile.membershipType,
          membershipId: profile.membershipId as MembershipId,
          displayName: fullName(profile),
          lastPlayedMs: Date.parse(profile.dateLastPlayed ?? '') || 0,
        }))
        .sort((one, other) => other.lastPlayedMs - one.lastPlayedMs);
      return accounts.length === 0 ? fail('no-destiny-account') : ok(accounts);
    },

    /** The raw `Response` of GetProfile; `inventory/read-profile` reads it. */
    fetchProfile(account: Account): Promise<Outcome<unknown>> {
      const { membershipType, membershipId } = account;
      return client.signed({
        path: `/Destiny2/${membershipType}/Profile/${membershipId}/?components=${PROFILE_COMPONENTS}`,
        timeoutMs: 30_000,
      });
    },

    /** The raw `Response` of GetItem; `inventory/read-item` reads it. */
    fetchItem(
      { membershipType, membershipId }: Account,
      instanceId: ItemInstanceId,
    ): Promise<Outcome<unknown>> {
      return client.signed({
        path: `/Destiny2/${membershipType}/Profile/${membershipId}/Item/${instanceId}/?components=${ITEM_COMPONENTS}`,
        timeoutMs: 15_000,
      });
    },

    renewToken: () => client.renewToken(),
  };
}

interface ManifestPaths {
  version: string;
  sqlite: Record<string, string>;
  json: Record<string, Record<string, string>>;
}

/** Paths are all we take from the answer, and they must look like it: they become parts of URLs. */
function onlyPaths(named: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(named).filter(([, path]) => CONTENT_PATH.test(path) && !path.includes('..')),
  );
}

/** `Name#0042`: the code is padded to four digits (bungie-api.md 4.1). */
function fullName(profile: z.infer<typeof Membership>): string {
  const global = profile.bungieGlobalDisplayName ?? '';
  const name = cleanText(global === '' ? (profile.displayName ?? '') : global, 40);
  const code = profile.bungieGlobalDisplayNameCode;
  if (name === '') return say('game_class_guardian');
  return global !== '' && typeof code === 'number' ? `${name}#${String(code).padStart(4, '0')}` : name;
}
