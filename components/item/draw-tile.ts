import { besideText } from '../../lib/base/local-forms';
import { say } from '../../lib/base/words';
import type { Tag } from '../../lib/inventory/marks';
import type { HeldItem } from '../../lib/inventory/picture';
import { ItemType } from '../../lib/items/game-words';
import { iconUrl } from '../../lib/items/icon-url';
import { describeItem, tagName } from './item-words';

export interface TileLook {
  /** `carried` 32 px and `worn` 52 px are buttons; `row` 40 px is a picture beside text that says it all. */
  size: 'carried' | 'worn' | 'row';
  /** Its details are open. */
  open: boolean;
  /** A change was asked for and is not confirmed yet. */
  pending: boolean;
  /** Selected together with others. */
  marked: boolean;
  /** What the player calls it. */
  tag: Tag | undefined;
  /** Reached by Tab; the others of its group are reached by arrow keys. */
  first: boolean;
}

interface Drawn {
  item: HeldItem;
  look: TileLook;
}

/** Pictures that wait for the first paint; undefined when they need not. */
let held: (() => void)[] | undefined;

/**
 * Keeps pictures from being asked for until `releasePictures`: fifty requests before the first paint cost more time than the
 * drawn shapes they replace.
 */
export function holdPictures(): void {
  held ??= [];
}

/** What was held is asked for now, and everything later at once. */
export function releasePictures(): void {
  const waiting = held ?? [];
  held = undefined;
  for (const ask of waiting) ask();
}

const drawn = new WeakMap<HTMLElement, Drawn>();

/**
 * Makes an element show an item: rarity is the border, element the tint, power the number, and words say all of it. Drawing the
 * same again costs nothing.
 *
 * Plain DOM rather than components: a popup shows a thousand tiles, and its first paint waits for the first fifty.
 */
export function drawTile(element: HTMLElement, item: HeldItem, look: TileLook): void {
  const before = drawn.get(element);
  if (before !== undefined && before.item === item && sameLook(before.look, look)) return;
  drawn.set(element, { item, look });
  element.className = classOf(item, look);
  if (look.size === 'row') element.setAttribute('aria-hidden', 'true');
  else sayTile(element, item, look);
  if (before === undefined || before.look.tag !== look.tag || !sameFace(before.item, item))
    element.replaceChildren(...faceOf(item, look.tag));
}

/** A new element for `drawTile` with a size that can be pressed. */
export function makeTile(): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  return button;
}

/** The drawn shape shows through where the picture did not come. One function for all tiles. */
export function dropPicture(event: Event): void {
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.hidden = true;
}

function sayTile(button: HTMLElement, item: HeldItem, { open, pending, marked, first, tag }: TileLook): void {
  const described = describeItem(item);
  const words =
    tag === undefined ? described : besideText([described, say('item_tagged', { tag: tagName(tag) })]);
  button.dataset.key = item.key;
  button.title = words;
  button.setAttribute(
    'aria-label',
    besideText([words, pending ? say('item_moving') : '', marked ? say('item_selected') : '']),
  );
  button.setAttribute('aria-expanded', String(open));
  button.tabIndex = first ? 0 : -1;
}

function classOf(item: HeldItem, { size, open, marked, pending }: TileLook): string {
  const fixed = `tile tile-${size} rarity-${item.tier} element-${item.damageType} shape-${shape(item)}`;
  return `${fixed}${item.masterwork ? ' tile-masterwork' : ''}${open ? ' tile-open' : ''}${
    marked ? ' tile-marked' : ''
  }${pending ? ' tile-pending' : ''}`;
}

function faceOf(item: HeldItem, tag: Tag | undefined): Node[] {
  const face: Node[] = [];
  const source = iconUrl(item.icon);
  if (source !== undefined) face.push(picture(source));
  if (item.locked) face.push(part('i', 'tile-lock'));
  if (tag !== undefined) face.push(part('i', `tile-tag tag-${tag}`));
  const number = numberOf(item);
  if (number !== undefined) {
    const power = part('span', 'tile-power');
    power.textContent = String(number);
    face.push(power);
  }
  return face;
}

function picture(source: string): HTMLImageElement {
  const image = document.createElement('img');
  image.className = 'tile-icon';
  image.alt = '';
  image.loading = 'lazy';
  image.decoding = 'async';
  image.draggable = false;
  image.addEventListener('error', dropPicture);
  // Last, or the browser would begin before it knows that it may wait.
  if (held === undefined) image.src = source;
  else held.push(() => (image.src = source));
  return image;
}

function part(tag: 'i' | 'span', className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

function sameLook(one: TileLook, other: TileLook): boolean {
  return (
    one.size === other.size &&
    one.open === other.open &&
    one.pending === other.pending &&
    one.marked === other.marked &&
    one.tag === other.tag &&
    one.first === other.first
  );
}

function sameFace(one: HeldItem, other: HeldItem): boolean {
  return one.icon === other.icon && one.locked === other.locked && numberOf(one) === numberOf(other);
}

function numberOf(item: HeldItem): number | undefined {
  return item.power ?? (item.quantity > 1 ? item.quantity : undefined);
}

function shape(item: HeldItem): string {
  if (!item.known) return 'unknown';
  if (item.itemType === ItemType.weapon) return 'weapon';
  return item.itemType === ItemType.armor ? 'armor' : 'other';
}
