import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePicture, NO_KNOWLEDGE } from '../../../lib/inventory/make-picture';
import { mergeTouches } from '../../../lib/inventory/merge-touches';
import { readProfile } from '../../../lib/inventory/read-profile';
import { Bucket } from '../../../lib/items/game-words';
import { type ItemDefinition, NO_TABLES } from '../../../lib/items/item-definition';
import { item, on, picture, TITAN, vault } from '../builders/picture';

const account = picture([]).account;

function reply(change: object = {}): object {
  return {
    responseMintedTimestamp: '2026-08-18T20:20:31.125Z',
    characters: {
      data: {
        [TITAN]: { characterId: TITAN, classType: 0, light: 405, dateLastPlayed: '2026-08-18T20:14:07Z' },
      },
    },
    profileInventory: {
      data: {
        items: [
          {
            itemHash: 3089417789,
            itemInstanceId: '6917529000000000101',
            quantity: 1,
            location: 2,
            bucketHash: Bucket.vault,
            state: 1,
          },
          { itemHash: 800069450, quantity: 63, location: 2, bucketHash: Bucket.consumables },
          { itemHash: 800069450, quantity: 9, location: 2, bucketHash: Bucket.consumables },
        ],
      },
      privacy: 2,
    },
    characterInventories: {
      data: {
        [TITAN]: {
          items: [
            {
              itemHash: 2907129557,
              itemInstanceId: '6917529000000000102',
              quantity: 1,
              bucketHash: Bucket.postmaster,
            },
          ],
        },
      },
    },
    characterEquipment: {
      data: {
        [TITAN]: {
          items: [
            {
              itemHash: 2907129557,
              itemInstanceId: '6917529000000000103',
              quantity: 1,
              bucketHash: Bucket.energy,
            },
          ],
        },
      },
    },
    itemComponents: {
      instances: { data: { '6917529000000000101': { damageType: 2, primaryStat: { value: 405 } } } },
    },
    ...change,
  };
}

describe('a profile reply', () => {
  it('puts everything where it is', () => {
    const facts = readProfile(reply());
    expect(facts).toMatchObject({ ok: true, value: { mintedAtMs: Date.parse('2026-08-18T20:20:31.125Z') } });
    if (!facts.ok) return;
    expect(
      facts.value.items.map((one) => [one.key, one.place.kind, one.equipped, one.locked, one.power]),
    ).toEqual([
      ['6917529000000000101', 'vault', false, true, 405],
      ['800069450:1469714392:account:0', 'account', false, false, undefined],
      ['800069450:1469714392:account:1', 'account', false, false, undefined],
      ['6917529000000000102', 'postmaster', false, false, undefined],
      ['6917529000000000103', 'character', true, false, undefined],
    ]);
  });

  it.each<[string, object]>([
    ['the vault', { profileInventory: { privacy: 2 } }],
    ['the inventories', { characterInventories: { privacy: 2 } }],
    ['one character’s inventory', { characterInventories: { data: {} } }],
    ['the equipment', { characterEquipment: { privacy: 2 } }],
  ])('is private, not empty, when %s is withheld', (_name, change) => {
    expect(readProfile(reply(change))).toMatchObject({ ok: false, failure: { code: 'profile-private' } });
  });

  it('is not believed when it has no characters part at all', () => {
    expect(readProfile({})).toMatchObject({ ok: false, failure: { code: 'not-bungie' } });
    expect(readProfile(undefined)).toMatchObject({ ok: false, failure: { code: 'not-bungie' } });
  });

  it('tells sockets, gear tiers and the game’s loadouts; empty places keep their number', () => {
    const facts = readProfile(
      reply({
        itemComponents: {
          instances: {
            data: { '6917529000000000103': { gearTier: 4 }, '6917529000000000101': { gearTier: 0 } },
          },
          sockets: {
            data: {
              '6917529000000000101': {
                sockets: [
                  { plugHash: 7, isEnabled: true, isVisible: true },
                  { plugHash: 8, isVisible: false },
                  {},
                ],
              },
              odd: { sockets: [{ plugHash: 7 }] },
            },
          },
        },
        characterLoadouts: {
          data: {
            [TITAN]: {
              loadouts: [
                { nameHash: 1, items: [{ itemInstanceId: '0' }, { itemInstanceId: '0' }] },
                {
                  nameHash: 2,
                  iconHash: 3,
                  colorHash: 'x',
                  items: [{ itemInstanceId: '6917529000000000103' }, 5],
                },
                'no loadout',
              ],
            },
          },
        },
      }),
    );
    if (!facts.ok) throw new Error(facts.failure.code);
    expect(facts.value.plugs).toEqual({ '6917529000000000101': [7] });
    expect(facts.value.items.map((one) => one.gearTier)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      4,
    ]);
    expect(facts.value.loadouts).toEqual([
      {
        characterId: TITAN,
        index: 1,
        nameHash: 2,
        iconHash: 3,
        colorHash: 0,
        items: ['6917529000000000103'],
      },
    ]);
    const tables = {
      ...NO_TABLES,
      loadoutParts: [
        { hash: 2, name: 'Raid' },
        { hash: 3, image: '/img/x.png' },
      ],
    };
    const made = makePicture(account, facts.value, { items: new Map(), tables }, 5);
    expect(made.inGameLoadouts).toMatchObject([{ index: 1, name: 'Raid', icon: '/img/x.png' }]);
  });

  it('says nothing of sockets and loadouts when they are withheld, instead of that there are none', () => {
    const facts = readProfile(reply());
    if (!facts.ok) throw new Error(facts.failure.code);
    expect(facts.value.plugs).toBeUndefined();
    expect(facts.value.loadouts).toBeUndefined();
  });

  it('drops ids that lost digits as numbers, and counts an item in two places once', () => {
    const twice = { itemHash: 1, itemInstanceId: '77', quantity: 1, bucketHash: Bucket.vault };
    const facts = readProfile(
      reply({
        profileInventory: {
          data: {
            items: [
              twice,
              twice,
              { ...twice, itemInstanceId: Number('6917529000000000101') },
              { itemHash: -1 },
              null,
              7,
            ],
          },
        },
      }),
    );
    expect(facts.ok && facts.value.items.filter((one) => one.hash === 1).map((one) => one.key)).toEqual([
      '77',
      '1:138197802:vault:0',
    ]);
  });

  it('never throws, whatever arrives', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        readProfile(value);
        readProfile(reply({ profileInventory: { data: { items: [value] } }, itemComponents: value }));
      }),
    );
  });
});

