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
      text: 'The chat connection is switched off.',
      deed: { kind: 'switch-on', label: 'Switch on' },
    };
  const problem = view.problem === undefined ? undefined : failureText(view.problem);
  switch (view.state) {
    case 'off': {
      const deed = { kind: 'connect', label: 'Look again' } as const;
      if (problem !== undefined) return { tone: 'bad', text: problem, deed };
      return { tone: 'off', text: 'You are not signed in to destiny.gg.', deed, signIn: true };
    }
    case 'connecting':
      return { tone: 'busy', text: problem ?? 'Connecting to the chat…' };
    case 'open':
      if (view.guest) return { tone: 'off', text: 'Connected as a guest, who gets no whispers.' };
      return { tone: 'good', text: view.nick === undefined ? 'Connected' : `Connected as ${view.nick}` };
    case 'waiting':
      return {
        tone: 'bad',
        text: [problem ?? 'The chat connection broke.', nextTry(view.retryAtMs, nowMs)].join(' ').trim(),
        deed: { kind: 'connect', label: 'Try now' },
      };
    case 'stopped':
      return {
        tone: 'bad',
        text: problem ?? 'The chat connection stopped.',
        deed: { kind: 'connect', label: 'Connect' },
      };
  }
}

function nextTry(retryAtMs: number | undefined, nowMs: number): string {
  if (retryAtMs === undefined) return '';
  const seconds = Math.ceil((retryAtMs - nowMs) / 1000);
  if (seconds <= 1) return 'Next try now.';
  return seconds < 90 ? `Next try in ${seconds} s.` : `Next try in ${Math.ceil(seconds / 60)} minutes.`;
}
