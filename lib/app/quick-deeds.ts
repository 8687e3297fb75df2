import { fail, type Outcome, ok } from '../base/outcome';
import { clearCharacter, pullPostmaster } from '../inventory/expand-goals';
import type { Goal } from '../inventory/goals';
import { goalsForLoadout } from '../inventory/loadouts/apply-loadout';
import type { Loadout } from '../inventory/loadouts/loadout';
import { bookOf } from '../inventory/marks';
import type { Character, HeldItem, Picture } from '../inventory/picture';
import { characterName } from '../inventory/rules';
import { runSearch } from '../inventory/search/run-search';
import { indexItems } from '../inventory/search/search-items';
import { chooseCharacter } from '../inventory/view';
import { ANY_CLASS } from '../items/game-words';
import type { Job, JobId, JobLabel } from '../messages/jobs';
import type { MarkStore, PictureStore } from './ports';

/** What can be asked for without any page of ours: by a key of the browser's, or in its address bar. */
export const QUICK_DEEDS = ['clear-unequipped', 'pull-postmaster', 'last-loadout'] as const;
export type QuickDeed = (typeof QUICK_DEEDS)[number];

export interface QuickDeps {
  pictures: Pick<PictureStore, 'load'>;
  jobs: { load(id: JobId): Promise<Job | undefined>; all(): Promise<Job[]> };
  loadouts(): Promise<Loadout[]>;
  marks: Pick<MarkStore, 'all'>;
  moves: {
    ask(wish: { goals: Goal[]; label: JobLabel }): Promise<Outcome<{ jobId: JobId }>>;
    work(): Promise<Outcome<null>>;
  };
}

/** How it ended; no job when there was nothing to do. */
export type QuickEnd = Outcome<{ job?: Job }>;

/** Carries a deed out for the character played last, and answers when it is over. */
export async function doQuickly(deed: QuickDeed, deps: QuickDeps): Promise<QuickEnd> {
  const picture = await deps.pictures.load();
  const character = picture && chooseCharacter(picture, undefined);
  if (picture === undefined || character === undefined) return fail('signed-out');
  const wish = await wishOf(deed, picture, character, deps);
  return wish === undefined || wish.goals.length === 0 ? ok({}) : carryOut(wish, deps);
}

/** The held items that fit what was typed, the best first. Empty without a picture. */
export async function findQuickly(
  typed: string,
  deps: Pick<QuickDeps, 'pictures' | 'marks'>,
): Promise<HeldItem[]> {
  const picture = await deps.pictures.load();
  if (picture === undefined || typed.trim() === '') return [];
  const chosen = chooseCharacter(picture, undefined)?.characterId;
  const marks = bookOf(await deps.marks.all());
  const { hits } = runSearch(indexItems(picture.items), typed, typed.length, { picture, chosen, marks });
  return hits.map((hit) => hit.item);
}

/** Brings one held item to the character played last. */
export async function pullQuickly(item: HeldItem, deps: QuickDeps): Promise<QuickEnd> {
  const picture = await deps.pictures.load();
  const character = picture && chooseCharacter(picture, undefined);
  if (character === undefined) return fail('signed-out');
  const to = { kind: 'character' as const, characterId: character.characterId };
  const goal: Goal = { kind: 'move', item: item.key, to, equip: false };
  return carryOut({ goals: [goal], label: { kind: 'move', name: item.name } }, deps);
}

async function carryOut(wish: { goals: Goal[]; label: JobLabel }, deps: QuickDeps): Promise<QuickEnd> {
  const asked = await deps.moves.ask(wish);
  if (!asked.ok) return asked;
  await deps.moves.work();
  const job = await deps.jobs.load(asked.value.jobId);
  return ok(job === undefined ? {} : { job });
}

async function wishOf(
  deed: QuickDeed,
  picture: Picture,
  character: Character,
  deps: QuickDeps,
): Promise<{ goals: Goal[]; label: JobLabel } | undefined> {
  const { characterId } = character;
  const name = characterName(picture, characterId);
  if (deed === 'clear-unequipped')
    return { goals: clearCharacter(picture, characterId), label: { kind: 'clear', name } };
  if (deed === 'pull-postmaster')
    return { goals: pullPostmaster(picture, characterId), label: { kind: 'postmaster', name } };
  const loadout = await lastLoadout(character, deps);
  if (loadout === undefined) return undefined;
  const { goals } = goalsForLoadout(picture, loadout, characterId);
  return { goals, label: { kind: 'loadout', name: loadout.name } };
}

/** The one put on last that this character can wear; the one changed last when none was. */
async function lastLoadout({ classType }: Character, deps: QuickDeps): Promise<Loadout | undefined> {
  const fitting = (await deps.loadouts())
    .filter((one) => one.classType === classType || one.classType === ANY_CLASS)
    .sort((one, other) => other.changedAtMs - one.changedAtMs);
  const worn = (await deps.jobs.all())
    .filter((job) => job.label.kind === 'loadout')
    .map((job) => fitting.find((one) => one.name === job.label.name));
  return worn.find((one) => one !== undefined) ?? fitting[0];
}
