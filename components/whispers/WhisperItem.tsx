import { say, sayCount } from '../../lib/base/words';
import type { Owned } from '../../lib/inventory/owned';
import type { CardModel } from '../../lib/items/card-model';
import { ItemCard } from '../item/ItemCard';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';

export interface WhisperItemProps {
  /** Undefined until it came. */
  model: CardModel | undefined;
  /** Why there is no card, if there is none. */
  problem: string | undefined;
  /** Undefined while nobody is signed in to Bungie. */
  owned: readonly Owned[] | undefined;
  onRoll(copy: Owned): void;
  onClose(): void;
}

/** The card of an item in a whisper, and what its reader has of it. */
export function WhisperItem({ model, problem, owned, onRoll, onClose }: WhisperItemProps) {
  return (
    <section
      class="whisper-item"
      aria-label={
        model === undefined ? say('whispers_item_card') : say('whispers_card_of', { name: model.name })
      }
    >
      <div class="whisper-item-close">
        <Button kind="link" label={say('whispers_close_card')} onPress={onClose}>
          <Icon name="clear" size={14} />
        </Button>
      </div>
      {model !== undefined && (
        <ItemCard model={model}>
          {owned !== undefined && (
            <div class="whisper-own">
              <p role="status">
                <b>{owned.length === 0 ? say('own_none') : sayCount('own_count', owned.length)}</b> ·{' '}
                {say('whispers_only_you')}
              </p>
              <ul>
                {owned.map((copy) => (
                  <li key={copy.key}>
                    <b>{copy.item.power ?? ''}</b>
                    <span>
                      {copy.item.equipped
                        ? say('whispers_place_equipped', { place: copy.place })
                        : copy.place}
                    </span>
                    <Button
                      kind="link"
                      label={say('whispers_reply_roll_label', { place: copy.place })}
                      onPress={() => onRoll(copy)}
                    >
                      {say('whispers_reply_roll')}
                    </Button>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </ItemCard>
      )}
      {model === undefined && (
        <p class={problem === undefined ? 'quiet' : 'problem'}>{problem ?? say('whispers_looking_up')}</p>
      )}
    </section>
  );
}
