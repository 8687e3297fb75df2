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
}
