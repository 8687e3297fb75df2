import { describe, expect, it } from 'vitest';
import { failureText } from '@/components/ui/failure-text';
import type { FailureCode } from '@/lib/base/failure-codes';
import type { Goal } from '@/lib/inventory/goals';
import type { Picture } from '@/lib/inventory/picture';
import { FREE_RULES, planGoal } from '@/lib/inventory/plan-goal';
import type { SimItem } from '../../sim/bungie/world';
import { BUCKETS } from '../../world/buckets';
import { testAccounts } from '../builders/accounts';
import { expectLegal, inventoryOf } from '../builders/inventory-of';
import { play } from '../builders/play-plan';
import { fitsClass, type Guardian, isGuardian, isPlain, Scene, STOPS, type Stop } from '../builders/scene';

type End = Exclude<Stop, 'postmaster'>;
type Result = 'arrives' | 'is there' | FailureCode;

interface Wish {
  item: SimItem;
  /** Put on where it arrives. */
  equip?: boolean;
  /** Pieces of a stack; all of it unless told. */
  amount?: number;
}

interface Column {
  name: string;
  /** Why there is no such cell. */
  senseless?(from: Stop, to: End): string | undefined;
  /** Arranges the account so that the cell's condition holds. */
  arrange(scene: Scene, from: Stop, to: End): Wish;
  result(from: Stop, to: End): Result;
  /** The player forbids that other things move. */
  othersStay?: boolean;
}

const NOBODY_WEARS = 'only a character wears something';
const NOTHING_LEAVES = 'what is worn there already needs nothing put on instead';

const weapon = (scene: Scene, stop: Stop): SimItem =>
  scene.bring(stop, (one) => one.bucket === BUCKETS.kinetic.hash && isPlain(one));

function worn(scene: Scene, stop: Stop): SimItem {
  const item = weapon(scene, stop);
  if (isGuardian(stop)) scene.wear(stop, item);
  return item;
}

/** An exotic at its stop while the end's character wears another of the family in another slot. */
function exotic(scene: Scene, from: Stop, to: End, itemType: 2 | 3): Wish {
  const classType = isGuardian(to) ? scene.character(to).classType : 3;
  const isExotic = (one: Parameters<typeof isPlain>[0]): boolean =>
    one.tier === 6 &&
    one.itemType === itemType &&
    one.equippable &&
    (to === 'vault' || fitsClass(one, classType));
  const item = scene.bring(from, isExotic);
  if (!isGuardian(to)) return { item };
  const { bucket } = scene.world.factsOf(item.hash);
  const rival = scene.bring(to, (one) => isExotic(one) && one.bucket !== bucket);
  const instead = scene.world.factsOf(rival.hash).bucket;
  scene.bring(to, (one) => one.bucket === instead && isPlain(one) && fitsClass(one, classType));
  scene.wear(to, rival);
  return { item, equip: true };
}

function fill(scene: Scene, stop: Stop, item: SimItem): void {
  if (isGuardian(stop)) scene.fill(stop, scene.world.factsOf(item.hash).bucket);
  else scene.fillVault();
}

/** The way touches the vault: into it, or through it from one character to another. */
const throughVault = (from: Stop, to: End): boolean =>
  from !== 'vault' && from !== to && !(from === 'postmaster' && to === 'first');

const arrives = (from: Stop, to: End): Result => (from === to ? 'is there' : 'arrives');

/** Consumables have one pocket for all characters. */
const onePocket = (from: Stop, to: End): Result =>
  isGuardian(from) && isGuardian(to) ? 'is there' : arrives(from, to);

const stack = (scene: Scene, stop: Stop): SimItem =>
  scene.bring(
    stop,
    (one, item) => item.id === undefined && one.bucket === BUCKETS.consumables.hash && one.maxStackSize > 5,
  );

