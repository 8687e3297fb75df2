import type { ItemKey } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import { loadoutKeys } from '../inventory/apply-step';
import type { HeldItem, Picture } from '../inventory/picture';
import { findItem } from '../inventory/stacks';
import type { Step } from '../inventory/steps';
import type { BungieActions } from './ports';

/** How often a throttled call is sent again before the job gives up (bungie-api.md 7.6). */
const THROTTLE_TRIES = 3;
/** The longest wait for a throttle that is not handed back to the player, in seconds. */
const LONGEST_WAIT_S = 20;

/** What a call did: the things that are as the step wanted them, and those that the game refused. */
export interface Sent {
  step: Step;
  refused: { name: string; message: string }[];
}

export interface SendDeps {
  bungie: BungieActions;
  wait(ms: number): Promise<void>;
  /** Called before a wait that a throttle asks for, with its seconds. */
  onThrottled?(seconds: number): Promise<void>;
}

/** Sends one step. Throttles are waited out: they say that nothing was done. Everything else is the caller's. */
export async function sendStep(deps: SendDeps, picture: Picture, step: Step): Promise<Outcome<Sent>> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await callFor(deps.bungie, picture, step);
    if (outcome.ok || outcome.failure.code !== 'throttled' || tries >= THROTTLE_TRIES) return outcome;
    const seconds = Number(outcome.failure.facts.retryAfterSeconds ?? 2);
    if (seconds > LONGEST_WAIT_S) return outcome;
    await deps.onThrottled?.(seconds);
    await deps.wait(seconds * 1000);
  }
}

async function callFor(bungie: BungieActions, picture: Picture, step: Step): Promise<Outcome<Sent>> {
  const { account } = picture;
  const { characterId } = step;
  if (step.kind === 'equip-set') return equipSet(bungie, picture, step);
  if (step.kind === 'equip-loadout') {
    const done = await bungie.equipLoadout({ account, characterId, index: step.index });
    return done.ok ? ok({ step, refused: [] }) : done;
  }
  const item = findItem(picture, step.item);
  if (item === undefined) return fail('item-gone');
  const done = await single(bungie, picture, item, step);
  return done.ok ? ok({ step, refused: [] }) : done;
}

function single(
  bungie: BungieActions,
  { account }: Picture,
  { hash, instanceId }: HeldItem,
  step: Exclude<Step, { kind: 'equip-set' | 'equip-loadout' }>,
): Promise<Outcome<null>> {
  const { characterId } = step;
  switch (step.kind) {
    case 'to-vault':
    case 'from-vault': {
      const toVault = step.kind === 'to-vault';
      return bungie.transfer({ account, characterId, hash, instanceId, quantity: step.amount, toVault });
    }
    case 'pull':
      return bungie.pullFromPostmaster({ account, characterId, hash, instanceId, quantity: step.amount });
    case 'equip':
      return instanceId === undefined
        ? Promise.resolve(fail('item-stuck'))
        : bungie.equip({ account, characterId, instanceId });
    case 'lock':
      return instanceId === undefined
        ? Promise.resolve(fail('item-stuck'))
        : bungie.setLock({ account, characterId, instanceId, locked: step.locked });
  }
}

async function equipSet(
  bungie: BungieActions,
  picture: Picture,
  step: Extract<Step, { kind: 'equip-set' }>,
): Promise<Outcome<Sent>> {
  const items = step.items.flatMap((key) => findItem(picture, key) ?? []);
  const instanceIds = items.flatMap((item) => item.instanceId ?? []);
  const { characterId } = step;
  const done = await bungie.equipSeveral({ account: picture.account, characterId, instanceIds });
  if (!done.ok) return done;
  const refusedIds = new Map(done.value.refused.map((one) => [one.instanceId, one.failure]));
  const worn = items.filter((item) => item.instanceId === undefined || !refusedIds.has(item.instanceId));
  const keys: ItemKey[] = worn.map((item) => item.key);
  return ok({
    step: { ...step, items: keys },
    refused: items.flatMap((item) => {
      const failure = item.instanceId === undefined ? undefined : refusedIds.get(item.instanceId);
      return failure === undefined ? [] : [{ name: item.name, message: failure.code }];
    }),
  });
}

/**
 * True when the picture shows what the step wanted. Pieces of a stack have no name: for them it is told by how many
 * there were at the place they left.
 */
export function arrived(picture: Picture, step: Step, piecesBefore: number | undefined): boolean {
  if (step.kind === 'equip-loadout') return loadoutKeys(picture, step).every((key) => worn(picture, key));
  if (step.kind === 'equip-set') return step.items.every((key) => worn(picture, key));
  if (isStackKey(step.item) && 'amount' in step) {
    return piecesBefore !== undefined && piecesLeft(picture, step) <= piecesBefore - step.amount;
  }
  const item = findItem(picture, step.item);
  if (item === undefined) return false;
  if (step.kind === 'equip') return item.equipped;
  if (step.kind === 'lock') return item.locked === step.locked;
  if (step.kind === 'to-vault') return item.place.kind === 'vault';
  return item.place.kind === 'character' && item.place.characterId === step.characterId;
}

/** Pieces of a step's hash at the place it takes them from. */
export function piecesLeft(picture: Picture, step: Step): number {
  if (!('item' in step)) return 0;
  const [hash = '', bucket = '', owner = ''] = step.item.split(':');
  return picture.items
    .filter((one) => one.instanceId === undefined && one.key.startsWith(`${hash}:${bucket}:${owner}:`))
    .reduce((sum, one) => sum + one.quantity, 0);
}

/** Stacks are known by a key of several parts, instances by their id. */
export function isStackKey(key: ItemKey): boolean {
  return key.includes(':');
}

function worn(picture: Picture, key: ItemKey): boolean {
  return picture.items.some((item) => item.key === key && item.equipped);
}
