import * as z from 'zod/mini';
import { SETTINGS, type Setting, type SettingName, type Settings } from './settings';

const MOST_ENTRIES = 500;

const minute = z.number().check(z.int(), z.gte(0), z.lt(1_440));
const text = z.string().check(z.minLength(1), z.maxLength(120));

function schemaOf(setting: Setting): z.ZodMiniType {
  switch (setting.kind) {
    case 'switch':
      return z.boolean();
    case 'choice':
      return z.enum(setting.choices as [string, ...string[]]);
    case 'number':
      return z.number().check(z.int(), z.gte(setting.from), z.lte(setting.to));
    case 'hours':
      return z.nullable(z.object({ fromMinute: minute, toMinute: minute }));
    case 'nicks':
      return z.array(z.string().check(z.regex(/^\w{3,20}$/))).check(z.maxLength(MOST_ENTRIES));
    case 'texts':
      return z.array(text).check(z.maxLength(MOST_ENTRIES));
    case 'pairs':
      return z.array(z.tuple([text, text])).check(z.maxLength(MOST_ENTRIES));
  }
}

const schemas = Object.fromEntries(
  Object.entries(SETTINGS).map(([name, setting]) => [name, z.exactOptional(schemaOf(setting))]),
) as unknown as Record<SettingName, z.ZodMiniType>;

/** A change of some settings, as a page asks for it or a file brings it. Unknown names are left out. */
export const SettingsChange = z.object(schemas) as unknown as z.ZodMiniType<
  Partial<Settings>,
  Partial<Settings>
>;

/** What is stored, with the first value for whatever is missing or no longer fits its setting. Total. */
export function readSettings(stored: unknown, start: Settings): Settings {
  const given = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  const kept = Object.entries(schemas).flatMap(([name, schema]) => {
    const read = schema.safeParse(given[name]);
    return read.success && read.data !== undefined ? [[name, read.data]] : [];
  });
  return { ...start, ...Object.fromEntries(kept) };
}
