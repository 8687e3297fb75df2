import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addLater, tryLater } from '@/lib/app/equip-later';
import { askJob, goOn, runJobs, settleJobs, undoJob } from '@/lib/app/run-jobs';
import type { CharacterId, ItemKey } from '@/lib/base/ids';
import type { Goal } from '@/lib/inventory/goals';
import type { Place } from '@/lib/inventory/picture';
import type { Job } from '@/lib/messages/jobs';
import { journalStore } from '@/lib/storage/journal-store';
import { pictureStore } from '@/lib/storage/picture-store';
import { viewStore } from '@/lib/storage/view-store';
import { type BungieSim, startBungieSim } from '../../sim/bungie/bungie-sim';
import { BUCKETS } from '../../world/buckets';
import { mover } from '../builders/mover';

const TITAN = 0;
const HUNTER = 1;
const WARLOCK = 2;

let sim: BungieSim;
let me: Awaited<ReturnType<typeof mover>>;

beforeEach(async () => {
  sim = await startBungieSim();
  me = await mover(sim);
});
afterEach(() => sim.stop());

const vault: Place = { kind: 'vault' };
const at = (classType: number): Place => ({
  kind: 'character',
  characterId: me.character(classType) as CharacterId,
});
const go = (name: string, to: Place, equip = false): Goal => ({
  kind: 'move',
  item: me.key(name),
  to,
  equip,
});
const failureOf = (job: Job): string | undefined => {
  const result = job.results.at(-1);
  return result?.kind === 'failed' ? result.failure.code : undefined;
};
/** Everything the account holds in the game, told so that two moments can be compared. */
const world = () =>
  sim.world
    .main('Ikora')
    .items.map(
      (one) =>
        `${one.id ?? one.hash} ${one.quantity} ${one.owner} ${one.bucket} ${one.equipped} ${one.locked}`,
    )
    .sort();
/** The picture says what the game says. */
async function expectAgreement(): Promise<void> {
  const { items } = await me.picture();
  const said = items.flatMap((one) => (one.instanceId === undefined ? [] : [[one.instanceId, one] as const]));
  for (const [id, shown] of said) {
    const real = sim.world.item('Ikora', id);
    const inVault = real?.bucket === BUCKETS.vault.hash;
    expect([shown.place.kind === 'vault', shown.equipped], shown.name).toEqual([inVault, real?.equipped]);
    if ('characterId' in shown.place) expect(shown.place.characterId).toBe(real?.owner);
  }
}

describe('calls', () => {
  it('are one from the vault, two between characters, and no read between them', async () => {
    await me.run(go('Sunshot', at(WARLOCK)));
    expect(me.calls()).toEqual(['TransferItem']);
    sim.log.clear();
    await me.run(go('Sunshot', at(TITAN)));
    expect(me.calls()).toEqual(['TransferItem', 'TransferItem']);
    await expectAgreement();
  });

  it('are none when it is so already, also for the second of two who ask at once', async () => {
    const [first, second] = await Promise.all([
      askJob({ goals: [go('Sunshot', at(WARLOCK))], label: { kind: 'move', name: '' } }, me.deps),
      askJob({ goals: [go('Sunshot', at(WARLOCK))], label: { kind: 'move', name: '' } }, me.deps),
    ]);
    await runJobs(me.deps);
    expect(me.calls()).toEqual(['TransferItem']);
    const results = await Promise.all(
      [first, second].map(async (one) => (one.ok ? (await journalStore.load(one.value.jobId))?.results : [])),
    );
    expect(results).toEqual([[{ kind: 'done', moved: true }], [{ kind: 'done', moved: false }]]);
  });
});

describe('a batch', () => {
  it('larger than the slot keeps what it brought, and says of the rest that there is no room', async () => {
    const vaulted = (await me.picture()).items.filter(
      (one) => one.place.kind === 'vault' && one.bucket === BUCKETS.kinetic.hash,
    );
    const room = 9;
    // More of them than a slot holds: those of the other characters are sent to the vault first.
    const others = (await me.picture()).items.filter(
      (one) => one.bucket === BUCKETS.kinetic.hash && one.place.kind === 'character' && !one.equipped,
    );
    await me.run(...others.map((one): Goal => ({ kind: 'move', item: one.key, to: vault, equip: false })));
    const wanted = [...vaulted, ...others].map((one) => one.key);
    expect(wanted.length).toBeGreaterThan(room);
    const job = await me.run(
      ...wanted.map((item): Goal => ({ kind: 'move', item, to: at(WARLOCK), equip: false })),
    );
    expect(job.results.map((one) => one.kind)).toEqual(
      wanted.map((_item, index) => (index < room ? 'done' : 'failed')),
    );
    expect(failureOf(job)).toBe('character-full');
    expect(job.aside).toEqual([]);
    await expectAgreement();
  });
});

