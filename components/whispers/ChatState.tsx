import { say } from '../../lib/base/words';
import type { Settings } from '../../lib/messages/settings';
import type { ChatView } from '../../lib/messages/views';
import { Button } from '../ui/Button';
import { chatInWords } from './chat-words';

export interface ChatStateProps {
  view: ChatView;
  connectAs: Settings['connectAs'];
  nowMs: number;
  onConnect(): void;
  onSwitchOn(): void;
}

/** One line: how the connection is, why, when it is tried next, and a button where one helps. */
export function ChatState({ view, connectAs, nowMs, onConnect, onSwitchOn }: ChatStateProps) {
  const { tone, text, deed, signIn } = chatInWords(view, connectAs, nowMs);
  return (
    <div class={`chat-state chat-state-${tone}`}>
      <i aria-hidden="true" />
      <p role="status">{text}</p>
      {signIn && (
        <a href="https://www.destiny.gg/login" target="_blank" rel="noreferrer">
          {say('ui_sign_in')}
        </a>
      )}
      {deed !== undefined && (
        <Button kind="link" onPress={deed.kind === 'connect' ? onConnect : onSwitchOn}>
          {deed.label}
        </Button>
      )}
    </div>
  );
}
