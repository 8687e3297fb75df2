/** The languages in which Bungie publishes definitions, by its own names (bungie-api.md 5.1). */
export const LOCALES = [
  'en',
  'fr',
  'es',
  'es-mx',
  'de',
  'it',
  'ja',
  'pt-br',
  'ru',
  'pl',
  'ko',
  'zh-cht',
  'zh-chs',
] as const;
export type Locale = (typeof LOCALES)[number];

/** Chinese is told apart by script, which browsers name by script or region. */
const TRADITIONAL = /^zh-(hant|tw|hk|mo)\b/;

/** Bungie's name for a browser's language (`de-AT`, `es-419`, `zh-TW`); English for those it does not publish in. */
export function localeOf(browserLanguage: string): Locale {
  const wanted = browserLanguage.toLowerCase().replaceAll('_', '-');
  const [language = ''] = wanted.split('-');
  if (language === 'zh') return TRADITIONAL.test(wanted) ? 'zh-cht' : 'zh-chs';
  if (language === 'pt') return 'pt-br';
  // Spanish of Spain is plain; all other regions are America's.
  if (language === 'es') return wanted === 'es' || wanted === 'es-es' ? 'es' : 'es-mx';
  return LOCALES.find((one) => one === language) ?? 'en';
}
