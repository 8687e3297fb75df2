import { SETTINGS, type SettingGroup, type SettingName } from '../../lib/messages/settings';
import { choicesInWords, groupInWords, settingInWords } from './setting-words';

const NAMES = Object.keys(SETTINGS) as SettingName[];

/** The settings of a group in which every typed word occurs: in name, help, group or choices. All when nothing is typed. */
export function findSettings(group: SettingGroup, typed: string): SettingName[] {
  return NAMES.filter((name) => SETTINGS[name].group === group && holdsWords(textOf(name), typed));
}

/** True when every typed word begins a word of the text. */
export function holdsWords(text: string, typed: string): boolean {
  const words = plain(text).split(/[^\p{L}\p{N}]+/u);
  return plain(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .every((wanted) => words.some((word) => word.startsWith(wanted)));
}

function textOf(name: SettingName): string {
  const { label, help } = settingInWords(name);
  const choices = Object.values(choicesInWords(name));
  return [label, help, groupInWords(SETTINGS[name].group), ...choices].join(' ');
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
