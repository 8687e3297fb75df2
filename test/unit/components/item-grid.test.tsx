// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';
import { ItemGrid, type TileMarks } from '@/components/inventory/ItemGrid';
import { holdPictures, releasePictures } from '@/components/item/draw-tile';
import type { ItemKey } from '@/lib/base/ids';
import type { HeldItem } from '@/lib/inventory/picture';
import { item } from '../builders/picture';
import { mount } from './mount';

const guns = ['Sunshot', 'Riskrunner', 'Trust', 'Parasite', 'Truth'].map((name) => item(name));
const marks = (change: Partial<TileMarks> = {}): TileMarks => ({
  open: undefined,
  pending: new Set(),
  marked: new Set(),
  book: new Map(),
  details: null,
  ...change,
});
const keyOf = (at: number): ItemKey => (guns[at] as HeldItem).key;

function grid(items = guns, change: Partial<TileMarks> = {}) {
  const root = mount(<ItemGrid items={items} marks={marks(change)} />);
  const box = root.querySelector('.grid') as HTMLElement;
  return {
    tiles: () => [...root.querySelectorAll<HTMLElement>('[data-key]')],
    order: () =>
      [...box.querySelectorAll<HTMLElement>('[data-key], .grid-details')].map(
        (one) => one.dataset.key ?? 'details',
      ),
    again(next = items, nextChange: Partial<TileMarks> = {}) {
      void act(() => render(<ItemGrid items={next} marks={marks(nextChange)} />, root));
    },
  };
}

it('puts the open details behind their tile', () => {
  const { order } = grid(guns, { open: keyOf(1), details: <p>Details</p> });
  expect(order()).toEqual([keyOf(0), keyOf(1), 'details', keyOf(2), keyOf(3), keyOf(4)]);
});

it('lets Tab reach the first tile alone, details open or not', () => {
  const { tiles, again } = grid();
  expect(tiles().map((tile) => tile.tabIndex)).toEqual([0, -1, -1, -1, -1]);
  again(guns, { open: keyOf(2), details: <p>Details</p> });
  expect(tiles().map((tile) => tile.tabIndex)).toEqual([0, -1, -1, -1, -1]);
});

it('keeps a tile and its picture when others come, go and change places', () => {
  const { tiles, order, again } = grid();
  const sunshot = tiles()[0];
  again([guns[3], guns[0], guns[2]] as HeldItem[]);
  expect(order()).toEqual([keyOf(3), keyOf(0), keyOf(2)]);
  expect(tiles()[1]).toBe(sunshot);
});

it('keeps the focus when details open behind a tile further down', () => {
  const { tiles, again } = grid(guns, { open: keyOf(0), details: <p>Details</p> });
  tiles()[3]?.focus();
  again(guns, { open: keyOf(3), details: <p>Details</p> });
  expect((document.activeElement as HTMLElement).dataset.key).toBe(keyOf(3));
});

it('says what is moving and what is selected', () => {
  const { tiles, again } = grid(guns, { pending: new Set([keyOf(0)]), marked: new Set([keyOf(1)]) });
  expect(tiles()[0]?.getAttribute('aria-label')).toMatch(/, moving$/);
  expect(tiles()[1]?.getAttribute('aria-label')).toMatch(/, selected$/);
  again();
  expect(tiles()[0]?.getAttribute('aria-label')).not.toMatch(/moving/);
  expect(tiles()[1]?.className).not.toContain('tile-marked');
});

it('shows what became of an item: its lock, its power, its picture', () => {
  const { tiles, again } = grid([item('Sunshot', { power: 400 })]);
  const key = tiles()[0]?.dataset.key as ItemKey;
  again([item('Sunshot', { key, power: 405, locked: true, icon: '/common/destiny2_content/icons/a.jpg' })]);
  expect(tiles()[0]?.textContent).toBe('405');
  expect(tiles()[0]?.querySelectorAll('.tile-lock, img')).toHaveLength(2);
});

it('asks for pictures only after the first paint while they are held, and at once from then on', () => {
  const withIcon = (name: string) => item(name, { icon: `/common/destiny2_content/icons/${name}.jpg` });
  const guns = [withIcon('a'), withIcon('b')];
  holdPictures();
  const { tiles, again } = grid(guns.slice(0, 1));
  const source = (at: number) => tiles()[at]?.querySelector('img')?.getAttribute('src');
  expect(source(0)).toBeNull();
  releasePictures();
  expect(source(0)).toContain('/a.jpg');
  again(guns);
  expect(source(1)).toContain('/b.jpg');
});

it('draws a tag on its tile alone, and takes it off again', () => {
  const [first] = guns as [HeldItem];
  const shown = grid();
  const signs = () => shown.tiles().map((tile) => tile.querySelectorAll('.tile-tag').length);
  expect(signs()).toEqual([0, 0, 0, 0, 0]);
  const kept = shown.tiles();
  const mark = { instanceId: first.instanceId!, tag: 'keep' as const, changedAtMs: 1 };
  shown.again(guns, { book: new Map([[mark.instanceId, mark]]) });
  expect(signs()).toEqual([1, 0, 0, 0, 0]);
  // The very same elements: neither focus nor pictures are lost over a tag.
  expect(shown.tiles().every((tile, at) => tile === kept[at])).toBe(true);
  shown.again();
  expect(signs()).toEqual([0, 0, 0, 0, 0]);
});
