import { sentences } from '../../lib/base/local-forms';
import { say, sayCount } from '../../lib/base/words';
import type { Settings } from '../../lib/messages/settings';
import type { ChatView } from '../../lib/messages/views';
import { failureText } from '../ui/failure-text';

/** How the chat connection is, in words, and what its reader can do about it. */
export interface ChatWords {
  tone: 'good' | 'busy' | 'bad' | 'off';
  text: string;
  deed?: { kind: 'connect' | 'switch-on'; label: string };
  /** The site's own sign-in would help. */
  signIn?: true;
}

/** Total: there are words for every state. */
export function chatInWords(view: ChatView, connectAs: Settings['connectAs'], nowMs: number): ChatWords {
  if (connectAs === 'off')
    return {
      tone: 'off',
      text: say('chat_off'),
      deed: { kind: 'switch-on', label: say('chat_switch_on') },
    };
  const problem = view.problem === undefined ? undefined : failureText(view.problem);
  switch (view.state) {
    case 'off': {
      const deed = { kind: 'connect' as const, label: say('ui_look_again') };
      if (problem !== undefined) return { tone: 'bad', text: problem, deed };
      return { tone: 'off', text: say('chat_not_signed_in'), deed, signIn: true };
    }
    case 'connecting':
      return { tone: 'busy', text: problem ?? say('chat_connecting') };
    case 'open':
      if (view.guest) return { tone: 'off', text: say('chat_guest') };
      return {
        tone: 'good',
        text: view.nick === undefined ? say('chat_connected') : say('chat_connected_as', { nick: view.nick }),
      };
    case 'waiting':
      return {
        tone: 'bad',
        text: sentences(problem ?? say('chat_broke'), nextTry(view.retryAtMs, nowMs)),
        deed: { kind: 'connect', label: say('chat_try_now') },
      };
    case 'stopped':
      return {
        tone: 'bad',
        text: problem ?? say('chat_stopped'),
        deed: { kind: 'connect', label: say('chat_connect') },
      };
  }
}

function nextTry(retryAtMs: number | undefined, nowMs: number): string {
  if (retryAtMs === undefined) return '';
  const seconds = Math.ceil((retryAtMs - nowMs) / 1000);
  if (seconds <= 1) return say('chat_next_now');
  return seconds < 90
    ? say('chat_next_seconds', { seconds })
    : sayCount('chat_next_minutes', Math.ceil(seconds / 60));
}
