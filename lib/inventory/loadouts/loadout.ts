import type { CharacterId, Hash, ItemInstanceId } from '../../base/ids';

/** One thing of a loadout. Found again by its instance; when that is gone, by another copy of the same hash. */
export interface LoadoutItem {
  hash: Hash;
  instanceId?: ItemInstanceId;
  /** As it was called when it was saved: still readable when the item is gone. */
  name: string;
  bucket: Hash;
  equip: boolean;
  /** Pieces of a stack; 1 for instanced items. */
  amount: number;
}

/** A named set of things for one class. */
export interface Loadout {
  id: string;
  name: string;
  /** 0 Titan, 1 Hunter, 2 Warlock, 3 any. */
  classType: number;
  items: LoadoutItem[];
  createdAtMs: number;
  changedAtMs: number;
}

/** A loadout saved in the game itself (bungie-api.md 4.4, component 206). */
export interface InGameLoadout {
  characterId: CharacterId;
  /** Its place in the character's list: what EquipLoadout asks for. */
  index: number;
  name: string;
  /** Paths on www.bungie.net. */
  icon?: string;
  color?: string;
  items: ItemInstanceId[];
}
