import type { Emote } from '../../lib/chat/looks';
import type { Mention } from '../../lib/chat/spot-names';
import type { WhisperPart } from '../../lib/chat/whisper-parts';

/** Emotes are no higher than a line and a bit. */
const HEIGHT = 24;

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
        const { prefix, url } = part.emote;
        return (
          <img key={at} class="emote-picture" src={url} alt={prefix} title={prefix} {...sizeOf(part.emote)} />
        );
      })}
    </>
  );
}

function sizeOf({ width, height }: Emote): { width: number; height: number } {
  const scale = Math.min(1, HEIGHT / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
