import { BUCKETS } from '../../world/buckets';
import { Refusal } from './envelope';
import {
  accountWide,
  type ItemFacts,
  type SimCharacter,
  type SimItem,
  type SimProfile,
  vaultable,
  type World,
} from './world';

const VAULT = BUCKETS.vault.hash;
const POSTMASTER = BUCKETS.postmaster.hash;

type Body = Record<string, unknown>;

/** The profile an action names, which must be the caller's own and under its own membership type. */
function characterOf(profile: SimProfile, body: Body): SimCharacter {
  if (body.membershipType !== profile.membershipType) throw new Refusal(1601);
  const character = profile.characters.find(({ id }) => id === body.characterId);
  if (character === undefined) throw new Refusal(1620);
  return character;
}

function reject(condition: boolean, code: number): void {
  if (condition) throw new Refusal(code);
}

function asked(body: Body): { hash: number; quantity: number; id: string | undefined } {
  const { itemReferenceHash: hash, stackSize, itemId } = body;
  reject(typeof hash !== 'number' || typeof itemId !== 'string' || typeof stackSize !== 'number', 7);
  return { hash: Number(hash), quantity: Number(stackSize), id: itemId === '0' ? undefined : String(itemId) };
}

/** Stacks have no name: of several the one that fits best is taken. */
function held(
  profile: SimProfile,
  { hash, id, quantity }: { hash: number; id: string | undefined; quantity: number },
  from: { owner: string; bucket: number },
): SimItem | undefined {
  const all = profile.items.filter(
    (one) => one.hash === hash && one.id === id && one.owner === from.owner && one.bucket === from.bucket,
  );
  return all.find((one) => one.quantity === quantity) ?? all.find((one) => one.quantity > quantity) ?? all[0];
}

/** TransferItem (bungie-api.md 4.3 and 6.3). */
export function transfer(world: World, profile: SimProfile, body: Body): void {
  const character = characterOf(profile, body);
  const { hash, quantity, id } = asked(body);
  const facts = world.factsOf(hash);
  const toVault = body.transferToVault === true;
  const home = accountWide(facts.bucket) ? 'profile' : character.id;
  const from = toVault ? { owner: home, bucket: facts.bucket } : { owner: 'profile', bucket: VAULT };
  const to = toVault ? { owner: 'profile', bucket: VAULT } : { owner: home, bucket: facts.bucket };
  const item = held(profile, { hash, id, quantity }, from);
  if (item === undefined) {
    reject(toVault && !vaultable(facts.bucket), 1627);
    throw new Refusal(1623);
  }
  reject(item.equipped, 1656);
  reject(!facts.transferrable, 1660);
  reject(!vaultable(facts.bucket), 1627);
  reject(quantity < 1 || quantity > item.quantity, 1622);
  place(world, profile, item, quantity, to, facts);
}

/** PullFromPostmaster: into the owning character's bucket. */
export function pullFromPostmaster(world: World, profile: SimProfile, body: Body): void {
  const character = characterOf(profile, body);
  const { hash, quantity, id } = asked(body);
  const item = held(profile, { hash, id, quantity }, { owner: character.id, bucket: POSTMASTER });
  if (item === undefined) throw new Refusal(1623);
  const facts = world.factsOf(hash);
  reject(facts.sideEffects, 1673);
  reject(quantity < 1 || quantity > item.quantity, 1622);
  const owner = accountWide(facts.bucket) ? 'profile' : character.id;
  place(world, profile, item, quantity, { owner, bucket: facts.bucket }, facts);
}

function place(
  world: World,
  profile: SimProfile,
  item: SimItem,
  quantity: number,
  to: { owner: string; bucket: number },
  facts: ItemFacts,
): void {
  const there = world.held(profile, to.owner, to.bucket);
  if (item.id !== undefined) {
    reject(there.length >= world.room(to.bucket), 1642);
    if (world.lockSwap) swapLock(profile, item);
    item.owner = to.owner;
    item.bucket = to.bucket;
    return;
  }
  const stack = there.find((one) => one.hash === item.hash && one.quantity + quantity <= facts.maxStack);
  reject(stack === undefined && there.length >= world.room(to.bucket), 1642);
  if (stack !== undefined) stack.quantity += quantity;
  else profile.items.push({ ...item, quantity, owner: to.owner, bucket: to.bucket });
  item.quantity -= quantity;
  if (item.quantity === 0) profile.items.splice(profile.items.indexOf(item), 1);
}

