import { fail, type Outcome } from '../base/outcome';
import { say } from '../base/words';
import { DONE, type Draft, factsOf, freeSlots, hasRoom, noRoom, ownerOf, take } from './draft';
import type { Character, HeldItem, Place } from './picture';
import { samePlace, VAULT } from './picture';
import { fitsClass, slotInWords } from './rules';
import { mergeTarget } from './stacks';

/**
 * Pushes things aside until the pieces find a place (bungie-api.md 7.2, 7.3). One thing frees one slot, so it is one
 * push at most, unless a push through the vault is needed.
 */
export function makeRoom(draft: Draft, item: HeldItem, amount: number, place: Place): Outcome<null> {
  if (hasRoom(draft, item, amount, place)) return DONE;
  if (!draft.rules.moveOthers) {
    return fail('would-move-others', {
      ...factsOf(draft, item),
      full: place.kind === 'vault' ? say('slot_the_vault') : slotInWords(draft.picture, item.bucket),
    });
  }
  const pushed = place.kind === 'vault' ? pushFromVault(draft) : pushFrom(draft, item, place);
  return pushed && hasRoom(draft, item, amount, place) ? DONE : noRoom(draft, item, place);
}

/** From a character or the account: into the vault, or, where its last slot is needed, to another character. */
function pushFrom(draft: Draft, item: HeldItem, place: Place): boolean {
  const candidates = draft.picture.items.filter(
    (one) =>
      one.bucket === item.bucket &&
      samePlace(one.place, place) &&
      !one.equipped &&
      movable(draft, one) &&
      // Pieces pushed aside for pieces of the same kind would only change places.
      (one.instanceId !== undefined || one.hash !== item.hash),
  );
  const [best] = candidates.sort(byWorth(draft, place));
  if (best === undefined) return false;
  const merges = mergeTarget(draft.picture, best, best.quantity, VAULT) !== undefined;
  const free = freeSlots(draft, VAULT, best.bucket);
  if (merges || free > 0) {
    return push(draft, best, place, VAULT);
  }
  // The vault has no slot to spare, but one that this plan keeps may be passed through.
  const passing = free + (draft.kept.get('vault') ?? 0);
  const to = passing > 0 ? roomyCharacter(draft, best, place) : undefined;
  if (to === undefined) return pushFromVault(draft) && push(draft, best, place, VAULT);
  return push(draft, best, place, VAULT) && push(draft, best, VAULT, to);
}

/** From the vault: to the character with room that played least recently. */
function pushFromVault(draft: Draft): boolean {
  // What the manifest does not know has no slot yet: nobody can tell who has room for it.
  const gear = draft.picture.items.filter(
    (one) => one.place.kind === 'vault' && one.instanceId !== undefined && one.known && movable(draft, one),
  );
  // What is worth most is most likely to be of use on a character.
  for (const one of gear.sort((a, b) => -compareWorth(a, b))) {
    const to = roomyCharacter(draft, one, VAULT);
    if (to !== undefined) return push(draft, one, VAULT, to);
  }
  return false;
}

function push(draft: Draft, item: HeldItem, from: Place, to: Place): boolean {
  const toVault = to.kind === 'vault';
  take(draft, {
    kind: toVault ? 'to-vault' : 'from-vault',
    item: item.key,
    amount: item.quantity,
    characterId: ownerOf(draft, toVault ? from : to),
    why: 'room',
  });
  return true;
}

/** Least recently played first, those who can use it before the others. */
function roomyCharacter(draft: Draft, item: HeldItem, from: Place): Place | undefined {
  const to = (one: Character): Place => ({ kind: 'character', characterId: one.characterId });
  const roomy = draft.picture.characters.filter(
    (one) => !samePlace(to(one), from) && freeSlots(draft, to(one), item.bucket) > 0,
  );
  const uses = (one: Character): number => (fitsClass(item, one) ? 0 : 1);
  const [best] = roomy.sort((one, other) => uses(one) - uses(other) || one.lastPlayedMs - other.lastPlayedMs);
  return best === undefined ? undefined : to(best);
}

function movable(draft: Draft, item: HeldItem): boolean {
  return item.transferrable && !draft.request.has(item.key);
}

/** Best to push aside first: merges away, in no game loadout, of no use to its holder, of least worth. */
function byWorth(draft: Draft, place: Place): (one: HeldItem, other: HeldItem) => number {
  const planned = new Set<string>(draft.picture.inGameLoadouts?.flatMap((loadout) => loadout.items));
  const holder =
    'characterId' in place
      ? draft.picture.characters.find((one) => one.characterId === place.characterId)
      : undefined;
  const rank = (item: HeldItem): number =>
    (mergeTarget(draft.picture, item, item.quantity, VAULT) === undefined ? 4 : 0) +
    (item.instanceId !== undefined && planned.has(item.instanceId) ? 2 : 0) +
    (holder === undefined || fitsClass(item, holder) ? 1 : 0);
  return (one, other) => rank(one) - rank(other) || compareWorth(one, other);
}

/** Less worth first: rarity, power, pieces; then the key, so that equal pictures give equal plans. */
export function compareWorth(one: HeldItem, other: HeldItem): number {
  return (
    one.tier - other.tier ||
    (one.power ?? 0) - (other.power ?? 0) ||
    one.quantity - other.quantity ||
    (one.key < other.key ? -1 : 1)
  );
}