describe('a picture made of it', () => {
  const facts = readProfile(reply());
  if (!facts.ok) throw new Error('the reply above is good');

  it('shows what the manifest does not know as unknown, and lets it move', () => {
    const made = makePicture(account, facts.value, NO_KNOWLEDGE, 5);
    expect(made.items.every((one) => one.name === 'Unknown item' && one.transferrable)).toBe(true);
  });

  const riskrunner = {
    hash: 3089417789,
    name: 'Riskrunner',
    typeName: 'Submachine Gun',
    itemType: 3,
    itemSubType: 24,
    tier: 6,
    tierName: 'Exotic',
    bucket: Bucket.energy,
    classType: 3,
    damageType: 2,
    ammoType: 1,
    description: '',
    flavor: '',
    transferrable: true,
    equippable: true,
    instanced: true,
    maxStackSize: 1,
    pullHasSideEffects: false,
    redacted: false,
    stats: [],
  } satisfies ItemDefinition;

  it('knows the slot of a vaulted gun from its definition', () => {
    const made = makePicture(
      account,
      facts.value,
      { generation: 'g', items: new Map([[riskrunner.hash, riskrunner]]), tables: NO_TABLES },
      5,
    );
    expect(made.items[0]).toMatchObject({ name: 'Riskrunner', bucket: Bucket.energy, place: vault, tier: 6 });
  });

  it.each<[string, Partial<ItemDefinition>, string | undefined]>([
    ['a weapon without its label', {}, 'exotic_weapon'],
    ['armour without its label', { itemType: 2, bucket: Bucket.helmet }, 'exotic_armor'],
    ['a label of its own', { uniqueLabel: 'exotic_other' }, 'exotic_other'],
    ['a legendary', { tier: 5 }, undefined],
    ['a ship', { itemType: 21 }, undefined],
    ['what nobody can wear', { equippable: false }, undefined],
  ])('knows the exotic family of %s', (_name, change, family) => {
    const items = new Map([[riskrunner.hash, { ...riskrunner, ...change }]]);
    const made = makePicture(account, facts.value, { generation: 'g', items, tables: NO_TABLES }, 5);
    expect(made.items[0]?.uniqueLabel).toBe(family);
  });
});

describe('our own writes', () => {
  const gun = item('Sunshot', { place: vault });
  const touch = { key: gun.key, place: on(TITAN), equipped: false, atMs: 2_000_000 };

  it('are not undone by a profile minted before them', () => {
    const merged = mergeTouches(picture([gun], { mintedAtMs: 1_999_999 }), [touch], 2_010_000);
    expect(merged.items[0]?.place).toEqual(on(TITAN));
  });

  it('give way to a profile minted after them', () => {
    expect(
      mergeTouches(picture([gun], { mintedAtMs: 2_000_001 }), [touch], 2_010_000).items[0]?.place,
    ).toEqual(vault);
  });

  it('give way after two minutes', () => {
    expect(
      mergeTouches(picture([gun], { mintedAtMs: 1_999_999 }), [touch], 2_120_001).items[0]?.place,
    ).toEqual(vault);
  });
});

const folder = process.env.VAULT_COURIER_DATA ?? new URL('../../../../shared/data', import.meta.url).pathname;
const real = `${folder}/bungie/profile-2026-06-rebuilt.json.gz`;

describe.runIf(existsSync(real))('a real account', () => {
  it('keeps all 979 items, each under its own key', () => {
    const envelope = JSON.parse(gunzipSync(readFileSync(real)).toString()) as { Response: unknown };
    const facts = readProfile(envelope.Response);
    expect(facts.ok && facts.value.items.length).toBe(979);
    expect(facts.ok && new Set(facts.value.items.map((one) => one.key)).size).toBe(979);
    expect(facts.ok && facts.value.characters.length).toBe(3);
  });
});
