import { describe, expect, it } from 'vitest';
import type { ItemKey } from '@/lib/base/ids';
import { applyStep } from '@/lib/inventory/apply-step';
import { bringAll, clearCharacter, pullPostmaster } from '@/lib/inventory/expand-goals';
import type { Goal } from '@/lib/inventory/goals';
import { mergeTouches } from '@/lib/inventory/merge-touches';
import type { HeldItem, Picture, Place } from '@/lib/inventory/picture';
import { FREE_RULES, planGoal } from '@/lib/inventory/plan-goal';
import type { PlanRules } from '@/lib/inventory/steps';
import { addOrigins, goalsBack, type Origin, originsOf } from '@/lib/inventory/undo';
import { Bucket } from '@/lib/items/game-words';
import { HUNTER, item, on, picture, postmasterOf, TITAN, vault, WARLOCK } from '../builders/picture';

const CALLS = {
  'to-vault': 'vault',
  'from-vault': 'out',
  pull: 'pull',
  equip: 'wear',
  lock: 'lock',
} as const;

/** `vault Sunshot`, `out Sunshot (room)`, or the code of the refusal. */
function plan(held: Picture, goal: Goal, change: Partial<PlanRules> = {}): string[] | string {
  const planned = planGoal(held, goal, { ...FREE_RULES, ...change });
  if (!planned.ok) return planned.failure.code;
  const nameOf = (key: ItemKey) => held.items.find((one) => one.key === key)?.name ?? key;
  return planned.value.map((step) => {
    if (step.kind === 'equip-loadout') return `loadout ${step.index}`;
    if (step.kind === 'equip-set') return `wear ${step.items.map(nameOf).join(' + ')}`;
    const why = step.why === 'wish' ? '' : ` (${step.why})`;
    const pieces = 'amount' in step && step.amount > 1 ? ` x${step.amount}` : '';
    return `${CALLS[step.kind]} ${nameOf(step.item)}${pieces}${why}`;
  });
}

const go = (one: HeldItem, to: Place, equip = false, amount?: number): Goal => ({
  kind: 'move',
  item: one.key,
  to,
  equip,
  ...(amount === undefined ? {} : { amount }),
});
/** Nine carried and one worn: no slot left. */
const fullOf = (who: typeof TITAN, change: Partial<HeldItem> = {}): HeldItem[] =>
  Array.from({ length: 10 }, (_, at) =>
    item(`Filler ${at}`, { place: on(who), equipped: at === 0, power: 300 + at, ...change }),
  );

describe('the way of an item', () => {
  const gun = item('Sunshot');
  const worn = item('Worn', { place: on(TITAN), equipped: true });

  it.each<[string, Place, Place, boolean, string[]]>([
    ['vault to character', vault, on(TITAN), false, ['out Sunshot']],
    ['character to vault', on(TITAN), vault, false, ['vault Sunshot']],
    ['between characters', on(HUNTER), on(TITAN), false, ['vault Sunshot', 'out Sunshot']],
    ['and on', vault, on(TITAN), true, ['out Sunshot', 'wear Sunshot']],
    ['already there', on(TITAN), on(TITAN), false, []],
    ['only put on', on(TITAN), on(TITAN), true, ['wear Sunshot']],
    ['postmaster to its owner', postmasterOf(HUNTER), on(HUNTER), false, ['pull Sunshot']],
    ['postmaster to the vault', postmasterOf(HUNTER), vault, false, ['pull Sunshot', 'vault Sunshot']],
    [
      'postmaster to another',
      postmasterOf(HUNTER),
      on(TITAN),
      false,
      ['pull Sunshot', 'vault Sunshot', 'out Sunshot'],
    ],
  ])('%s', (_name, place, to, equip, steps) => {
    const held = { ...gun, place };
    expect(plan(picture([held, worn]), go(held, to, equip))).toEqual(steps);
  });

  it('puts account-wide things into the account whatever character is named', () => {
    const coins = item('Coins', { bucket: Bucket.consumables });
    expect(plan(picture([coins]), go(coins, on(WARLOCK)))).toEqual(['out Coins']);
  });
});

