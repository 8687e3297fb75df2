import { say } from '../../lib/base/words';
import { Button } from '../ui/Button';

export interface AmountStepperProps {
  /** Pieces in the stack, 2 or more. */
  all: number;
  amount: number;
  onChange(amount: number): void;
}

/** How many pieces of a stack shall go: typed, stepped, or all. */
export function AmountStepper({ all, amount, onChange }: AmountStepperProps) {
  const take = (wanted: number): void => {
    // An emptied field is no number yet: the last one stays.
    if (Number.isFinite(wanted)) onChange(Math.min(all, Math.max(1, Math.round(wanted))));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings borders and layout of its own
    <div class="amount" role="group" aria-label={say('items_amount')}>
      <Button label={say('items_one_less')} disabled={amount <= 1} onPress={() => take(amount - 1)}>
        −
      </Button>
      <input
        type="number"
        min={1}
        max={all}
        value={amount}
        aria-label={say('items_pieces_of', { all })}
        onInput={(event) => take(event.currentTarget.valueAsNumber)}
        onBlur={(event) => {
          // More than there are was typed: the field shows what will go.
          event.currentTarget.value = String(amount);
        }}
      />
      <Button label={say('items_one_more')} disabled={amount >= all} onPress={() => take(amount + 1)}>
        +
      </Button>
      <Button disabled={amount === all} onPress={() => take(all)}>
        {say('items_all_pieces', { all })}
      </Button>
    </div>
  );
}
