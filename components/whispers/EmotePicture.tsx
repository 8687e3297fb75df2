import type { Emote } from '../../lib/chat/looks';

/** Emotes are no higher than a line and a bit. */
const HEIGHT = 24;

/** An emote as its picture, which copies and is read out as its word. */
export function EmotePicture({ emote, most = HEIGHT }: { emote: Emote; most?: number | undefined }) {
  const { prefix, url, width, height } = emote;
  const scale = Math.min(1, most / height);
  return (
    <img
      class="emote-picture"
      src={url}
      alt={prefix}
      title={prefix}
      width={Math.round(width * scale)}
      height={Math.round(height * scale)}
    />
  );
}

/** A text with its emotes as pictures. `most` is their height in CSS pixels. */
export function EmoteWords({
  parts,
  most,
}: {
  parts: readonly (string | Emote)[];
  most?: number | undefined;
}) {
  return (
    <>
      {parts.map((part, at) =>
        typeof part === 'string' ? part : <EmotePicture key={at} emote={part} most={most} />,
      )}
    </>
  );
}
