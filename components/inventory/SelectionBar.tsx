import { say, sayCount } from '../../lib/base/words';
import { Button } from '../ui/Button';

export interface SelectionBarProps {
  count: number;
  /** The chosen character, such as Titan; undefined while there is none. */
  characterName: string | undefined;
  onPull(): void;
  onVault(): void;
  onLock(locked: boolean): void;
  onClear(): void;
}

/** What can be done with several selected items at once. */
export function SelectionBar({ count, characterName, onPull, onVault, onLock, onClear }: SelectionBarProps) {
  return (
    <section class="selection" aria-label={say('items_selected')}>
      <b role="status">{sayCount('items_selected_count', count)}</b>
      <Button kind="primary" onPress={onVault}>
        {say('ui_vault')}
      </Button>
      {characterName !== undefined && (
        <Button onPress={onPull}>{say('deed_to', { character: characterName })}</Button>
      )}
      <Button onPress={() => onLock(true)}>{say('ui_lock')}</Button>
      <Button onPress={() => onLock(false)}>{say('ui_unlock')}</Button>
      <Button kind="link" onPress={onClear}>
        {say('items_clear_selection')}
      </Button>
    </section>
  );
}
