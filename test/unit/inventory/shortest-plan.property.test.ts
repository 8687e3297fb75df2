import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CharacterId, ItemKey } from '@/lib/base/ids';
import type { Goal } from '@/lib/inventory/goals';
import type { Picture, Place } from '@/lib/inventory/picture';
import { FREE_RULES, planGoal } from '@/lib/inventory/plan-goal';
import type { Step } from '@/lib/inventory/steps';
import { equip, equipSeveral, pullFromPostmaster, transfer } from '../../sim/bungie/actions';
import { Refusal } from '../../sim/bungie/envelope';
import type { SimItem, SimProfile, World } from '../../sim/bungie/world';
import { BUCKETS } from '../../world/buckets';
import { buildWorld, type LegalWorld } from '../builders/legal-world';
import { play } from '../builders/play-plan';

const RUNS = 2_500;
/** How many calls a way may have that no refusal may overlook. */
const SHORT = 3;
/** Longer ways are not searched: they would cost seconds each. */
const DEEPEST = 6;

/** Two characters, one or two slots in use, a handful of things: small enough to try every order of calls. */
const tinySeeds = fc.record({
  characters: fc.array(fc.constantFrom(0, 1), { minLength: 2, maxLength: 2 }),
  seeds: fc.array(
    fc.record({
      slot: fc.nat(1),
      copy: fc.nat(5),
      exotic: fc.boolean(),
      classType: fc.constant(3),
      owner: fc.nat(3),
      locked: fc.constant(false),
      power: fc.integer({ min: 390, max: 410 }),
      lost: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
    }),
    { minLength: 2, maxLength: 7 },
  ),
  stacks: fc.array(
    fc.record({ kind: fc.nat(1), quantity: fc.integer({ min: 1, max: 10 }), vault: fc.boolean() }),
    { maxLength: 2 },
  ),
  spareVault: fc.nat(2),
  spareShared: fc.nat(1),
});
const wishes = fc.record({ item: fc.nat(), second: fc.nat(), to: fc.nat(2), equip: fc.boolean() });

interface Way {
  goal: Goal;
  /** True in every world that the goal describes. */
  reached(items: readonly SimItem[]): boolean;
  /** Things that one call may put on together. */
  set: readonly string[];
  /** True for what the goal names. Only that is taken from a postmaster, or out of the vault as a stack. */
  names(item: SimItem): boolean;
  /** True for exotics that nobody asked to wear, where another would have to come off first (bungie-api.md 7.4). */
  stays(item: SimItem): boolean;
}

interface Wish {
  item: number;
  second: number;
  to: number;
  equip: boolean;
}

function wayFor(scene: LegalWorld, wish: Wish): Way {
  const { world, profile } = scene;
  const exotic = (item: SimItem): boolean => world.factsOf(item.hash).uniqueLabel !== undefined;
  const proud = new Set(profile.items.filter((one) => one.equipped && exotic(one)).map((one) => one.owner));
  const way = askedWay(scene, wish);
  return { ...way, stays: (item) => exotic(item) && proud.has(item.owner) && !way.names(item) };
}

function askedWay({ picture, profile }: LegalWorld, wish: Wish): Omit<Way, 'stays'> {
  const item = picture.items[wish.item % picture.items.length]!;
  const character = profile.characters[wish.to];
  const owner = character?.id ?? 'profile';
  const to: Place =
    character === undefined ? { kind: 'vault' } : { kind: 'character', characterId: owner as CharacterId };
  if (item.instanceId === undefined) return wayOfStack(profile, picture, item.key, to);
  const second = picture.items[wish.second % picture.items.length]!;
  const both = wish.equip && to.kind === 'character' && second.bucket !== item.bucket && second.instanceId;
  if (both) {
    const ids: string[] = [item.instanceId, second.instanceId ?? ''];
    return {
      goal: { kind: 'wear', items: [item.key, second.key], characterId: owner as CharacterId },
      reached: (items) =>
        items.every((one) => !ids.includes(one.id ?? '') || (one.equipped && one.owner === owner)),
      set: ids,
      names: ({ id }) => ids.includes(id ?? ''),
    };
  }
  const equips = wish.equip && to.kind === 'character';
  const bucket = to.kind === 'vault' ? BUCKETS.vault.hash : item.bucket;
  return {
    goal: { kind: 'move', item: item.key, to, equip: equips },
    reached: (items) =>
      items.some(
        (one) =>
          one.id === item.instanceId &&
          one.owner === owner &&
          one.bucket === bucket &&
          (one.equipped || !equips),
      ),
    set: [],
    names: ({ id }) => id === item.instanceId,
  };
}