describe('what Bungie refuses', () => {
  it('as full although it looked free is met by one look and by making room', async () => {
    // The player filled the slot in the game meanwhile.
    const profile = sim.world.main('Ikora');
    const spare = profile.items.filter((one) => one.bucket === BUCKETS.vault.hash && one.id !== undefined);
    const kinetic = spare.filter((one) => sim.world.factsOf(one.hash).bucket === BUCKETS.kinetic.hash);
    const there = sim.world.held(profile, me.character(WARLOCK), BUCKETS.kinetic.hash).length;
    const wanted = kinetic[0];
    for (const one of kinetic.slice(1, 11 - there)) {
      Object.assign(one, { owner: me.character(WARLOCK), bucket: BUCKETS.kinetic.hash });
    }
    sim.clock.advance(31_000);
    const job = await me.run({ kind: 'move', item: wanted?.id as ItemKey, to: at(WARLOCK), equip: false });
    expect(failureOf(job)).toBeUndefined();
    expect(job.aside).toHaveLength(1);
    expect(me.calls()).toEqual(['TransferItem', 'Profile', 'TransferItem', 'TransferItem']);
    await expectAgreement();
  });

  it('because the thing was moved in the game is met by one look', async () => {
    Object.assign(me.item('Sunshot'), { owner: me.character(TITAN), bucket: BUCKETS.energy.hash });
    sim.clock.advance(31_000);
    const job = await me.run(go('Sunshot', at(WARLOCK)));
    expect(failureOf(job)).toBeUndefined();
    expect(me.item('Sunshot').owner).toBe(me.character(WARLOCK));
  });

  it('because the thing is gone is told', async () => {
    const profile = sim.world.main('Ikora');
    profile.items.splice(profile.items.indexOf(me.item('Sunshot')), 1);
    const gone = (await me.picture()).items.find((one) => one.name === 'Sunshot');
    const job = await me.run({ kind: 'move', item: gone!.key, to: at(WARLOCK), equip: false });
    expect(failureOf(job)).toBe('item-gone');
    expect(job.state).toBe('done');
  });

  it('in an activity keeps the thing on the character and says so', async () => {
    sim.world.inActivity(me.character(TITAN), true);
    const job = await me.run(go('Sunshot', at(TITAN), true));
    expect(job.state).toBe('stopped');
    expect(job.problem).toMatchObject({ code: 'in-activity', facts: { stopped: 1, itemName: 'Sunshot' } });
    await expectAgreement();
  });

  it('because the character was deleted meanwhile is told after a look', async () => {
    const profile = sim.world.main('Ikora');
    const hunter = me.character(HUNTER);
    const goal = go('Thorn', at(HUNTER));
    profile.items = profile.items.filter((one) => one.owner !== hunter);
    profile.characters = profile.characters.filter((one) => one.id !== hunter);
    const job = await me.run(goal);
    expect(failureOf(job)).toBe('character-gone');
    await expectAgreement();
  });

  it.each([
    ['maintenance', 'maintenance'],
    ['bare-401', 'signed-out'],
    ['html-200', 'not-bungie'],
  ] as const)('all of it (%s) stops the batch before the rest', async (fault, code) => {
    const goals = [go('Sunshot', at(WARLOCK)), go('Telesto', at(WARLOCK)), go('Thorn', at(WARLOCK))];
    const first = askJob({ goals, label: { kind: 'several', name: '' } }, me.deps);
    sim.faults.arm({ name: fault, path: 'TransferItem' });
    const asked = await first;
    await runJobs(me.deps);
    const job = asked.ok ? await journalStore.load(asked.value.jobId) : undefined;
    expect(job).toMatchObject({ state: 'stopped', problem: { code } });
    expect(me.calls().filter((one) => one === 'TransferItem').length).toBeLessThanOrEqual(2);
    sim.faults.disarm();
    await goOn(job!.id, me.deps);
    await runJobs(me.deps);
    expect((await journalStore.load(job!.id))?.state).toBe('done');
    for (const name of ['Sunshot', 'Telesto', 'Thorn'])
      expect(me.item(name).owner).toBe(me.character(WARLOCK));
  });

  it('one of a batch leaves the others alone', async () => {
    sim.world.inActivity(me.character(TITAN), true);
    const job = await me.run(go('Origin Story', at(TITAN), true), go('Sunshot', at(WARLOCK)));
    expect(job.results.map((one) => one.kind)).toEqual(['failed', 'done']);
    expect(job.state).toBe('done');
  });

  it('some of a set is told by name, and the others are worn', async () => {
    const set = ['Origin Story', 'Thorn'].map((name) => me.key(name));
    const titan = me.character(TITAN) as CharacterId;
    // One kinetic, one energy.
    const wear: Goal = { kind: 'wear', items: [set[0]!, me.key('Sunshot')], characterId: titan };
    await me.run(go('Sunshot', at(TITAN)));
    me.item('Sunshot').level = 99;
    sim.log.clear();
    const job = await me.run(wear);
    expect(job.results[0]).toMatchObject({ failure: { code: 'partly-worn', facts: { names: 'Sunshot' } } });
    expect(me.item('Origin Story').equipped).toBe(true);
    await expectAgreement();
  });
});

