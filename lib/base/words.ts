import type { GeneratedI18nStructure } from '#i18n';

/** Every message of `locales/en.yml` with the names of its placeholders, as `wxt prepare` writes them down. */
type Messages = GeneratedI18nStructure;

/** A message of the interface. tsc refuses what is not in the English catalogue. */
export type Word = Exclude<keyof Messages, `@@${string}`>;

/** A message with a form for each kind of number: `moved` stands for `moved_one`, `moved_other` and the like. */
export type CountWord = Word extends infer W ? (W extends `${infer Stem}_other` ? Stem : never) : never;

/** Numbers are written as the reader's language writes them; what must stay as it is comes as text. */
export type Value = string | number;

type NamesOf<W extends Word> = W extends Word
  ? Messages[W] extends { namedSubstitutions: readonly (infer Name extends string)[] }
    ? Name
    : never
  : never;
type ValuesOf<Names extends string> = [Names] extends [never] ? [] : [values: Record<Names, Value>];
type CountedNames<C extends CountWord> = Exclude<NamesOf<Extract<Word, `${C}_other`>>, 'count'>;

/** A text that needs no values: what tables may hold. */
export type PlainWord = Word extends infer W
  ? W extends Word
    ? NamesOf<W> extends never
      ? W
      : never
    : never
  : never;

/** Where the texts come from. */
export interface Catalogue {
  /** The message as it stands in the catalogue; empty when there is none. Synchronous and total. */
  find(key: string): string;
  /** The language of the browser's interface, such as `de-AT`. */
  language: string;
}

let catalogue: Catalogue = { find: () => '', language: 'en' };
// What was said once: asking the browser costs a thousand tiles some ten milliseconds. Never more than the catalogue.
const found = new Map<string, string>();
let spoken: string | undefined;
let plurals: Intl.PluralRules | undefined;
let numbers: Intl.NumberFormat | undefined;

/** Plugs in the texts. Before it nothing can be said, so nothing may be said while modules are being loaded. */
export function speakFrom(source: Catalogue): void {
  catalogue = source;
  found.clear();
  spoken = undefined;
  plurals = undefined;
  numbers = undefined;
}

/** A message of the interface in the reader's language, `{names}` filled in. A missing one is its own key. */
export function say<W extends Word>(word: W, ...[values]: ValuesOf<NamesOf<W>>): string {
  return fill(raw(word) || word, values);
}

/** The form of a message that fits a number, by the rules of the language it is written in; `{count}` is the number. */
export function sayCount<C extends CountWord>(
  word: C,
  count: number,
  ...[values]: ValuesOf<CountedNames<C>>
): string {
  plurals ??= new Intl.PluralRules(language());
  const form = raw(`${word}_${plurals.select(count)}`) || raw(`${word}_other`);
  return fill(form || word, { ...values, count });
}

/**
 * The language the texts are in, with the reader's region where it is that language (`en-GB`): what numbers, dates and plurals
 * follow. A reader whose language we lack reads English with English numbers.
 */
export function language(): string {
  if (spoken === undefined) {
    const written = raw('interface_language') || 'en';
    const same = primary(catalogue.language) === primary(written);
    spoken = same ? catalogue.language : written;
  }
  return spoken;
}

/** A number as the reader's language writes it: `57,439`. */
export function numberText(value: number): string {
  numbers ??= new Intl.NumberFormat(language());
  return numbers.format(value);
}

function raw(key: string): string {
  let text = found.get(key);
  if (text === undefined) {
    text = catalogue.find(key);
    found.set(key, text);
  }
  return text;
}

function fill(text: string, values: Readonly<Record<string, Value>> | undefined): string {
  if (values === undefined) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return whole;
    return typeof value === 'number' ? numberText(value) : value;
  });
}

function primary(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] ?? '';
}
