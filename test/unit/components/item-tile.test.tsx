// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { ResultRow } from '@/components/inventory/ResultRow';
import { ItemTile } from '@/components/item/ItemTile';
import { item } from '../builders/picture';
import { mount, words } from './mount';

const ICON = '/common/destiny2_content/icons/abc.jpg';
const sunshot = item('Sunshot', { tier: 6, damageType: 3, power: 405, locked: true, icon: ICON });

it('says everything it shows by colour and mark', () => {
  const tile = mount(<ItemTile item={sunshot} />).querySelector('button');
  expect(tile?.getAttribute('aria-label')).toBe('Sunshot, Exotic Hand Cannon, Solar, 405 power, locked');
  expect(words(tile)).toBe('405');
});

it('bears one sign for its tag, by shape and in words, and none without', () => {
  const plain = mount(<ItemTile item={sunshot} />).querySelector('button');
  const tagged = mount(<ItemTile item={sunshot} tag="junk" />).querySelector('button');
  expect(tagged?.getAttribute('aria-label')).toMatch(/, locked, tagged Junk$/);
  expect(tagged?.querySelectorAll('.tile-tag.tag-junk')).toHaveLength(1);
  expect(tagged?.childElementCount).toBe((plain?.childElementCount ?? 0) + 1);
  expect(plain?.querySelector('.tile-tag')).toBeNull();
});

it('says that it moves', () => {
  const tile = mount(<ItemTile item={sunshot} pending />).querySelector('button');
  expect(tile?.getAttribute('aria-label')).toMatch(/, moving$/);
});

it('loads its picture lazily from Bungie and falls back to the drawn shape', () => {
  const picture = mount(<ItemTile item={sunshot} />).querySelector('img');
  expect(picture?.getAttribute('src')).toBe(`https://www.bungie.net${ICON}`);
  expect(picture?.getAttribute('loading')).toBe('lazy');
  expect(picture?.getAttribute('alt')).toBe('');
  picture?.dispatchEvent(new Event('error'));
  expect(picture?.hidden).toBe(true);
});

it('counts stacks and draws unknown things', () => {
  const { power: _, ...stack } = item('Unknown item', { quantity: 37, known: false, typeName: '', tier: 0 });
  const tile = mount(<ItemTile item={stack} />).querySelector('button');
  expect(words(tile)).toBe('37');
  expect(tile?.className).toContain('shape-unknown');
});

it('says its tag beside its kind in a row of hits', () => {
  const hit = { item: sunshot, name: 'Sunshot', ranges: [] };
  const root = mount(<ResultRow id="hit-0" hit={hit} place="Vault" pending={false} tag="keep" />);
  expect(words(root.querySelector('p'))).toBe('Exotic Hand Cannon · Solar · Vault · Keep');
});

it('keeps markup in names as text, marked letters included', () => {
  const name = '<img src=x onerror=alert(1)>&amp;';
  const root = mount(
    <ResultRow id="hit-0" hit={{ item: item(name), name, ranges: [[1, 4]] }} place="Vault" pending={false} />,
  );
  expect(root.querySelector('.hit-name')?.textContent).toBe(name);
  expect(root.querySelector('mark')?.textContent).toBe('img');
  expect(root.querySelector('img')).toBeNull();
});
