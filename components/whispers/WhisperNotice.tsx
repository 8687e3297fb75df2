import { clockText } from '../../lib/base/local-forms';
import type { Outcome } from '../../lib/base/outcome';
import { say, sayCount } from '../../lib/base/words';
import { type Emote, splitEmotes } from '../../lib/chat/looks';
import { EmoteWords } from './EmotePicture';
import { ReplyBox } from './ReplyBox';

/** One conversation's newest whisper. Text is cleaned and cut before it comes here. */
export interface NoticeModel {
  nick: string;
  text: string;
  atMs: number;
  /** Whispers of this conversation since the notice opened. */
  count: number;
  /** `#rrggbb`, of the sender's nick. */
  colour?: string | undefined;
  /** Those that the text may name. */
  emotes: readonly Emote[];
}

export interface WhisperNoticeProps {
  notice: NoticeModel;
  onDismiss(): void;
  /** Shows the whole conversation. */
  onOpen(): void;
  onSend(text: string): Promise<Outcome<null>>;
  onDraft(written: boolean): void;
  trusts?: (event: Event) => boolean;
}

/** A whisper in the chat page; whoever shows it decides when it goes, and is a live region for screen readers. */
export function WhisperNotice({ notice, onDismiss, onOpen, onSend, onDraft, trusts }: WhisperNoticeProps) {
  const { nick, count, text, atMs, colour } = notice;
  const emotes = new Map(notice.emotes.map((emote) => [emote.prefix, emote]));
  const time = clockText(atMs);
  return (
    <div class="whisper" data-nick={nick}>
      <header>
        <b style={colour === undefined ? undefined : { '--nick': colour }}>{nick}</b>
        <span>
          {count > 1
            ? sayCount('whispers_notice_several', count, { time })
            : say('whispers_notice', { time })}
        </span>
        <button
          type="button"
          class="open"
          aria-label={say('whispers_notice_open_label', { nick })}
          onClick={onOpen}
        >
          {say('whispers_notice_open')}
        </button>
        <button
          type="button"
          class="dismiss"
          aria-label={say('whispers_notice_dismiss', { nick })}
          onClick={onDismiss}
        >
          <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
            <path d="M1 1l8 8M9 1L1 9" stroke="currentColor" stroke-width="1.5" fill="none" />
          </svg>
        </button>
      </header>
      <p>
        <EmoteWords parts={splitEmotes(text, emotes)} />
      </p>
      <ReplyBox nick={nick} onSend={onSend} onDraft={onDraft} trusts={trusts} />
    </div>
  );
}
