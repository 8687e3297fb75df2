import { beforeEach, describe, expect, it } from 'vitest';
import { deeds } from '@/entrypoints/popup/deeds';
import { popupState } from '@/entrypoints/popup/popup-state';
import type { MembershipId } from '@/lib/base/ids';
import { fail, type Outcome, ok } from '@/lib/base/outcome';
import type { Goal } from '@/lib/inventory/goals';
import type { Picture } from '@/lib/inventory/picture';
import type { MessageName } from '@/lib/messages/contract';
import type { Job, JobId } from '@/lib/messages/jobs';
import { INITIAL_VIEWS } from '@/lib/messages/views';
import { HUNTER, item, on, picture, TITAN, vault } from '../builders/picture';

const sunshot = item('Sunshot');
const worn = item('Ace of Spades', { place: on(TITAN), equipped: true });
const world = picture([sunshot, worn]);
const pull = { kind: 'move', item: sunshot.key, to: on(TITAN), equip: false } as const;
const JOB = 'job-1' as JobId;

const origin = {
  item: sunshot.key,
  itemName: 'Sunshot',
  place: vault,
  equipped: false,
  locked: false,
  amount: 1,
  now: sunshot.key,
};
const job = (change: Partial<Job> = {}): Job => ({
  id: JOB,
  membershipId: '1' as MembershipId,
  label: { kind: 'move', name: 'Sunshot' },
  goals: [pull],
  results: [{ kind: 'done', moved: true }],
  state: 'done',
  plan: [],
  at: 0,
  cancelAsked: false,
  origins: [origin],
  aside: [],
  settled: false,
  createdAtMs: 0,
  changedAtMs: 0,
  ...change,
});

/** A background that takes wishes at once and ends the job when the test says so, after storing a picture. */
function stage(before: Picture) {
  const state = popupState({ typed: '', chosen: TITAN, tab: 'items', scroll: 0 }, 0);
  const asked: [MessageName, unknown][] = [];
  const waits: number[] = [];
  let stored = before;
  let jobs: Job[] = [];
  let refused: [MessageName, Outcome<never>] | undefined;
  const working: ((answer: Outcome<null>) => void)[] = [];
  const acts = deeds(state, {
    send(name, asks) {
      asked.push([name, asks]);
      if (refused?.[0] === name) return Promise.resolve(refused[1]) as never;
      // Each answer fits the message of its branch.
      if (name === 'moves.work') return new Promise((resolve) => working.push(resolve as never)) as never;
      if (name === 'moves.ask' || name === 'moves.undo') return Promise.resolve(ok({ jobId: JOB })) as never;
      return Promise.resolve(ok(null)) as never;
    },
    loadPicture: async () => stored,
    loadJobs: async () => jobs,
    wait: async (ms) => {
      waits.push(ms);
    },
  });
  state.base.value = before;
  state.views.value = { ...INITIAL_VIEWS, session: { ...INITIAL_VIEWS.session, state: 'signed-in' } };
  const ticks = () => new Promise((resolve) => setTimeout(resolve, 0));
  const end = async (ended: Job | undefined, after: Picture = stored, answer: Outcome<null> = ok(null)) => {
    await ticks();
    stored = after;
    jobs = ended === undefined ? [] : [ended];
    working.shift()?.(answer);
    await ticks();
  };
  const place = () => state.shown.value?.items.find((one) => one.key === sunshot.key)?.place;
  const labels = () => state.toast.value?.buttons?.map((button) => button.label) ?? [];
  const press = (label: string) =>
    state.toast.value?.buttons?.find((button) => button.label === label)?.onPress();
  const refuse = (...which: [MessageName, Outcome<never>]) => {
    refused = which;
  };
  return { state, acts, asked, waits, end, place, labels, press, refuse };
}

let scene: ReturnType<typeof stage>;
beforeEach(() => {
  scene = stage(world);
});
const moved = (place: typeof vault) => picture([{ ...sunshot, place }, worn]);
const failed = (code: Parameters<typeof fail>[0], facts = {}) =>
  job({ results: [{ kind: 'failed', failure: fail(code, facts).failure }], origins: [] });