/** Rows are ways, columns what holds on them. */
const COLUMNS: readonly Column[] = [
  { name: 'carried', arrange: (scene, from) => ({ item: weapon(scene, from) }), result: arrives },
  {
    name: 'equipped',
    senseless: (from) => (isGuardian(from) ? undefined : NOBODY_WEARS),
    arrange: (scene, from, to) => ({ item: worn(scene, from), equip: from === to }),
    result: arrives,
  },
  {
    name: 'equipped, others stay',
    othersStay: true,
    senseless: (from) => (isGuardian(from) ? undefined : NOBODY_WEARS),
    arrange: (scene, from, to) => {
      const item = worn(scene, from);
      scene.loosen(BUCKETS.kinetic.hash);
      return { item, equip: from === to };
    },
    result: (from, to) => (from === to ? 'is there' : 'item-equipped'),
  },
  {
    name: 'equipped, nothing to put on instead',
    senseless: (from, to) => {
      if (!isGuardian(from)) return NOBODY_WEARS;
      return from === to ? NOTHING_LEAVES : undefined;
    },
    arrange: (scene, from) => {
      const item = worn(scene, from);
      scene.dismantle(item.bucket, item);
      return { item };
    },
    result: () => 'no-replacement',
  },
  {
    name: 'put on at the end',
    senseless: (_from, to) => (isGuardian(to) ? undefined : NOBODY_WEARS),
    arrange: (scene, from) => ({ item: weapon(scene, from), equip: true }),
    result: () => 'arrives',
  },
  { name: 'stack', arrange: (scene, from) => ({ item: stack(scene, from) }), result: onePocket },
  {
    name: 'two pieces of a stack',
    arrange: (scene, from) => ({ item: stack(scene, from), amount: 2 }),
    result: onePocket,
  },
  {
    name: 'stack that merges, full vault, others stay',
    othersStay: true,
    arrange: (scene, from) => {
      const item = stack(scene, from);
      item.quantity = 3;
      scene.copy(item, from === 'vault' ? 'first' : 'vault').quantity = 1;
      scene.fillVault();
      return { item };
    },
    result: onePocket,
  },
  {
    name: 'exotic weapon',
    arrange: (scene, from, to) => exotic(scene, from, to, 3),
    result: (from, to) => (to === 'vault' ? arrives(from, to) : 'arrives'),
  },
  {
    name: 'exotic armour',
    arrange: (scene, from, to) => exotic(scene, from, to, 2),
    result: (from, to) => (to === 'vault' ? arrives(from, to) : 'arrives'),
  },
  {
    name: 'exotic, others stay',
    othersStay: true,
    arrange: (scene, from, to) => {
      const wish = exotic(scene, from, to, 3);
      scene.loosen(scene.world.factsOf(wish.item.hash).bucket);
      return wish;
    },
    result: (from, to) => (to === 'vault' ? arrives(from, to) : 'second-exotic'),
  },
  {
    name: 'locked, with an unlocked twin',
    arrange: (scene, from) => {
      const many = new Map<number, number>();
      for (const { hash } of scene.profile.items) many.set(hash, (many.get(hash) ?? 0) + 1);
      const item = scene.bring(from, (one) => isPlain(one) && one.itemType === 3 && many.get(one.hash) === 1);
      item.locked = true;
      scene.copy(item, 'vault').locked = false;
      scene.world.lockSwap = true;
      return { item };
    },
    result: arrives,
  },
  {
    name: 'full target',
    arrange: (scene, from, to) => {
      const item = weapon(scene, from);
      fill(scene, to, item);
      return { item };
    },
    result: arrives,
  },
  {
    name: 'full target, others stay',
    othersStay: true,
    arrange: (scene, from, to) => {
      const item = weapon(scene, from);
      fill(scene, to, item);
      return { item };
    },
    result: (from, to) => (from === to ? 'is there' : 'would-move-others'),
  },
  {
    name: 'full target, one slot left in the vault',
    arrange: (scene, from, to) => {
      const item = weapon(scene, from);
      scene.loosen(BUCKETS.kinetic.hash);
      if (isGuardian(to)) scene.fill(to, BUCKETS.kinetic.hash);
      scene.fillVault(1);
      return { item };
    },
    result: arrives,
  },
  {
    name: 'full vault',
    arrange: (scene, from) => {
      const item = weapon(scene, from);
      scene.fillVault();
      return { item };
    },
    result: arrives,
  },
  {
    name: 'full vault, others stay',
    othersStay: true,
    arrange: (scene, from) => {
      const item = weapon(scene, from);
      scene.loosen(BUCKETS.kinetic.hash);
      scene.fillVault();
      return { item };
    },
    result: (from, to) => (throughVault(from, to) ? 'would-move-others' : arrives(from, to)),
  },
  {
    name: 'nothing free anywhere',
    arrange: (scene, from) => {
      const item = weapon(scene, from);
      for (const bucket of [...scene.vaultedBuckets(), BUCKETS.kinetic.hash]) {
        for (const stop of STOPS.filter(isGuardian)) scene.fill(stop, bucket);
      }
      scene.fillVault();
      return { item };
    },
    result: (from, to) => {
      if (from === to) return 'is there';
      return to === 'vault' && from !== 'postmaster' ? 'vault-full' : 'character-full';
    },
  },
  {
    name: 'wrong class',
    senseless: (_from, to) => (isGuardian(to) ? undefined : NOBODY_WEARS),
    arrange: (scene, from, to) => {
      const { classType } = scene.character(to as Guardian);
      const item = scene.bring(
        from,
        (one) => isPlain(one) && one.itemType === 2 && !fitsClass(one, classType),
      );
      return { item, equip: true };
    },
    result: () => 'wrong-class',
  },
];

