import { type Hash, isHash } from '../base/ids';
import { ANY_CLASS } from './game-words';
import { iconUrl } from './icon-url';
import type { ItemDefinition, PlugKind } from './item-definition';
import { array, object, text, whole } from './read-json';
import { type Wanted, wantedKeys } from './skim-json';

/** What only the name index needs, at import time. */
export interface NameFacts {
  index: number;
  collectible: boolean;
  dummy: boolean;
  /** It has display properties, as every row of Destiny 2 and none of Destiny 1. */
  displayed: boolean;
}

const DUMMY_CATEGORY = 3109687656;
/** Plug category of kill trackers (bungie-api.md 10). */
const TRACKERS = 2947756142;
const COSMETIC = /^(shader|mementos?|hologram)|skins|ornament|spawnfx|transmat/;

/** Everything `reduceDefinition` and those it calls look at: a row skimmed for it is as good as the whole. */
export const WANTED_OF_ITEM: Wanted = wantedKeys({
  hash: true,
  index: true,
  redacted: true,
  displayProperties: wantedKeys({ name: true, description: true, icon: true }),
  iconWatermark: true,
  flavorText: true,
  itemTypeDisplayName: true,
  itemType: true,
  itemSubType: true,
  classType: true,
  itemCategoryHashes: true,
  equippable: true,
  nonTransferrable: true,
  doesPostmasterPullHaveSideEffects: true,
  collectibleHash: true,
  seasonHash: true,
  defaultDamageType: true,
  inventory: wantedKeys({
    bucketTypeHash: true,
    tierType: true,
    tierTypeName: true,
    maxStackSize: true,
    isInstanceItem: true,
    stackUniqueLabel: true,
  }),
  equippingBlock: wantedKeys({ uniqueLabel: true, ammoType: true }),
  stats: wantedKeys({
    statGroupHash: true,
    stats: { each: wantedKeys({ statHash: true, value: true }) },
  }),
  sockets: wantedKeys({
    socketEntries: { each: wantedKeys({ singleInitialItemHash: true }) },
    socketCategories: { each: wantedKeys({ socketCategoryHash: true, socketIndexes: true }) },
  }),
  plug: wantedKeys({ plugCategoryIdentifier: true, plugCategoryHash: true }),
});

/** What of it a name needs: another language's list is read for its names alone. */
export const WANTED_OF_NAME: Wanted = wantedKeys({
  hash: true,
  index: true,
  redacted: true,
  displayProperties: wantedKeys({ name: true, icon: true }),
  itemType: true,
  itemCategoryHashes: true,
  collectibleHash: true,
});

/** A raw item definition reduced to what we keep; undefined when it has no usable hash. Total. */
export function reduceDefinition(raw: unknown): { item: ItemDefinition; facts: NameFacts } | undefined {
  const row = object(raw);
  if (row === undefined || !isHash(row.hash)) return undefined;
  const display = object(row.displayProperties);
  const inventory = object(row.inventory);
  const equipping = object(row.equippingBlock);
  const statBlock = object(row.stats);
  const iconPath = ownPath(display?.icon);
  const uniqueLabel = text(equipping?.uniqueLabel);
  const stackUniqueLabel = text(inventory?.stackUniqueLabel);
  const watermark = ownPath(row.iconWatermark);
  const sockets = readSockets(row.sockets);
  const plug = readPlug(row.plug);
  const statGroup = statBlock?.statGroupHash;
  const itemType = whole(row.itemType) ?? 0;
  const categories = array(row.itemCategoryHashes);
  const item: ItemDefinition = {
    hash: row.hash,
    name: text(display?.name),
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
    pullHasSideEffects: row.doesPostmasterPullHaveSideEffects === true,
    redacted: row.redacted === true,
    stats: readStats(statBlock?.stats),
  };
  if (iconPath !== undefined) item.icon = iconPath;
  if (uniqueLabel !== '') item.uniqueLabel = uniqueLabel;
  if (stackUniqueLabel !== '') item.stackUniqueLabel = stackUniqueLabel;
  if (isHash(statGroup)) item.statGroup = statGroup;
  if (isHash(row.seasonHash) && row.seasonHash !== 0) item.season = row.seasonHash;
  if (watermark !== undefined) item.watermark = watermark;
  if (sockets.length > 0) item.sockets = sockets;
  if (plug !== undefined) item.plug = plug;
  return {
    item,
    facts: {
      index: whole(row.index) ?? 0,
      collectible: isHash(row.collectibleHash),
      displayed: display !== undefined,
      dummy: itemType === 20 || categories.includes(DUMMY_CATEGORY),
    },
  };
}

/** The path of a picture if it is one of Bungie's own. */
function ownPath(value: unknown): string | undefined {
  const path = text(value);
  return iconUrl(path) === undefined ? undefined : path;
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

function readSockets(value: unknown): [category: Hash, initial: Hash][] {
  const block = object(value);
  const sockets = array(block?.socketEntries).map((entry): [Hash, Hash] => {
    const initial = object(entry)?.singleInitialItemHash;
    return [0, isHash(initial) ? initial : 0];
  });
  for (const entry of array(block?.socketCategories)) {
    const category = object(entry);
    if (!isHash(category?.socketCategoryHash)) continue;
    for (const index of array(category.socketIndexes)) {
      const socket = typeof index === 'number' ? sockets[index] : undefined;
      if (socket !== undefined) socket[0] = category.socketCategoryHash;
    }
  }
  return sockets;
}

/** Told by the identifiers of plug categories: names are in one language, hashes are too many (bungie-api.md 5.6). */
function readPlug(value: unknown): PlugKind | undefined {
  const plug = object(value);
  if (plug === undefined) return undefined;
  const category = text(plug.plugCategoryIdentifier);
  if (plug.plugCategoryHash === TRACKERS || category.endsWith('trackers')) return 'tracker';
  if (category.includes('masterwork')) return 'masterwork';
  return COSMETIC.test(category) ? 'cosmetic' : 'plain';
}
