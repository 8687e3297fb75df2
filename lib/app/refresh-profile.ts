import type { Hash } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import { type Knowledge, makePicture, NO_KNOWLEDGE, renamePicture } from '../inventory/make-picture';
import { mergeTouches, TOUCH_WINDOW_MS } from '../inventory/merge-touches';
import { makePerkBook, NO_PERKS, unnamedPlugs } from '../inventory/perks';
import type { Account, Picture } from '../inventory/picture';
import { type ProfileFacts, readProfile } from '../inventory/read-profile';
import { NO_TABLES } from '../items/item-definition';
import type { DefinitionLookups, Now, PictureStore, ViewStore } from './ports';

export interface ProfileDeps {
  account(): Promise<Outcome<Account>>;
  bungie: {
    fetchProfile(account: Account): Promise<Outcome<unknown>>;
    renewToken(): Promise<Outcome<null>>;
  };
  pictures: PictureStore;
  definitions: DefinitionLookups;
  views: ViewStore;
  /** Called when hashes turn up that the manifest does not know; it decides whether a check is due. */
  onUnknownHashes(): void;
  now: Now;
}

/**
 * Reads the profile and makes it the picture. Keeps the old picture in every failure, and when the answer is not
 * newer than what we hold (bungie-api.md 4.2). A silently poorer answer is asked for once more with a new token;
 * it never becomes an empty vault.
 */
export async function refreshProfile(deps: ProfileDeps): Promise<Outcome<{ mintedAtMs: number }>> {
  await deps.views.save('profile', { refreshing: true });
  const read = await readOnce(deps);
  await deps.views.save('profile', {
    refreshing: false,
    triedAtMs: deps.now(),
    problem: read.ok ? undefined : read.failure,
  });
  return read.ok ? ok({ mintedAtMs: read.value.mintedAtMs }) : read;
}

/** Reads whoever is shown. A player who switched to another account meanwhile wants that one's items, not these. */
async function readOnce(deps: ProfileDeps): Promise<Outcome<Picture>> {
  for (;;) {
    const account = await deps.account();
    if (!account.ok) return account;
    const read = await readAccount(account.value, deps);
    const still = await deps.account();
    if (!still.ok) return still;
    if (still.value.membershipId === account.value.membershipId) return read;
  }
}

async function readAccount(account: Account, deps: ProfileDeps): Promise<Outcome<Picture>> {
  const facts = await fetchFacts(deps, account);
  if (!facts.ok) return facts;
  const { membershipId } = account;
  const [held, perks, current] = await Promise.all([
    deps.pictures.load(membershipId),
    deps.pictures.perks(membershipId),
    deps.definitions.current(),
  ]);
  const plugs = unnamedPlugs(facts.value.plugs ?? {}, perks ?? NO_PERKS, current?.path);
  const known = await knowledgeFor(deps.definitions, new Set([...hashesOf(facts.value), ...plugs]));
  const nowMs = deps.now();
  // Switched or signed out while the answer was on its way: what was emptied must not come back.
  const still = await deps.account();
  if (!still.ok || still.value.membershipId !== membershipId) return fail('signed-out');
  if (held !== undefined && facts.value.mintedAtMs <= held.mintedAtMs) {
    const named = held.generation === known.generation ? held : renamePicture(held, known);
    // The same copy as before is the newest Bungie gives: it is as fresh as can be.
    const seen = facts.value.mintedAtMs === held.mintedAtMs ? { ...named, readAtMs: nowMs } : named;
    if (seen !== held) await deps.pictures.save(seen);
    return ok(seen);
  }
  if (facts.value.plugs !== undefined) {
    const book = makePerkBook(facts.value.plugs, known.items, perks ?? NO_PERKS, known.generation);
    await deps.pictures.savePerks(book, membershipId);
  }
  const read = makePicture(account, facts.value, known, nowMs);
  // An answer without the game's loadouts says nothing about them.
  const kept = facts.value.loadouts === undefined ? held?.inGameLoadouts : undefined;
  const picture = mergeTouches(
    kept === undefined ? read : { ...read, inGameLoadouts: kept },
    await deps.pictures.touches(membershipId),
    nowMs,
  );
  await deps.pictures.save(picture);
  await deps.pictures.dropTouchesBefore(nowMs - TOUCH_WINDOW_MS);
  if (known.generation !== undefined && picture.items.some((item) => !item.known)) deps.onUnknownHashes();
  return ok(picture);
}

async function fetchFacts(deps: ProfileDeps, account: Account): Promise<Outcome<ProfileFacts>> {
  const answer = await deps.bungie.fetchProfile(account);
  if (!answer.ok) return answer;
  const facts = readProfile(answer.value);
  if (facts.ok || facts.failure.code !== 'profile-private') return facts;
  const renewed = await deps.bungie.renewToken();
  if (!renewed.ok) return renewed;
  const again = await deps.bungie.fetchProfile(account);
  return again.ok ? readProfile(again.value) : again;
}

/** After an import: gives the picture we hold the new generation's names, without asking Bungie. */
export async function renameHeldItems(deps: Pick<ProfileDeps, 'pictures' | 'definitions'>): Promise<void> {
  const held = await deps.pictures.load();
  if (held === undefined) return;
  const { membershipId } = held.account;
  const perks = (await deps.pictures.perks(membershipId)) ?? NO_PERKS;
  const hashes = [...held.items.map((item) => item.hash), ...unnamedPlugs(perks.byItem, NO_PERKS, undefined)];
  const known = await knowledgeFor(deps.definitions, hashes);
  const newest = await deps.pictures.load(membershipId);
  if (newest === undefined) return;
  await deps.pictures.save(renamePicture(newest, known));
  await deps.pictures.savePerks(
    makePerkBook(perks.byItem, known.items, perks, known.generation),
    membershipId,
  );
}

async function knowledgeFor(definitions: DefinitionLookups, hashes: Iterable<Hash>): Promise<Knowledge> {
  const current = await definitions.current();
  if (current === undefined) return NO_KNOWLEDGE;
  const [items, tables] = await Promise.all([definitions.profileItems(hashes), definitions.tables()]);
  return { generation: current.path, items, tables: tables ?? NO_TABLES };
}

function hashesOf(facts: ProfileFacts): Set<Hash> {
  const hashes = new Set<Hash>();
  for (const item of facts.items) {
    hashes.add(item.hash);
    if (item.overrideStyleHash !== undefined) hashes.add(item.overrideStyleHash);
  }
  return hashes;
}