describe('what cannot be', () => {
  it.each<[string, Partial<HeldItem>, Place, boolean, string]>([
    ['bound to its place', { transferrable: false }, on(TITAN), false, 'item-stuck'],
    ['another class’s', { itemType: 2, classType: 1, bucket: Bucket.helmet }, on(TITAN), true, 'wrong-class'],
    ['into a postmaster', {}, postmasterOf(TITAN), false, 'item-stuck'],
    ['to nobody', {}, on('9' as typeof TITAN), false, 'character-gone'],
    ['worn although it is no gear', { equippable: false }, on(TITAN), true, 'item-stuck'],
  ])('%s', (_name, change, to, equip, code) => {
    const held = item('Sunshot', change);
    expect(plan(picture([held]), go(held, to, equip))).toBe(code);
  });

  it('is not there', () => {
    expect(plan(picture([]), go(item('Gone'), vault))).toBe('item-gone');
  });
});

describe('room', () => {
  const gun = item('Sunshot');

  it('is made by sending the least of what is carried to the vault', () => {
    const full = picture([gun, ...fullOf(TITAN)]);
    expect(plan(full, go(gun, on(TITAN)))).toEqual(['vault Filler 1 (room)', 'out Sunshot']);
  });

  it('is not made when other items have to stay', () => {
    const full = picture([gun, ...fullOf(TITAN)]);
    expect(plan(full, go(gun, on(TITAN)), { moveOthers: false })).toBe('would-move-others');
  });

  it('never costs what belongs to the request or is spared', () => {
    const fillers = fullOf(TITAN);
    const spare = fillers.slice(1, 9).map((one) => one.key);
    expect(plan(picture([gun, ...fillers]), go(gun, on(TITAN)), { spare })).toEqual([
      'vault Filler 9 (room)',
      'out Sunshot',
    ]);
  });

  it('in the vault is made by giving the best to who has room, the least played first', () => {
    const mine = item('Mine', { place: on(TITAN) });
    const full = picture([mine, gun], { vaultCapacity: 1 });
    expect(plan(full, go(mine, vault))).toEqual(['out Sunshot (room)', 'vault Mine']);
    const nobody = picture([mine, gun, ...fullOf(HUNTER), ...fullOf(WARLOCK), ...fullOf(TITAN).slice(1)], {
      vaultCapacity: 1,
    });
    expect(plan(nobody, go(mine, vault))).toBe('vault-full');
  });

  it('is made on the way to another character when one slot is left in the vault', () => {
    const mine = item('Mine', { place: on(HUNTER) });
    const tight = picture([mine, ...fullOf(TITAN)], { vaultCapacity: 1 });
    expect(plan(tight, go(mine, on(TITAN)))).toEqual([
      'vault Filler 1 (room)',
      'out Filler 1 (room)',
      'vault Mine',
      'out Mine',
    ]);
  });

  it('is made where Bungie says that it is full, whatever the picture shows', () => {
    const carried = item('Carried', { place: on(TITAN) });
    const full = [`${TITAN}:${Bucket.kinetic}`];
    expect(plan(picture([gun, carried]), go(gun, on(TITAN)), { full })).toEqual([
      'vault Carried (room)',
      'out Sunshot',
    ]);
  });

  it('is made for the postmaster as well', () => {
    const lost = item('Lost', { place: postmasterOf(TITAN) });
    expect(plan(picture([lost, ...fullOf(TITAN)]), go(lost, on(TITAN)))).toEqual([
      'vault Filler 1 (room)',
      'pull Lost',
    ]);
  });
});

