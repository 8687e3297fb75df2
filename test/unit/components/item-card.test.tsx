// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { ItemCard } from '../../../components/item/ItemCard';
import type { CardModel } from '../../../lib/items/card-model';
import { mount, words } from './mount';

const sunshot: CardModel = {
  hash: 2907129557,
  name: 'Sunshot',
  icon: '/common/destiny2_content/icons/sunshot.jpg',
  typeName: 'Hand Cannon',
  tier: 6,
  tierName: 'Exotic',
  itemType: 3,
  damageType: 3,
  ammoType: 1,
  classType: 3,
  description: '',
  flavor: 'Can’t outrun the sunrise.',
  stats: [
    { name: 'Impact', value: 92, bar: 0.92 },
    { name: 'Magazine', value: 12 },
  ],
};

const card = (changes: Partial<CardModel> = {}) => mount(<ItemCard model={{ ...sunshot, ...changes }} />);

it('says what the gun is, and how it does', () => {
  const root = card();
  expect(words(root.querySelector('header'))).toBe('SunshotExotic · Hand Cannon · Solar · Primary');
  expect(words(root)).toContain('Impact92');
  expect(words(root)).toContain('Can’t outrun the sunrise.');
  expect(root.querySelector('img')?.getAttribute('src')).toBe(
    'https://www.bungie.net/common/destiny2_content/icons/sunshot.jpg',
  );
});

it('draws a bar for a stat of a scale and none for a bare number', () => {
  expect(card().querySelectorAll('.card-bar')).toHaveLength(1);
});

it('says whose armour it is, and whose gun it is not', () => {
  expect(words(card({ itemType: 2, classType: 1, typeName: 'Helmet' }))).toContain('Hunter');
  expect(words(card({ classType: 1 }))).not.toContain('Hunter');
});

it('keeps the place of the picture when there is none', () => {
  const root = card({ icon: '//evil.example/x.png' });
  expect(root.querySelector('img')).toBeNull();
  expect(root.querySelector('.card-tile.of-weapon')).not.toBeNull();
});

it('shows the drawn shape again when the picture does not load', () => {
  const picture = card().querySelector('img')!;
  picture.dispatchEvent(new Event('error'));
  expect(picture.hidden).toBe(true);
});

describe('words from outside', () => {
  const markup = '<img src=x onerror="alert(1)"><script>alert(2)</script></article>';

  it('stay words wherever they stand', () => {
    const root = card({
      name: markup,
      typeName: markup,
      tierName: markup,
      description: markup,
      flavor: markup,
      stats: [{ name: markup, value: 1, bar: 0.5 }],
    });
    // The one picture is our own.
    expect(root.querySelectorAll('img')).toHaveLength(1);
    expect(root.querySelectorAll('script')).toHaveLength(0);
    expect(root.textContent?.split(markup)).toHaveLength(7);
  });

  it('may be missing', () => {
    const root = card({
      typeName: '',
      tierName: '',
      tier: 0,
      damageType: 99,
      ammoType: 0,
      flavor: '',
      stats: [],
    });
    expect(words(root)).toBe('Sunshot');
    expect(root.querySelector('dl')).toBeNull();
  });
});
