import { useEffect, useState } from 'preact/hooks';
import { say } from '../../lib/base/words';
import type { Hours } from '../../lib/messages/settings';
import { clock } from './setting-words';

export interface HoursFieldProps {
  id: string;
  helpId: string;
  label: string;
  value: Hours | null;
  onChange(value: Hours | null): void;
}

/** What switching on starts with. */
const NIGHT: Hours = { fromMinute: 22 * 60, toMinute: 7 * 60 };

/** Two times of the day and a switch for never. */
export function HoursField({ id, helpId, label, value, onChange }: HoursFieldProps) {
  // A change is kept until the stored hours have it: one end may be changed before the other's way is over.
  const [own, setOwn] = useState<Hours>();
  useEffect(() => setOwn(undefined), [value?.fromMinute, value?.toMinute]);
  const hours = own ?? value;
  const change = (to: Hours): void => {
    setOwn(to);
    onChange(to);
  };
  const time = (which: keyof Hours, words: string) => (
    <label class="hours-time">
      {words}
      <input
        type="time"
        aria-label={say('settings_hours_label', { setting: label, end: words })}
        value={clock(hours?.[which] ?? NIGHT[which])}
        onChange={(event) => {
          const minute = minuteOf(event.currentTarget.value);
          if (minute !== undefined) change({ ...NIGHT, ...hours, [which]: minute });
        }}
      />
    </label>
  );
  return (
    <>
      <input
        type="checkbox"
        class="switch"
        id={id}
        aria-describedby={helpId}
        checked={value !== null}
        onChange={() => onChange(value === null ? NIGHT : null)}
      />
      {value !== null && (
        <div class="hours">
          {time('fromMinute', say('settings_hours_from'))}
          {time('toMinute', say('settings_hours_to'))}
        </div>
      )}
    </>
  );
}

/** Minutes of the day; undefined while the field is half empty. */
function minuteOf(text: string): number | undefined {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(text) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}
