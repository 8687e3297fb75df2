import type { ItemKey } from '../base/ids';
import { type Failure, fail, type Outcome, ok } from '../base/outcome';
import { applyLock, applyStep } from '../inventory/apply-step';
import type { Account, HeldItem, Picture, Place } from '../inventory/picture';
import { samePlace } from '../inventory/picture';
import { type MoveStep, type MoveWish, planMove } from '../inventory/plan-move';
import { characterName, placeInWords, slotInWords } from '../inventory/rules';
import { CLASS_NAMES } from '../items/game-words';
import type { MoveReport } from '../messages/contract';
import type { BungieActions, Now, PictureStore, ViewStore } from './ports';

export interface MoveDeps {
  bungie: BungieActions;
  pictures: PictureStore;
  views: ViewStore;
  /** Reads the profile anew; used when our picture turned out wrong or an outcome is unknown. */
  reread(): Promise<Outcome<{ mintedAtMs: number }>>;
  wait(ms: number): Promise<void>;
  now: Now;
}

/** How often a throttled step is sent again before we give up (bungie-api.md 7.6). */
const THROTTLE_TRIES = 3;
/** The longest wait for a throttle that we do not hand back to the player, in seconds. */
const LONGEST_WAIT_S = 20;

/**
 * Brings one item where it is wished, one call at a time, and tells where it ended. The plan is made anew before
 * each step from the picture as it is then. Callers run one move at a time.
 */
export async function moveItem(wish: MoveWish, deps: MoveDeps): Promise<Outcome<MoveReport>> {
  try {
    return await runMove(wish, deps);
  } finally {
    await deps.views.save('move', null);
  }
}

async function runMove(wish: MoveWish, deps: MoveDeps): Promise<Outcome<MoveReport>> {
  let sent = 0;
  let moved = false;
  let rereadDone = false;
  for (;;) {
    const picture = await deps.pictures.load();
    if (picture === undefined) return fail('item-gone', { itemName: 'That item' });
    const item = picture.items.find((one) => one.key === wish.item);
    const plan = planMove(picture, wish);
    if (!plan.ok) return plan;
    const step = plan.value[0];
    if (step === undefined || item === undefined) return ok(reportOf(picture, wish.item, sent > 0));
    await showRoute(deps, picture, item, plan.value);

    const done = await sendStep(deps, picture, item, step);
    sent += 1;
    if (done.ok) {
      await confirm(deps, wish.item, step);
      moved = true;
      continue;
    }
    const { code } = done.failure;
    const doubtful = code === 'unknown-outcome' || code === 'item-gone' || code === 'character-gone';
    if (!doubtful) return { ok: false, failure: told(done.failure, picture, item, step, moved) };
    // Our picture is wrong, or we do not know: Bungie is asked where things are, never told again blindly.
    const fresh = await deps.reread();
    const seen = fresh.ok
      ? (await deps.pictures.load())?.items.find((one) => one.key === wish.item)
      : undefined;
    if (seen !== undefined && arrived(seen, step)) continue;
    if (code === 'unknown-outcome' || rereadDone || seen === undefined) {
      return {
        ok: false,
        failure: told(done.failure, (await deps.pictures.load()) ?? picture, seen ?? item, step, moved),
      };
    }
    rereadDone = true;
  }
}

async function sendStep(
  deps: MoveDeps,
  picture: Picture,
  item: HeldItem,
  step: MoveStep,
): Promise<Outcome<null>> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await callFor(deps.bungie, picture.account, item, step);
    if (outcome.ok || outcome.failure.code !== 'throttled' || tries >= THROTTLE_TRIES) return outcome;
    const seconds = Number(outcome.failure.facts.retryAfterSeconds ?? 2);
    if (seconds > LONGEST_WAIT_S) return outcome;
    await deps.wait(seconds * 1000);
  }
}

