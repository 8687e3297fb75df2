import { describe, expect, it } from 'vitest';
import { choicesInWords, settingInWords } from '../../components/settings/setting-words';
import { SETTINGS, type SettingName } from '../../lib/messages/settings';
import { SETTINGS_DOC, settingsDoc } from '../run/settings-doc';
import { text } from './tree';

const names = Object.keys(SETTINGS) as SettingName[];

it('docs/settings.md is what the list of settings makes of it (npm run docs)', () => {
  expect(text(SETTINGS_DOC)).toBe(settingsDoc());
});

describe.each(names)('setting %s', (name) => {
  it('has a name and a sentence of help', () => {
    expect(settingInWords(name).label.length).toBeGreaterThan(3);
    expect(settingInWords(name).help).toMatch(/[.)]$/);
  });

  it('has words for each of its choices', () => {
    const setting = SETTINGS[name];
    expect(Object.keys(choicesInWords(name))).toEqual(setting.kind === 'choice' ? [...setting.choices] : []);
  });
});