interface Cell {
  column: Column;
  from: Stop;
  to: End;
}

const CELLS: readonly Cell[] = COLUMNS.flatMap((column) =>
  STOPS.flatMap((from) =>
    STOPS.filter((to): to is End => to !== 'postmaster').map((to) => ({ column, from, to })),
  ),
);

function goalOf(scene: Scene, picture: Picture, { item, equip, amount }: Wish, { from, to }: Cell): Goal {
  return {
    kind: 'move',
    item: scene.key(item, picture, from),
    to: scene.place(to),
    equip: equip === true,
    amount,
  };
}

/** What the account owns, wherever it is. */
function belongings({ items }: Picture): string {
  const pieces = new Map<number, number>();
  for (const { hash, instanceId, quantity } of items) {
    if (instanceId === undefined) pieces.set(hash, (pieces.get(hash) ?? 0) + quantity);
  }
  const things = items.filter((one) => one.instanceId !== undefined).map((one) => `${one.key} ${one.locked}`);
  return [...things, ...[...pieces].map(([hash, count]) => `${count} of ${hash}`)].sort().join('\n');
}

function expectThere(picture: Picture, scene: Scene, before: Picture, goal: Goal, wish: Wish): void {
  if (goal.kind !== 'move') return;
  const { item } = wish;
  if (item.id !== undefined) {
    const held = picture.items.find((one) => one.key === goal.item);
    expect({ place: held?.place, equipped: held?.equipped }).toEqual({
      place: goal.to,
      equipped: wish.equip === true,
    });
    return;
  }
  const kind = goal.to.kind === 'vault' ? 'vault' : 'account';
  const pieces = (of: Picture): number =>
    of.items
      .filter((one) => one.hash === item.hash && one.place.kind === kind)
      .reduce((sum, one) => sum + one.quantity, 0);
  const moved = wish.amount ?? before.items.find((one) => one.key === goal.item)?.quantity ?? 0;
  expect(pieces(picture)).toBe(pieces(before) + moved);
  expect(scene.world.factsOf(item.hash).instanced).toBe(false);
}

const accounts = await testAccounts();

describe.each(accounts)('$name', (account) => {
  const sensible = CELLS.filter(({ column, from, to }) => column.senseless?.(from, to) === undefined);

  it.each(sensible.map((cell) => ({ ...cell, what: cell.column.name })))('$what: $from to $to', (cell) => {
    const scene = new Scene(account);
    const wish = cell.column.arrange(scene, cell.from, cell.to);
    const before = scene.picture();
    expectLegal(before);
    const goal = goalOf(scene, before, wish, cell);
    const rules = { ...FREE_RULES, moveOthers: cell.column.othersStay !== true };
    const plan = planGoal(before, goal, rules);
    const wanted = cell.column.result(cell.from, cell.to);
    if (!plan.ok) {
      expect(plan.failure.code).toBe(wanted);
      expect(failureText(plan.failure)).toContain(String(plan.failure.facts.itemName));
      return;
    }
    expect(plan.value.length > 0 ? 'arrives' : 'is there').toBe(wanted);
    if (plan.value.length === 0) return;
    const { picture: after } = play(scene, plan.value, before);
    expect(inventoryOf(after), 'the picture is the game').toEqual(inventoryOf(scene.picture()));
    expect(belongings(after), 'nothing lost, nothing doubled, locks as they were').toEqual(
      belongings(before),
    );
    expectThere(after, scene, before, goal, wish);
    if (rules.moveOthers) return;
    expect(plan.value.filter((step) => step.why === 'room' || step.why === 'replace')).toEqual([]);
  });
});

describe('cells that make no sense', () => {
  it('are left out for a reason that is written down', () => {
    const reasons = new Map<string, string[]>();
    for (const { column, from, to } of CELLS) {
      const why = column.senseless?.(from, to);
      if (why !== undefined)
        reasons.set(why, [...(reasons.get(why) ?? []), `${column.name}: ${from} to ${to}`]);
    }
    expect(CELLS).toHaveLength(COLUMNS.length * STOPS.length * (STOPS.length - 1));
    expect(Object.fromEntries([...reasons].map(([why, cells]) => [why, cells.length]))).toEqual({
      [NOBODY_WEARS]: 34,
      [NOTHING_LEAVES]: 3,
    });
  });
});
