import * as z from 'zod/mini';
import type { Emote, Flair } from './looks';

/*
 * Apart from the words they are for: a chat page draws emotes and never reads these lists.
 */

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
