import type { Hash } from '../base/ids';
import type { CardStat } from './card-model';

/** One plug that sits, or could sit, in a socket. */
export interface LivePlug {
  hash: Hash;
  name: string;
  icon?: string;
  description: string;
  /** In the socket now. */
  active: boolean;
}

/** A column of perks: one socket with what it holds and could hold. */
export interface LiveSocket {
  plugs: LivePlug[];
}

/** What only the owner's own item shows: asked for when its details are opened (bungie-api.md 4.2, GetItem). */
export interface LiveItem {
  /** Bungie's time of this copy, milliseconds since 1970; 0 when it does not say. */
  mintedAtMs: number;
  power?: number;
  stats: CardStat[];
  intrinsic?: LivePlug;
  perks: LiveSocket[];
  mods: LivePlug[];
  masterwork?: LivePlug;
  /** Kills its tracker shows. */
  kills?: number;
}