describe('a pull', () => {
  it('shows in the same moment, is marked as moving, and says so', async () => {
    const done = scene.acts.move(pull);
    expect(scene.place()).toEqual(on(TITAN));
    expect(scene.state.pendingKeys.value.has(sunshot.key)).toBe(true);
    expect(scene.state.toast.value).toMatchObject({ tone: 'busy', text: 'Moving Sunshot: vault → Titan' });
    await scene.end(job(), moved(on(TITAN)));
    expect(await done).toBe(true);
    expect(scene.state.pendingKeys.value.size).toBe(0);
    expect(scene.place()).toEqual(on(TITAN));
    expect(scene.state.toast.value).toMatchObject({ tone: 'done', text: 'Sunshot is on your Titan' });
  });

  it('goes back and says where the item is when it fails', async () => {
    const done = scene.acts.move(pull);
    const facts = { itemName: 'Sunshot', where: 'in the vault', character: 'Titan', slot: 'another gun' };
    await scene.end(failed('character-full', facts));
    expect(await done).toBe(false);
    expect(scene.place()).toEqual(vault);
    expect(scene.state.toast.value).toMatchObject({
      tone: 'failed',
      text: 'Sunshot is still in the vault. Your Titan has no room for another gun.',
    });
  });

  it('says what was pushed aside and what is worn instead', async () => {
    const done = scene.acts.move(pull);
    const aside = [
      { itemName: 'Thorn', to: vault, equipped: false },
      { itemName: 'Bow', to: on(HUNTER), equipped: true },
    ];
    await scene.end(job({ aside }), moved(on(TITAN)));
    await done;
    expect(scene.state.toast.value?.text).toBe(
      'Sunshot is on your Titan · Thorn went to the vault. Bow is worn instead.',
    );
  });

  it('can be undone, by its button and by the last-thing key', async () => {
    const done = scene.acts.move(pull);
    await scene.end(job(), moved(on(TITAN)));
    await done;
    expect(scene.labels()).toEqual(['Undo']);
    scene.press('Undo');
    expect(scene.asked.at(-1)).toEqual(['moves.undo', { jobId: JOB }]);
    await scene.end(job({ label: { kind: 'undo', name: 'Sunshot' } }), world);
    expect(scene.state.toast.value?.text).toBe('Sunshot: taken back');
    expect(scene.labels()).toEqual([]);
    scene.state.jobs.value = [job()];
    void scene.acts.undoLast();
    expect(scene.asked.at(-1)).toEqual(['moves.undo', { jobId: JOB }]);
  });

  it('that stopped half way offers to go on or put back, now and when the popup opens anew', async () => {
    const problem = fail('maintenance', { itemName: 'Sunshot', where: 'in the vault', stopped: 1 }).failure;
    const stopped = job({ state: 'stopped', problem });
    const done = scene.acts.move(pull);
    await scene.end(stopped);
    await done;
    expect(scene.state.toast.value?.text).toMatch(/^Sunshot stopped in the vault\./);
    expect(scene.labels()).toEqual(['Go on', 'Put back']);
    scene.press('Go on');
    expect(scene.asked.at(-1)).toEqual(['moves.goOn', { jobId: JOB }]);
    await scene.end(job(), moved(on(TITAN)));
    expect(scene.state.toast.value?.text).toBe('Sunshot is on your Titan');
    const later = stage(world);
    later.acts.tellStopped([stopped], world);
    expect(later.labels()).toEqual(['Go on', 'Put back']);
    const read = stage(world);
    read.acts.tellStopped([{ ...stopped, settled: true }], world);
    expect(read.state.toast.value).toBeUndefined();
  });

  it('wakes a background that died at work, and then tells what it says', async () => {
    const done = scene.acts.move(pull);
    await scene.end(job({ state: 'running', results: [] }), world, fail('no-reply'));
    await scene.end(job(), moved(on(TITAN)));
    expect(await done).toBe(true);
    expect(scene.asked.filter(([name]) => name === 'moves.work')).toHaveLength(2);
    expect(scene.waits.length).toBeGreaterThan(0);
  });

  it('of which nobody ever hears again leads to reading, never to repeating', async () => {
    const done = scene.acts.move(pull);
    for (let wake = 0; wake < 6; wake += 1) await scene.end(undefined, world, fail('no-reply'));
    expect(await done).toBe(false);
    expect(scene.asked.at(-1)?.[0]).toBe('profile.refresh');
    expect(scene.asked.filter(([name]) => name === 'moves.ask')).toHaveLength(1);
  });

  it('refused in an activity can wait for orbit', async () => {
    const done = scene.acts.move({ ...pull, equip: true });
    await scene.end(failed('in-activity', { itemName: 'Sunshot', where: 'on your Titan', stopped: 1 }));
    await done;
    expect(scene.labels()).toEqual(['Equip when possible']);
    scene.press('Equip when possible');
    expect(scene.asked.at(-1)).toEqual(['moves.later', { item: sunshot.key, characterId: TITAN }]);
  });

  it('is not even asked for while signed out', async () => {
    scene.state.views.value = INITIAL_VIEWS;
    await scene.acts.move(pull);
    expect(scene.asked).toEqual([]);
    expect(scene.place()).toEqual(vault);
    expect(scene.labels()).toEqual(['Sign in']);
  });
});

