import { useRef, useState } from 'preact/hooks';
import { say } from '../../lib/base/words';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';

export interface TextListProps {
  id: string;
  helpId: string;
  label: string;
  /** Entries are nicks of the chat. */
  nicks: boolean;
  value: readonly string[];
  onChange(value: readonly string[]): void;
}

const LONGEST = 120;
const NICK = /^\w{3,20}$/;

/** Short texts, one by one: typed and added, taken away by their button. */
export function TextList({ id, helpId, label, nicks, value, onChange }: TextListProps) {
  const [problem, setProblem] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const add = (): void => {
    const typed = field.current?.value.trim() ?? '';
    if (typed === '') return;
    if (nicks && !NICK.test(typed)) return setProblem(say('settings_nick_wrong'));
    setProblem('');
    const known = value.some((one) => one.toLowerCase() === typed.toLowerCase());
    if (!known) onChange([...value, typed]);
    if (field.current !== null) field.current.value = '';
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
          ref={field}
          aria-describedby={`${helpId} ${id}-wrong`}
          aria-invalid={problem !== ''}
          maxLength={nicks ? 20 : LONGEST}
          autocomplete="off"
          spellcheck={false}
          placeholder={nicks ? say('settings_nick') : say('settings_word')}
        />
        <button
          type="submit"
          class="btn btn-plain"
          aria-label={say('settings_add_label', { setting: label })}
        >
          {say('settings_add')}
        </button>
      </form>
      <p class="problem" id={`${id}-wrong`} role="status">
        {problem}
      </p>
      {value.length > 0 && (
        <ul class="chips-list" aria-label={label}>
          {value.map((entry) => (
            <li key={entry}>
              <span>{entry}</span>
              <Button
                kind="link"
                label={say('settings_remove', { entry })}
                onPress={() => {
                  onChange(value.filter((one) => one !== entry));
                  field.current?.focus();
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
