import { useRef, useState } from 'preact/hooks';
import type { Outcome } from '../../lib/base/outcome';
import { say } from '../../lib/base/words';
import type { KeysView } from '../../lib/messages/views';
import { dayText } from '../ui/age-text';
import { Button } from '../ui/Button';
import { failureText } from '../ui/failure-text';
import { RegisterSteps } from './RegisterSteps';

export interface TypedKeys {
  apiKey: string;
  clientId: string;
  clientSecret: string;
}

export interface BungieKeysProps {
  keys: KeysView;
  redirectUrl: string;
  onCopy(text: string): Promise<void>;
  onUse(typed: TypedKeys): Promise<Outcome<null>>;
  onForget(): Promise<Outcome<null>>;
  onTest(): Promise<Outcome<null>>;
}

/** The reader's own keys: typed once, tested, and from then on known by their day alone. */
export function BungieKeys(props: BungieKeysProps) {
  const { keys, onUse, onForget, onTest } = props;
  const [typing, setTyping] = useState(false);
  const [result, setResult] = useState<{ good: boolean; text: string }>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const open = typing || (!keys.builtIn && keys.own === undefined);

  const told = (answer: Outcome<null>, fine: string): boolean => {
    setResult(answer.ok ? { good: true, text: fine } : { good: false, text: failureText(answer.failure) });
    return answer.ok;
  };
  const during = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setResult(undefined);
    await work();
    setBusy(false);
  };
  const save = () =>
    during(async () => {
      const typed = new FormData(form.current ?? undefined);
      const field = (name: string): string => String(typed.get(name) ?? '');
      const used = await onUse({
        apiKey: field('apiKey'),
        clientId: field('clientId'),
        clientSecret: field('clientSecret'),
      });
      if (!used.ok) return told(used, '');
      // They went in; nothing shows them again, this form included.
      form.current?.reset();
      setTyping(false);
      return told(await onTest(), say('bungie_keys_fine'));
    });
  const test = () => during(async () => told(await onTest(), say('bungie_keys_fine')));
  const forget = () => during(async () => told(await onForget(), say('bungie_keys_removed')));

  return (
    <div class="bungie-keys">
      <p>{whichKeys(keys)}</p>
      {!open && (
        <div class="more-buttons">
          <Button onPress={() => void test()} disabled={busy}>
            {say('bungie_keys_test')}
          </Button>
          <Button onPress={() => setTyping(true)}>
            {keys.own ? say('bungie_keys_replace') : say('bungie_keys_use_own')}
          </Button>
          {keys.own !== undefined && (
            <Button onPress={() => void forget()} disabled={busy}>
              {say('bungie_keys_remove')}
            </Button>
          )}
        </div>
      )}
      {open && (
        <>
          <details class="register" open={!keys.builtIn && keys.own === undefined}>
            <summary>{say('bungie_keys_how')}</summary>
            <RegisterSteps redirectUrl={props.redirectUrl} onCopy={props.onCopy} />
          </details>
          <form
            class="key-form"
            ref={form}
            autocomplete="off"
            onSubmit={(event) => {
              event.preventDefault();
              void save();
            }}
          >
            <KeyField name="apiKey" label={say('bungie_keys_api')} />
            <KeyField name="clientId" label={say('bungie_keys_client_id')} plain />
            <KeyField
              name="clientSecret"
              label={say('bungie_keys_client_secret')}
              hint={say('bungie_keys_secret_hint')}
            />
            <div class="more-buttons">
              <button type="submit" class="btn btn-primary" disabled={busy}>
                {say('bungie_keys_save')}
              </button>
              {typing && <Button onPress={() => setTyping(false)}>{say('ui_cancel')}</Button>}
            </div>
          </form>
          <p class="quiet">{say('bungie_keys_stay')}</p>
        </>
      )}
      <p class={result?.good === false ? 'problem' : 'good'} role="status">
        {busy ? say('bungie_keys_asking') : result?.text}
      </p>
    </div>
  );
}

const KEY_INPUT = { autocomplete: 'off', spellcheck: false, maxLength: 200 } as const;

function KeyField(props: { name: keyof TypedKeys; label: string; hint?: string; plain?: boolean }) {
  const { name, label, hint, plain = false } = props;
  return (
    <div class="key-field">
      <label for={`key-${name}`}>{label}</label>
      {plain ? (
        <input type="text" inputMode="numeric" id={`key-${name}`} name={name} {...KEY_INPUT} />
      ) : (
        <input type="password" id={`key-${name}`} name={name} {...KEY_INPUT} />
      )}
      {hint !== undefined && <small>{hint}</small>}
    </div>
  );
}

function whichKeys({ own, builtIn }: KeysView): string {
  if (own !== undefined) {
    const day = dayText(own.setAtMs);
    return own.withSecret
      ? say('bungie_keys_own_confidential', { day })
      : say('bungie_keys_own_public', { day });
  }
  return builtIn ? say('bungie_keys_built_in') : say('bungie_keys_none');
}