describe('throttles', () => {
  it('of ten seconds in the middle are waited out, and nothing is doubled', async () => {
    sim.faults.arm({ name: 'throttle', path: 'TransferItem', times: 2, with: { code: 36, seconds: 10 } });
    const job = await me.run(go('Thorn', at(WARLOCK)));
    expect(job.results).toEqual([{ kind: 'done', moved: true }]);
    expect(me.waits.filter((ms) => ms === 10_000)).toHaveLength(2);
    expect(me.calls().filter((one) => one === 'TransferItem')).toHaveLength(4);
  });

  it('that never end stop the job with the thing where it was', async () => {
    sim.faults.arm({ name: 'throttle', path: 'TransferItem', with: { code: 51, seconds: 5 } });
    const job = await me.run(go('Sunshot', at(WARLOCK)));
    expect(job).toMatchObject({ state: 'stopped', problem: { code: 'throttled' } });
    expect(me.item('Sunshot').bucket).toBe(BUCKETS.vault.hash);
  });
});

describe('an answer that got lost', () => {
  it('after the game did it is found out by reading, never by repeating', async () => {
    sim.faults.arm({ name: 'drop-after-write', path: 'TransferItem', times: 1 });
    const job = await me.run(go('Thorn', at(WARLOCK)));
    expect(job.results).toEqual([{ kind: 'done', moved: true }]);
    expect(me.calls()).toEqual(['TransferItem', 'Profile', 'TransferItem']);
    await expectAgreement();
  });

  it('is looked after while Bungie serves old copies', async () => {
    await me.reread();
    sim.log.clear();
    sim.faults.arm({ name: 'stale-profile' });
    sim.faults.arm({ name: 'drop-after-write', path: 'TransferItem', times: 1 });
    const job = await me.run(go('Sunshot', at(WARLOCK)));
    expect(job.results).toEqual([{ kind: 'done', moved: true }]);
    const calls = me.calls();
    expect(calls.filter((one) => one === 'TransferItem')).toHaveLength(1);
    expect(calls.filter((one) => one === 'Profile').length).toBeGreaterThan(1);
  });

  it('before the game did it stops with the truth, and going on finishes', async () => {
    sim.faults.arm({ name: 'drop', path: 'TransferItem', times: 1 });
    const job = await me.run(go('Thorn', at(WARLOCK)));
    expect(job).toMatchObject({ state: 'stopped', problem: { code: 'unknown-outcome' } });
    expect(me.calls().filter((one) => one === 'TransferItem')).toHaveLength(1);
    await goOn(job.id, me.deps);
    await runJobs(me.deps);
    expect((await journalStore.load(job.id))?.state).toBe('done');
    expect(me.item('Thorn').owner).toBe(me.character(WARLOCK));
  });

  it('about pieces of a stack never moves them twice', async () => {
    const coins = (await me.picture()).items.find(
      (one) => one.name === 'Strange Coin' && one.place.kind === 'account',
    )!;
    sim.faults.arm({ name: 'drop-after-write', path: 'TransferItem', times: 1 });
    const job = await me.run({ kind: 'move', item: coins.key, to: vault, equip: false, amount: 5 });
    expect(job.results).toEqual([{ kind: 'done', moved: true }]);
    const kept = sim.world.find('Ikora', 'Strange Coin').filter((one) => one.bucket === BUCKETS.vault.hash);
    expect(kept.reduce((sum, one) => sum + one.quantity, 0)).toBe(17);
  });
});

