import type { Hash, ItemKey } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import type { MoveGoal } from '../inventory/goals';
import { type Owned, ownedCopies, sendDeeds } from '../inventory/owned';
import { NO_PERKS } from '../inventory/perks';
import type { HeldItem, Picture } from '../inventory/picture';
import type { OwnedAnswer, OwnedCopy } from '../messages/chat-cards';
import type { DefinitionStore, Now, PictureStore, ViewStore } from './ports';

export interface OwnedDeps {
  pictures: Pick<PictureStore, 'load' | 'perks'>;
  definitions: Pick<DefinitionStore, 'items'>;
  views: Pick<ViewStore, 'load'>;
  /** A handle for an id, the same for as long as the browser runs, from which nobody else can tell the id. */
  seal(id: string): Promise<string>;
  /** Has Bungie asked anew; several wishes at once are one call. */
  refresh(): void;
  now: Now;
}

/** A card tells so many copies; the rest is a number. */
const MOST_COPIES = 12;
/** An older picture is asked for anew when somebody looks at what he owns. */
const OLD_MS = 120_000;
/** Not again before this, whatever became of it: back-off is the refresh's own matter. */
const AGAIN_MS = 60_000;

/** What the reader owns of an item, in words and handles. */
export async function ownedCard(
  { hash, perks }: { hash: Hash; perks: readonly string[] },
  deps: OwnedDeps,
): Promise<Outcome<OwnedAnswer>> {
  const [settings, session, picture] = await Promise.all([
    deps.views.load('settings'),
    deps.views.load('session'),
    deps.pictures.load(),
  ]);
  if (settings.ownInChat === 'off') return ok({ state: 'off' });
  if (session.state !== 'signed-in') return ok({ state: 'signed-out' });
  if (picture === undefined) return ok({ state: 'unread' });
  const found = await copiesOf(picture, hash, perks, deps);
  if (found === undefined) return fail('name-unknown');
  const sends = settings.ownInChat === 'send';
  const { triedAtMs = 0 } = await deps.views.load('profile');
  const nowMs = deps.now();
  const refreshing = nowMs - picture.readAtMs > OLD_MS && nowMs - triedAtMs > AGAIN_MS;
  if (refreshing) deps.refresh();
  return ok({
    state: 'known',
    copies: await Promise.all(found.slice(0, MOST_COPIES).map((one) => describe(picture, one, sends, deps))),
    count: found.length,
    readAtMs: picture.readAtMs,
    refreshing,
  });
}

/**
 * The move that handles speak of. Fails with `item-gone` when the copy is not there any more, `character-gone` when the
 * game or our rules would not have offered that target.
 */
export async function findSend(
  asked: { hash: Hash; copy: string; to: string },
  deps: OwnedDeps,
): Promise<Outcome<{ goal: MoveGoal; item: HeldItem }>> {
  const picture = await deps.pictures.load();
  if (picture === undefined) return fail('signed-out');
  for (const { item } of (await copiesOf(picture, asked.hash, [], deps)) ?? []) {
    if ((await deps.seal(item.key)) !== asked.copy) continue;
    for (const { goal } of sendDeeds(picture, item)) {
      if ((await targetOf(goal, deps)) === asked.to) return ok({ goal, item });
    }
    return fail('character-gone', { itemName: item.name });
  }
  return fail('item-gone');
}

async function copiesOf(
  picture: Picture,
  hash: Hash,
  perks: readonly string[],
  deps: OwnedDeps,
): Promise<Owned[] | undefined> {
  const definition = (await deps.definitions.items([hash])).get(hash);
  if (definition === undefined) return undefined;
  const book = perks.length === 0 ? undefined : await deps.pictures.perks();
  return ownedCopies(picture, definition, perks, book ?? NO_PERKS);
}

async function describe(picture: Picture, owned: Owned, sends: boolean, deps: OwnedDeps): Promise<OwnedCopy> {
  const { item, place, perks } = owned;
  const deeds = sends ? sendDeeds(picture, item) : [];
  return {
    copy: await deps.seal(item.key),
    place,
    equipped: item.equipped,
    locked: item.locked,
    masterwork: item.masterwork,
    ...(item.power === undefined ? {} : { power: item.power }),
    quantity: item.quantity,
    perks,
    targets: await Promise.all(
      deeds.map(async ({ label, goal }) => ({ to: await targetOf(goal, deps), label })),
    ),
  };
}

async function targetOf({ to }: MoveGoal, deps: OwnedDeps): Promise<string> {
  return 'characterId' in to ? deps.seal(to.characterId) : to.kind;
}

/** Makes handles by a secret of this browser session. */
export function sealer(secret: () => Promise<string>): (id: ItemKey | string) => Promise<string> {
  const known = new Map<string, string>();
  return async (id) => {
    const held = known.get(id);
    if (held !== undefined) return held;
    const bytes = new TextEncoder().encode(`${await secret()}:${id}`);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const handle = Array.from(digest.slice(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('');
    if (known.size > 2_000) known.clear();
    known.set(id, handle);
    return handle;
  };
}
