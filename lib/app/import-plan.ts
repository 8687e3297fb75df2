import { type Locale, localeOf } from '../items/locales';
import type { DefinitionPlace } from '../manifest/definition-source';
import { ITEM_TABLE } from '../manifest/read-sqlite';
import { SMALL_TABLES, SOURCE_TABLE } from '../manifest/read-tables';
import type { ImportJob } from '../storage/databases';
import type { ManifestPaths } from './ports';

/** Imports by the tables that may fail before the database is read in their place, and the other way round. */
const TURNS = 2;
/** Imports that may die: another death would come sooner by the database, which takes more memory. */
const DEATHS = 2;

/** What the player wants of the item list, and what the machine is like. */
export interface ManifestWishes {
  language: 'auto' | Locale;
  source: 'auto' | 'sqlite' | 'json';
  /** As the browser names it, such as `de-AT`. */
  browserLanguage: string;
  /** Too little memory for 300 MB at a time. */
  small: boolean;
}

export interface ImportPlan {
  /** Names the list, whatever it is read from. */
  path: string;
  language: string;
  from: DefinitionPlace;
  /** English too, when the language is another. */
  english: DefinitionPlace | undefined;
  /** What was wanted, when Bungie names no list in it. */
  missingLanguage: Locale | undefined;
}

/**
 * What to import of what Bungie names: undefined when it names neither the wanted language nor English. The tables, which
 * are read in less time and half the memory; the database by setting, and by turns where the tables fail.
 */
export function importPlan(
  paths: ManifestPaths,
  wishes: ManifestWishes,
  left: Pick<ImportJob, 'path' | 'tries' | 'deaths'> | undefined,
): ImportPlan | undefined {
  const wanted = wishes.language === 'auto' ? localeOf(wishes.browserLanguage) : wishes.language;
  const language = paths.sqlite[wanted] === undefined ? 'en' : wanted;
  const path = paths.sqlite[language];
  if (path === undefined) return undefined;
  const { tries, deaths = 0 } = left?.path === path ? left : { tries: 0 };
  const turned = tries % (2 * TURNS) >= TURNS && deaths < DEATHS && !wishes.small;
  const json = wishes.source === 'json' || (wishes.source === 'auto' && !turned);
  const from = placeOf(paths, language, json);
  const english = language === 'en' ? undefined : placeOf(paths, 'en', json);
  return {
    path,
    language,
    from: from ?? { kind: 'sqlite', path },
    english,
    missingLanguage: language === wanted ? undefined : wanted,
  };
}

/** Where a language lies; the database when its tables are not named, undefined when neither is. */
function placeOf(paths: ManifestPaths, language: string, json: boolean): DefinitionPlace | undefined {
  const tables = paths.json[language];
  if (json && tables?.[ITEM_TABLE] !== undefined) {
    const needed = [ITEM_TABLE, SOURCE_TABLE, ...SMALL_TABLES].flatMap((table) => {
      const path = tables[table];
      return path === undefined ? [] : [[table, path] as const];
    });
    return { kind: 'json', tables: Object.fromEntries(needed) };
  }
  const path = paths.sqlite[language];
  return path === undefined ? undefined : { kind: 'sqlite', path };
}