describe('cancel', () => {
  it('ends between two calls, and the way back is open', async () => {
    const before = world();
    const goals = [go('Sunshot', at(WARLOCK)), go('Telesto', at(WARLOCK)), go('Thorn', at(WARLOCK))];
    const asked = await askJob({ goals, label: { kind: 'several', name: 'Three' } }, me.deps);
    if (!asked.ok) throw new Error('not asked');
    const { jobId } = asked.value;
    const transfer = me.deps.bungie.transfer;
    me.deps.bungie.transfer = async (step) => {
      const done = await transfer(step);
      await journalStore.change(jobId, { cancelAsked: true });
      return done;
    };
    await runJobs(me.deps);
    expect((await journalStore.load(jobId))?.state).toBe('cancelled');
    expect(me.calls()).toEqual(['TransferItem']);
    me.deps.bungie.transfer = transfer;
    const back = await undoJob(jobId, me.deps);
    expect(back.ok).toBe(true);
    await runJobs(me.deps);
    expect(world()).toEqual(before);
  });
});

describe('undo', () => {
  it('brings back what moved, what was pushed aside and what was worn', async () => {
    const before = world();
    const job = await me.run(go("Skyburner's Oath", at(HUNTER), true));
    expect(job.aside.length).toBeGreaterThan(0);
    expect(world()).not.toEqual(before);
    expect((await undoJob(job.id, me.deps)).ok).toBe(true);
    await runJobs(me.deps);
    expect(world()).toEqual(before);
    expect(await undoJob(job.id, me.deps)).toMatchObject({ ok: false, failure: { code: 'cannot-undo' } });
  });

  it('says what the postmaster will not take back', async () => {
    const job = await me.run(go('Antiope-D', at(WARLOCK)));
    expect(await undoJob(job.id, me.deps)).toMatchObject({
      ok: false,
      failure: { code: 'cannot-undo', facts: { names: 'Antiope-D' } },
    });
  });

  it('gives lock flags back that the game swapped', async () => {
    const twins = sim.world.find('Ikora', 'Last Hope');
    twins[0]!.locked = true;
    sim.clock.advance(60_000);
    await me.reread();
    sim.world.lockSwap = true;
    const carried = twins.find((one) => !one.equipped)!;
    await me.run({ kind: 'move', item: carried.id as ItemKey, to: vault, equip: false });
    expect(sim.world.find('Ikora', 'Last Hope').filter((one) => one.locked)).toEqual([twins[0]]);
  });
});

describe('a refused equip', () => {
  it('does not cost the lock of the gun that was brought for it', async () => {
    const twins = sim.world.find('Ikora', 'Last Hope');
    const carried = twins.find((one) => !one.equipped)!;
    carried.locked = true;
    sim.clock.advance(60_000);
    await me.reread();
    sim.world.lockSwap = true;
    sim.world.inActivity(me.character(WARLOCK), true);
    const job = await me.run({
      kind: 'move',
      item: carried.id as ItemKey,
      to: at(WARLOCK),
      equip: true,
    });
    expect(job.results).toMatchObject([{ kind: 'failed', failure: { code: 'in-activity' } }]);
    expect(carried.owner).toBe(me.character(WARLOCK));
    expect(sim.world.find('Ikora', 'Last Hope').filter((one) => one.locked)).toEqual([carried]);
  });
});

