import type { MoveGoal } from '../../lib/inventory/goals';
import type { HeldItem, Picture, Place } from '../../lib/inventory/picture';
import { accountWide, characterName, placeInWords } from '../../lib/inventory/rules';
import { findItem } from '../../lib/inventory/stacks';
import type { Job } from '../../lib/messages/jobs';
import type { MoveView } from '../../lib/messages/views';

/** `Titan`, `Titan, worn`, `Titan’s postmaster`, `Vault`: the place as a row shows it. */
export function placeLabel(picture: Picture, item: HeldItem): string {
  const { place } = item;
  if (place.kind === 'vault') return 'Vault';
  if (place.kind === 'account') return 'Inventory';
  const name = characterName(picture, place.characterId);
  if (place.kind === 'postmaster') return `${name}’s postmaster`;
  return item.equipped ? `${name}, worn` : name;
}

/** `Moving Sunshot: Hunter → vault → Titan`, the stops as the background tells them. */
export function routeInWords(move: MoveView): string {
  const stops = move.route.slice(move.at);
  return stops.length > 1
    ? `Moving ${move.itemName}: ${stops.join(' → ')}`
    : `${move.itemName}: putting it on`;
}

/** The same before the background has spoken, from what we know. */
export function goalInWords(picture: Picture, item: HeldItem, goal: MoveGoal): string {
  const stops = [stop(picture, item.place)];
  const shared = accountWide(item.bucket) && goal.to.kind !== 'vault';
  const to = stop(picture, shared ? { kind: 'account' } : goal.to);
  if (stops[0] !== to) {
    if (hops(item.place, goal.to)) stops.push('vault');
    stops.push(to);
  }
  return routeInWords({ itemName: item.name, route: stops, at: 0 });
}

/** How a job ended: `Sunshot is on your Titan. Origin Story went to the vault.`, `12 of 14 moved. …` */
export function jobInWords(picture: Picture, job: Job, failures: readonly string[]): string {
  return [headline(picture, job), ...failures.slice(0, 2), ...more(failures), aside(picture, job)]
    .filter((part) => part !== '')
    .join(' ');
}

function headline(picture: Picture, job: Job): string {
  const done = job.results.filter((result) => result.kind === 'done').length;
  if (job.state === 'cancelled') return `Stopped after ${done} of ${job.goals.length}.`;
  if (job.label.kind === 'undo') return `${job.label.name}: taken back`;
  const [goal] = job.goals;
  const [result] = job.results;
  if (job.goals.length > 1 || goal === undefined) {
    return job.label.kind === 'loadout'
      ? `${job.label.name}: ${counted(done, job.goals.length)} done.`
      : `${counted(done, job.goals.length)} moved.`;
  }
  if (goal.kind === 'lock') return `${job.label.name} is ${goal.locked ? 'locked' : 'unlocked'}`;
  if (goal.kind !== 'move') return `${job.label.name} is worn`;
  const now = job.origins.find((origin) => origin.item === goal.item)?.now ?? goal.item;
  const item = findItem(picture, now);
  const where = item === undefined ? 'where you wanted it' : placeInWords(picture, item.place, item.equipped);
  const already = result?.kind === 'done' && !result.moved ? 'already ' : '';
  return `${item?.name ?? job.label.name} is ${already}${where}`;
}

function aside(picture: Picture, job: Job): string {
  const told = job.aside.map(({ itemName, to, equipped }) => {
    if (equipped) return `${itemName} is worn instead.`;
    return `${itemName} went ${to.kind === 'vault' ? 'to the vault' : `to your ${stop(picture, to)}`}.`;
  });
  if (told.length === 0) return '';
  const first = told.slice(0, 2).join(' ');
  const rest = told.length - 2;
  const closed = /[.!]$/.test(headline(picture, job)) ? '' : '· ';
  return `${closed}${first}${rest > 0 ? ` ${rest} more moved aside.` : ''}`;
}

function more(failures: readonly string[]): string[] {
  return failures.length > 2 ? [`${failures.length - 2} more could not be moved.`] : [];
}

function counted(done: number, all: number): string {
  return done === all ? `All ${all}` : `${done} of ${all}`;
}

function hops(from: Place, to: Place): boolean {
  return 'characterId' in from && 'characterId' in to && from.characterId !== to.characterId;
}

function stop(picture: Picture, place: Place): string {
  if (place.kind === 'vault') return 'vault';
  if (place.kind === 'account') return 'inventory';
  const name = characterName(picture, place.characterId);
  return place.kind === 'postmaster' ? `${name}’s postmaster` : name;
}

/** True when something of a job can still be brought back. */
export function canUndo(job: Job): boolean {
  return !job.settled && job.origins.length > 0 && job.label.kind !== 'undo' && job.state !== 'running';
}
