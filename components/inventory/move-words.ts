import { sentences } from '../../lib/base/local-forms';
import { say, sayCount } from '../../lib/base/words';
import type { MoveGoal } from '../../lib/inventory/goals';
import { type HeldItem, type Picture, type Place, VAULT } from '../../lib/inventory/picture';
import { accountWide, characterName, placeInWords, stopInWords } from '../../lib/inventory/rules';
import { findItem } from '../../lib/inventory/stacks';
import type { Job } from '../../lib/messages/jobs';
import type { MoveView } from '../../lib/messages/views';

/** `Titan`, `Titan, worn`, `Titan’s postmaster`, `Vault`: the place as a row shows it. */
export function placeLabel(picture: Picture, item: HeldItem): string {
  const { place } = item;
  if (place.kind === 'vault') return say('place_label_vault');
  if (place.kind === 'account') return say('place_label_account');
  const character = characterName(picture, place.characterId);
  if (place.kind === 'postmaster') return say('place_stop_postmaster', { character });
  return item.equipped ? say('place_label_worn', { character }) : character;
}

/** `Moving Sunshot: Hunter → vault → Titan`, the stops as the background tells them. */
export function routeInWords(move: MoveView): string {
  const stops = move.route.slice(move.at);
  return stops.length > 1
    ? say('move_route', { item: move.itemName, route: stops.join(' → ') })
    : say('move_putting_on', { item: move.itemName });
}

/** The same before the background has spoken, from what we know. */
export function goalInWords(picture: Picture, item: HeldItem, goal: MoveGoal): string {
  const stops = [stopInWords(picture, item.place)];
  const shared = accountWide(item.bucket) && goal.to.kind !== 'vault';
  const to = stopInWords(picture, shared ? { kind: 'account' } : goal.to);
  if (stops[0] !== to) {
    if (hops(item.place, goal.to)) stops.push(stopInWords(picture, VAULT));
    stops.push(to);
  }
  return routeInWords({ itemName: item.name, route: stops, at: 0 });
}

/** How a job ended: `Sunshot is on your Titan. Origin Story went to the vault.`, `12 of 14 moved. …` */
export function jobInWords(picture: Picture, job: Job, failures: readonly string[]): string {
  const [end, open] = headline(picture, job);
  const moved = aside(picture, job);
  const told = [...failures.slice(0, 2), more(failures)];
  // An end without a full stop and what was moved for it are one sentence.
  if (open && moved !== '' && told.every((part) => part === ''))
    return say('move_and_aside', { end, aside: moved });
  return sentences(end, ...told, moved);
}

/** The first words of an end, and whether they are open: without a full stop of their own. */
function headline(picture: Picture, job: Job): [text: string, open: boolean] {
  const { name, kind } = job.label;
  const done = job.results.filter((result) => result.kind === 'done').length;
  if (job.state === 'cancelled') return [say('move_stopped_after', { done, all: job.goals.length }), false];
  if (kind === 'undo') return [say('move_undone', { name }), true];
  const [goal] = job.goals;
  if (job.goals.length > 1 || goal === undefined) {
    const count = counted(done, job.goals.length);
    const text =
      kind === 'loadout' ? say('move_loadout_done', { name, count }) : say('move_several_done', { count });
    return [text, false];
  }
  if (goal.kind === 'lock')
    return [goal.locked ? say('move_is_locked', { name }) : say('move_is_unlocked', { name }), true];
  if (goal.kind !== 'move') return [say('move_is_worn', { name }), true];
  return [whereabouts(picture, job, goal), true];
}

function whereabouts(picture: Picture, job: Job, goal: MoveGoal): string {
  const now = job.origins.find((origin) => origin.item === goal.item)?.now ?? goal.item;
  const item = findItem(picture, now);
  const [result] = job.results;
  const already = result?.kind === 'done' && !result.moved;
  const { name } = item ?? job.label;
  if (item === undefined)
    return already ? say('move_is_where_wanted_already', { name }) : say('move_is_where_wanted', { name });
  const place = placeInWords(picture, item.place, item.equipped);
  return already ? say('move_is_there_already', { name, place }) : say('move_is_there', { name, place });
}

function aside(picture: Picture, job: Job): string {
  const told = job.aside.map(({ itemName, to, equipped }) => {
    const item = itemName;
    if (equipped) return say('move_aside_worn', { item });
    if (to.kind === 'vault') return say('move_aside_vault', { item });
    return say('move_aside_character', { item, character: stopInWords(picture, to) });
  });
  const rest = told.length - 2;
  return sentences(...told.slice(0, 2), rest > 0 ? sayCount('move_more_aside', rest) : '');
}

function more(failures: readonly string[]): string {
  return failures.length > 2 ? sayCount('move_more_failed', failures.length - 2) : '';
}

function counted(done: number, all: number): string {
  return done === all ? say('move_count_all', { all }) : say('move_count_some', { done, all });
}

function hops(from: Place, to: Place): boolean {
  return 'characterId' in from && 'characterId' in to && from.characterId !== to.characterId;
}

/** True when something of a job can still be brought back. */
export function canUndo(job: Job): boolean {
  return !job.settled && job.origins.length > 0 && job.label.kind !== 'undo' && job.state !== 'running';
}
