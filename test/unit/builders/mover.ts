import type { LaterDeps } from '@/lib/app/equip-later';
import { refreshProfile } from '@/lib/app/refresh-profile';
import { askJob, runJobs } from '@/lib/app/run-jobs';
import type { ItemKey, MembershipId } from '@/lib/base/ids';
import { ok } from '@/lib/base/outcome';
import { bungieActions } from '@/lib/bungie/actions';
import { bungieClient } from '@/lib/bungie/client';
import { bungieReads } from '@/lib/bungie/endpoints';
import type { Goal } from '@/lib/inventory/goals';
import type { Picture } from '@/lib/inventory/picture';
import { NO_TABLES } from '@/lib/items/item-definition';
import type { Job } from '@/lib/messages/jobs';
import { journalDatabase } from '@/lib/storage/databases';
import { definitionStore } from '@/lib/storage/definitions';
import { journalStore } from '@/lib/storage/journal-store';
import { pictureStore } from '@/lib/storage/picture-store';
import { viewStore } from '@/lib/storage/view-store';
import { INITIAL_SETTINGS } from '../../../lib/messages/settings';
import { INITIAL_VIEWS } from '../../../lib/messages/views';
import type { BungieSim } from '../../sim/bungie/bungie-sim';
import type { SimItem } from '../../sim/bungie/world';
import { simFetch } from '../../sim/kit/client-fetch';
import { BUCKETS } from '../../world/buckets';
import { definitionOf } from './legal-world';

/**
 * A background's moving half in Node: the real use cases, adapters and stores against the simulator, signed in as Ikora.
 * Definitions come from the simulator's own facts, so that no import has to run first.
 */
export async function mover(sim: BungieSim) {
  const fetcher = simFetch({ 'www.bungie.net': sim.port });
  const profile = sim.world.main('Ikora');
  const code = sim.oauth.issueCode(sim.world.account('Ikora').bungieId, '41001');
  const form = `client_id=41001&client_secret=sim-client-secret&grant_type=authorization_code&code=${code}`;
  const answer = await fetcher('https://www.bungie.net/Platform/App/OAuth/token/', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form,
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const tokens = { token: async () => ok(token), renew: async () => ok(token) };
  const client = bungieClient({ apiKey: async () => 'sim-api-key', tokens, fetch: fetcher });
  const account = {
    membershipType: profile.membershipType,
    membershipId: profile.membershipId as MembershipId,
    displayName: 'Ikora#0042',
  };
  await Promise.all([pictureStore.emptyOf([account.membershipId]), journalDatabase().jobs.clear()]);
  await viewStore.replace('session', { ...INITIAL_VIEWS.session, state: 'signed-in', account });
  await viewStore.replace('settings', INITIAL_SETTINGS);
  await viewStore.replace('later', { waiting: [] });
  const waits: number[] = [];
  const notes: string[] = [];
  const wakes: number[] = [];
  const reread = () =>
    refreshProfile({
      account: async () => ok(account),
      bungie: bungieReads(client),
      pictures: pictureStore,
      definitions: { ...definitionStore, ...definitionsOf(sim) },
      views: viewStore,
      onUnknownHashes: () => undefined,
      now: () => sim.clock.now(),
    });
  let ids = 0;
  const deps: LaterDeps = {
    bungie: bungieActions(client),
    pictures: pictureStore,
    journal: journalStore,
    views: viewStore,
    reread,
    // Waiting is the simulator's clock going on.
    wait: async (ms) => {
      waits.push(ms);
      sim.clock.advance(ms);
    },
    now: () => sim.clock.now(),
    random: () => {
      ids += 1;
      return String(ids).padStart(4, '0');
    },
    wakeIn: (minutes) => wakes.push(minutes),
    notify: async (title, text) => {
      notes.push(`${title}: ${text}`);
    },
  };
  await reread();
  sim.log.clear();
  return {
    deps,
    waits,
    notes,
    wakes,
    reread,
    picture: async (): Promise<Picture> => {
      const held = await pictureStore.load();
      if (held === undefined) throw new Error('no picture');
      return held;
    },
    key: (name: string, at = 0): ItemKey => {
      const item = sim.world.find('Ikora', name)[at];
      if (item?.id === undefined) throw new Error(`nobody holds ${name}`);
      return item.id as ItemKey;
    },
    item: (name: string, at = 0): SimItem => {
      const item = sim.world.find('Ikora', name)[at];
      if (item === undefined) throw new Error(`nobody holds ${name}`);
      return item;
    },
    character: (classType: number): string =>
      profile.characters.find((one) => one.classType === classType)?.id ?? '',
    /** Asks and carries out; the job as it ended. */
    async run(...goals: Goal[]): Promise<Job> {
      const asked = await askJob({ goals, label: { kind: 'move', name: 'It' } }, deps);
      if (!asked.ok) throw new Error(asked.failure.code);
      await runJobs(deps);
      const job = await journalStore.load(asked.value.jobId);
      if (job === undefined) throw new Error('the job is gone');
      return job;
    },
    /** The last part of the path of each call that was sent, reads as `Profile`. */
    calls: (): string[] =>
      sim.log
        .all()
        .filter((one) => one.path.startsWith('/Platform/Destiny2/'))
        .map((one) => (one.method === 'POST' ? (one.path.split('/').at(-2) ?? '') : 'Profile')),
  };
}

/** What the product would know after an import of the simulator's manifest. */
function definitionsOf(sim: BungieSim) {
  const items = new Map([...sim.world.facts].map(([hash, facts]) => [hash, definitionOf(hash, facts)]));
  const buckets = Object.values(BUCKETS).map(({ hash, name, room }) => ({
    hash,
    name,
    capacity: room,
    scope: 0,
  }));
  const path = '/common/destiny2_content/sqlite/en/world.content';
  return {
    current: async () => ({ generation: 'g', path, importedAtMs: 0, items: items.size }),
    items: async () => items,
    profileItems: async () => items,
    tables: async () => ({ ...NO_TABLES, buckets }),
  };
}
