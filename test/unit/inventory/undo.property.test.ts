import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemKey } from '@/lib/base/ids';
import { type Goal, itemsOf } from '@/lib/inventory/goals';
import type { Picture, Place } from '@/lib/inventory/picture';
import { FREE_RULES, planGoal } from '@/lib/inventory/plan-goal';
import { goalsBack, type Origin } from '@/lib/inventory/undo';
import { inventoryOf } from '../builders/inventory-of';
import { buildWorld, type LegalWorld, pictureOf, type WorldSeeds, worldSeeds } from '../builders/legal-world';
import { play, told } from '../builders/play-plan';

const RUNS = 4_000;

interface Wish {
  kind: 'move' | 'put-on' | 'part' | 'lock' | 'wear';
  item: number;
  to: number;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom('move', 'move', 'put-on', 'part', 'lock', 'wear'),
  item: fc.nat(),
  to: fc.nat(),
});
const several = fc.array(wish, { minLength: 2, maxLength: 3 });

/** One stack of a kind: of several the game chooses, and nobody knows which before the next profile. */
const clearSeeds = worldSeeds.map((seeds) => ({
  ...seeds,
  stacks: seeds.stacks.filter(({ kind }, at) => seeds.stacks.findIndex((one) => one.kind === kind) === at),
}));

function goalFor(picture: Picture, { kind, item: at, to: where }: Wish): Goal {
  const item = picture.items[at % picture.items.length]!;
  const places: Place[] = [
    { kind: 'vault' },
    ...picture.characters.map((one): Place => ({ kind: 'character', characterId: one.characterId })),
  ];
  const to = places[where % places.length]!;
  if (kind === 'lock') return { kind: 'lock', item: item.key, locked: !item.locked };
  if (kind === 'wear' && to.kind === 'character') {
    const set = picture.items.slice(at % picture.items.length).slice(0, 3);
    return { kind: 'wear', items: set.map((one) => one.key), characterId: to.characterId };
  }
  const alone = picture.items.filter((one) => one.hash === item.hash).length === 1;
  const amount = kind === 'part' && alone ? Math.ceil(item.quantity / 2) : undefined;
  return { kind: 'move', item: item.key, to, equip: kind === 'put-on', amount };
}

interface Job {
  before: Picture;
  after: Picture;
  origins: Origin[];
}

/** Goals one after another, as a job carries them out; those that cannot be are left out. */
function carryOut(scene: LegalWorld, goals: readonly Wish[]): Job {
  const before = scene.picture;
  let after = before;
  let origins: Origin[] = [];
  for (const wish of goals) {
    const plan = planGoal(after, goalFor(after, wish), FREE_RULES);
    if (!plan.ok) continue;
    const done = play(scene, plan.value, after, origins);
    after = done.picture;
    origins = done.touched;
  }
  return { before, after, origins };
}

/** The way back, goal by goal; what cannot be is left, as a job would. */
function goBack(scene: LegalWorld, { after, origins }: Job): Picture {
  let picture = after;
  const spare: ItemKey[] = [];
  for (const goal of goalsBack(picture, origins).goals) {
    const plan = planGoal(picture, goal, { ...FREE_RULES, spare });
    if (!plan.ok) continue;
    picture = play(scene, plan.value, picture).picture;
    spare.push(...itemsOf(goal));
  }
  return picture;
}

/** A job undone: whether the account is exactly as it was, in the game and in the picture. */
function undone(scene: LegalWorld, job: Job): boolean {
  const back = inventoryOf(goBack(scene, job)).join();
  expect(back, 'the picture is the game').toBe(inventoryOf(pictureOf(scene.world, scene.profile)).join());
  return back === inventoryOf(job.before).join();
}

/** Things that left a postmaster. */
function pulledBy({ before, after }: Job): string[] {
  const lost = before.items.filter((item) => item.place.kind === 'postmaster');
  return lost.filter((item) => !after.items.some((one) => samePiece(one, item))).map((item) => item.key);
}

/** With swapped locks nothing is at a postmaster: a twin there could lose its flag, and nobody could give it back. */
function sceneOf(seeds: WorldSeeds, lockSwap: boolean): LegalWorld {
  const held = seeds.seeds.map((one) => ({ ...one, lost: one.lost && !lockSwap }));
  const scene = buildWorld({ ...seeds, seeds: held });
  scene.world.lockSwap = lockSwap;
  return scene;
}

describe(`undo of ${RUNS} random jobs`, () => {
  it('gives back every place, worn thing, lock and piece of one goal', () => {
    let exact = 0;
    fc.assert(
      fc.property(worldSeeds, wish, fc.boolean(), (seeds, asked, lockSwap) => {
        const scene = sceneOf(seeds, lockSwap);
        const job = carryOut(scene, [asked]);
        if (job.origins.length === 0 || pulledBy(job).length > 0) return;
        expect(undone(scene, job), `${JSON.stringify(job.origins)} in\n${told(job.before)}`).toBe(true);
        exact += 1;
      }),
      { numRuns: RUNS },
    );
    expect(exact).toBeGreaterThan(RUNS * 0.3);
  }, 60_000);

  it('gives back several goals as well, but for rings of worn things and vaults full to the last slot', () => {
    let exact = 0;
    let jobs = 0;
    fc.assert(
      fc.property(clearSeeds, several, fc.boolean(), (seeds, asked, lockSwap) => {
        const scene = sceneOf(seeds, lockSwap);
        const job = carryOut(scene, asked);
        if (job.origins.length === 0 || pulledBy(job).length > 0) return;
        jobs += 1;
        if (undone(scene, job)) exact += 1;
      }),
      { numRuns: RUNS },
    );
    expect(jobs).toBeGreaterThan(RUNS * 0.2);
    // Some three jobs of a thousand are such rings; a run of worlds by chance may have twice or thrice as many.
    expect(exact / jobs).toBeGreaterThan(0.985);
  }, 60_000);

  it('tells what the postmaster will not take back, and nothing else', () => {
    let pulled = 0;
    fc.assert(
      fc.property(clearSeeds, several, (seeds, asked) => {
        const job = carryOut(buildWorld(seeds), asked);
        const gone = pulledBy(job);
        if (gone.length > 0) pulled += 1;
        const { cannot } = goalsBack(job.after, job.origins);
        expect(cannot.map((one) => one.item).sort()).toEqual(gone.sort());
      }),
      { numRuns: RUNS },
    );
    expect(pulled).toBeGreaterThan(RUNS * 0.05);
  }, 60_000);
});

/** The same thing where it was, with as many pieces. */
function samePiece(one: Picture['items'][number], other: Picture['items'][number]): boolean {
  return one.key === other.key && one.quantity === other.quantity && one.place.kind === other.place.kind;
}
