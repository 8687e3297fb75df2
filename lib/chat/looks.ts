/** A picture that stands for a word. */
export interface Emote {
  prefix: string;
  url: string;
  width: number;
  height: number;
}

/** A mark of a person; its colour may be that of his nick. */
export interface Flair {
  name: string;
  /** `#rrggbb`; absent when the flair has none. */
  colour?: string;
  priority: number;
}

/** How the chat looks: by the lists of its CDN. */
export interface ChatLooks {
  emotes: Emote[];
  flairs: Flair[];
}

/** The nick's colour: that of the flair with the lowest priority that has one (dgg-chat.md 10). */
export function nickColour(features: readonly string[], flairs: readonly Flair[]): string | undefined {
  const own = flairs.filter(({ name, colour }) => colour !== undefined && features.includes(name));
  return own.sort((one, other) => one.priority - other.priority)[0]?.colour;
}

/** A text with its emotes apart: as in the page, a word between white space that is exactly an emote's name. */
export function splitEmotes(text: string, emotes: ReadonlyMap<string, Emote>): (string | Emote)[] {
  const parts: (string | Emote)[] = [];
  let plain = '';
  for (const word of text.split(/(\s+)/)) {
    const emote = emotes.get(word);
    if (emote === undefined) plain += word;
    else {
      if (plain !== '') parts.push(plain);
      parts.push(emote);
      plain = '';
    }
  }
  return plain === '' ? parts : [...parts, plain];
}
