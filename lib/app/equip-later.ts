import type { FailureCode } from '../base/failure-codes';
import type { CharacterId, ItemKey } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import { say } from '../base/words';
import { type HeldItem, type Picture, samePlace } from '../inventory/picture';
import { characterName } from '../inventory/rules';
import type { LaterEquip } from '../messages/jobs';
import { askJob, type JobDeps, runJobs } from './run-jobs';

export interface LaterDeps extends JobDeps {
  /** Rings once in about so many minutes. */
  wakeIn(minutes: number): void;
  notify(title: string, text: string): Promise<void>;
}

const LASTS_MS = 30 * 60_000;
/** Minutes between tries; the last one goes on. */
const GAPS = [1, 2, 4, 5] as const;
/** Refusals that pass when the player goes to orbit (bungie-api.md 4.3). */
const PASSING: ReadonlySet<FailureCode> = new Set<FailureCode>(['in-activity', 'equip-locked']);

/** Remembers to put an item on as soon as the game allows it. */
export async function addLater(
  wish: { item: ItemKey; characterId: CharacterId },
  deps: LaterDeps,
): Promise<Outcome<null>> {
  const picture = await deps.pictures.load();
  const item = picture?.items.find((one) => one.key === wish.item);
  if (picture === undefined || item === undefined) return fail('item-gone', { itemName: say('item_that') });
  const worn = wornInstead(picture, item, wish.characterId);
  const nowMs = deps.now();
  const later: LaterEquip = {
    membershipId: picture.account.membershipId,
    item: item.key,
    itemName: item.name,
    characterId: wish.characterId,
    ...(worn === undefined ? {} : { wornThen: worn.key }),
    untilMs: nowMs + LASTS_MS,
    nextAtMs: nowMs + GAPS[0] * 60_000,
    tries: 0,
  };
  const { waiting } = await deps.views.load('later');
  await deps.views.replace('later', { waiting: [...waiting.filter((one) => one.item !== item.key), later] });
  deps.wakeIn(GAPS[0]);
  return ok(null);
}

export async function forgetLater(item: ItemKey, deps: LaterDeps): Promise<Outcome<null>> {
  const { waiting } = await deps.views.load('later');
  await deps.views.replace('later', { waiting: waiting.filter((one) => one.item !== item) });
  return ok(null);
}

/** Tries what is due, each after a fresh look: never blindly, and not when the player decided otherwise meanwhile. */
export async function tryLater(deps: LaterDeps): Promise<void> {
  const { waiting } = await deps.views.load('later');
  // Those of an account that is not shown wait until it is, or until their time is over.
  const shown = (await deps.pictures.load())?.account.membershipId;
  const due = waiting.filter((one) => one.nextAtMs <= deps.now() && one.membershipId === shown);
  if (due.length > 0 && (await deps.reread()).ok) {
    for (const one of due) await tryOne(one, deps);
  }
  const kept = (await deps.views.load('later')).waiting;
  const left = kept.filter((one) => one.membershipId === shown || one.untilMs > deps.now());
  if (left.length < kept.length) await deps.views.replace('later', { waiting: left });
  if (left.length === 0) return;
  const nextMs = Math.min(...left.map((one) => one.nextAtMs)) - deps.now();
  deps.wakeIn(Math.max(1, nextMs / 60_000));
}

async function tryOne(one: LaterEquip, deps: LaterDeps): Promise<void> {
  const picture = await deps.pictures.load();
  const item = picture?.items.find((held) => held.key === one.item);
  const name = picture === undefined ? say('character_unknown') : characterName(picture, one.characterId);
  const here =
    item !== undefined && samePlace(item.place, { kind: 'character', characterId: one.characterId });
  const other = picture && item && wornInstead(picture, item, one.characterId)?.key !== one.wornThen;
  if (item?.equipped === true && here) {
    await forgetLater(one.item, deps);
    return;
  }
  if (!here || other === true) {
    await forgetLater(one.item, deps);
    await deps.notify(one.itemName, say('notice_later_gone', { character: name }));
    return;
  }
  const to = { kind: 'character', characterId: one.characterId } as const;
  const asked = await askJob(
    {
      goals: [{ kind: 'move', item: one.item, to, equip: true }],
      label: { kind: 'equip', name: one.itemName },
    },
    deps,
  );
  if (!asked.ok) return;
  await runJobs(deps);
  const [result] = (await deps.journal.load(asked.value.jobId))?.results ?? [];
  if (result?.kind === 'failed' && PASSING.has(result.failure.code) && deps.now() < one.untilMs) {
    return again(one, deps);
  }
  await forgetLater(one.item, deps);
  const text =
    result?.kind === 'done' ? say('notice_later_worn', { character: name }) : say('notice_later_failed');
  await deps.notify(one.itemName, text);
}

async function again(one: LaterEquip, deps: LaterDeps): Promise<void> {
  const minutes = GAPS[Math.min(one.tries + 1, GAPS.length - 1)] ?? 5;
  const next = { ...one, tries: one.tries + 1, nextAtMs: deps.now() + minutes * 60_000 };
  const { waiting } = await deps.views.load('later');
  await deps.views.replace('later', {
    waiting: waiting.map((held) => (held.item === one.item ? next : held)),
  });
}

function wornInstead(picture: Picture, item: HeldItem, characterId: CharacterId): HeldItem | undefined {
  return picture.items.find(
    (one) =>
      one.equipped && one.bucket === item.bucket && samePlace(one.place, { kind: 'character', characterId }),
  );
}
