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

export const GROUP_WORDS: Readonly<Record<SettingGroup, string>> = {
  moves: 'Moves',
  cards: 'Item cards in chat',
  chat: 'Chat connection',
  notices: 'Notices',
  whispers: 'Whispers',
  items: 'The game’s item list',
};

/** What each setting is called and does, in the reader's words. Search, page and documentation read from here. */
export const SETTING_WORDS: Readonly<Record<SettingName, SettingWords>> = {
  moveOthers: {
    label: 'Move other items to make room',
    help: 'The least of a full slot goes to the vault, and something else is put on in the place of a worn item. You are told each time, and undo brings it back.',
  },
  connectAs: {
    label: 'Connect to chat as',
    help: 'Your browser’s own sign-in at destiny.gg, a login key, a guest (hears no whispers), or not at all.',
  },
  toasts: {
    label: 'Show whispers in the chat page',
    help: 'A small notice with reply, while a chat page is open.',
  },
  system: {
    label: 'System notifications',
    help: 'For whispers that no visible chat page shows you.',
  },
  badge: {
    label: 'Count on the icon',
    help: 'A number on the toolbar icon, when there is something to count.',
  },
  badgeCounts: {
    label: 'What the icon counts',
    help: 'Unread whispers, or how many things wait at the fullest postmaster of your characters (it holds 21).',
  },
  mentions: {
    label: 'Tell me when I am mentioned',
    help: 'Public lines with your name or your highlight words, while no chat page is visible.',
  },
  streamLive: { label: 'Tell me when the stream goes live', help: 'Asked for four times an hour.' },
  hideText: {
    label: 'Streamer mode',
    help: 'Notices say who wrote, never what.',
  },
  quietHours: {
    label: 'Quiet hours',
    help: 'Nothing pops up between these times; the count goes on.',
  },
  mutedNicks: {
    label: 'No notices from',
    help: 'Their whispers are kept and not announced. Those you ignore at destiny.gg are left out by themselves.',
  },
  keepDays: {
    label: 'Keep whispers for (days)',
    help: 'On this machine; the site keeps its own. 0 keeps them for ever.',
  },
  replyToAnyone: {
    label: 'Write to people who never whispered to you',
    help: 'The chat punishes unwelcome whispers. Leave this off unless you know why you need it.',
  },
  spotMode: {
    label: 'Item names in chat',
    help: 'Normal: coined names always, everyday words with capitals or a cue. Strict: fewer. Brackets: only [[names]]. Off: none.',
  },
  spotOtherKinds: {
    label: 'Other things than weapons and armour',
    help: 'Ghosts, ships, emblems, shaders and the like count too when written with their capitals.',
  },
  cardOpens: {
    label: 'Open a card by',
    help: 'Hovering over a name, a click alone, or not at all.',
  },
  ownInChat: {
    label: 'Your own items on cards',
    help: 'Where you have it, with buttons that send it; where you have it alone; or nothing, for who shows his screen. The page itself never sees it.',
  },
  notItems: {
    label: 'Not items',
    help: 'Words you said are no items. They are marked in chat only in [[brackets]].',
  },
  nicknames: {
    label: 'Your own nicknames',
    help: 'What you call an item, and its name. Common nicknames are built in.',
  },
  manifestLanguage: {
    label: 'Language of items',
    help: 'As your browser’s, or one of those Bungie offers. English names count in chat too.',
  },
  manifestSource: {
    label: 'How the item list is read',
    help: 'As one database (fast), as separate tables (slower, needs less memory), or as fits this machine.',
  },
};

type ChoiceName = {
  [N in SettingName]: (typeof SETTINGS)[N]['kind'] extends 'choice' ? N : never;
}[SettingName];

/** What each choice of a setting is called. */
export const CHOICE_WORDS: { readonly [N in ChoiceName]: Readonly<Record<Settings[N], string>> } = {
  connectAs: {
    session: 'Your sign-in in this browser',
    key: 'A login key',
    anonymous: 'A guest',
    off: 'Not at all',
  },
  badgeCounts: { whispers: 'Unread whispers', postmaster: 'The fullest postmaster' },
  spotMode: { normal: 'Normal', strict: 'Strict', brackets: 'Only [[names]]', off: 'Off' },
  cardOpens: { hover: 'Hovering or a click', click: 'A click', off: 'Nothing' },
  ownInChat: { send: 'With buttons to send them', show: 'Without buttons', off: 'Not at all' },
  manifestLanguage: {
    auto: 'As your browser’s',
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
  },
  manifestSource: { auto: 'As fits this machine', sqlite: 'As one database', json: 'As separate tables' },
};

/** What one choice of a setting is called; its own name where no words are kept. */
export function choiceInWords(name: SettingName, choice: string): string {
  const words: Partial<Record<string, Readonly<Record<string, string>>>> = CHOICE_WORDS;
  return words[name]?.[choice] ?? choice;
}

/** A setting's value as a preview tells it. */
export function valueInWords(name: SettingName, value: unknown): string {
  const { kind } = SETTINGS[name];
  if (typeof value === 'boolean') return value ? 'On' : 'Off';
  if (typeof value === 'number') return String(value);
  if (kind === 'hours')
    return isHours(value) ? `${clock(value.fromMinute)} to ${clock(value.toMinute)}` : 'Never';
  if (Array.isArray(value)) return value.length === 1 ? '1 entry' : `${value.length} entries`;
  return choiceInWords(name, String(value));
}

/** `22:30`, from minutes of the day. */
export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function isHours(value: unknown): value is Hours {
  return typeof value === 'object' && value !== null && 'fromMinute' in value && 'toMinute' in value;
}
