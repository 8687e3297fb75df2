import { useRef } from 'preact/hooks';
import { say } from '../../lib/base/words';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';

type Pair = readonly [string, string];

export interface PairListProps {
  id: string;
  helpId: string;
  label: string;
  value: readonly Pair[];
  onChange(value: readonly Pair[]): void;
}

const LONGEST = 120;

/** What the reader calls a thing, and the thing's name. The same word again replaces what it stood for. */
export function PairList({ id, helpId, label, value, onChange }: PairListProps) {
  const word = useRef<HTMLInputElement>(null);
  const name = useRef<HTMLInputElement>(null);
  const add = (): void => {
    const called = word.current?.value.trim() ?? '';
    const meant = name.current?.value.trim() ?? '';
    if (called === '') return word.current?.focus();
    if (meant === '') return name.current?.focus();
    const others = value.filter(([one]) => one.toLowerCase() !== called.toLowerCase());
    onChange([...others, [called, meant]]);
    for (const field of [word.current, name.current]) if (field !== null) field.value = '';
    word.current?.focus();
  };
  return (
    <>
      <form
        class="list-add"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <input
          type="text"
          id={id}
          ref={word}
          aria-describedby={helpId}
          maxLength={LONGEST}
          autocomplete="off"
          spellcheck={false}
          placeholder={say('settings_pair_word')}
        />
        <input
          type="text"
          ref={name}
          aria-label={say('settings_pair_name_label', { setting: label })}
          maxLength={LONGEST}
          autocomplete="off"
          spellcheck={false}
          placeholder={say('settings_pair_name')}
        />
        <button
          type="submit"
          class="btn btn-plain"
          aria-label={say('settings_add_label', { setting: label })}
        >
          {say('settings_add')}
        </button>
      </form>
      {value.length > 0 && (
        <ul class="chips-list" aria-label={label}>
          {value.map(([called, meant]) => (
            <li key={called}>
              <span>{say('settings_pair', { word: called, name: meant })}</span>
              <Button
                kind="link"
                label={say('settings_remove', { entry: called })}
                onPress={() => {
                  onChange(value.filter(([one]) => one !== called));
                  word.current?.focus();
                }}
              >
                <Icon name="clear" size={12} />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
