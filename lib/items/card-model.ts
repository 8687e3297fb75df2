import type { Hash } from '../base/ids';

/** One line of a card's stat block. */
export interface CardStat {
  name: string;
  value: number;
  /** Share of the bar that is filled, 0 to 1; absent where the game shows a bare number. */
  bar?: number;
}

/** Everything an item card shows that is the same for every reader. Plain JSON; all texts cleaned. */
export interface CardModel {
  hash: Hash;
  name: string;
  /** Path on www.bungie.net. */
  icon?: string;
  typeName: string;
  tier: number;
  tierName: string;
  itemType: number;
  damageType: number;
  ammoType: number;
  classType: number;
  description: string;
  flavor: string;
  stats: CardStat[];
  /** Intrinsic and perk columns: what it can come with. Absent where none is known. */
  columns?: CardColumn[];
  /** Where it comes from, in the game's words. */
  source?: string;
  /** Path on www.bungie.net of a large picture; shown on request. */
  screenshot?: string;
  /** All items of this name, itself included, newest first; absent when there is one. */
  printings?: { hash: Hash; label: string }[];
}

/** What can sit in one socket of an item. */
export interface CardColumn {
  /** Of the sockets it belongs to; may be empty. */
  name: string;
  plugs: CardPlug[];
}

/** Something in a socket. */
export interface CardPlug {
  hash: Hash;
  name: string;
  /** Path on www.bungie.net. */
  icon?: string;
  typeName: string;
  description: string;
  /** Put in, but without effect now. */
  off?: true;
  /** What else this very item could have there. */
  others?: CardPlug[];
}

/** Plugs that belong together; the name may be empty. */
export interface CardPlugGroup {
  name: string;
  plugs: CardPlug[];
}

/** What one held item has in its sockets, and what that makes of it. Plain JSON; all texts cleaned. */
export interface ItemRoll {
  /** False: as of the last profile, because the item could not be asked for. */
  live: boolean;
  /** Masterwork and mods counted in; empty when not live. */
  stats: CardStat[];
  groups: CardPlugGroup[];
  masterwork?: CardPlug;
  tracker?: CardPlug & { kills: number };
  gearTier?: number;
}
