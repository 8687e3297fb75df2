import type { HeldItem, Picture, Place } from '../../lib/inventory/picture';
import type { MoveWish } from '../../lib/inventory/plan-move';
import { accountWide, characterName, placeInWords } from '../../lib/inventory/rules';
import type { MoveReport } from '../../lib/messages/contract';
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
export function wishInWords(picture: Picture, item: HeldItem, wish: MoveWish): string {
  const stops = [stop(picture, item.place)];
  const to = stop(
    picture,
    accountWide(item.bucket) && wish.to.kind !== 'vault' ? { kind: 'account' } : wish.to,
  );
  if (stops[0] !== to) {
    if (hops(item.place, wish.to)) stops.push('vault');
    stops.push(to);
  }
  return routeInWords({ itemName: item.name, route: stops, at: 0 });
}

/** `Sunshot is on your Titan`. */
export function reportInWords(picture: Picture, report: MoveReport): string {
  const where = placeInWords(picture, report.place, report.equipped);
  return report.moved ? `${report.itemName} is ${where}` : `${report.itemName} is already ${where}`;
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
