import { expect, it } from 'vitest';
import { importPlan, type ManifestWishes } from '../../../lib/app/import-plan';

const EN = '/common/destiny2_content/sqlite/en/a.content';
const DE = '/common/destiny2_content/sqlite/de/b.content';
const tables = {
  DestinyInventoryItemDefinition: '/common/destiny2_content/json/x.json',
  DestinyLoreDefinition: '/y',
};
const paths = { version: '1', sqlite: { en: EN, de: DE }, json: { en: tables } };
const nothing = undefined;
const wishes = (change: Partial<ManifestWishes>): ManifestWishes => ({
  language: 'auto',
  source: 'auto',
  browserLanguage: 'en-US',
  small: false,
  ...change,
});

it('follows the browser, and reads English besides another language', () => {
  expect(importPlan(paths, wishes({ browserLanguage: 'de-CH' }), nothing)).toMatchObject({
    path: DE,
    language: 'de',
    from: { kind: 'sqlite', path: DE },
    english: { kind: 'json' },
    missingLanguage: undefined,
  });
  expect(importPlan(paths, wishes({}), nothing)).toMatchObject({ language: 'en', english: undefined });
});

it('lets the setting win over the browser', () => {
  const plan = importPlan(paths, wishes({ browserLanguage: 'de', language: 'en' }), nothing);
  expect(plan).toMatchObject({ language: 'en', path: EN });
});

it('takes English, and says so, where Bungie names no list in the language', () => {
  const plan = importPlan(paths, wishes({ language: 'ko' }), nothing);
  expect(plan).toMatchObject({ language: 'en', path: EN, missingLanguage: 'ko' });
});

it('has no plan when Bungie names no list at all', () => {
  expect(importPlan({ ...paths, sqlite: {} }, wishes({}), nothing)).toBeUndefined();
});

it('asks for those tables only that are used, and for the database where no tables are named', () => {
  expect(importPlan(paths, wishes({}), nothing)?.from).toEqual({
    kind: 'json',
    tables: { DestinyInventoryItemDefinition: tables.DestinyInventoryItemDefinition },
  });
  expect(importPlan(paths, wishes({ source: 'json', language: 'de' }), nothing)?.from).toEqual({
    kind: 'sqlite',
    path: DE,
  });
});

it('reads the tables first, the database by setting, and by turns where the tables fail', () => {
  const kindAfter = (tries: number, change: Partial<ManifestWishes> = {}, deaths = 0, path = EN) =>
    importPlan(paths, wishes(change), { path, tries, deaths })?.from.kind;
  expect([0, 1, 2, 3, 4, 5, 6].map((tries) => kindAfter(tries))).toEqual([
    'json',
    'json',
    'sqlite',
    'sqlite',
    'json',
    'json',
    'sqlite',
  ]);
  expect(kindAfter(0, { source: 'sqlite' })).toBe('sqlite');
  expect(kindAfter(2, { source: 'json' })).toBe('json');
  // Of another list nothing is known, and where imports die the database would die sooner.
  expect(kindAfter(2, {}, 0, DE)).toBe('json');
  expect(kindAfter(2, {}, 2)).toBe('json');
  expect(kindAfter(2, { small: true })).toBe('json');
});
