import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Letters with accents, so that what is still plain English stands out. */
const ACCENTS: Readonly<Record<string, string>> = {
  ...pairs('abcdefghijklmnopqrstuvwxyz', 'áƀçðéƒĝĥíĵķļɱñóþɋŕšţúṽŵẋýž'),
  ...pairs('ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÓÞɊŔŠŢÛṼŴẊÝŽ'),
};
/** What German and Russian take more than English, on average of short texts. */
const LONGER = 0.4;
const FILLER = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** `[!!! Ïţéɱ ñáɱé one !!!]`: longer by two fifths and a frame. `{names}` and `%s` stay as they are. */
export function pseudo(text: string): string {
  const accented = text.replace(/\{\w+\}|%s|[A-Za-z]/g, (part) => ACCENTS[part] ?? part);
  const missing = Math.ceil(text.length * LONGER) - '[!!!  !!!]'.length;
  const words: string[] = [];
  for (let at = 0; words.join(' ').length < missing; at += 1) words.push(FILLER[at % FILLER.length] ?? '');
  return `[!!! ${[accented, ...words].join(' ')} !!!]`;
}

/** Messages that are no words: separators, and the tag of the language that plurals and numbers follow. */
const AS_THEY_ARE = /^(text_|interface_language$|extension_|menu_)/;

/** Copies an unpacked extension with English replaced by the pseudo-language and without any other. Never shipped. */
export function pseudoExtension(from: string, to: string): string {
  return speaking(from, to, (key, text) => (AS_THEY_ARE.test(key) ? text : pseudo(text)));
}

/**
 * The same with English replaced by another of its languages: a browser shows what it was installed for, and the machines of
 * tests have English ones.
 */
export function extensionIn(locale: string, from: string, to: string): string {
  const file = join(from, '_locales', locale, 'messages.json');
  const own = JSON.parse(readFileSync(file, 'utf8')) as Messages;
  return speaking(from, to, (key) => own[key]?.message ?? '', own);
}

type Messages = Record<string, { message: string }>;

function speaking(
  from: string,
  to: string,
  say: (key: string, english: string) => string,
  more: Messages = {},
): string {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  cpSync(from, to, { recursive: true });
  for (const locale of readdirSync(join(to, '_locales')))
    if (locale !== 'en') rmSync(join(to, '_locales', locale), { recursive: true });
  const file = join(to, '_locales/en/messages.json');
  // Plurals have other forms in other languages.
  const messages = { ...more, ...(JSON.parse(readFileSync(file, 'utf8')) as Messages) };
  for (const [key, one] of Object.entries(messages)) messages[key] = { message: say(key, one.message) };
  writeFileSync(file, JSON.stringify(messages));
  return to;
}

function pairs(plain: string, accented: string): Record<string, string> {
  const letters = [...accented];
  return Object.fromEntries([...plain].map((letter, at) => [letter, letters[at] ?? letter]));
}