function wayOfStack(profile: SimProfile, picture: Picture, key: ItemKey, to: Place): Omit<Way, 'stays'> {
  const item = picture.items.find((one) => one.key === key)!;
  const bucket = to.kind === 'vault' ? BUCKETS.vault.hash : BUCKETS.consumables.hash;
  const pieces = (items: readonly SimItem[]): number =>
    items
      .filter((one) => one.hash === item.hash && one.bucket === bucket)
      .reduce((sum, one) => sum + one.quantity, 0);
  const there = item.place.kind === 'vault' ? to.kind === 'vault' : to.kind !== 'vault';
  const wanted = pieces(profile.items) + (there ? 0 : item.quantity);
  return {
    goal: { kind: 'move', item: key, to, equip: false },
    reached: (items) => pieces(items) === wanted,
    set: [],
    names: ({ hash }) => hash === item.hash,
  };
}

type Call = (profile: SimProfile) => void;

/** Every call that could change something, refused ones included: the game's rules say which. */
function callsFrom(world: World, profile: SimProfile, { set, names, stays }: Way): Call[] {
  const calls: Call[] = [];
  const { membershipType } = profile;
  for (const item of profile.items) {
    const body = {
      itemId: item.id ?? '0',
      itemReferenceHash: item.hash,
      stackSize: item.quantity,
      membershipType,
    };
    const owners = item.owner === 'profile' ? profile.characters : [{ id: item.owner }];
    for (const { id: characterId } of item.id === undefined ? owners.slice(0, 1) : owners) {
      const call = { ...body, characterId };
      if (item.bucket === BUCKETS.postmaster.hash) {
        if (names(item)) calls.push((at) => pullFromPostmaster(world, at, call));
      } else if (item.bucket === BUCKETS.vault.hash) {
        if (item.id !== undefined || names(item)) {
          calls.push((at) => transfer(world, at, { ...call, transferToVault: false }));
        }
      } else {
        if (!item.equipped) calls.push((at) => transfer(world, at, { ...call, transferToVault: true }));
        if (item.id !== undefined && !item.equipped && !stays(item))
          calls.push((at) => equip(world, at, call));
      }
    }
  }
  for (const { id: characterId } of set.length === 0 ? [] : profile.characters) {
    for (const itemIds of [set, [...set].reverse()]) {
      calls.push((at) => {
        const { equipResults } = equipSeveral(world, at, { itemIds, characterId, membershipType });
        if (equipResults.some((one) => one.equipStatus !== 1)) throw new Refusal(1641);
      });
    }
  }
  return calls;
}

/** The fewest calls that reach the goal, by trying every order; undefined when it takes more than `most`. */
function shortest(world: World, start: SimProfile, way: Way, most: number): number | undefined {
  let edge = [start.items];
  const seen = new Set([nameOf(start.items)]);
  for (let calls = 0; calls <= most; calls += 1) {
    if (edge.some(way.reached)) return calls;
    if (calls === most) break;
    const next: SimItem[][] = [];
    for (const items of edge) {
      const profile = { ...start, items };
      for (const call of callsFrom(world, profile, way)) {
        const after = { ...start, items: items.map((one) => ({ ...one })) };
        if (!allowed(() => call(after))) continue;
        const name = nameOf(after.items);
        if (seen.has(name)) continue;
        seen.add(name);
        next.push(after.items);
      }
    }
    edge = next;
  }
  return undefined;
}

function allowed(call: () => void): boolean {
  try {
    call();
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

function nameOf(items: readonly SimItem[]): string {
  return items
    .map(
      (one) =>
        `${one.id ?? `${one.hash}x${one.quantity}`}${one.owner}${one.bucket}${one.equipped ? '!' : ''}`,
    )
    .sort()
    .join();
}

/** Calls that make room, and those that fetch what was pushed aside for it. */
function roomCalls(steps: readonly Step[]): number {
  const pushed = new Set(steps.flatMap((step) => (step.why === 'room' && 'item' in step ? [step.item] : [])));
  return steps.filter(
    (step) =>
      step.why === 'room' || (step.why === 'replace' && step.kind === 'to-vault' && pushed.has(step.item)),
  ).length;
}

describe(`${RUNS} tiny worlds`, () => {
  it('no plan makes more calls than the shortest way and its room, and none is refused that had a short one', () => {
    let planned = 0;
    let refused = 0;
    fc.assert(
      fc.property(tinySeeds, wishes, (seeds, wish) => {
        const scene = buildWorld({ ...seeds, gear: 2, slots: 2 });
        const { world, profile, picture } = scene;
        const way = wayFor(scene, wish);
        const plan = planGoal(picture, way.goal, FREE_RULES);
        if (!plan.ok) {
          refused += 1;
          expect(shortest(world, profile, way, SHORT), plan.failure.code).toBeUndefined();
          return;
        }
        planned += 1;
        const fewer = Math.min(plan.value.length - roomCalls(plan.value) - 1, DEEPEST);
        expect(shortest(world, profile, way, fewer), JSON.stringify(plan.value)).toBeUndefined();
        play(scene, plan.value, picture);
        expect(way.reached(profile.items), 'the plan does what was asked').toBe(true);
      }),
      { numRuns: RUNS },
    );
    expect(planned).toBeGreaterThan(RUNS * 0.5);
    expect(refused).toBeGreaterThan(RUNS * 0.05);
  }, 60_000);
});
