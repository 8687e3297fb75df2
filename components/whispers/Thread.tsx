import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Outcome } from '../../lib/base/outcome';
import type { Whisper } from '../../lib/chat/whisper-book';
import { Button } from '../ui/Button';
import { failureText } from '../ui/failure-text';
import { Icon } from '../ui/Icon';
import { ReplyBox } from './ReplyBox';

export interface ThreadProps {
  nick: string;
  /** Oldest first. */
  whispers: readonly Whisper[];
  colour: string | undefined;
  /** Why the site could not be asked for it, if it could not. */
  problem: string | undefined;
  loading: boolean;
  draft: { text: string } | undefined;
  /** Shown above the box; what can be put into the reply. */
  extras?: ComponentChildren;
  wordsOf(text: string): ComponentChildren;
  onBack(): void;
  onSend(text: string): Promise<Outcome<null>>;
  /** Takes the text of one that did not go out up again. */
  onTakeUp(whisper: Whisper): void;
  onForget(whisper: Whisper): void;
  /** Looks whether one arrived. */
  onLook(): void;
}

/** One conversation, and a line to answer with. */
export function Thread(props: ThreadProps) {
  const { nick, whispers, colour, problem, loading, draft, extras, wordsOf } = props;
  const list = useRef<HTMLOListElement>(null);
  const newest = whispers.at(-1);
  useLayoutEffect(() => {
    if (list.current !== null) list.current.scrollTop = list.current.scrollHeight;
  }, [nick, newest?.messageId, whispers.length]);
  return (
    <section class="thread" aria-label={`Whispers with ${nick}`}>
      <header class="thread-head">
        <Button kind="link" label="Back to all whispers" onPress={props.onBack}>
          <Icon name="back" size={14} />
        </Button>
        <h2 class="nick-colour" style={{ '--nick': colour ?? 'var(--text)' }}>
          {nick}
        </h2>
        <a href="https://www.destiny.gg/profile/messages" target="_blank" rel="noreferrer">
          Open on destiny.gg
        </a>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it */}
      <ol class="thread-lines" ref={list} tabIndex={0} aria-busy={loading}>
        {whispers.map((whisper) => (
          <li key={whisper.messageId} class={`line line-${whisper.way} line-${whisper.state}`}>
            <time>{whenOf(whisper.atMs)}</time>
            <i class="sr-only">{whisper.way === 'out' ? 'You: ' : `${nick}: `}</i>
            <p>{wordsOf(whisper.text)}</p>
            <Fate whisper={whisper} {...props} />
          </li>
        ))}
        {whispers.length === 0 && <li class="quiet">{loading ? 'Reading…' : 'Nothing here yet.'}</li>}
      </ol>
      {problem !== undefined && <p class="thread-problem problem">{problem}</p>}
      {extras}
      <ReplyBox key={nick} nick={nick} onSend={props.onSend} draft={draft} focused />
    </section>
  );
}

/** What became of one of ours, where that is not plain. */
function Fate({ whisper, onTakeUp, onForget, onLook }: ThreadProps & { whisper: Whisper }) {
  const { state, problem } = whisper;
  if (state === 'sending') return <small>Sending…</small>;
  if (state !== 'refused' && state !== 'unsure') return null;
  return (
    <small class="line-fate">
      {problem !== undefined && <span class="problem">{failureText(problem)}</span>}
      {state === 'unsure' ? (
        <Button kind="link" onPress={onLook}>
          Look
        </Button>
      ) : (
        <Button kind="link" onPress={() => onTakeUp(whisper)}>
          Edit
        </Button>
      )}
      <Button kind="link" label={`Forget “${whisper.text.slice(0, 40)}”`} onPress={() => onForget(whisper)}>
        Forget
      </Button>
    </small>
  );
}

function whenOf(atMs: number): string {
  const at = new Date(atMs);
  const today = at.toDateString() === new Date().toDateString();
  const time = at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return today ? time : `${at.toLocaleDateString([], { day: 'numeric', month: 'short' })}, ${time}`;
}
