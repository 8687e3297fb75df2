import { describe, expect, it } from 'vitest';
import { renewBadge } from '../../../lib/app/badge';
import { doQuickly, findQuickly, type QuickDeps } from '../../../lib/app/quick-deeds';
import { ok } from '../../../lib/base/outcome';
import type { Goal } from '../../../lib/inventory/goals';
import type { Loadout } from '../../../lib/inventory/loadouts/loadout';
import type { Mark } from '../../../lib/inventory/marks';
import type { Picture } from '../../../lib/inventory/picture';
import type { Job, JobId, JobLabel } from '../../../lib/messages/jobs';
import { INITIAL_VIEWS, type Views } from '../../../lib/messages/views';
import { HUNTER, item, on, picture, postmasterOf, TITAN } from '../builders/picture';

interface Wish {
  goals: Goal[];
  label: JobLabel;
}

/** Wishes are noted and carried out by nobody: what is asked for is what counts here. */
function wire(held: Picture | undefined, loadouts: Loadout[] = [], jobs: Job[] = [], marks: Mark[] = []) {
  const wishes: Wish[] = [];
  const deps: QuickDeps = {
    pictures: { load: async () => held },
    jobs: { load: async () => undefined, all: async () => jobs },
    loadouts: async () => loadouts,
    marks: { all: async () => marks },
    moves: {
      ask: async (wish) => {
        wishes.push(wish);
        return ok({ jobId: 'x' as JobId });
      },
      work: async () => ok(null),
    },
  };
  return { deps, wishes };
}

const worn = item('Thorn', { place: on(TITAN), equipped: true });
const carried = item('Sunshot', { place: on(TITAN) });
const waiting = item('Riskrunner', { place: postmasterOf(TITAN) });
const others = [
  item('Arbalest', { place: postmasterOf(HUNTER) }),
  item('Bastion', { place: postmasterOf(HUNTER) }),
];
const held = picture([worn, carried, waiting, ...others]);
const loadout = (name: string, change: Partial<Loadout> = {}): Loadout => ({
  id: name,
  name,
  classType: 0,
  items: [
    {
      hash: carried.hash,
      instanceId: carried.instanceId!,
      name: 'Sunshot',
      bucket: carried.bucket,
      equip: true,
      amount: 1,
    },
  ],
  createdAtMs: 1,
  changedAtMs: 1,
  ...change,
});

describe('tags in the address bar', () => {
  it('find what is tagged so, and nothing else', async () => {
    const sunshot = item('Sunshot');
    const marks: Mark[] = [{ instanceId: sunshot.instanceId!, tag: 'favorite', changedAtMs: 1 }];
    const { deps } = wire(picture([sunshot, item('Thorn')]), [], [], marks);
    const names = async (typed: string) => (await findQuickly(typed, deps)).map((one) => one.name);
    expect(await names('tag:favorite')).toEqual(['Sunshot']);
    expect(await names('tag:none')).toEqual(['Thorn']);
  });
});

describe('a key of the browser', () => {
  it('sends what the character played last does not wear to the vault', async () => {
    const { deps, wishes } = wire(held);
    await doQuickly('clear-unequipped', deps);
    expect(wishes).toHaveLength(1);
    expect(wishes[0]?.goals).toEqual([
      { kind: 'move', item: carried.key, to: { kind: 'vault' }, equip: false },
    ]);
  });

  it('pulls from that character’s own postmaster', async () => {
    const { deps, wishes } = wire(held);
    await doQuickly('pull-postmaster', deps);
    expect(wishes[0]?.goals).toEqual([{ kind: 'move', item: waiting.key, to: on(TITAN), equip: false }]);
  });

  it('puts the loadout on that was put on last, not the one changed last', async () => {
    const job = { label: { kind: 'loadout', name: 'Raid' } } as Job;
    const { deps, wishes } = wire(held, [loadout('Raid'), loadout('Crucible', { changedAtMs: 9 })], [job]);
    await doQuickly('last-loadout', deps);
    expect(wishes[0]?.label).toEqual({ kind: 'loadout', name: 'Raid' });
  });

  it('leaves loadouts of other classes alone', async () => {
    const { deps, wishes } = wire(held, [loadout('Golden Gun', { classType: 1 })]);
    expect(await doQuickly('last-loadout', deps)).toEqual(ok({}));
    expect(wishes).toEqual([]);
  });

  it('asks to sign in when nothing is known of anybody', async () => {
    const { deps } = wire(undefined);
    expect(await doQuickly('clear-unequipped', deps)).toMatchObject({ failure: { code: 'signed-out' } });
  });
});

describe('the address bar', () => {
  it('finds by a few letters, typos forgiven, and finds nothing for nothing', async () => {
    const { deps } = wire(held);
    expect((await findQuickly('sunsh', deps))[0]?.name).toBe('Sunshot');
    expect(await findQuickly('  ', deps)).toEqual([]);
    expect(await findQuickly('sunshot', wire(undefined).deps)).toEqual([]);
  });
});

describe('the number on the icon', () => {
  async function shown(change: Partial<Views['settings']>, unread?: number): Promise<number | undefined> {
    let count: number | undefined;
    const views: Views = {
      ...INITIAL_VIEWS,
      settings: { ...INITIAL_VIEWS.settings, ...change },
      chat: { state: 'open', ...(unread === undefined ? {} : { unread }) },
    };
    await renewBadge({
      views: {
        load: async (name) => views[name],
        save: async () => undefined,
        replace: async () => undefined,
      },
      pictures: { load: async () => held },
      show: async (told) => {
        count = told;
      },
    });
    return count;
  }

  it.each([
    ['unread whispers', { badgeCounts: 'whispers' }, 4, 4],
    ['no whispers while nobody knows of any', { badgeCounts: 'whispers' }, undefined, 0],
    ['the fullest postmaster, not all of them', { badgeCounts: 'postmaster' }, 4, 2],
    ['nothing when it is switched off', { badge: false, badgeCounts: 'postmaster' }, 4, 0],
  ] as const)('is of %s', async (_what, change, unread, count) => {
    expect(await shown(change, unread)).toBe(count);
  });
});
