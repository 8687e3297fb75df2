import { useEffect, useRef, useState } from 'preact/hooks';
import { say } from '../../lib/base/words';
import { Button } from '../ui/Button';

export interface ConfirmButtonProps {
  label: string;
  /** What the second press does, in words. */
  sure: string;
  onPress(): void;
  disabled?: boolean;
}

/** A press that cannot be taken back asks once more, in its own place. */
export function ConfirmButton({ label, sure, onPress, disabled = false }: ConfirmButtonProps) {
  const [asking, setAsking] = useState(false);
  const row = useRef<HTMLSpanElement>(null);
  // The focus goes to the way out, so that a second Enter in a hurry does nothing.
  useEffect(() => {
    if (asking) row.current?.querySelector<HTMLButtonElement>('button:last-child')?.focus();
  }, [asking]);
  if (!asking) {
    return (
      <Button disabled={disabled} onPress={() => setAsking(true)}>
        {label}
      </Button>
    );
  }
  return (
    <span class="confirm" ref={row}>
      <Button
        kind="primary"
        onPress={() => {
          setAsking(false);
          onPress();
        }}
      >
        {sure}
      </Button>
      <Button onPress={() => setAsking(false)}>{say('ui_no')}</Button>
    </span>
  );
}
