import type { CharacterId, ItemKey } from '../base/ids';

/**
 * Why a step is there: asked for; to make room; to replace something worn that has to come off; to give back a lock
 * flag the game may have swapped with a twin's (bungie-api.md 6.3, rule 11).
 */
export type StepReason = 'wish' | 'room' | 'replace' | 'lock';

interface ItemStep {
  item: ItemKey;
  /** The character's end of the call; for account-wide things any character. */
  characterId: CharacterId;
  why: StepReason;
}

/** One call to Bungie. `amount` is 1 for instanced items. */
export type Step =
  | (ItemStep & { kind: 'to-vault'; amount: number })
  | (ItemStep & { kind: 'from-vault'; amount: number })
  | (ItemStep & { kind: 'pull'; amount: number })
  | (ItemStep & { kind: 'equip' })
  | (ItemStep & { kind: 'lock'; locked: boolean })
  | { kind: 'equip-set'; items: ItemKey[]; characterId: CharacterId; why: StepReason }
  | { kind: 'equip-loadout'; index: number; characterId: CharacterId; why: StepReason };

/** What a plan may do besides what was asked for, and what is known beyond the picture. */
export interface PlanRules {
  /** False: nothing is moved that was not asked for ("never move other items"). */
  moveOthers: boolean;
  /** Buckets that Bungie called full although the picture shows room: `owner:bucket`, the vault as `vault`. */
  full: readonly string[];
  /** Things that must neither be pushed aside nor put on instead: parts of the same request, failed candidates. */
  spare: readonly ItemKey[];
}
