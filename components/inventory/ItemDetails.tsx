import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { besideText, capital } from '../../lib/base/local-forms';
import { say, sayCount } from '../../lib/base/words';
import type { Deeds } from '../../lib/inventory/choose-deeds';
import type { MoveGoal } from '../../lib/inventory/goals';
import type { HeldItem } from '../../lib/inventory/picture';
import { elementName } from '../../lib/items/game-words';
import { typeInWords } from '../item/item-words';
import { Button } from '../ui/Button';
import { AmountStepper } from './AmountStepper';
import { ItemButtons } from './ItemButtons';

export interface ItemDetailsProps {
  item: HeldItem;
  /** Where it is, in words that end "Sunshot is …". */
  where: string;
  /** Where other copies are, in the same kind of words. */
  copies: readonly string[];
  deeds: Deeds;
  onMove(goal: MoveGoal): void;
  onLock(locked: boolean): void;
  /** Puts it into the reader's chat box; absent for what has no name. */
  onShare?: (() => void) | undefined;
  /** The item's card, which has a head of its own; null while there is none. */
  card: ComponentChildren;
  /** Its tag and note; absent for stacks, and until that part is loaded. */
  marking?: ComponentChildren;
  /** Under a hit, which shows name and common buttons itself. */
  underHit?: boolean;
}

/** The panel under a selected tile or hit: what it is, where it is, what can be done with it. */
export function ItemDetails(props: ItemDetailsProps) {
  const { item, where, copies, deeds, onMove, onLock, onShare, card, marking, underHit = false } = props;
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const [amount, setAmount] = useState(item.quantity);
  // What was chosen may be more than is left by now.
  const pieces = Math.min(amount, item.quantity);
  const move = (goal: MoveGoal): void =>
    onMove(pieces === item.quantity ? goal : { ...goal, amount: pieces });
  const facts = [
    capital(where),
    item.power !== undefined && card !== null && say('item_power', { power: String(item.power) }),
    item.locked && say('item_locked'),
    item.masterwork && say('item_masterwork'),
    item.quantity > 1 && sayCount('item_pieces', item.quantity),
  ];
  const element = elementName(item.damageType);
  return (
    <section
      ref={panel}
      class={`details rarity-${item.tier}`}
      aria-label={say('items_details_of', { name: item.name })}
    >
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
      <p class="details-place">{facts.filter(Boolean).join(' · ')}</p>
      {copies.length > 0 && (
        <p class="details-place quiet">
          {copies.length === 1
            ? say('items_other_copy', { places: besideText(copies) })
            : say('items_other_copies', { places: besideText(copies) })}
        </p>
      )}
      {deeds.hint !== undefined && <p class="details-place quiet">{deeds.hint}</p>}
      <div class="details-buttons">
        {item.quantity > 1 && <AmountStepper all={item.quantity} amount={pieces} onChange={setAmount} />}
        <ItemButtons
          deeds={deeds}
          onMove={move}
          onLock={onLock}
          which={underHit && item.quantity === 1 ? 'more' : 'all'}
        />
        {onShare !== undefined && <Button onPress={onShare}>{say('ui_put_in_chat')}</Button>}
      </div>
      {marking}
    </section>
  );
}