describe('what is worn', () => {
  const worn = item('Worn', { place: on(TITAN), equipped: true, typeName: 'Hand Cannon' });

  it('comes off for something of the same character, the same type and the most power first', () => {
    const weak = item('Weak', { place: on(TITAN), power: 100 });
    const strong = item('Strong', { place: on(TITAN), power: 410 });
    const bow = item('Bow', { place: on(TITAN), power: 500, typeName: 'Bow' });
    const exotic = item('Exotic', { place: on(TITAN), power: 600, uniqueLabel: 'exotic_weapon', tier: 6 });
    expect(plan(picture([worn, weak, bow, strong, exotic]), go(worn, vault))).toEqual([
      'wear Strong (replace)',
      'vault Worn',
    ]);
  });

  it('comes off for something out of the vault when the character has nothing else', () => {
    const kept = item('Kept');
    expect(plan(picture([worn, kept]), go(worn, on(HUNTER)))).toEqual([
      'out Kept (replace)',
      'wear Kept (replace)',
      'vault Worn',
      'out Worn',
    ]);
  });

  it('changes places with something of a full vault, and nothing else moves', () => {
    const kept = item('Kept', { power: 410 });
    const bow = item('Bow', { bucket: Bucket.energy, power: 400 });
    const full = picture([worn, kept, bow], { vaultCapacity: 2 });
    expect(plan(full, go(worn, vault))).toEqual(['out Kept (replace)', 'wear Kept (replace)', 'vault Worn']);
  });

  it('stays when there is nothing to put on, or when nothing else may change', () => {
    expect(plan(picture([worn]), go(worn, vault))).toBe('no-replacement');
    const kept = item('Kept', { place: on(TITAN) });
    expect(plan(picture([worn, kept]), go(worn, vault), { moveOthers: false })).toBe('item-equipped');
  });

  it('gives way when it is the other exotic of a family', () => {
    const label = { uniqueLabel: 'exotic_weapon', tier: 6 };
    const first = item('First', { place: on(TITAN), equipped: true, bucket: Bucket.energy, ...label });
    const second = item('Second', label);
    const plain = item('Plain', { place: on(TITAN), bucket: Bucket.energy });
    const world = picture([worn, first, second, plain]);
    expect(plan(world, go(second, on(TITAN), true))).toEqual([
      'out Second',
      'wear Plain (replace)',
      'wear Second',
    ]);
    expect(plan(picture([worn, first, second]), go(second, on(TITAN), true))).toBe('second-exotic');
  });
});

describe('several worn at once', () => {
  const label = { uniqueLabel: 'exotic_weapon', tier: 6 };
  const first = item('First', { place: on(TITAN), equipped: true, bucket: Bucket.energy, ...label });
  const plain = item('Plain', { bucket: Bucket.energy });
  const second = item('Second', { place: on(TITAN), ...label });
  const worn = item('Worn', { place: on(TITAN), equipped: true });
  const world = picture([first, plain, second, worn]);
  const wear = (...items: HeldItem[]): Goal => ({
    kind: 'wear',
    items: items.map((one) => one.key),
    characterId: TITAN,
  });

  it('are brought, then put on with one call, exotics last', () => {
    expect(plan(world, wear(second, plain))).toEqual(['out Plain', 'wear Plain + Second']);
  });

  it('are one plain call when one is left, and none when all are worn', () => {
    expect(plan(world, wear(first, plain))).toBe('second-exotic');
    expect(plan(world, wear(worn, first))).toEqual([]);
    expect(plan(world, wear(plain, worn))).toEqual(['out Plain', 'wear Plain']);
  });

  it('of the game’s own loadout are brought, then the game puts them on', () => {
    const inGame = {
      characterId: TITAN,
      index: 3,
      name: 'Raid',
      items: [plain.instanceId!, worn.instanceId!],
    };
    const held = { ...world, inGameLoadouts: [inGame] };
    expect(plan(held, { kind: 'in-game-loadout', characterId: TITAN, index: 3 })).toEqual([
      'out Plain',
      'loadout 3',
    ]);
    expect(plan(held, { kind: 'in-game-loadout', characterId: TITAN, index: 4 })).toBe('item-gone');
  });
});

