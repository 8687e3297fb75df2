import { describe, expect, it } from 'vitest';
import { CHOICE_WORDS, SETTING_WORDS } from '../../components/settings/setting-words';
import { SETTINGS, type SettingName } from '../../lib/messages/settings';
import { SETTINGS_DOC, settingsDoc } from '../run/settings-doc';
import { text } from './tree';

const names = Object.keys(SETTINGS) as SettingName[];

it('docs/settings.md is what the list of settings makes of it (npm run docs)', () => {
  expect(text(SETTINGS_DOC)).toBe(settingsDoc());
});

describe.each(names)('setting %s', (name) => {
  it('has a name and a sentence of help', () => {
    expect(SETTING_WORDS[name].label.length).toBeGreaterThan(3);
    expect(SETTING_WORDS[name].help).toMatch(/[.)]$/);
  });

  it('has words for each of its choices', () => {
    const setting = SETTINGS[name];
    const words: Partial<Record<string, Readonly<Record<string, string>>>> = CHOICE_WORDS;
    expect(Object.keys(words[name] ?? {})).toEqual(setting.kind === 'choice' ? [...setting.choices] : []);
  });
});
