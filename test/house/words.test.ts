import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LOCALES_DIR, readCatalogue } from '../run/english';
import { literalsIn } from './literals';
import { files, PRODUCT, text } from './tree';

/*
 * Everything a reader sees is said from the catalogues, and every catalogue has all of it.
 */

const locales = readdirSync(LOCALES_DIR).map((file) => file.replace(/\.yml$/, ''));
const english = await readCatalogue('en');
const sources = files(PRODUCT).map((file) => ({ file, literals: literalsIn(file, text(file)) }));

const FORM = /_(zero|one|two|few|many|other)$/;
/** Messages of the manifest and of the build, which no code of ours says. */
const ELSEWHERE = /^(extension_description|command_\w+)$/;

/** What a message is about besides its form: a plural counts as one message. */
function stems(keys: Iterable<string>): string[] {
  const all = new Set(keys);
  const stem = (key: string): string =>
    FORM.test(key) && all.has(key.replace(FORM, '_other')) ? key.replace(FORM, '') : key;
  return [...new Set([...all].map(stem))].sort();
}

function placeholders(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort();
}

it('has English first', () => {
  expect(locales).toContain('en');
  expect(english.get('interface_language')).toBe('en');
});

it('has no text left in the code that a reader would see', () => {
  const left = sources.flatMap(({ file, literals }) =>
    literals.shown.filter((one) => !allowed(file, one)).map((one) => `${file}: ${one}`),
  );
  expect(left).toEqual([]);
});

it('finds texts where they are planted', () => {
  const planted = `
    const RED = 'Every word counts here.';
    const told = (n) => \`\${n} is gone\`;
    console.error('Vault Courier: not for readers', told);
    const early = say('ui_close');
    export function Box() {
      return <p title="Close it">Hello there <b aria-label={say('ui_close')}>{told(RED)}</b></p>;
    }`;
  const { shown, early } = literalsIn('planted.tsx', planted);
  expect(shown).toEqual(['Every word counts here.', '{} is gone', 'Close it', 'Hello there']);
  expect(early).toEqual(['say']);
});

/** What may stand in the code: the same in every language, or read by nobody but developers. */
function allowed(file: string, literal: string): boolean {
  const reasons: readonly [RegExp, RegExp][] = [
    // Names of keys, platforms, languages and options of Bungie's page, which have no translation.
    [/SearchBox\.tsx$/, /^(⇧?Enter)$/],
    [/key-help\.ts$/, /^Ctrl Z$/],
    [/AccountSwitcher\.tsx$/, /^Epic Games$/],
    [/setting-words\.ts$/, /^(Español|Português) \(/],
    [/RegisterSteps\.tsx$/, /^(Confidential|bungie\.net\/en\/Application|(Read|Move) .*)$/],
    // A text form of our own, the same in every language.
    [/(ImportBox\.tsx|loadout-text\.ts)$/, /^(Vault Courier loadout: |Titan|Hunter|Warlock)/],
    // Lines of an English chat.
    [/example\/App\.tsx$/, /^(trust me|swap it|anyone up|ok but|\[\[Thorn\]\])/],
    // Bungie's own words and people's names for items.
    [/nicknames\.ts$/, /./],
    [/roll\.ts$/, /^Enhanced Trait$/],
    // For developers: what is wrong with a build, headings of a report, what the browser asks of us, file formats.
    [/./, /^Vault Courier/],
    [/diagnostics\.ts$/, /^(What did you do|Last failures|another system|\{\} entries|\{\} \{\} on)/],
    [/Fence\.tsx$/, /^\{\} broke: /],
    [/platform\/offscreen\.ts$/, /^Holds the destiny\.gg/],
    [/manifest\/.*\.ts$/, /^(SQLite format 3|SELECT )/],
  ];
  return reasons.some(([where, what]) => where.test(file) && what.test(literal));
}

it('says nothing while modules are loaded: the texts are not there yet', () => {
  // The entries themselves run after all of their modules, and plug the texts in first.
  const modules = sources.filter(({ file }) => !/^entrypoints\/\w+\/main\.tsx$/.test(file));
  expect(modules.flatMap(({ file, literals }) => literals.early.map((one) => `${file}: ${one}`))).toEqual([]);
});

it('every entry that shows or tells something plugs the texts in', () => {
  const entries = files(/^entrypoints\/(\w+\/main\.tsx|background\/index\.ts|dgg\.content\/index\.ts)$/);
  expect(entries.length).toBeGreaterThan(6);
  expect(entries.filter((file) => !/^\s*plugInWords\(\);$/m.test(text(file)))).toEqual([]);
});

it('uses every message of the catalogue', () => {
  const used = new Set(sources.flatMap(({ literals }) => literals.strings));
  const patterns = sources.flatMap(({ literals }) => literals.patterns);
  const unused = stems(english.keys()).filter(
    (key) => !used.has(key) && !ELSEWHERE.test(key) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(unused).toEqual([]);
});

describe.each(locales)('the catalogue %s', async (locale) => {
  const texts = await readCatalogue(locale);

  it('has the messages of the English one, and no others', () => {
    expect(stems(texts.keys())).toEqual(stems(english.keys()));
  });

  it('has the forms its language needs, and no others', () => {
    const rules = new Intl.PluralRules(texts.get('interface_language'));
    // Those that counts of things have, and `other`, which stands in for every form.
    const needed = new Set<string>([
      'other',
      ...Array.from({ length: 1_000 }, (_, count) => rules.select(count)),
    ]);
    const known = rules.resolvedOptions().pluralCategories.map(String);
    const counted = stems(english.keys()).filter((key) => english.has(`${key}_other`));
    expect(counted.length).toBeGreaterThan(20);
    const missing = counted.flatMap((key) =>
      [...needed].map((form) => `${key}_${form}`).filter((form) => !texts.has(form)),
    );
    const strange = [...texts.keys()].filter((key) => {
      const form = FORM.exec(key)?.[1] ?? '';
      return counted.includes(key.replace(FORM, '')) && !known.includes(form);
    });
    expect({ missing, strange }).toEqual({ missing: [], strange: [] });
  });

  it('fills in what the English one fills in', () => {
    const wrong = [...texts].filter(([key, message]) => {
      const model = english.get(key) ?? english.get(key.replace(FORM, '_other')) ?? '';
      const [own, wanted] = [placeholders(message), placeholders(model)];
      // “One item” may do without its number.
      const may = FORM.test(key) ? wanted.filter((name) => name !== 'count' || own.includes(name)) : wanted;
      return own.join() !== may.join() || message.includes('%s') !== model.includes('%s');
    });
    expect(wrong).toEqual([]);
  });

  it('has keys and texts that browsers take as they are', () => {
    for (const [key, message] of texts) {
      expect(key).toMatch(/^[a-z0-9_]+$/);
      expect(message, `${key}: a dollar sign means something to browsers`).not.toContain('$');
      expect(message, key).not.toBe('');
      // Separators alone may begin or end with a space.
      if (!key.startsWith('text_')) expect(message.trim(), key).toBe(message);
    }
    expect(texts.get('extension_name')).toBe('Vault Courier');
    expect(texts.get('extension_description')?.length).toBeLessThanOrEqual(132);
  });
});
