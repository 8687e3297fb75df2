import { useRef, useState } from 'preact/hooks';
import type { Outcome } from '../../lib/base/outcome';
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
        <label for="login-key">Login key of destiny.gg</label>
        <p id="login-key-help">
          Made at destiny.gg under Profile, Developer. It is a password: it stays in this browser, and nothing
          shows it again. Used when you connect “as a login key”.
        </p>
      </div>
      <div class="setting-control">
        {setAtMs !== undefined && !typing ? (
          <>
            <p>Set on {dayText(setAtMs)}</p>
            <div class="more-buttons">
              <Button onPress={() => setTyping(true)}>Replace the key</Button>
              <Button onPress={() => void use('')}>Remove the key</Button>
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
            <button type="submit" class="btn btn-plain">
              Save<span class="sr-only"> the login key</span>
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
