import { useEffect, useState } from 'preact/hooks';
import { say } from '../../lib/base/words';

export interface NumberFieldProps {
  id: string;
  helpId: string;
  value: number;
  from: number;
  to: number;
  onChange(value: number): void;
}

/** A whole number between two ends. What is out of them is said and not taken. */
export function NumberField({ id, helpId, value, from, to, onChange }: NumberFieldProps) {
  const [wrong, setWrong] = useState(false);
  // What is typed outlives a page that is drawn anew meanwhile.
  const [draft, setDraft] = useState<string>();
  useEffect(() => setDraft(undefined), [value]);
  return (
    <>
      <input
        type="number"
        id={id}
        aria-describedby={`${helpId} ${id}-wrong`}
        aria-invalid={wrong}
        min={from}
        max={to}
        step={1}
        value={draft ?? value}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onChange={(event) => {
          const typed = event.currentTarget.valueAsNumber;
          const good = Number.isInteger(typed) && typed >= from && typed <= to;
          setWrong(!good);
          if (good) onChange(typed);
        }}
      />
      <p class="problem" id={`${id}-wrong`} role="status">
        {wrong && say('settings_number_wrong', { from, to })}
      </p>
    </>
  );
}
