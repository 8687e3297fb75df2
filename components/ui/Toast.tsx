import { Button } from './Button';
import { Icon, type IconName } from './Icon';

/** The one line that says what just happened or is happening. */
export interface ToastNote {
  tone: 'busy' | 'ask' | 'done' | 'failed';
  text: string;
  /** The part of the text to set in bold. */
  name?: string;
  buttons?: { label: string; onPress(): void }[];
}

const ICONS: Readonly<Record<ToastNote['tone'], IconName>> = {
  busy: 'turning',
  ask: 'items',
  done: 'check',
  failed: 'warning',
};

/** `hint` is said to the eye alone, while there is nothing else. Always there, so that nothing moves when it speaks and screen readers hear it; grows upwards over the list. */
export function Toast({ note, hint }: { note: ToastNote | undefined; hint: string }) {
  return (
    <div class="toast-room">
      <div class={`toast toast-${note?.tone ?? 'quiet'}`}>
        {note !== undefined && <Icon name={ICONS[note.tone]} size={14} />}
        {note === undefined && hint !== '' && <span class="quiet">{hint}</span>}
        <p role="status">{note !== undefined && withBold(note.text, note.name)}</p>
        {note?.buttons?.map((button) => (
          <Button key={button.label} kind="link" onPress={button.onPress}>
            {button.label}
          </Button>
        ))}
      </div>
    </div>
  );
}

function withBold(text: string, name: string | undefined) {
  const at = name === undefined || name === '' ? -1 : text.indexOf(name);
  if (name === undefined || at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <b>{name}</b>
      {text.slice(at + name.length)}
    </>
  );
}
