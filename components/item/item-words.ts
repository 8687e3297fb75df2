import { besideText } from '../../lib/base/local-forms';
import { type PlainWord, say, sayCount } from '../../lib/base/words';
import type { Tag } from '../../lib/inventory/marks';
import type { HeldItem } from '../../lib/inventory/picture';
import type { CardModel } from '../../lib/items/card-model';
import { elementName, tierName } from '../../lib/items/game-words';

/** `Exotic Hand Cannon`, as far as it is known. */
export function typeInWords(item: HeldItem): string {
  return rarityAndType(tierName(item.tier) ?? '', item.typeName);
}

/** Everything a tile shows by colour and mark, in words: `Sunshot, Exotic Hand Cannon, Solar, 405 power, locked`. */
export function describeItem(item: HeldItem): string {
  const words = [item.name];
  const type = typeInWords(item);
  if (type !== '') words.push(type);
  const element = elementName(item.damageType);
  if (element !== undefined) words.push(element);
  if (item.power !== undefined) words.push(say('item_power', { power: String(item.power) }));
  if (item.quantity > 1) words.push(sayCount('item_pieces', item.quantity));
  if (item.masterwork) words.push(say('item_masterwork'));
  if (item.locked) words.push(say('item_locked'));
  if (item.equipped) words.push(say('item_worn'));
  return besideText(words);
}

const TAG_NAMES = {
  favorite: 'tag_favorite',
  keep: 'tag_keep',
  infuse: 'tag_infuse',
  junk: 'tag_junk',
  archive: 'tag_archive',
} as const satisfies Record<Tag, PlainWord>;

/** `Favorite`. */
export function tagName(tag: Tag): string {
  return say(TAG_NAMES[tag]);
}

/** A card in one breath, for who hears it: `Sunshot, Exotic Hand Cannon, Solar`. */
export function cardInWords({ name, tierName: rarity, typeName, damageType }: CardModel): string {
  return besideText([name, rarityAndType(rarity, typeName), elementName(damageType)]);
}

function rarityAndType(rarity: string, type: string): string {
  return rarity === '' || type === '' ? rarity + type : say('item_type', { rarity, type });
}