function swapLock(profile: SimProfile, item: SimItem): void {
  const twin = profile.items.find((one) => one !== item && one.hash === item.hash && one.id !== undefined);
  if (twin !== undefined) [twin.locked, item.locked] = [item.locked, twin.locked];
}

/** EquipItem. */
export function equip(world: World, profile: SimProfile, body: Body): void {
  const character = characterOf(profile, body);
  reject(typeof body.itemId !== 'string', 7);
  equipOne(world, profile, character, String(body.itemId));
}

/** EquipItems answers a code for each item and success overall. */
export function equipSeveral(
  world: World,
  profile: SimProfile,
  body: Body,
): { equipResults: { itemInstanceId: string; equipStatus: number }[] } {
  const character = characterOf(profile, body);
  const { itemIds } = body;
  if (!Array.isArray(itemIds)) throw new Refusal(3);
  return {
    equipResults: itemIds.map((id) => {
      try {
        equipOne(world, profile, character, String(id));
        return { itemInstanceId: String(id), equipStatus: 1 };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { itemInstanceId: String(id), equipStatus: error.code };
      }
    }),
  };
}

function equipOne(world: World, profile: SimProfile, character: SimCharacter, id: string): void {
  const item = profile.items.find(
    (one) => one.id === id && one.owner === character.id && one.bucket !== POSTMASTER,
  );
  if (item === undefined) throw new Refusal(1623);
  const facts = world.factsOf(item.hash);
  reject(character.inActivity, 1671);
  reject(!facts.equippable, 1640);
  reject(facts.classType !== 3 && facts.classType !== character.classType && facts.itemType === 2, 1639);
  reject((item.level ?? 0) > (character.level ?? 50), 1638);
  const worn = profile.items.filter((one) => one.owner === character.id && one.equipped);
  const rival = worn.find(
    (one) =>
      one.bucket !== item.bucket &&
      facts.uniqueLabel !== undefined &&
      world.factsOf(one.hash).uniqueLabel === facts.uniqueLabel,
  );
  reject(rival !== undefined, 1641);
  for (const one of worn) if (one.bucket === item.bucket) one.equipped = false;
  item.equipped = true;
}

/** SetLockState; an item in the vault takes any character of the account. */
export function setLock(_world: World, profile: SimProfile, body: Body): void {
  characterOf(profile, body);
  const item = profile.items.find((one) => one.id === body.itemId);
  if (item === undefined) throw new Refusal(1623);
  reject(typeof body.state !== 'boolean', 7);
  item.locked = body.state === true;
}

/**
 * EquipLoadout. It fetches nothing: a thing that is not with the character makes it 1623, an empty or missing
 * loadout 8 (both guesses, bungie-api.md 4.4).
 */
export function equipLoadout(world: World, profile: SimProfile, body: Body): void {
  const character = characterOf(profile, body);
  const loadout = character.loadouts?.[Number(body.loadoutIndex)];
  reject(loadout === undefined || loadout.items.length === 0, 8);
  const ids = loadout?.items ?? [];
  reject(character.inActivity, 1671);
  const here = (id: string) =>
    profile.items.some((one) => one.id === id && one.owner === character.id && one.bucket !== POSTMASTER);
  reject(!ids.every(here), 1623);
  // All at once: what is about to be taken off is no rival to what comes on.
  const coming = profile.items.filter((one) => one.id !== undefined && ids.includes(one.id));
  const slots = new Set(coming.map((one) => one.bucket));
  const leaving = profile.items.filter(
    (one) => one.owner === character.id && one.equipped && slots.has(one.bucket),
  );
  for (const one of leaving) one.equipped = false;
  try {
    for (const one of coming) equipOne(world, profile, character, String(one.id));
  } catch (error) {
    for (const one of coming) one.equipped = false;
    for (const one of leaving) one.equipped = true;
    throw error;
  }
}
