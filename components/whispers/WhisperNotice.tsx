/** One conversation's newest whisper. Text is cleaned and cut before it comes here. */
export interface NoticeModel {
  nick: string;
  text: string;
  atMs: number;
  /** Whispers of this conversation since the notice opened. */
  count: number;
}

/** A whisper in the chat page; whoever shows it decides when it goes, and is a live region for screen readers. */
export function WhisperNotice({ notice, onDismiss }: { notice: NoticeModel; onDismiss(): void }) {
  const time = new Date(notice.atMs).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return (
    <div class="whisper" data-nick={notice.nick}>
      <header>
        <b>{notice.nick}</b>
        <span>
          {notice.count > 1 ? `whispered ${notice.count} times` : 'whispered'} · {time}
        </span>
        <button type="button" aria-label={`Dismiss the whisper from ${notice.nick}`} onClick={onDismiss}>
          <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
            <path d="M1 1l8 8M9 1L1 9" stroke="currentColor" stroke-width="1.5" fill="none" />
          </svg>
        </button>
      </header>
      <p>{notice.text}</p>
    </div>
  );
}
