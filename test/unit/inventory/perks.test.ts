import { describe, expect, it } from 'vitest';
import type { Hash, ItemInstanceId } from '@/lib/base/ids';
import { otherCopies } from '@/lib/inventory/copies';
import { makePerkBook, NO_PERKS, unnamedPlugs } from '@/lib/inventory/perks';
import type { ItemDefinition } from '@/lib/items/item-definition';
import { reduceDefinition } from '@/lib/items/reduce-definition';
import { SeasonMarks } from '@/lib/items/season-marks';
import { PLUGS } from '../../world/plugs';
import { HUNTER, item, picture, TITAN } from '../builders/picture';

const RAMPAGE = 3425386926;
const SHADER = 2325217837;
const known = new Map<Hash, ItemDefinition>();
for (const raw of PLUGS) {
  const reduced = reduceDefinition(raw);
  if (reduced !== undefined) known.set(reduced.item.hash, reduced.item);
}
const id = (text: string) => text as ItemInstanceId;

describe('the perk book', () => {
  it('keeps what can be searched for and leaves cosmetics and unknown plugs out', () => {
    const book = makePerkBook(
      { [id('1')]: [RAMPAGE, SHADER, 99], [id('2')]: [SHADER] },
      known,
      NO_PERKS,
      'g',
    );
    expect(book.byItem).toEqual({ 1: [RAMPAGE] });
    expect(Object.values(book.plugs).map((plug) => plug.name)).toEqual(['Rampage']);
  });

  it('asks only for what the old book does not name, and for all after a new item list', () => {
    const inserted = { [id('1')]: [RAMPAGE, 1015611457] };
    const book = makePerkBook({ [id('1')]: [RAMPAGE] }, known, NO_PERKS, 'g');
    expect(unnamedPlugs(inserted, book, 'g')).toEqual(new Set([1015611457]));
    expect(unnamedPlugs(inserted, book, 'h')).toEqual(new Set([RAMPAGE, 1015611457]));
    const next = makePerkBook(inserted, new Map([[1015611457, known.get(1015611457)!]]), book, 'g');
    expect(next.byItem).toEqual({ 1: [RAMPAGE, 1015611457] });
  });
});

describe('season marks', () => {
  it('learn from items that name season and mark, by the majority', () => {
    const marks = new SeasonMarks();
    const watermark = '/img/a.png';
    marks.add({ season: 5, watermark });
    marks.add({ season: 6, watermark });
    marks.add({ season: 6, watermark });
    marks.add({ watermark: '/img/b.png' });
    marks.add({ season: 7 });
    expect(marks.finish()).toEqual([[watermark, 6]]);
  });
});

describe('other copies', () => {
  it('are told by place, worn ones apart, several by number', () => {
    const on = (characterId: typeof TITAN) => ({ kind: 'character', characterId }) as const;
    const copy = (key: string, change: object) =>
      item('Sunshot', { key: key as never, instanceId: id(key), ...change });
    const all = [
      copy('1', { place: on(TITAN), equipped: true }),
      copy('2', { place: { kind: 'vault' } }),
      copy('3', { place: { kind: 'vault' }, hash: 77 }),
      copy('4', { place: on(HUNTER) }),
      item('Thorn', { key: '5' as never, instanceId: id('5') }),
    ];
    expect(otherCopies(picture(all), all[0]!)).toEqual(['2 in the vault', 'on your Hunter']);
    expect(otherCopies(picture(all), all[4]!)).toEqual([]);
    expect(otherCopies(picture(all), all[3]!)).toEqual(['worn by your Titan', '2 in the vault']);
  });
});
