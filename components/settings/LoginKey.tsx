import { useRef, useState } from 'preact/hooks';
import type { Outcome } from '../../lib/base/outcome';
import { say } from '../../lib/base/words';
import { dayText } from '../ui/age-text';
import { Button } from '../ui/Button';
import { failureText } from '../ui/failure-text';

export interface LoginKeyProps {
  /** When it was stored; undefined when there is none. */
  setAtMs: number | undefined;
  /** Stores the key, or forgets it when empty. */
  onUse(key: string): Promise<Outcome<null>>;
}

/** The chat's login key goes in here and never comes out. */
export function LoginKey({ setAtMs, onUse }: LoginKeyProps) {
  const [typing, setTyping] = useState(false);
  const [problem, setProblem] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const use = async (key: string): Promise<void> => {
    const done = await onUse(key);
    setProblem(done.ok ? '' : failureText(done.failure));
    if (done.ok) setTyping(false);
    if (done.ok && field.current !== null) field.current.value = '';
  };
  return (
    <div class="setting-row" data-setting="login-key">
      <div class="setting-words">
        <label for="login-key">{say('settings_login_key')}</label>
        <p id="login-key-help">{say('settings_login_key_help')}</p>
      </div>
      <div class="setting-control">
        {setAtMs !== undefined && !typing ? (
          <>
            <p>{say('settings_login_key_set', { day: dayText(setAtMs) })}</p>
            <div class="more-buttons">
              <Button onPress={() => setTyping(true)}>{say('settings_login_key_replace')}</Button>
              <Button onPress={() => void use('')}>{say('settings_login_key_remove')}</Button>
            </div>
          </>
        ) : (
          <form
            class="list-add"
            onSubmit={(event) => {
              event.preventDefault();
              void use(field.current?.value.trim() ?? '');
            }}
          >
            <input
              type="password"
              id="login-key"
              ref={field}
              required
              aria-describedby="login-key-help"
              autocomplete="off"
              spellcheck={false}
              maxLength={100}
            />
            <button type="submit" class="btn btn-plain" aria-label={say('settings_login_key_save_label')}>
              {say('settings_login_key_save')}
            </button>
          </form>
        )}
        <p class="problem" role="status">
          {problem}
        </p>
      </div>
    </div>
  );
}
