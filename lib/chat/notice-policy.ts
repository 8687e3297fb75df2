import type { WhisperSeen } from './whisper-book';

/** What the open chat pages said about a whisper that was pushed to them. */
export interface PageAnswer {
  visible: boolean;
  shown: boolean;
}

/** A system notification is for readers who see no chat page: a visible one has told them already. */
export function needsNotification(answers: readonly PageAnswer[]): boolean {
  return !answers.some((answer) => answer.visible && answer.shown);
}

/** Older whispers are history by the time a killed background wakes again; they count as unread, not as news. */
const NEWS_MS = 15 * 60_000;

/** True when a stored whisper is still worth announcing. */
export function isNews(whisper: WhisperSeen, nowMs: number): boolean {
  return nowMs - whisper.atMs < NEWS_MS;
}
