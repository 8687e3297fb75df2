import { useEffect, useRef, useState } from 'preact/hooks';
import type { Outcome } from '../../lib/base/outcome';
import { codePointsOf, MOST_CODE_POINTS, textProblem } from '../../lib/chat/send-rules';
import { failureText } from '../ui/failure-text';

export interface ReplyBoxProps {
  nick: string;
  /** Sends it once and tells its end. */
  onSend(text: string): Promise<Outcome<null>>;
  /** Something is written that has not gone out. */
  onDraft?(written: boolean): void;
  /** A text to go on with; a new object puts it into the box. */
  draft?: { text: string } | undefined;
  focused?: boolean;
  /** Only a person's own key or click sends: scripts of a page can make events too. */
  trusts?: ((event: Event) => boolean) | undefined;
}

type Said = { tone: 'busy' | 'done' | 'failed'; text: string; unsure?: boolean };

/** Counted for the reader once it gets tight. */
const TIGHT = 400;
const byPerson = (event: Event): boolean => event.isTrusted;

/** A line to answer with. What is written stays until the chat has confirmed it. */
export function ReplyBox({ nick, onSend, onDraft, draft, focused, trusts = byPerson }: ReplyBoxProps) {
  const [text, setText] = useState('');
  const [said, setSaid] = useState<Said>();
  const box = useRef<HTMLTextAreaElement>(null);
  const length = codePointsOf(text);
  const sending = said?.tone === 'busy';
  // Sent once, nobody knows where to: the same words go out again only when they are written again.
  const may = textProblem(text) === undefined && !sending && said?.unsure !== true;

  useEffect(() => {
    if (draft === undefined) return;
    setText(draft.text);
    box.current?.focus();
  }, [draft]);
  useEffect(() => {
    if (focused) box.current?.focus();
  }, [focused]);
  useEffect(() => {
    onDraft?.(text !== '');
  }, [text !== '']);

  async function send(event: Event): Promise<void> {
    if (!may || !trusts(event)) return;
    setSaid({ tone: 'busy', text: 'Sending…' });
    const end = await onSend(text);
    if (end.ok) {
      setText('');
      setSaid({ tone: 'done', text: `Sent to ${nick}` });
    } else {
      const unsure = end.failure.code === 'whisper-unsure';
      setSaid({ tone: 'failed', text: failureText(end.failure), unsure });
    }
  }

  return (
    <div class="reply">
      <div class="reply-row">
        <textarea
          ref={box}
          rows={1}
          value={text}
          aria-label={`Reply to ${nick}`}
          placeholder="Reply…"
          readOnly={sending}
          onInput={(event) => {
            setText(event.currentTarget.value);
            if (!sending) setSaid(undefined);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            if (!event.repeat) void send(event);
          }}
        />
        <button type="button" class="reply-send" disabled={!may} onClick={(event) => void send(event)}>
          Send
        </button>
      </div>
      <p role="status" class={`reply-said reply-${said?.tone ?? 'quiet'}`}>
        {said?.text ?? tightness(length)}
      </p>
    </div>
  );
}

function tightness(length: number): string {
  if (length > MOST_CODE_POINTS) return `${length - MOST_CODE_POINTS} too many`;
  return length > TIGHT ? `${MOST_CODE_POINTS - length} left` : '';
}
