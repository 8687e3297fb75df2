import type { Emote } from '../../lib/chat/looks';

/** Emotes are no higher than a line and a bit. */
const HEIGHT = 24;

/** What somebody whispered: text, and emotes as their pictures. */
export function WhisperWords({ parts }: { parts: readonly (string | Emote)[] }) {
  return (
    <>
      {parts.map((part, at) =>
        typeof part === 'string' ? (
          part
        ) : (
          <img
            key={at}
            class="emote-picture"
            src={part.url}
            alt={part.prefix}
            title={part.prefix}
            {...sizeOf(part)}
          />
        ),
      )}
    </>
  );
}

function sizeOf({ width, height }: Emote): { width: number; height: number } {
  const scale = Math.min(1, HEIGHT / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
