import { type Hash, isHash } from '../base/ids';
import { ANY_CLASS } from './game-words';
import { iconUrl } from './icon-url';
import type { ItemDefinition } from './item-definition';
import { array, object, text, whole } from './read-json';

/** What only the name index needs, at import time. */
export interface NameFacts {
  index: number;
  collectible: boolean;
  dummy: boolean;
}

const DUMMY_CATEGORY = 3109687656;

/** A raw item definition reduced to what we keep; undefined when it has no usable hash. Total. */
export function reduceDefinition(raw: unknown): { item: ItemDefinition; facts: NameFacts } | undefined {
  const row = object(raw);
  if (row === undefined || !isHash(row.hash)) return undefined;
  const display = object(row.displayProperties);
  const inventory = object(row.inventory);
  const equipping = object(row.equippingBlock);
  const statBlock = object(row.stats);
  const iconPath = text(display?.icon);
  const uniqueLabel = text(equipping?.uniqueLabel);
  const statGroup = statBlock?.statGroupHash;
  const itemType = whole(row.itemType) ?? 0;
  const categories = array(row.itemCategoryHashes);
  return {
    item: {
      hash: row.hash,
      name: text(display?.name),
      ...(iconUrl(iconPath) === undefined ? {} : { icon: iconPath }),
      typeName: text(row.itemTypeDisplayName),
      itemType,
      itemSubType: whole(row.itemSubType) ?? 0,
      tier: whole(inventory?.tierType) ?? 0,
      tierName: text(inventory?.tierTypeName),
      bucket: isHash(inventory?.bucketTypeHash) ? inventory.bucketTypeHash : 0,
      classType: whole(row.classType) ?? ANY_CLASS,
      damageType: whole(row.defaultDamageType) ?? 0,
      ammoType: whole(equipping?.ammoType) ?? 0,
      description: text(display?.description),
      flavor: text(row.flavorText),
      transferrable: row.nonTransferrable !== true,
      equippable: row.equippable === true,
      instanced: inventory?.isInstanceItem === true,
      maxStackSize: Math.max(1, whole(inventory?.maxStackSize) ?? 1),
      ...(uniqueLabel === '' ? {} : { uniqueLabel }),
      pullHasSideEffects: row.doesPostmasterPullHaveSideEffects === true,
      redacted: row.redacted === true,
      stats: readStats(statBlock?.stats),
      ...(isHash(statGroup) ? { statGroup } : {}),
    },
    facts: {
      index: whole(row.index) ?? 0,
      collectible: isHash(row.collectibleHash),
      dummy: itemType === 20 || categories.includes(DUMMY_CATEGORY),
    },
  };
}

function readStats(value: unknown): [Hash, number][] {
  const stats: [Hash, number][] = [];
  for (const entry of Object.values(object(value) ?? {})) {
    const stat = object(entry);
    const amount = whole(stat?.value);
    if (isHash(stat?.statHash) && amount !== undefined) stats.push([stat.statHash, amount]);
  }
  return stats;
}
