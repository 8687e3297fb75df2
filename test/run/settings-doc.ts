import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import {
  choicesInWords,
  GROUPS,
  groupInWords,
  settingInWords,
  valueInWords,
} from '../../components/settings/setting-words';
import { INITIAL_SETTINGS, SETTINGS, type SettingName } from '../../lib/messages/settings';
import { speakEnglish } from './english';

/** Where the generated page lies, from the root. */
export const SETTINGS_DOC = 'docs/settings.md';

/** All settings as one page of Markdown, from the list that draws the settings page. */
export function settingsDoc(): string {
  const names = Object.keys(SETTINGS) as SettingName[];
  const parts = GROUPS.flatMap((group) => [
    `## ${groupInWords(group)}`,
    '',
    '| setting | what it does | at first | name in files |',
    '|---|---|---|---|',
    ...names.filter((name) => SETTINGS[name].group === group).map(row),
    '',
  ]);
  return [
    '# Settings',
    '',
    'Made by `npm run docs` from `lib/messages/settings.ts` and `locales/en.yml`. Do not edit.',
    '',
    ...parts,
  ].join('\n');
}

function row(name: SettingName): string {
  const { label, help } = settingInWords(name);
  const choices = Object.values(choicesInWords(name));
  const offered = choices.length === 0 ? '' : ` One of: ${choices.join(', ')}.`;
  const start = valueInWords(name, INITIAL_SETTINGS[name]);
  return `| ${label} | ${`${help}${offered}`.replace(/\|/g, '\\|')} | ${start === '0 entries' ? 'Nothing' : start} | \`${name}\` |`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await speakEnglish();
  writeFileSync(new URL(`../../${SETTINGS_DOC}`, import.meta.url), settingsDoc());
}
