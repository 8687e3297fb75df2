import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Deeds } from '../../lib/inventory/choose-deeds';
import type { MoveGoal } from '../../lib/inventory/goals';
import type { HeldItem } from '../../lib/inventory/picture';
import { ELEMENT_NAMES } from '../../lib/items/game-words';
import { typeInWords } from '../item/item-words';
import { ItemButtons } from './ItemButtons';

export interface ItemDetailsProps {
  item: HeldItem;
  /** Where it is, in words that end "Sunshot is …". */
  where: string;
  deeds: Deeds;
  onMove(goal: MoveGoal): void;
  onLock(locked: boolean): void;
  /** The item's card, which has a head of its own; null while there is none. */
  card: ComponentChildren;
  /** Under a hit, which shows name and common buttons itself. */
  underHit?: boolean;
}

/** The panel under a selected tile or hit: what it is, where it is, what can be done with it. */
export function ItemDetails(props: ItemDetailsProps) {
  const { item, where, deeds, onMove, onLock, card, underHit = false } = props;
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const place = `${where.charAt(0).toUpperCase()}${where.slice(1)}`;
  const element = ELEMENT_NAMES[item.damageType];
  return (
    <section ref={panel} class={`details rarity-${item.tier}`} aria-label={`${item.name}, details`}>
      {!underHit && card === null && (
        <div class="details-head">
          <div>
            <h3>{item.name}</h3>
            <p>{[typeInWords(item), element].filter(Boolean).join(' · ')}</p>
          </div>
          {item.power !== undefined && <span class="power">{item.power}</span>}
        </div>
      )}
      {card}
      <p class="details-place">
        {place}
        {item.power !== undefined && card !== null && ` · ${item.power} power`}
        {item.locked && ' · locked'}
        {item.masterwork && ' · masterwork'}
        {item.quantity > 1 && ` · ${item.quantity} pieces`}
      </p>
      {deeds.hint !== undefined && <p class="details-place quiet">{deeds.hint}</p>}
      <div class="details-buttons">
        <ItemButtons deeds={deeds} onMove={onMove} onLock={onLock} which={underHit ? 'more' : 'all'} />
      </div>
    </section>
  );
}
