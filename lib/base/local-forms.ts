import { language, say } from './words';

/*
 * Times, days, sizes and lists as the reader's language writes them. Formatters are kept: making one costs more than a
 * hundred uses.
 */
const made = new Map<string, unknown>();

/** One formatter for each use and language. */
function kept<T>(use: string, make: (locale: string) => T): T {
  const locale = language();
  const key = `${locale} ${use}`;
  let one = made.get(key) as T | undefined;
  if (one === undefined) {
    one = make(locale);
    made.set(key, one);
  }
  return one;
}

/** `20:14` or `8:14 PM`. */
export function clockText(atMs: number): string {
  const options = { hour: '2-digit', minute: '2-digit' } as const;
  return kept('clock', (locale) => new Intl.DateTimeFormat(locale, options)).format(atMs);
}

/** `20:14:07`. */
export function secondsText(atMs: number): string {
  return kept('seconds', (locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'medium' })).format(atMs);
}

/** `28 Nov` or `Nov 28`, with its year if wished. */
export function dateText(atMs: number, withYear = false): string {
  const year = withYear ? { year: 'numeric' as const } : {};
  const options = { day: 'numeric', month: 'short', ...year } as const;
  return kept(`date ${withYear}`, (locale) => new Intl.DateTimeFormat(locale, options)).format(atMs);
}

/** `5 hours`, `12 sec`: a span of time written with its unit. */
export function spanText(
  amount: number,
  unit: 'second' | 'minute' | 'hour' | 'day',
  width: 'long' | 'short' = 'long',
): string {
  const options = { style: 'unit', unit, unitDisplay: width } as const;
  return kept(`${unit} ${width}`, (locale) => new Intl.NumberFormat(locale, options)).format(amount);
}

/** `107 MB`, in whole millions of bytes. */
export function megabytesText(bytes: number): string {
  const options = { style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 } as const;
  return kept('megabytes', (locale) => new Intl.NumberFormat(locale, options)).format(bytes / 1_000_000);
}

/** `Sunshot, Hoosegow and Arbalest`. */
export function listText(parts: readonly string[]): string {
  return kept('list', (locale) => new Intl.ListFormat(locale, { type: 'conjunction' })).format(parts);
}

/** `Sunshot, Solar, locked`: side by side, as the language separates such things. Empty parts are left out. */
export function besideText(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(say('text_comma'));
}

/** Whole sentences after each other, as the language spaces them. Empty ones are left out. */
export function sentences(...parts: readonly string[]): string {
  const told = parts.filter((part) => part !== '');
  return told.length === 0 ? '' : told.reduce((first, second) => say('text_sentences', { first, second }));
}

/** A name of a language, such as `German`, by its tag; the tag itself when nobody knows it. */
export function languageText(tag: string): string {
  const names = kept(
    'languages',
    (locale) => new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' }),
  );
  return names.of(tag) ?? tag;
}

/** The name of a thing within a sentence: in small letters, but for German, which writes its nouns with capitals everywhere. */
export function withinSentence(name: string): string {
  return language().startsWith('de') ? name : name.toLocaleLowerCase(language());
}

/** A text that begins a line: its first letter large, as the language has it. */
export function capital(text: string): string {
  const [first = ''] = text;
  return first.toLocaleUpperCase(language()) + text.slice(first.length);
}