function callFor(
  bungie: BungieActions,
  account: Account,
  item: HeldItem,
  step: MoveStep,
): Promise<Outcome<null>> {
  const { characterId } = step;
  const { hash, instanceId, quantity } = item;
  switch (step.kind) {
    case 'to-vault':
      return bungie.transfer({ account, characterId, hash, instanceId, quantity, toVault: true });
    case 'from-vault':
      return bungie.transfer({ account, characterId, hash, instanceId, quantity, toVault: false });
    case 'pull':
      return bungie.pullFromPostmaster({ account, characterId, hash, instanceId, quantity });
    case 'equip':
      return instanceId === undefined
        ? Promise.resolve(fail('item-stuck'))
        : bungie.equip({ account, characterId, instanceId });
  }
}

/** Picture and touch change together, on the picture as it is by now. */
async function confirm(deps: MoveDeps, key: ItemKey, step: MoveStep): Promise<void> {
  const picture = await deps.pictures.load();
  if (picture === undefined) return;
  const after = applyStep(picture, key, step, deps.now());
  await deps.pictures.saveTouched(after.picture, after.touches);
}

async function showRoute(
  deps: MoveDeps,
  picture: Picture,
  item: HeldItem,
  steps: readonly MoveStep[],
): Promise<void> {
  const stops = [item.place, ...steps.map((step) => step.lands)].map((place) => stopName(picture, place));
  const route = stops.filter((stop, index) => stop !== stops[index - 1]);
  await deps.views.save('move', { itemName: item.name, route, at: 0 });
}

function stopName(picture: Picture, place: Place): string {
  if (place.kind === 'vault') return 'vault';
  if (place.kind === 'account') return 'inventory';
  const name = characterName(picture, place.characterId);
  return place.kind === 'postmaster' ? `${name}'s postmaster` : name;
}

function arrived(item: HeldItem, step: MoveStep): boolean {
  return samePlace(item.place, step.lands) && (step.kind !== 'equip' || item.equipped);
}

/** The failure with everything its sentence needs: what, where it is now, and who had no room. */
function told(failure: Failure, picture: Picture, item: HeldItem, step: MoveStep, moved: boolean): Failure {
  const character = picture.characters.find((one) => one.characterId === step.characterId);
  // Bungie's 1642 does not say which side is full; the direction does.
  const code = failure.code === 'character-full' && step.lands.kind === 'vault' ? 'vault-full' : failure.code;
  return {
    code,
    facts: {
      ...failure.facts,
      itemName: item.name,
      where: placeInWords(picture, item.place, item.equipped),
      character: character === undefined ? 'character' : characterName(picture, character.characterId),
      className: CLASS_NAMES[character?.classType ?? -1] ?? 'Guardian',
      slot: slotInWords(picture, item.bucket),
      // It is not where it was asked from any more: the sentence says that it stopped.
      ...(moved ? { stopped: 1 } : {}),
    },
  };
}

function reportOf(picture: Picture, key: ItemKey, moved: boolean): MoveReport {
  const item = picture.items.find((one) => one.key === key);
  return {
    itemName: item?.name ?? 'Item',
    place: item?.place ?? { kind: 'vault' },
    equipped: item?.equipped ?? false,
    moved,
  };
}

/** Locks or unlocks one item. */
export async function lockItem(
  wish: { item: ItemKey; locked: boolean },
  deps: Pick<MoveDeps, 'bungie' | 'pictures' | 'now'>,
): Promise<Outcome<null>> {
  const picture = await deps.pictures.load();
  const item = picture?.items.find((one) => one.key === wish.item);
  if (picture === undefined || item?.instanceId === undefined) {
    return fail('item-gone', { itemName: item?.name ?? 'That item' });
  }
  const characterId =
    'characterId' in item.place ? item.place.characterId : picture.characters[0]?.characterId;
  if (characterId === undefined) return fail('character-gone', { itemName: item.name });
  const { instanceId } = item;
  const done = await deps.bungie.setLock({
    account: picture.account,
    characterId,
    instanceId,
    locked: wish.locked,
  });
  if (!done.ok) {
    const where = placeInWords(picture, item.place, item.equipped);
    return fail(done.failure.code, { ...done.failure.facts, itemName: item.name, where });
  }
  const newest = (await deps.pictures.load()) ?? picture;
  const after = applyLock(newest, wish.item, wish.locked, deps.now());
  await deps.pictures.saveTouched(after.picture, after.touches);
  return ok(null);
}
