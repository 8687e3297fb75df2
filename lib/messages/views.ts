import type { Failure } from '../base/outcome';
import type { StreamState } from '../chat/notice-policy';
import type { ChatPageSettings } from '../chat/page-settings';
import type { Waiting } from '../chat/whisper-book';
import type { Account } from '../inventory/picture';
import type { LaterEquip } from './jobs';
import { INITIAL_SETTINGS, type Settings } from './settings';

/** An account that was shown, and who signs in to Bungie.net for it. */
export interface RecentAccount extends Account {
  bungieMembershipId: string;
  usedAtMs: number;
}

/** What pages may know of the session. Never a token, key or id of the app. */
export interface SessionView {
  state: 'no-keys' | 'signed-out' | 'signed-in';
  /** True while the sign-in window is open. */
  signingIn: boolean;
  account?: Account;
  /** Every Destiny profile of the signed-in person that can be chosen. */
  choices: (Account & { lastPlayedMs: number })[];
  /** Accounts shown before, those of other people too, the last used first. Each keeps its picture. */
  recent: RecentAccount[];
  /** Why the last sign-in or refresh ended as it did. */
  problem?: Failure;
}

/** How far the manifest is. */
export interface ManifestView {
  /** Manifest path in use; undefined before the first import. */
  generation?: string;
  importedAtMs?: number;
  items?: number;
  checkedAtMs?: number;
  /** Bungie's name of its language. */
  language?: string;
  /** The chosen language, when Bungie has no list in it and English serves. */
  missingLanguage?: string;
  /** What the last update of the same language brought, in named items. */
  news?: { added: number; changed: number; gone: number };
  work?: {
    phase: 'checking' | 'downloading' | 'reading' | 'writing';
    /** Bytes while downloading, rows while reading; 0 while writing. */
    done: number;
    /** 0 when unknown. */
    total: number;
  };
  problem?: Failure;
}

/** How the last profile read went. */
export interface ProfileView {
  refreshing: boolean;
  triedAtMs?: number;
  problem?: Failure;
}

/** What the move under way is doing; undefined when none runs. */
export interface MoveView {
  itemName: string;
  /** Names of the places on the way, first to last, such as Hunter, vault, Titan. */
  route: string[];
  /** Index into `route` of where the item is now. */
  at: number;
}

/** The dgg connection as the popup shows it. */
export interface ChatView {
  state: 'off' | 'connecting' | 'open' | 'waiting' | 'stopped';
  /** Our nick; absent for a guest or while unknown. */
  nick?: string;
  problem?: Failure;
  /** Unread whispers on the site, as it counts them, less those of the ignored and muted; absent while unknown. */
  unread?: number;
  /** The same by conversation, newest first, at most fifty. */
  waiting?: Waiting[];
  /** When the next attempt is due, while waiting. */
  retryAtMs?: number;
  /** The reader asked for the connection himself and was not told yet how that ended. */
  pressed?: true;
  /** Connected without being anybody: hears the public chat, and no whispers. */
  guest?: true;
  /** When the session was last renewed because the chat did not know us. */
  renewedAtMs?: number;
  /** What the reader set up in the page itself; absent while unknown. */
  page?: ChatPageSettings;
  /** As the site last said; absent while nobody asked. */
  stream?: StreamState;
}

/** The parts of the welcome page, in their order; `done` after the last. */
export const WELCOME_STEPS = ['bungie', 'chat', 'try', 'done'] as const;
export type WelcomeStep = (typeof WELCOME_STEPS)[number];

export interface WelcomeView {
  /** The page was opened by itself once; it never is again. */
  opened: boolean;
  /** Where the reader left it. */
  step: WelcomeStep;
}

/** Which keys there are and since when; never a key itself. */
export interface KeysView {
  /** The build brings Bungie keys of its own. */
  builtIn: boolean;
  /** The reader's own Bungie keys, which win over those of the build. */
  own?: { setAtMs: number; withSecret: boolean };
  /** When the login key of the chat was stored; absent when there is none. */
  chatKeySetAtMs?: number;
}

/** Items that wait until the game allows to put them on. */
export interface LaterView {
  waiting: LaterEquip[];
}

/** Live state by name; the background writes it, pages read it. */
export interface Views {
  session: SessionView;
  manifest: ManifestView;
  profile: ProfileView;
  move: MoveView | null;
  chat: ChatView;
  settings: Settings;
  later: LaterView;
  keys: KeysView;
  welcome: WelcomeView;
}

export type ViewName = keyof Views;

export const INITIAL_VIEWS: Views = {
  session: { state: 'signed-out', signingIn: false, choices: [], recent: [] },
  manifest: {},
  profile: { refreshing: false },
  move: null,
  chat: { state: 'off' },
  settings: INITIAL_SETTINGS,
  later: { waiting: [] },
  keys: { builtIn: false },
  welcome: { opened: false, step: 'bungie' },
};

/** Stored views with the first value of whatever is not stored yet, what a newer version added included. */
export function completeViews(stored: Partial<Views>): Views {
  return {
    ...INITIAL_VIEWS,
    ...stored,
    session: { ...INITIAL_VIEWS.session, ...stored.session },
    settings: { ...INITIAL_SETTINGS, ...stored.settings },
  };
}