describe('stacks', () => {
  const stack = (owner: string, quantity: number, place: Place, at = 0): HeldItem => {
    const bucket = place.kind === 'vault' ? Bucket.vault : Bucket.consumables;
    const made = item('Prisms', {
      key: `77:${bucket}:${owner}:${at}` as ItemKey,
      hash: 77,
      bucket: Bucket.consumables,
      quantity,
      place,
      maxStackSize: 50,
      equippable: false,
    });
    delete made.instanceId;
    return made;
  };
  const mine = stack('account', 30, { kind: 'account' });
  const kept = stack('vault', 40, vault);

  it('move in part or whole', () => {
    expect(plan(picture([mine]), go(mine, vault, false, 10))).toEqual(['vault Prisms x10']);
    expect(plan(picture([mine]), go(mine, vault, false, 99))).toEqual(['vault Prisms x30']);
  });

  it('are not pushed aside for pieces of the same kind', () => {
    const buckets = [{ hash: Bucket.consumables, name: 'Consumables', capacity: 1 }];
    expect(plan(picture([mine, kept], { buckets }), go(kept, on(TITAN)))).toBe('character-full');
  });

  it('merge where they fit, and keep every piece', () => {
    const world = picture([mine, kept]);
    const step = { kind: 'to-vault', item: mine.key, amount: 10, characterId: TITAN, why: 'wish' } as const;
    const after = applyStep(world, step, 5);
    expect(after.picture.items.map(({ key, quantity }) => [key, quantity])).toEqual([
      [mine.key, 20],
      [kept.key, 50],
    ]);
    expect(after.now).toBe(kept.key);
  });

  it('begin a new stack with a key of its own where they do not fit', () => {
    const step = { kind: 'to-vault', item: mine.key, amount: 30, characterId: TITAN, why: 'wish' } as const;
    const after = applyStep(picture([mine, kept]), step, 5);
    expect(after.picture.items.map(({ key, quantity }) => [key, quantity])).toEqual([
      [kept.key, 40],
      [`77:${Bucket.vault}:vault:1`, 30],
    ]);
  });

  it('of which only one may be held are not doubled', () => {
    const one = { ...mine, stackUniqueLabel: 'prism' };
    expect(plan(picture([one, { ...kept, stackUniqueLabel: 'prism' }]), go(one, vault))).toBe(
      'only-one-allowed',
    );
  });

  it('do not jump back while Bungie serves an older copy, and do when it serves a newer one', () => {
    const stale = picture([mine, kept], { mintedAtMs: 1_000 });
    const step = { kind: 'to-vault', item: mine.key, amount: 10, characterId: TITAN, why: 'wish' } as const;
    const { touches } = applyStep(stale, step, 5_000);
    const pieces = (held: Picture) => held.items.map((one) => one.quantity).sort();
    expect(pieces(mergeTouches(stale, touches, 6_000))).toEqual([20, 50]);
    expect(pieces(mergeTouches({ ...stale, mintedAtMs: 5_500 }, touches, 6_000))).toEqual([30, 40]);
  });
});

describe('lock flags', () => {
  it('of equal items that differ are given back after a move', () => {
    const one = item('Twin', { hash: 5, locked: true });
    const other = item('Twin', { hash: 5, place: on(TITAN) });
    expect(plan(picture([one, other]), go(one, on(TITAN)))).toEqual([
      'out Twin',
      'lock Twin (lock)',
      'lock Twin (lock)',
    ]);
    expect(plan(picture([one, { ...other, locked: true }]), go(one, on(TITAN)))).toEqual(['out Twin']);
  });

  it('are given back before anything is put on, which the game may refuse', () => {
    const one = item('Twin', { hash: 5, locked: true });
    const other = item('Other', { hash: 5, place: on(TITAN), equipped: true });
    expect(plan(picture([one, other]), go(one, on(TITAN), true))).toEqual([
      'out Twin',
      'lock Twin (lock)',
      'lock Other (lock)',
      'wear Twin',
    ]);
    const spare = item('Spare', { hash: 5, place: on(TITAN) });
    expect(plan(picture([one, { ...other, locked: true }, spare]), go(other, on(HUNTER)))).toEqual([
      'wear Spare (replace)',
      'vault Other',
      'out Other',
      'lock Other (lock)',
      'lock Spare (lock)',
    ]);
  });

  it('are changed with one call, and with none when they are so', () => {
    const one = item('Sunshot');
    expect(plan(picture([one]), { kind: 'lock', item: one.key, locked: true })).toEqual(['lock Sunshot']);
    expect(plan(picture([one]), { kind: 'lock', item: one.key, locked: false })).toEqual([]);
  });
});

describe('batches and the way back', () => {
  const carried = item('Carried', { place: on(TITAN), locked: true });
  const worn = item('Worn', { place: on(TITAN), equipped: true });
  const quest = item('Quest', { place: on(TITAN), bucket: 1345459588, transferrable: false });
  const lost = item('Lost', { place: postmasterOf(TITAN) });
  const world = picture([carried, worn, quest, lost, item('Sunshot')]);

  it('clear a character of gear it does not wear, and empty its postmaster', () => {
    expect(clearCharacter(world, TITAN)).toEqual(bringAll([carried], vault));
    expect(pullPostmaster(world, TITAN)).toEqual(bringAll([lost], on(TITAN)));
  });

  it('tell what the postmaster will not take back', () => {
    const step = { kind: 'pull', item: lost.key, amount: 1, characterId: TITAN, why: 'wish' } as const;
    const origins: Origin[] = addOrigins([], originsOf(world, step));
    const after = applyStep(world, step, 0).picture;
    expect(goalsBack(after, origins)).toMatchObject({ goals: [], cannot: [{ itemName: 'Lost' }] });
  });
});
