import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { clockText, dateText } from '../../lib/base/local-forms';
import type { Outcome } from '../../lib/base/outcome';
import { say } from '../../lib/base/words';
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
    <section class="thread" aria-label={say('whispers_with', { nick })}>
      <header class="thread-head">
        <Button kind="link" label={say('whispers_back')} onPress={props.onBack}>
          <Icon name="back" size={14} />
        </Button>
        <h2 class="nick-colour" style={{ '--nick': colour ?? 'var(--text)' }}>
          {nick}
        </h2>
        <a href="https://www.destiny.gg/profile/messages" target="_blank" rel="noreferrer">
          {say('whispers_open_site')}
        </a>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it */}
      <ol class="thread-lines" ref={list} tabIndex={0} aria-busy={loading}>
        {whispers.map((whisper) => (
          <li key={whisper.messageId} class={`line line-${whisper.way} line-${whisper.state}`}>
            <time>{whenOf(whisper.atMs)}</time>
            <i class="sr-only">
              {whisper.way === 'out' ? say('whispers_line_you') : say('whispers_line_nick', { nick })}{' '}
            </i>
            <p>{wordsOf(whisper.text)}</p>
            <Fate whisper={whisper} {...props} />
          </li>
        ))}
        {whispers.length === 0 && (
          <li class="quiet">{loading ? say('whispers_reading') : say('whispers_empty')}</li>
        )}
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
  if (state === 'sending') return <small>{say('whispers_sending')}</small>;
  if (state !== 'refused' && state !== 'unsure') return null;
  return (
    <small class="line-fate">
      {problem !== undefined && <span class="problem">{failureText(problem)}</span>}
      {state === 'unsure' ? (
        <Button kind="link" onPress={onLook}>
          {say('whispers_look')}
        </Button>
      ) : (
        <Button kind="link" onPress={() => onTakeUp(whisper)}>
          {say('whispers_edit')}
        </Button>
      )}
      <Button
        kind="link"
        label={say('whispers_forget_label', { text: whisper.text.slice(0, 40) })}
        onPress={() => onForget(whisper)}
      >
        {say('whispers_forget')}
      </Button>
    </small>
  );
}

function whenOf(atMs: number): string {
  const today = new Date(atMs).toDateString() === new Date().toDateString();
  const time = clockText(atMs);
  return today ? time : say('whispers_day_and_time', { day: dateText(atMs), time });
}
