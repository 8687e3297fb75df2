import * as z from 'zod/mini';

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

const CDN = 'https://cdn.destiny.gg/';
const MOST = 2_000;
/** Sprite strips list their whole length (dgg-chat.md 10); nothing that shows as one picture is so large. */
const LARGEST = 200;

const size = z.number().check(z.int(), z.gte(1), z.lte(LARGEST));
const EmoteWire = z.object({
  prefix: z.string().check(z.regex(/^\w{1,40}$/)),
  image: z.array(z.unknown()).check(z.minLength(1)),
});
const ImageWire = z.object({ url: z.string().check(z.maxLength(300)), width: size, height: size });
const FlairWire = z.object({
  name: z.string().check(z.regex(/^\w{1,40}$/)),
  priority: z.number(),
  color: z.string(),
});

/** The emotes of `emotes.json`; entries that are odd, too large, or lead to another host are left out. Total. */
export function readEmotes(list: unknown): Emote[] {
  return entries(list).flatMap((entry) => {
    const emote = EmoteWire.safeParse(entry);
    const image = ImageWire.safeParse(emote.data?.image[0]);
    if (!emote.success || !image.success || !onCdn(image.data.url)) return [];
    return [{ prefix: emote.data.prefix, ...image.data }];
  });
}

/** The flairs of `flairs.json`; odd entries are left out. Total. */
export function readFlairs(list: unknown): Flair[] {
  return entries(list).flatMap((entry): Flair[] => {
    const flair = FlairWire.safeParse(entry);
    if (!flair.success) return [];
    const { name, priority, color } = flair.data;
    return [{ name, priority, ...(/^#[\da-f]{6}$/i.test(color) ? { colour: color.toLowerCase() } : {}) }];
  });
}

function entries(list: unknown): unknown[] {
  return Array.isArray(list) ? list.slice(0, MOST) : [];
}

/** By origin, not by how the text begins: `https://cdn.destiny.gg@evil` begins alike. */
function onCdn(url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === new URL(CDN).origin;
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
