import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import {
  CHOICE_WORDS,
  GROUP_WORDS,
  SETTING_WORDS,
  valueInWords,
} from '../../components/settings/setting-words';
import { INITIAL_SETTINGS, SETTINGS, type SettingGroup, type SettingName } from '../../lib/messages/settings';

/** Where the generated page lies, from the root. */
export const SETTINGS_DOC = 'docs/settings.md';

/** All settings as one page of Markdown, from the list that draws the settings page. */
export function settingsDoc(): string {
  const names = Object.keys(SETTINGS) as SettingName[];
  const parts = (Object.keys(GROUP_WORDS) as SettingGroup[]).flatMap((group) => [
    `## ${GROUP_WORDS[group]}`,
    '',
    '| setting | what it does | at first | name in files |',
    '|---|---|---|---|',
    ...names.filter((name) => SETTINGS[name].group === group).map(row),
    '',
  ]);
  return [
    '# Settings',
    '',
    'Made by `npm run docs` from `lib/messages/settings.ts` and `components/settings/setting-words.ts`. Do not edit.',
    '',
    ...parts,
  ].join('\n');
}

function row(name: SettingName): string {
  const { label, help } = SETTING_WORDS[name];
  const words: Partial<Record<string, Readonly<Record<string, string>>>> = CHOICE_WORDS;
  const choices = Object.values(words[name] ?? {});
  const offered = choices.length === 0 ? '' : ` One of: ${choices.join(', ')}.`;
  const start = valueInWords(name, INITIAL_SETTINGS[name]);
  return `| ${label} | ${`${help}${offered}`.replace(/\|/g, '\\|')} | ${start === '0 entries' ? 'Nothing' : start} | \`${name}\` |`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(new URL(`../../${SETTINGS_DOC}`, import.meta.url), settingsDoc());
}