describe('a background that died', () => {
  /** Journal writes that go through before the background dies at the next one, which is never answered. */
  async function dieAfter(writes: number, goals: Goal[]): Promise<Job> {
    let left = writes;
    const journal = {
      ...journalStore,
      async change(id: Job['id'], change: Parameters<typeof journalStore.change>[1]): Promise<void> {
        if (left === 0) throw new Error('killed');
        left -= 1;
        await journalStore.change(id, change);
      },
    };
    const asked = await askJob({ goals, label: { kind: 'several', name: 'All' } }, me.deps);
    if (!asked.ok) throw new Error('not asked');
    await runJobs({ ...me.deps, journal }).catch((error: Error) => {
      if (error.message !== 'killed') throw error;
    });
    const job = await journalStore.load(asked.value.jobId);
    if (job === undefined) throw new Error('the journal lost a job');
    return job;
  }

  const five = (): Goal[] => [
    go('Thorn', at(WARLOCK)),
    go('Sunshot', at(TITAN)),
    go('Riskrunner', at(WARLOCK)),
    go('Telesto', vault),
  ];

  it('at any write loses nothing, agrees with the game, tells, and going on finishes', async () => {
    const dry = await dieAfter(1_000, five());
    expect(dry.state).toBe('done');
    const wanted = world();
    const held = wanted.length;
    let killed = 0;
    for (let writes = 0; writes < 60; writes += 1) {
      await sim.stop();
      sim = await startBungieSim();
      me = await mover(sim);
      const job = await dieAfter(writes, five());
      if (job.state === 'done') break;
      killed += 1;
      sim.clock.advance(31_000);
      await settleJobs(me.deps);
      await expectAgreement();
      const settled = (await journalStore.load(job.id))!;
      expect(['stopped', 'queued', 'done'], `after ${writes} writes`).toContain(settled.state);
      if (settled.state === 'stopped') expect(settled.problem?.code).toBe('interrupted');
      await goOn(job.id, me.deps);
      await runJobs(me.deps);
      expect((await journalStore.load(job.id))?.state, `after ${writes} writes`).toBe('done');
      expect(world(), `after ${writes} writes`).toHaveLength(held);
      for (const [name, classType] of [
        ['Thorn', WARLOCK],
        ['Sunshot', TITAN],
        ['Riskrunner', WARLOCK],
      ] as const) {
        expect(me.item(name).owner, `${name} after ${writes} writes`).toBe(me.character(classType));
      }
      await expectAgreement();
    }
    expect(killed).toBeGreaterThan(15);
  }, 60_000);

  it('does not begin what nobody waits for any more', async () => {
    const asked = await askJob(
      { goals: [go('Sunshot', at(TITAN))], label: { kind: 'move', name: '' } },
      me.deps,
    );
    if (!asked.ok) throw new Error('not asked');
    sim.clock.advance(180_000);
    await settleJobs(me.deps);
    await runJobs(me.deps);
    expect(me.calls().filter((one) => one !== 'Profile')).toEqual([]);
    expect((await journalStore.load(asked.value.jobId))?.problem?.code).toBe('interrupted');
  });
});

describe('equip when possible', () => {
  const wish = () => ({ item: me.key('Origin Story'), characterId: me.character(TITAN) as CharacterId });
  const tries = async (minutes: number) => {
    sim.clock.advance(minutes * 60_000);
    await tryLater(me.deps);
  };

  it('waits with growing pauses and puts it on when the player is in orbit', async () => {
    sim.world.inActivity(me.character(TITAN), true);
    await addLater(wish(), me.deps);
    await tries(1);
    await tries(1);
    expect(me.calls().filter((one) => one === 'EquipItem')).toHaveLength(1);
    sim.world.inActivity(me.character(TITAN), false);
    await tries(1);
    expect(me.item('Origin Story').equipped).toBe(true);
    expect(me.notes.at(-1)).toContain('It is worn by your Titan now');
    expect((await viewStore.load('later')).waiting).toEqual([]);
  });

  it('gives up after half an hour', async () => {
    sim.world.inActivity(me.character(TITAN), true);
    await addLater(wish(), me.deps);
    for (let minute = 0; minute < 40; minute += 1) await tries(1);
    expect((await viewStore.load('later')).waiting).toEqual([]);
    expect(me.calls().filter((one) => one === 'EquipItem').length).toBeLessThan(10);
    expect(me.notes.at(-1)).toContain('could not be put on');
  });

  it('leaves things alone when the player decided otherwise meanwhile', async () => {
    await addLater(wish(), me.deps);
    Object.assign(me.item('Origin Story'), { owner: 'profile', bucket: BUCKETS.vault.hash });
    await tries(2);
    expect(me.calls()).not.toContain('EquipItem');
    expect(me.notes.at(-1)).toContain('was not put on');
  });
});

it('an account without a picture is asked to sign in', async () => {
  await pictureStore.emptyOf([(await me.picture()).account.membershipId]);
  expect(await askJob({ goals: [], label: { kind: 'move', name: '' } }, me.deps)).toMatchObject({
    ok: false,
    failure: { code: 'signed-out' },
  });
});
