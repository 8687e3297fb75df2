import { SETTINGS, type SettingName, type Settings } from '../../lib/messages/settings';
import { HoursField } from './HoursField';
import { NumberField } from './NumberField';
import { PairList } from './PairList';
import { choiceInWords, settingInWords } from './setting-words';
import { TextList } from './TextList';

export interface SettingControlProps<N extends SettingName = SettingName> {
  name: N;
  value: Settings[N];
  onChange(value: Settings[N]): void;
}

/** One setting with its name, its help and the control of its kind. */
export function SettingControl({ name, value, onChange }: SettingControlProps) {
  const setting = SETTINGS[name];
  const { label, help } = settingInWords(name);
  const id = `setting-${name}`;
  const helpId = `${id}-help`;
  // What a control of a kind gives is of that kind; the schema checks it again before it is stored.
  const change = onChange as (value: unknown) => void;
  return (
    <div class={`setting-row setting-${setting.kind}`} data-setting={name}>
      <div class="setting-words">
        <label for={id} id={`${id}-label`}>
          {label}
        </label>
        <p id={helpId}>{help}</p>
      </div>
      <div class="setting-control">
        {setting.kind === 'switch' && (
          <input
            type="checkbox"
            class="switch"
            id={id}
            aria-describedby={helpId}
            checked={value === true}
            onChange={() => change(value !== true)}
          />
        )}
        {setting.kind === 'choice' && (
          <select
            id={id}
            aria-describedby={helpId}
            value={String(value)}
            onChange={(event) => change(event.currentTarget.value)}
          >
            {setting.choices.map((choice) => (
              <option key={choice} value={choice}>
                {choiceInWords(name, choice)}
              </option>
            ))}
          </select>
        )}
        {setting.kind === 'number' && (
          <NumberField
            id={id}
            helpId={helpId}
            value={Number(value)}
            from={setting.from}
            to={setting.to}
            onChange={change}
          />
        )}
        {setting.kind === 'hours' && (
          <HoursField
            id={id}
            helpId={helpId}
            label={label}
            value={value as Settings['quietHours']}
            onChange={change}
          />
        )}
        {(setting.kind === 'nicks' || setting.kind === 'texts') && (
          <TextList
            id={id}
            helpId={helpId}
            label={label}
            nicks={setting.kind === 'nicks'}
            value={value as readonly string[]}
            onChange={change}
          />
        )}
        {setting.kind === 'pairs' && (
          <PairList
            id={id}
            helpId={helpId}
            label={label}
            value={value as Settings['nicknames']}
            onChange={change}
          />
        )}
      </div>
    </div>
  );
}
