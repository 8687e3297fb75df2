import { useRef, useState } from 'preact/hooks';
import type { Outcome } from '../../lib/base/outcome';
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

const FINE = 'Bungie knows the API key. Client id and secret are tried when you sign in.';

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
      return told(await onTest(), FINE);
    });
  const test = () => during(async () => told(await onTest(), FINE));
  const forget = () => during(async () => told(await onForget(), 'Your keys are removed.'));

  return (
    <div class="bungie-keys">
      <p>{whichKeys(keys)}</p>
      {!open && (
        <div class="more-buttons">
          <Button onPress={() => void test()} disabled={busy}>
            Test the keys
          </Button>
          <Button onPress={() => setTyping(true)}>{keys.own ? 'Replace them' : 'Use your own'}</Button>
          {keys.own !== undefined && (
            <Button onPress={() => void forget()} disabled={busy}>
              Remove them
            </Button>
          )}
        </div>
      )}
      {open && (
        <>
          <details class="register" open={!keys.builtIn && keys.own === undefined}>
            <summary>How to get them from Bungie</summary>
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
            <KeyField name="apiKey" label="API key" />
            <KeyField name="clientId" label="OAuth client id" plain />
            <KeyField name="clientSecret" label="OAuth client secret" hint="Leave empty for a public app." />
            <div class="more-buttons">
              <button type="submit" class="btn btn-primary" disabled={busy}>
                Save and test
              </button>
              {typing && <Button onPress={() => setTyping(false)}>Cancel</Button>}
            </div>
          </form>
          <p class="quiet">
            They stay in this browser, where only the background reads them. No page, export or report shows
            them again.
          </p>
        </>
      )}
      <p class={result?.good === false ? 'problem' : 'good'} role="status">
        {busy ? 'Asking Bungie…' : result?.text}
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
    const kind = own.withSecret ? 'a confidential app' : 'a public app, which asks Bungie again each hour';
    return `Your own keys are in use, set on ${dayText(own.setAtMs)}, of ${kind}.`;
  }
  return builtIn
    ? 'This build brings its own keys. You need none, but may use those of your own app.'
    : 'Bungie gives every app its own keys, and this build has none. Item cards in chat work without them.';
}
