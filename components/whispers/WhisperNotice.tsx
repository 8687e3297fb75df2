import type { Outcome } from '../../lib/base/outcome';
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
  const time = new Date(atMs).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return (
    <div class="whisper" data-nick={nick}>
      <header>
        <b style={colour === undefined ? undefined : { '--nick': colour }}>{nick}</b>
        <span>
          {count > 1 ? `whispered ${count} times` : 'whispered'} · {time}
        </span>
        <button type="button" class="open" aria-label={`Open the conversation with ${nick}`} onClick={onOpen}>
          Open
        </button>
        <button
          type="button"
          class="dismiss"
          aria-label={`Dismiss the whisper from ${nick}`}
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
