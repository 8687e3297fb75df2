import type { HeldItem, Picture } from '@/lib/inventory/picture';
import { findItem } from '@/lib/inventory/stacks';
import type { Step } from '@/lib/inventory/steps';
import {
  equip,
  equipLoadout,
  equipSeveral,
  pullFromPostmaster,
  setLock,
  transfer,
} from '../../sim/bungie/actions';
import type { SimProfile, World } from '../../sim/bungie/world';

/** Carries a step out by the simulator's own rules. @throws Refusal when the game would say no. */
export function playStep(world: World, profile: SimProfile, picture: Picture, step: Step): void {
  const { membershipType } = profile;
  const { characterId } = step;
  if (step.kind === 'equip-loadout')
    return equipLoadout(world, profile, { loadoutIndex: step.index, characterId, membershipType });
  if (step.kind === 'equip-set') {
    const ids = step.items.map((key) => held(picture, key).instanceId);
    const { equipResults } = equipSeveral(world, profile, { itemIds: ids, characterId, membershipType });
    const refused = equipResults.find((one) => one.equipStatus !== 1);
    if (refused !== undefined) throw new Error(`equip-set: ${refused.equipStatus}`);
    return;
  }
  const item = held(picture, step.item);
  const body = { itemId: item.instanceId ?? '0', itemReferenceHash: item.hash, characterId, membershipType };
  switch (step.kind) {
    case 'to-vault':
      return transfer(world, profile, { ...body, stackSize: step.amount, transferToVault: true });
    case 'from-vault':
      return transfer(world, profile, { ...body, stackSize: step.amount, transferToVault: false });
    case 'pull':
      return pullFromPostmaster(world, profile, { ...body, stackSize: step.amount });
    case 'equip':
      return equip(world, profile, body);
    case 'lock':
      return setLock(world, profile, { ...body, state: step.locked });
  }
}

function held(picture: Picture, key: Parameters<typeof findItem>[1]): HeldItem {
  const item = findItem(picture, key);
  if (item === undefined) throw new Error(`the plan names ${key}, which the picture does not hold`);
  return item;
}
