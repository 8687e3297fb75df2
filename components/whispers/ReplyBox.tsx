import { Component, createRef } from 'preact';
import type { Outcome } from '../../lib/base/outcome';
import { say, sayCount } from '../../lib/base/words';
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

/**
 * A line to answer with. What is written stays until the chat has confirmed it. A class, because hooks alone would cost every
 * chat page more than all of this.
 */
export class ReplyBox extends Component<ReplyBoxProps, { text: string; said: Said | undefined }> {
  override state: { text: string; said: Said | undefined } = { text: '', said: undefined };
  readonly #box = createRef<HTMLTextAreaElement>();

  override componentDidMount(): void {
    const { draft, focused } = this.props;
    if (draft !== undefined) this.setState({ text: draft.text });
    if (focused) this.#box.current?.focus();
  }

  override componentDidUpdate(before: ReplyBoxProps, { text }: { text: string }): void {
    const { draft, onDraft } = this.props;
    const written = this.state.text !== '';
    if (written !== (text !== '')) onDraft?.(written);
    if (draft === undefined || draft === before.draft) return;
    this.setState({ text: draft.text, said: undefined });
    this.#box.current?.focus();
  }

  /** Sent once, nobody knows where to: the same words go out again only when they are written again. */
  #may(): boolean {
    const { text, said } = this.state;
    return textProblem(text) === undefined && said?.tone !== 'busy' && said?.unsure !== true;
  }

  async #send(event: Event): Promise<void> {
    const { nick, onSend, trusts = byPerson } = this.props;
    if (!this.#may() || !trusts(event)) return;
    this.setState({ said: { tone: 'busy', text: say('whispers_sending') } });
    const end = await onSend(this.state.text);
    if (end.ok)
      return this.setState({ text: '', said: { tone: 'done', text: say('whispers_sent_to', { nick }) } });
    const unsure = end.failure.code === 'whisper-unsure';
    this.setState({ said: { tone: 'failed', text: failureText(end.failure), unsure } });
  }

  override render({ nick }: ReplyBoxProps) {
    const { text, said } = this.state;
    const length = codePointsOf(text);
    const sending = said?.tone === 'busy';
    const may = this.#may();
    return (
      <div class="reply">
        <div class="reply-row">
          <textarea
            ref={this.#box}
            rows={1}
            value={text}
            aria-label={say('whispers_reply_to', { nick })}
            placeholder={say('whispers_reply')}
            readOnly={sending}
            onInput={(event) => {
              this.setState({ text: event.currentTarget.value, ...(sending ? {} : { said: undefined }) });
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
              event.preventDefault();
              if (!event.repeat) void this.#send(event);
            }}
          />
          <button
            type="button"
            class="reply-send"
            disabled={!may}
            onClick={(event) => void this.#send(event)}
          >
            {say('whispers_send')}
          </button>
        </div>
        <p role="status" class={`reply-said reply-${said?.tone ?? 'quiet'}`}>
          {said?.text ?? tightness(length)}
        </p>
      </div>
    );
  }
}

function tightness(length: number): string {
  if (length > MOST_CODE_POINTS) return sayCount('whispers_too_many', length - MOST_CODE_POINTS);
  return length > TIGHT ? sayCount('whispers_left', MOST_CODE_POINTS - length) : '';
}
