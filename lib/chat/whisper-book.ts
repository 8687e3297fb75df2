import { cleanText } from '../base/clean-text';

/** A whisper as it is kept. */
export interface WhisperSeen {
  messageId: number;
  nick: string;
  text: string;
  atMs: number;
}

/** Code points of a whisper that a notice shows (reliability-security.md R15). */
const PREVIEW = 120;

/** The line a notice shows: one line, no invisible characters, cut with an ellipsis. */
export function previewOf(text: string): string {
  return cleanText(text.replace(/\s+/g, ' ').trim(), PREVIEW);
}
