import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemKey } from '../../../lib/base/ids';
import { applyStep } from '../../../lib/inventory/apply-step';
import type { HeldItem, Picture, Place } from '../../../lib/inventory/picture';
import { planMove } from '../../../lib/inventory/plan-move';
import { Bucket } from '../../../lib/items/game-words';
import { HUNTER, item, on, picture, postmasterOf, TITAN, vault, WARLOCK } from '../builders/picture';

function kinds(held: Picture, gun: HeldItem, to: Place, equip = false): string[] | string {
  const plan = planMove(held, { item: gun.key, to, equip });
  return plan.ok ? plan.value.map((step) => step.kind) : plan.failure.code;
}

const fullOf = (who: typeof TITAN): HeldItem[] =>
  Array.from({ length: 10 }, (_, index) =>
    item(`Filler ${index}`, { place: on(who), equipped: index === 0 }),
  );

describe('the way of an item', () => {
  const gun = item('Sunshot');

  it.each<[string, Place, Place, boolean, string[]]>([
    ['is one call from the vault to a character', vault, on(TITAN), false, ['from-vault']],
    ['is one call from a character to the vault', on(TITAN), vault, false, ['to-vault']],
    ['leads through the vault between characters', on(HUNTER), on(TITAN), false, ['to-vault', 'from-vault']],
    ['ends with wearing it when asked', vault, on(TITAN), true, ['from-vault', 'equip']],
    ['is only wearing it where it is already', on(TITAN), on(TITAN), true, ['equip']],
    ['is nothing where it is already', on(TITAN), on(TITAN), false, []],
    ['starts at the postmaster of its owner', postmasterOf(HUNTER), on(HUNTER), false, ['pull']],
    [
      'goes on from the postmaster to another character',
      postmasterOf(HUNTER),
      on(TITAN),
      false,
      ['pull', 'to-vault', 'from-vault'],
    ],
  ])('%s', (_name, place, to, equip, steps) => {
    const held = { ...gun, place };
    expect(kinds(picture([held]), held, to, equip)).toEqual(steps);
  });

  it('puts account-wide things into the account whatever character is named', () => {
    const coins = item('Strange Coin', { bucket: Bucket.consumables });
    const plan = planMove(picture([coins]), { item: coins.key, to: on(WARLOCK), equip: false });
    expect(plan).toMatchObject({ ok: true, value: [{ kind: 'from-vault', lands: { kind: 'account' } }] });
  });
});

describe('what cannot be', () => {
  it.each<[string, Partial<HeldItem>, Place, boolean, string]>([
    ['moving a worn item', { place: on(TITAN), equipped: true }, vault, false, 'item-equipped'],
    ['moving what the game keeps in place', { transferrable: false }, on(TITAN), false, 'item-stuck'],
    [
      'wearing another class’s helmet',
      { itemType: 2, classType: 1, bucket: Bucket.helmet },
      on(TITAN),
      true,
      'wrong-class',
    ],
    ['putting things into a postmaster', {}, postmasterOf(TITAN), false, 'item-stuck'],
    ['a character that is gone', {}, on('1' as typeof TITAN), false, 'character-gone'],
  ])('%s', (_name, change, to, equip, code) => {
    const held = item('Sunshot', change);
    expect(kinds(picture([held]), held, to, equip)).toBe(code);
  });

  it('says that an item nobody holds is gone', () => {
    expect(kinds(picture([]), item('Sunshot'), vault)).toBe('item-gone');
  });

  it('leaves a gun with its owner rather than in the vault when the other character is full', () => {
    const gun = item('Sunshot', { place: on(HUNTER) });
    const plan = planMove(picture([gun, ...fullOf(TITAN)]), { item: gun.key, to: on(TITAN), equip: false });
    expect(plan).toMatchObject({
      ok: false,
      failure: {
        code: 'character-full',
        facts: {
          itemName: 'Sunshot',
          where: 'on your Hunter',
          character: 'Titan',
          slot: 'another kinetic weapon',
        },
      },
    });
  });

  it('lets Bungie judge a slot that may have been freed in the game', () => {
    const gun = item('Sunshot');
    expect(kinds(picture([gun, ...fullOf(TITAN)]), gun, on(TITAN))).toEqual(['from-vault']);
  });

  it('does not start a way through a full vault', () => {
    const gun = item('Sunshot', { place: on(HUNTER) });
    const crowd = Array.from({ length: 3 }, () => item('Filler'));
    expect(kinds(picture([gun, ...crowd], { vaultCapacity: 3 }), gun, on(TITAN))).toBe('vault-full');
  });
});

describe('a confirmed step', () => {
  it('takes the former weapon off when another one is worn', () => {
    const old = item('Trust', { place: on(TITAN), equipped: true });
    const gun = item('Sunshot', { place: on(TITAN) });
    const after = applyStep(
      picture([old, gun]),
      gun.key,
      { kind: 'equip', characterId: TITAN, lands: on(TITAN) },
      5,
    );
    expect(after.picture.items.map((one) => [one.name, one.equipped])).toEqual([
      ['Trust', false],
      ['Sunshot', true],
    ]);
    expect(after.touches.map((touch) => touch.key).sort()).toEqual([old.key, gun.key].sort());
  });

  it('never loses or doubles an item, whatever is moved where', () => {
    const places: Place[] = [vault, on(TITAN), on(HUNTER), postmasterOf(TITAN), { kind: 'account' }];
    fc.assert(
      fc.property(
        fc.array(fc.record({ place: fc.constantFrom(...places), equipped: fc.boolean() }), {
          minLength: 1,
          maxLength: 30,
        }),
        fc.constantFrom(...places),
        fc.boolean(),
        fc.nat(),
        (held, to, equip, pick) => {
          let now = picture(held.map((change, index) => item(`Gun ${index}`, change)));
          const before = now.items.map((one) => one.key).sort();
          const key = now.items[pick % now.items.length]?.key ?? ('' as ItemKey);
          const plan = planMove(now, { item: key, to, equip });
          if (!plan.ok) return;
          for (const step of plan.value) now = applyStep(now, key, step, 1).picture;
          expect(now.items.map((one) => one.key).sort()).toEqual(before);
          expect(planMove(now, { item: key, to, equip })).toEqual({ ok: true, value: [] });
        },
      ),
    );
  });
});
