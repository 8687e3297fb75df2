import type { CharacterId } from '../base/ids';
import { say } from '../base/words';
import type { MoveGoal } from './goals';
import { type HeldItem, type Picture, type Place, samePlace, VAULT } from './picture';
import { accountWide, characterName, fitsClass, lockable } from './rules';

/** A move that can be offered for an item, with the words of its button. */
export interface Deed {
  label: string;
  goal: MoveGoal;
}

/** What can be done with an item as far as we know, in the order of the buttons. */
export interface Deeds {
  pull?: Deed;
  equip?: Deed;
  vault?: Deed;
  /** The other characters. */
  others: Deed[];
  /** The lock state a press would ask for; absent for things that have no lock. */
  lock?: boolean;
  /** Why it cannot go anywhere, in a sentence, when it cannot. */
  hint?: string;
}

/** The moves worth a button. What the game may still refuse is offered; what it surely refuses is not. */
export function chooseDeeds(picture: Picture, item: HeldItem, chosen: CharacterId | undefined): Deeds {
  const lock = lockable(item) ? { lock: !item.locked } : {};
  const here: Place | undefined =
    chosen === undefined ? undefined : { kind: 'character', characterId: chosen };
  const equip = here === undefined ? undefined : equipDeed(picture, item, here);
  if (!movable(item)) {
    return { ...(equip === undefined ? {} : { equip }), others: [], ...lock, hint: stuckHint(picture, item) };
  }
  const moves = (to: Place, label: string): Deed => ({
    label,
    goal: { kind: 'move', item: item.key, to, equip: false },
  });
  const shared = accountWide(item.bucket);
  const away = here !== undefined && !samePlace(item.place, here) && item.place.kind !== 'account';
  return {
    ...(away
      ? {
          pull: moves(
            here,
            shared ? say('deed_pull') : say('deed_pull_to', { character: nameOf(picture, here) }),
          ),
        }
      : {}),
    ...(equip === undefined ? {} : { equip }),
    ...(item.place.kind === 'vault' || !item.transferrable ? {} : { vault: moves(VAULT, say('deed_vault')) }),
    others:
      shared || !item.transferrable
        ? []
        : picture.characters
            .map((one): Place => ({ kind: 'character', characterId: one.characterId }))
            .filter((to) => !samePlace(to, item.place) && (here === undefined || !samePlace(to, here)))
            .map((to) => moves(to, say('deed_to', { character: nameOf(picture, to) }))),
    ...lock,
  };
}

/** What Enter asks for: the item on the chosen character, also where it is there already or will be refused. */
export function goalFor(item: HeldItem, chosen: CharacterId, equip: boolean): MoveGoal {
  return { kind: 'move', item: item.key, to: { kind: 'character', characterId: chosen }, equip };
}

function movable(item: HeldItem): boolean {
  return item.transferrable || item.place.kind === 'postmaster';
}

function equipDeed(picture: Picture, item: HeldItem, here: Place): Deed | undefined {
  const character = picture.characters.find(
    (one) => 'characterId' in here && one.characterId === here.characterId,
  );
  const present = samePlace(item.place, here);
  if (character === undefined || !item.equippable || item.instanceId === undefined) return undefined;
  if (!fitsClass(item, character) || (present ? item.equipped : !movable(item))) return undefined;
  return { label: say('deed_equip'), goal: { kind: 'move', item: item.key, to: here, equip: true } };
}

function stuckHint(picture: Picture, item: HeldItem): string {
  return item.equipped ? say('deed_worn_by', { character: nameOf(picture, item.place) }) : say('deed_stuck');
}

function nameOf(picture: Picture, place: Place): string {
  return 'characterId' in place ? characterName(picture, place.characterId) : say('place_stop_vault');
}
