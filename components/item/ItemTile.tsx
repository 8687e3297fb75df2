import type { HeldItem } from '../../lib/inventory/picture';
import { ItemType } from '../../lib/items/game-words';
import { iconUrl } from '../../lib/items/icon-url';
import { describeItem } from './item-words';

export interface ItemTileProps {
  item: HeldItem;
  /** `carried` 32 px and `worn` 52 px are buttons; `row` 40 px is a picture beside text that says it all. */
  size?: 'carried' | 'worn' | 'row';
  /** Its details are open. */
  open?: boolean;
  /** A change was asked for and is not confirmed yet. */
  pending?: boolean;
  /** Selected together with others. */
  marked?: boolean;
  /** Reached by Tab; the others of its group are reached by arrow keys. */
  first?: boolean;
}

/**
 * One item as a picture: rarity is the border, element the tint, power the number, and words say all of it. Clicks
 * are read by whoever holds the tiles, from `data-key`: a thousand tiles need no thousand listeners.
 */
export function ItemTile({
  item,
  size = 'carried',
  open = false,
  pending = false,
  marked = false,
  first = false,
}: ItemTileProps) {
  const words = describeItem(item);
  const look = `tile tile-${size} rarity-${item.tier} element-${item.damageType} shape-${shape(item)}${
    item.masterwork ? ' tile-masterwork' : ''
  }${open ? ' tile-open' : ''}${marked ? ' tile-marked' : ''}${pending ? ' tile-pending' : ''}`;
  if (size === 'row') {
    return (
      <span class={look} aria-hidden="true">
        <TileFace item={item} />
      </span>
    );
  }
  return (
    <button
      type="button"
      class={look}
      data-key={item.key}
      aria-label={`${words}${pending ? ', moving' : ''}${marked ? ', selected' : ''}`}
      title={words}
      aria-expanded={open}
      tabIndex={first ? 0 : -1}
    >
      <TileFace item={item} />
    </button>
  );
}

function TileFace({ item }: { item: HeldItem }) {
  const source = iconUrl(item.icon);
  return (
    <>
      {source !== undefined && (
        <img
          class="tile-icon"
          src={source}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={dropPicture}
        />
      )}
      {item.locked && <i class="tile-lock" />}
      {tileNumber(item)}
    </>
  );
}

/** The drawn shape shows through where the picture did not come. One function for all tiles. */
export function dropPicture(event: Event): void {
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.hidden = true;
}

function tileNumber(item: HeldItem) {
  if (item.power !== undefined) return <span class="tile-power">{item.power}</span>;
  return item.quantity > 1 ? <span class="tile-power">{item.quantity}</span> : null;
}

function shape(item: HeldItem): string {
  if (!item.known) return 'unknown';
  if (item.itemType === ItemType.weapon) return 'weapon';
  return item.itemType === ItemType.armor ? 'armor' : 'other';
}
