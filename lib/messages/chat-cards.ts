import type { Failure } from '../base/outcome';
import type { CardSettings } from './card-settings';
import type { JobId } from './jobs';

/*
 * What item cards and the background tell each other. A chat page gets words and handles, never an id of an item,
 * a character or an account: it shows these in its closed layer and keeps nothing (reliability-security.md R3, R16).
 */

/** Somewhere an owned copy can be sent. */
export interface SendTarget {
  /** `vault`, or a handle that means something to the background of this browser session alone. */
  to: string;
  /** `Vault`, `To Titan`. */
  label: string;
}

/** One copy, or stack, that the reader owns. */
export interface OwnedCopy {
  /** A handle, as `SendTarget.to`. */
  copy: string;
  /** `Titan`, `vault`, `Hunter’s postmaster`. */
  place: string;
  equipped: boolean;
  locked: boolean;
  masterwork: boolean;
  power?: number;
  /** Pieces of a stack; 1 for gear. */
  quantity: number;
  /** Which of the perks that somebody wrote it has, as they were written. */
  perks: string[];
  /** Empty where sending is switched off or the game keeps it where it is. */
  targets: SendTarget[];
}

/** What the reader owns of an item. */
export type OwnedAnswer =
  | { state: 'off' | 'signed-out' | 'unread' }
  | {
      state: 'known';
      copies: OwnedCopy[];
      /** How many there are; more than the copies told when there are very many. */
      count: number;
      /** When Bungie was last asked, by our clock. */
      readAtMs: number;
      /** It is old and being asked for anew: ask again in a moment. */
      refreshing: boolean;
    };

/** How far something that was sent from a chat page is. */
export interface SendReport {
  state: 'waiting' | 'moving' | 'done' | 'stopped';
  /** What happened, with the item's name and place: `Sunshot is on your Titan`. */
  text: string;
  problem?: Failure;
  undo: boolean;
}

export interface SendAnswer {
  job: JobId;
}

/** The reader changed settings that cards follow. Pushed to chat pages. */
export interface CardsChanged {
  type: 'cards.changed';
  settings: CardSettings;
}

/** Puts a text into the reader's own chat input, where he may send it or not. Pushed to one chat page. */
export interface SharePush {
  type: 'share.put';
  text: string;
}
