import { fail, type Outcome } from '../base/outcome';
import { DONE, type Draft, factsOf, hasRoom, keeping, ownerOf, take } from './draft';
import { makeRoom } from './make-room';
import type { HeldItem, Place } from './picture';
import { samePlace, VAULT } from './picture';
import { replacementFor, replaceWorn } from './replacement';
import { accountWide } from './rules';
import { mergeTarget, stacksAt } from './stacks';

/** Plans the way of a thing to a place, with everything that has to go aside for it. */
export function bringItem(draft: Draft, item: HeldItem, amount: number, to: Place): Outcome<null> {
  if (samePlace(item.place, to)) return DONE;
  const refused = refusal(draft, item, to);
  if (refused !== undefined) return refused;
  const brought = item.place.kind === 'postmaster' ? pull(draft, item, amount) : undefined;
  if (brought !== undefined && !brought.ok) return brought;
  // A stack has another key once it was pulled.
  const key = brought?.value.key ?? item.key;
  const here = draft.picture.items.find((one) => one.key === key);
  if (here === undefined || samePlace(here.place, to)) return DONE;
  if (!here.transferrable) return fail('item-stuck', factsOf(draft, here));
  if (secondStack(draft, here, amount, to)) return fail('only-one-allowed', factsOf(draft, here));
  return here.place.kind === 'vault'
    ? outOfVault(draft, here, amount, to)
    : throughVault(draft, here, amount, to);
}

function refusal(draft: Draft, item: HeldItem, to: Place): ReturnType<typeof fail> | undefined {
  if (to.kind === 'postmaster') return fail('item-stuck', factsOf(draft, item));
  if (!item.transferrable && item.place.kind !== 'postmaster')
    return fail('item-stuck', factsOf(draft, item));
  const gone =
    'characterId' in to && !draft.picture.characters.some((one) => one.characterId === to.characterId);
  return gone ? fail('character-gone', factsOf(draft, item)) : undefined;
}

/** Some things may be held as one stack only (bungie-api.md 6.3, rule 5). */
function secondStack(draft: Draft, item: HeldItem, amount: number, to: Place): boolean {
  if (item.stackUniqueLabel === undefined || stacksAt(draft.picture, item.hash, to).length === 0)
    return false;
  return mergeTarget(draft.picture, item, amount, to) === undefined;
}

function pull(draft: Draft, item: HeldItem, amount: number): Outcome<{ key: HeldItem['key'] }> {
  const characterId = ownerOf(draft, item.place);
  const lands: Place = accountWide(item.bucket) ? { kind: 'account' } : { kind: 'character', characterId };
  const room = makeRoom(draft, item, amount, lands);
  if (!room.ok) return room;
  const now = take(draft, { kind: 'pull', item: item.key, amount, characterId, why: 'wish' });
  if (now !== undefined) draft.request.add(now);
  return { ok: true, value: { key: now ?? item.key } };
}

function outOfVault(draft: Draft, item: HeldItem, amount: number, to: Place): Outcome<null> {
  const room = makeRoom(draft, item, amount, to);
  if (!room.ok) return room;
  const characterId = ownerOf(draft, to);
  take(draft, { kind: 'from-vault', item: item.key, amount, characterId, why: 'wish' });
  return DONE;
}

/**
 * Off a character or out of the account. Room at the far end is made first, so that nothing is left in the vault, and
 * room in the vault after that; what is worn comes off when the way is sure, unless what comes out of a full vault to
 * replace it is what makes the room.
 */
function throughVault(draft: Draft, item: HeldItem, amount: number, to: Place): Outcome<null> {
  const onward = to.kind !== 'vault';
  const keepingFar = <T>(work: () => T): T => (onward ? keeping(draft, to, item.bucket, work) : work());
  if (onward) {
    const far = keeping(draft, VAULT, item.bucket, () => makeRoom(draft, item, amount, to));
    if (!far.ok) return far;
  }
  const takeOff = (): Outcome<null> =>
    keepingFar(() => keeping(draft, VAULT, item.bucket, () => replaceWorn(draft, item)));
  const swaps =
    item.equipped &&
    !hasRoom(draft, item, amount, VAULT) &&
    keepingFar(() => replacementFor(draft, item))?.place.kind === 'vault';
  if (swaps) {
    const off = takeOff();
    if (!off.ok) return off;
  }
  const near = keepingFar(() => makeRoom(draft, item, amount, VAULT));
  if (!near.ok) return near;
  if (item.equipped && !swaps) {
    const off = takeOff();
    if (!off.ok) return off;
  }
  const characterId = ownerOf(draft, item.place);
  const now = take(draft, { kind: 'to-vault', item: item.key, amount, characterId, why: 'wish' });
  if (!onward || now === undefined) return DONE;
  take(draft, { kind: 'from-vault', item: now, amount, characterId: ownerOf(draft, to), why: 'wish' });
  return DONE;
}
