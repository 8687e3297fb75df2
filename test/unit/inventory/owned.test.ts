import { describe, expect, it } from 'vitest';
import type { ItemInstanceId } from '@/lib/base/ids';
import { ownedCopies, sendDeeds } from '@/lib/inventory/owned';
import { NO_PERKS, type PerkBook } from '@/lib/inventory/perks';
import { HUNTER, item, on, picture, postmasterOf, TITAN } from '../builders/picture';

const DUKE = { hash: 2112909414, name: 'Duke Mk. 44', bucket: 1498876634 };

function perksOf(...entries: [ItemInstanceId | undefined, string[]][]): PerkBook {
  const names = [...new Set(entries.flatMap(([, list]) => list))];
  return {
    byItem: Object.fromEntries(
      entries.map(([id, list]) => [id ?? '', list.map((name) => names.indexOf(name) + 1)]),
    ),
    plugs: Object.fromEntries(names.map((name, at) => [at + 1, { name }])),
  };
}

describe('what a player owns of an item', () => {
  it('is every copy, reissues too, worn ones first and then the strongest', () => {
    const copies = [
      item('Duke Mk. 44', { hash: DUKE.hash, power: 380 }),
      item('Duke Mk. 44', { hash: 7, power: 410, place: on(HUNTER) }),
      item('Duke Mk. 44', { hash: DUKE.hash, power: 300, place: on(TITAN), equipped: true }),
      item('Duke Mk. 44', { hash: DUKE.hash, power: 200, place: postmasterOf(HUNTER) }),
    ];
    const others = [item('Trust'), item('Duke Mk. 44', { bucket: 2465295065, hash: 8 })];
    const found = ownedCopies(picture([...copies, ...others]), DUKE, [], NO_PERKS);
    expect(found.map((one) => one.place)).toEqual(['Titan', 'Hunter', 'vault', 'Hunter’s postmaster']);
  });

  it('tells which of the wanted perks each copy has, and puts the one with most of them first', () => {
    const [plain, good] = [item('Duke Mk. 44', { power: 500 }), item('Duke Mk. 44', { power: 1 })];
    const book = perksOf([plain.instanceId, ['Outlaw']], [good.instanceId, ['Kill Clip', 'Rampage']]);
    const found = ownedCopies(picture([plain, good]), DUKE, ['rampage', 'KILL CLIP', 'Outlaw'], book);
    expect(found.map((one) => one.perks)).toEqual([['rampage', 'KILL CLIP'], ['Outlaw']]);
  });

  it('can be sent to everybody else and to the vault, and is not put on', () => {
    const worn = item('Duke Mk. 44', { place: on(TITAN), equipped: true });
    const deeds = sendDeeds(picture([worn]), worn);
    expect(deeds.map((deed) => deed.label)).toEqual(['To Hunter', 'To Warlock', 'Vault']);
    expect(deeds.every((deed) => !deed.goal.equip)).toBe(true);
  });

  it('cannot be sent where the game keeps it', () => {
    const stuck = item('Duke Mk. 44', { transferrable: false });
    expect(sendDeeds(picture([stuck]), stuck)).toEqual([]);
  });

  it('comes out of a postmaster too', () => {
    const waiting = item('Duke Mk. 44', { place: postmasterOf(HUNTER) });
    expect(sendDeeds(picture([waiting]), waiting).map((deed) => deed.label)).toEqual([
      'To Titan',
      'To Hunter',
      'To Warlock',
      'Vault',
    ]);
  });
});
