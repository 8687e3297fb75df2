import { expect, it } from 'vitest';
import { localeOf } from '../../../lib/items/locales';

it.each([
  ['de-AT', 'de'],
  ['en-GB', 'en'],
  ['es', 'es'],
  ['es-ES', 'es'],
  ['es-MX', 'es-mx'],
  ['es-419', 'es-mx'],
  ['pt-PT', 'pt-br'],
  ['zh-TW', 'zh-cht'],
  ['zh-Hant-HK', 'zh-cht'],
  ['zh-CN', 'zh-chs'],
  ['zh', 'zh-chs'],
  ['fr_CA', 'fr'],
  ['nl', 'en'],
  ['', 'en'],
])('a browser in %s gets the list in %s', (browser, locale) => {
  expect(localeOf(browser)).toBe(locale);
});
