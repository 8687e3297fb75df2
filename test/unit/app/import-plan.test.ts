import { expect, it } from 'vitest';
import { importPlan, type ManifestWishes } from '../../../lib/app/import-plan';

const EN = '/common/destiny2_content/sqlite/en/a.content';
const DE = '/common/destiny2_content/sqlite/de/b.content';
const tables = {
  DestinyInventoryItemDefinition: '/common/destiny2_content/json/x.json',
  DestinyLoreDefinition: '/y',
};
const paths = { version: '1', sqlite: { en: EN, de: DE }, json: { en: tables } };
const nothing = { current: undefined, left: undefined };
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
    english: { kind: 'sqlite', path: EN },
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
  expect(importPlan(paths, wishes({ source: 'json' }), nothing)?.from).toEqual({
    kind: 'json',
    tables: { DestinyInventoryItemDefinition: tables.DestinyInventoryItemDefinition },
  });
  expect(importPlan(paths, wishes({ source: 'json', language: 'de' }), nothing)?.from).toEqual({
    kind: 'sqlite',
    path: DE,
  });
});

it('counts deaths of the same list only', () => {
  const job = { job: 'j', startedAtMs: 0, tries: 2, deaths: 2 };
  expect(importPlan(paths, wishes({}), { ...nothing, left: { ...job, path: EN } })?.from.kind).toBe('json');
  expect(importPlan(paths, wishes({}), { ...nothing, left: { ...job, path: DE } })?.from.kind).toBe('sqlite');
});
