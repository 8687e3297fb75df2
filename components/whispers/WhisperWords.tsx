import type { Mention } from '../../lib/chat/spot-names';
import type { WhisperPart } from '../../lib/chat/whisper-parts';
import { EmotePicture } from './EmotePicture';

export interface WhisperWordsProps {
  parts: readonly WhisperPart[];
  onItem(item: Mention): void;
}

/** What somebody whispered: text, emotes as their pictures, and items that open their card. */
export function WhisperWords({ parts, onItem }: WhisperWordsProps) {
  return (
    <>
      {parts.map((part, at) => {
        if (typeof part === 'string') return part;
        if ('item' in part)
          return (
            <button key={at} type="button" class="item-word" onClick={() => onItem(part.item)}>
              {part.text}
            </button>
          );
        return <EmotePicture key={at} emote={part.emote} />;
      })}
    </>
  );
}
