import { type Emote, splitEmotes } from './looks';
import type { Mention, Spotter } from './spot-names';

/** A piece of a whisper: plain text, an emote, or an item somebody speaks of. */
export type WhisperPart = string | { emote: Emote } | { item: Mention; text: string };

/** A whisper in pieces, nothing of it lost. Without a spotter no items are found. */
export function whisperParts(
  text: string,
  emotes: ReadonlyMap<string, Emote>,
  spot?: Spotter | undefined,
): WhisperPart[] {
  const parts: WhisperPart[] = [];
  let at = 0;
  const plain = (to: number): void => {
    for (const piece of splitEmotes(text.slice(at, to), emotes))
      parts.push(typeof piece === 'string' ? piece : { emote: piece });
  };
  for (const item of spot?.(text) ?? []) {
    // As in the page: an emote that bears an item's name is an emote.
    if (!item.known || emotes.has(text.slice(item.start, item.end))) continue;
    plain(item.start);
    parts.push({ item, text: text.slice(item.start, item.end) });
    at = item.end;
  }
  plain(text.length);
  return parts;
}
