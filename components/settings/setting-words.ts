import { say, sayCount } from '../../lib/base/words';
import {
  type Hours,
  SETTINGS,
  type SettingGroup,
  type SettingName,
  type Settings,
} from '../../lib/messages/settings';

export interface SettingWords {
  label: string;
  /** One or two sentences: what it does, what the first value means. */
  help: string;
}

/** In the order of the page. */
export const GROUPS: readonly SettingGroup[] = ['moves', 'cards', 'chat', 'notices', 'whispers', 'items'];

/** What a group of settings is called. */
export function groupInWords(group: SettingGroup): string {
  return say(`setting_group_${group}`);
}

/** What a setting is called and does, in the reader's words. Search, page and documentation read from here. */
export function settingInWords(name: SettingName): SettingWords {
  const word = WORDS[name];
  return { label: say(`setting_${word}`), help: say(`setting_${word}_help`) };
}

/** How settings are called in the catalogue. */
const WORDS = {
  moveOthers: 'move_others',
  connectAs: 'connect_as',
  toasts: 'toasts',
  system: 'system',
  badge: 'badge',
  badgeCounts: 'badge_counts',
  mentions: 'mentions',
  streamLive: 'stream_live',
  hideText: 'hide_text',
  quietHours: 'quiet_hours',
  mutedNicks: 'muted_nicks',
  keepDays: 'keep_days',
  replyToAnyone: 'reply_to_anyone',
  spotMode: 'spot_mode',
  spotOtherKinds: 'spot_other_kinds',
  cardOpens: 'card_opens',
  ownInChat: 'own_in_chat',
  notItems: 'not_items',
  nicknames: 'nicknames',
  manifestLanguage: 'manifest_language',
  manifestSource: 'manifest_source',
} as const satisfies Readonly<Record<SettingName, string>>;

type ChoiceName = {
  [N in SettingName]: (typeof SETTINGS)[N]['kind'] extends 'choice' ? N : never;
}[SettingName];

/** Languages are called by their own names, in every language. */
const LANGUAGES: Readonly<Record<Exclude<Settings['manifestLanguage'], 'auto'>, string>> = {
  en: 'English',
  fr: 'Français',
  es: 'Español (España)',
  'es-mx': 'Español (México)',
  de: 'Deutsch',
  it: 'Italiano',
  ja: '日本語',
  'pt-br': 'Português (Brasil)',
  ru: 'Русский',
  pl: 'Polski',
  ko: '한국어',
  'zh-cht': '繁體中文',
  'zh-chs': '简体中文',
};

const CHOICES: { readonly [N in ChoiceName]: Readonly<Record<Settings[N], () => string>> } = {
  connectAs: {
    session: () => say('setting_connect_as_session'),
    key: () => say('setting_connect_as_key'),
    anonymous: () => say('setting_connect_as_anonymous'),
    off: () => say('setting_connect_as_off'),
  },
  badgeCounts: {
    whispers: () => say('setting_badge_counts_whispers'),
    postmaster: () => say('setting_badge_counts_postmaster'),
  },
  spotMode: {
    normal: () => say('setting_spot_mode_normal'),
    strict: () => say('setting_spot_mode_strict'),
    brackets: () => say('setting_spot_mode_brackets'),
    off: () => say('setting_spot_mode_off'),
  },
  cardOpens: {
    hover: () => say('setting_card_opens_hover'),
    click: () => say('setting_card_opens_click'),
    off: () => say('setting_card_opens_off'),
  },
  ownInChat: {
    send: () => say('setting_own_in_chat_send'),
    show: () => say('setting_own_in_chat_show'),
    off: () => say('setting_own_in_chat_off'),
  },
  manifestLanguage: {
    auto: () => say('setting_manifest_language_auto'),
    ...mapped(LANGUAGES),
  },
  manifestSource: {
    auto: () => say('setting_manifest_source_auto'),
    sqlite: () => say('setting_manifest_source_sqlite'),
    json: () => say('setting_manifest_source_json'),
  },
};

/** What the choices of a setting are called, by choice; empty for settings of other kinds. */
export function choicesInWords(name: SettingName): Readonly<Record<string, string>> {
  const choices: Partial<Record<SettingName, Readonly<Record<string, () => string>>>> = CHOICES;
  return Object.fromEntries(Object.entries(choices[name] ?? {}).map(([choice, words]) => [choice, words()]));
}

/** What one choice of a setting is called; its own name where no words are kept. */
export function choiceInWords(name: SettingName, choice: string): string {
  const choices: Partial<Record<string, Readonly<Record<string, () => string>>>> = CHOICES;
  return choices[name]?.[choice]?.() ?? choice;
}

/** A setting's value as a preview tells it. */
export function valueInWords(name: SettingName, value: unknown): string {
  const { kind } = SETTINGS[name];
  if (typeof value === 'boolean') return value ? say('setting_value_on') : say('setting_value_off');
  if (typeof value === 'number') return String(value);
  if (kind === 'hours')
    return isHours(value)
      ? say('setting_value_hours', { from: clock(value.fromMinute), to: clock(value.toMinute) })
      : say('setting_value_never');
  if (Array.isArray(value)) return sayCount('setting_value_entries', value.length);
  return choiceInWords(name, String(value));
}

/** `22:30`, from minutes of the day. */
export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function isHours(value: unknown): value is Hours {
  return typeof value === 'object' && value !== null && 'fromMinute' in value && 'toMinute' in value;
}

function mapped<K extends string>(names: Readonly<Record<K, string>>): Record<K, () => string> {
  const entries = Object.entries<string>(names).map(([key, name]) => [key, () => name]);
  // The same keys as those of `names`.
  return Object.fromEntries(entries) as Record<K, () => string>;
}