it('tells of a batch how many went, and why the others did not', async () => {
  const goals: Goal[] = [pull, { ...pull, item: worn.key, to: vault }, { ...pull, to: vault }];
  const done = scene.acts.run(goals, { kind: 'several', name: 'Three' });
  const failure = fail('vault-full', { itemName: 'Ace of Spades', where: 'on your Titan' }).failure;
  const results: Job['results'] = [
    { kind: 'done', moved: true },
    { kind: 'failed', failure },
    { kind: 'done', moved: true },
  ];
  await scene.end(job({ goals, results, label: { kind: 'several', name: 'Three' } }));
  expect(await done).toBe(false);
  expect(scene.state.toast.value?.text).toBe(
    '2 of 3 moved. Ace of Spades is still on your Titan. The vault is full. Make room there first.',
  );
});

it('keeps a failure in sight when an older move succeeds after it', async () => {
  const first = scene.acts.move(pull);
  const second = scene.acts.lock(worn, true);
  await scene.end(failed('throttled'));
  await first;
  await scene.end(job({ goals: [{ kind: 'lock', item: worn.key, locked: true }] }));
  await second;
  expect(scene.state.toast.value?.tone).toBe('failed');
});

it('keeps the order of hits while a pull changes their rank', () => {
  const twin = item('Sunshot', { power: 390 });
  const { state } = stage(picture([sunshot, twin]));
  state.typed.value = 'sun';
  expect(state.hits.value.map((hit) => hit.item.key)).toEqual([sunshot.key, twin.key]);
  state.pending.value = [{ id: 1, goals: [pull] }];
  expect(state.hits.value.map((hit) => hit.item.key)).toEqual([sunshot.key, twin.key]);
  expect(state.hits.value[0]?.item.place).toEqual(on(TITAN));
});

describe('tags and notes', () => {
  const { instanceId } = sunshot;
  const tagOf = () => scene.state.marks.value.get(instanceId!)?.tag;

  it('show at once, are told, and are taken back by Undo', async () => {
    const done = scene.acts.mark(sunshot, { tag: 'junk' });
    expect(tagOf()).toBe('junk');
    await done;
    expect(scene.state.toast.value?.text).toBe('Sunshot: tagged Junk');
    scene.press('Undo');
    await scene.end(undefined);
    expect(scene.asked).toEqual([
      ['marks.set', { instanceId, tag: 'junk' }],
      ['marks.set', { instanceId, tag: null }],
    ]);
    expect(tagOf()).toBeUndefined();
    expect(scene.state.toast.value).toMatchObject({ text: 'Sunshot: taken back', buttons: [] });
  });

  it('are what Ctrl+Z takes back while they are the last thing that was done, and moves after that', async () => {
    scene.state.jobs.value = [job()];
    await scene.acts.mark(sunshot, { note: 'For the raid' });
    await scene.acts.undoLast();
    await scene.end(undefined);
    expect(scene.asked.at(-1)).toEqual(['marks.set', { instanceId, note: '' }]);
    void scene.acts.undoLast();
    await scene.end(job());
    expect(scene.asked.map(([name]) => name)).toEqual(['marks.set', 'marks.set', 'moves.undo', 'moves.work']);
  });

  it('are no longer what Ctrl+Z takes back once something was moved', async () => {
    await scene.acts.mark(sunshot, { tag: 'keep' });
    void scene.acts.move(pull);
    await scene.end(job());
    scene.state.jobs.value = [job()];
    void scene.acts.undoLast();
    await scene.end(job());
    expect(scene.asked.some(([name]) => name === 'moves.undo')).toBe(true);
    expect(tagOf()).toBe('keep');
  });

  it('are as before when the background refuses, and it is said', async () => {
    scene.refuse('marks.set', fail('marks-full'));
    await scene.acts.mark(sunshot, { tag: 'junk' });
    expect(tagOf()).toBeUndefined();
    expect(scene.state.toast.value).toMatchObject({ tone: 'failed' });
    expect(scene.labels()).toEqual([]);
  });

  it('ask for nothing when nothing changes, and never of a stack', async () => {
    await scene.acts.mark(sunshot, { tag: null });
    const { instanceId: _, ...stack } = item('Telemetry');
    await scene.acts.mark(stack, { tag: 'keep' });
    expect(scene.asked).toEqual([]);
  });
});
