import type { CharacterId, ItemKey, MembershipId } from '../base/ids';
import type { Failure } from '../base/outcome';
import type { Goal } from '../inventory/goals';
import type { Place } from '../inventory/picture';
import type { Step } from '../inventory/steps';
import type { Origin } from '../inventory/undo';

/*
 * The journal of moves: what was asked for, how far it is, and how it ended. The background writes it before and
 * after each call; pages read it live. Plain JSON.
 *
 *   queued -> running -> done
 *               |  \---> cancelled
 *               \------> stopped -> queued (go on)
 */

/** Sorts by time: milliseconds since 1970 in base 36, then a random part. */
export type JobId = string & { readonly brand: 'JobId' };

export type JobState = 'queued' | 'running' | 'stopped' | 'done' | 'cancelled';

/** What the player did, for the words about it. */
export interface JobLabel {
  kind: 'move' | 'equip' | 'lock' | 'unlock' | 'clear' | 'postmaster' | 'several' | 'loadout' | 'undo';
  /** Of the item, character or loadout it is about. */
  name: string;
}

export type GoalResult =
  | { kind: 'done'; moved: boolean }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'cancelled' };

export interface Job {
  id: JobId;
  membershipId: MembershipId;
  label: JobLabel;
  goals: Goal[];
  /** One for each goal that has ended, in order; its length is the index of the goal in work. */
  results: GoalResult[];
  state: JobState;
  /** The calls of the goal in work. */
  plan: Step[];
  /** How many of them are confirmed. */
  at: number;
  /** There from before the call goes out until its outcome is known. */
  askedAtMs?: number;
  /** Pieces at the place a stack was about to leave: the only way to tell later whether it went. */
  askedPieces?: number;
  cancelAsked: boolean;
  origins: Origin[];
  /** Things that were moved or put on although nobody asked for them, newest last. */
  aside: { itemName: string; to: Place; equipped: boolean }[];
  /** Why it stopped half-way. */
  problem?: Failure;
  /** The job that this one takes back. */
  undoes?: JobId;
  /** A chat page asked for it, and may hear how it goes and take it back. */
  fromChat?: true;
  /** Taken back, or told and dismissed: no more buttons for it. */
  settled: boolean;
  /** A system notification told that it stopped. */
  noticed?: true;
  createdAtMs: number;
  changedAtMs: number;
}

/** An item that shall be put on as soon as the game allows it. */
export interface LaterEquip {
  membershipId: MembershipId;
  item: ItemKey;
  itemName: string;
  characterId: CharacterId;
  /** What was worn in its slot when it was asked for: if that changes, the player decided otherwise. */
  wornThen?: ItemKey;
  untilMs: number;
  nextAtMs: number;
  tries: number;
}
