/*
 * Every setting there is, as plain data: pages draw their controls from it, the background checks what is stored or imported by
 * `settings-schema`, and the words stand in `components/settings/setting-words`. Adding a setting is one entry here and its words.
 */

/** Where a setting stands on the options page. */
export type SettingGroup = 'moves' | 'cards' | 'chat' | 'notices' | 'whispers' | 'items';

interface Shared {
  group: SettingGroup;
}

interface Switch extends Shared {
  kind: 'switch';
  start: boolean;
}

interface Choice<C extends string = string> extends Shared {
  kind: 'choice';
  choices: readonly C[];
  start: C;
}

interface Amount extends Shared {
  kind: 'number';
  from: number;
  to: number;
  start: number;
}

/** From and to in minutes of the reader's day; null for never. */
export interface Hours {
  fromMinute: number;
  toMinute: number;
}

interface HoursOfDay extends Shared {
  kind: 'hours';
  start: Hours | null;
}

interface Nicks extends Shared {
  kind: 'nicks';
  start: readonly string[];
}

/** Item names or other short texts. */
interface Texts extends Shared {
  kind: 'texts';
  start: readonly string[];
}

/** What a reader calls an item, and the item's name. */
interface Pairs extends Shared {
  kind: 'pairs';
  start: readonly (readonly [string, string])[];
}

export type Setting = Switch | Choice | Amount | HoursOfDay | Nicks | Texts | Pairs;

const choice = <const C extends string>(group: SettingGroup, choices: readonly C[], start: C): Choice<C> => ({
  kind: 'choice',
  group,
  choices,
  start,
});
const onOff = (group: SettingGroup, start: boolean): Switch => ({ kind: 'switch', group, start });

export const SETTINGS = {
  /** False: "never move other items". */
  moveOthers: onOff('moves', true),
  /**
   * `session`: as whom the browser is signed in. `key`: by a login key. `anonymous`: as a guest, which hears the public
   * chat and no whispers. `off`: not at all.
   */
  connectAs: choice('chat', ['session', 'key', 'anonymous', 'off'], 'session'),
  toasts: onOff('notices', true),
  system: onOff('notices', true),
  badge: onOff('notices', true),
  /** What the number on the toolbar icon means, while it is on. */
  badgeCounts: choice('notices', ['whispers', 'postmaster'], 'whispers'),
  /** Names and mentions of the reader, while no chat page is in sight. */
  mentions: onOff('notices', false),
  streamLive: onOff('notices', false),
  /** For streamers: notices say who, never what. */
  hideText: onOff('notices', false),
  quietHours: { kind: 'hours', group: 'notices', start: null } as HoursOfDay,
  mutedNicks: { kind: 'nicks', group: 'notices', start: [] } as Nicks,
  /** Whispers older than this many days are dropped; 0 keeps them all. */
  keepDays: { kind: 'number', group: 'whispers', from: 0, to: 3_650, start: 90 } as Amount,
  /** Also people who never whispered first may be written to. */
  replyToAnyone: onOff('whispers', false),
  /** Which words in chat count as item names (`lib/chat/spotting/spot-policy`). */
  spotMode: choice('cards', ['normal', 'strict', 'brackets', 'off'], 'normal'),
  /** Other things than weapons and armour count too, with their capitals. */
  spotOtherKinds: onOff('cards', false),
  cardOpens: choice('cards', ['hover', 'click', 'off'], 'hover'),
  /** What cards in chat tell of the reader's own items: with buttons to send them, without, or nothing. */
  ownInChat: choice('cards', ['send', 'show', 'off'], 'send'),
  /** Names the reader said are no items in chat. */
  notItems: { kind: 'texts', group: 'cards', start: [] } as Texts,
  /** The reader's own nicknames of items, beside the built-in ones. */
  nicknames: { kind: 'pairs', group: 'cards', start: [] } as Pairs,
  /** `auto` or one of Bungie's locales (bungie-api.md 5.1). */
  manifestLanguage: choice(
    'items',
    ['auto', 'en', 'fr', 'es', 'es-mx', 'de', 'it', 'ja', 'pt-br', 'ru', 'pl', 'ko', 'zh-cht', 'zh-chs'],
    'auto',
  ),
  /** From where the item list comes; `auto` takes the slower, smaller way where memory is short. */
  manifestSource: choice('items', ['auto', 'sqlite', 'json'], 'auto'),
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;

type ValueOf<S extends Setting> =
  S extends Choice<infer C>
    ? C
    : S extends Switch
      ? boolean
      : S extends Amount
        ? number
        : S extends HoursOfDay
          ? Hours | null
          : S extends Pairs
            ? readonly (readonly [string, string])[]
            : readonly string[];

/** What the player decided once and for all; kept with the views because pages follow both alike. Holds no secret. */
export type Settings = { [N in SettingName]: ValueOf<(typeof SETTINGS)[N]> };

/** What holds until somebody decides otherwise. */
export const INITIAL_SETTINGS = Object.fromEntries(
  Object.entries(SETTINGS).map(([name, { start }]) => [name, start]),
  // Built from the table that the type is built from.
) as unknown as Settings;
