import { say } from '../../lib/base/words';
import type { Deed, Deeds } from '../../lib/inventory/choose-deeds';
import type { MoveGoal } from '../../lib/inventory/goals';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';

export interface ItemButtonsProps {
  deeds: Deeds;
  onMove(goal: MoveGoal): void;
  onLock(locked: boolean): void;
  /** `row` shows the common ones, `more` the rest, `all` both. */
  which: 'row' | 'more' | 'all';
}

/** What can be done with one item, as buttons. */
export function ItemButtons({ deeds, onMove, onLock, which }: ItemButtonsProps) {
  const common = [deeds.pull, deeds.equip, deeds.vault].filter((deed) => deed !== undefined);
  const { lock } = deeds;
  const press = (deed: Deed, primary: boolean) => (
    <Button key={deed.label} kind={primary ? 'primary' : 'plain'} onPress={() => onMove(deed.goal)}>
      {deed.label}
    </Button>
  );
  return (
    <>
      {which !== 'more' && common.map((deed) => press(deed, deed === deeds.pull))}
      {which !== 'row' && deeds.others.map((deed) => press(deed, false))}
      {which !== 'row' && lock !== undefined && (
        <Button onPress={() => onLock(lock)}>
          <Icon name={lock ? 'lock' : 'unlock'} size={12} /> {lock ? say('ui_lock') : say('ui_unlock')}
        </Button>
      )}
    </>
  );
}
