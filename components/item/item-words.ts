import type { HeldItem } from '../../lib/inventory/picture';
import type { CardModel } from '../../lib/items/card-model';
import { ELEMENT_NAMES, TIER_NAMES } from '../../lib/items/game-words';

/** `Exotic Hand Cannon`, as far as it is known. */
export function typeInWords(item: HeldItem): string {
  return [TIER_NAMES[item.tier], item.typeName].filter((word) => word !== undefined && word !== '').join(' ');
}

/** Everything a tile shows by colour and mark, in words: `Sunshot, Exotic Hand Cannon, Solar, 405 power, locked`. */
export function describeItem(item: HeldItem): string {
  const words = [item.name];
  const type = typeInWords(item);
  if (type !== '') words.push(type);
  const element = ELEMENT_NAMES[item.damageType];
  if (element !== undefined) words.push(element);
  if (item.power !== undefined) words.push(`${item.power} power`);
  if (item.quantity > 1) words.push(`${item.quantity} pieces`);
  if (item.masterwork) words.push('masterwork');
  if (item.locked) words.push('locked');
  if (item.equipped) words.push('worn');
  return words.join(', ');
}

/** A card in one breath, for who hears it: `Sunshot, Exotic Hand Cannon, Solar`. */
export function cardInWords({ name, tierName, typeName, damageType }: CardModel): string {
  const kind = [tierName, typeName].filter((word) => word !== '').join(' ');
  return [name, kind, ELEMENT_NAMES[damageType] ?? ''].filter((word) => word !== '').join(', ');
}
