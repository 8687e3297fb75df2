import { type Hash, isHash } from '../base/ids';
import { ANY_CLASS } from './game-words';
import { iconUrl } from './icon-url';
import type { ItemDefinition, PlugKind } from './item-definition';
import { array, object, text, whole } from './read-json';
import { noted, type Wanted, wantedKeys } from './trim-json';

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

const NOTES = {
  hash: 0,
  index: 1,
  redacted: 2,
  displayProperties: 3,
  name: 4,
  icon: 5,
  iconWatermark: 6,
  itemType: 7,
  itemCategoryHashes: 8,
  collectibleHash: 9,
  seasonHash: 10,
} as const;

/**
 * Everything an item is made of: a row trimmed to it is as good as the whole, but for facts that are looked at while it
 * streams by. The order is part of what is stored: whoever changes it counts up DEFINITION_FORMAT.
 */
export const WANTED_OF_ITEM: Wanted = wantedKeys(
  {
    hash: true,
    index: undefined,
    redacted: true,
    displayProperties: wantedKeys({ name: true, description: true, icon: true }, NOTES),
    iconWatermark: true,
    flavorText: true,
    itemTypeDisplayName: true,
    itemType: true,
    itemSubType: true,
    classType: true,
    itemCategoryHashes: undefined,
    equippable: true,
    nonTransferrable: true,
    doesPostmasterPullHaveSideEffects: true,
    collectibleHash: undefined,
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
      stats: { values: wantedKeys({ statHash: true, value: true }) },
    }),
    sockets: wantedKeys({
      socketEntries: { each: wantedKeys({ singleInitialItemHash: true }) },
      socketCategories: { each: wantedKeys({ socketCategoryHash: true, socketIndexes: true }) },
    }),
    plug: wantedKeys({ plugCategoryIdentifier: true, plugCategoryHash: true }),
  },
  NOTES,
);

/** What of it a name needs: another language's list is read for its names alone. */
export const WANTED_OF_NAME: Wanted = wantedKeys(
  {
    hash: undefined,
    index: undefined,
    redacted: undefined,
    displayProperties: wantedKeys({ name: undefined, icon: undefined }, NOTES),
    itemType: undefined,
    itemCategoryHashes: undefined,
    collectibleHash: undefined,
  },
  NOTES,
);

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

/** What a row is told by while it streams by. */
export interface RowFacts extends NameFacts {
  item: Pick<ItemDefinition, 'hash' | 'name' | 'itemType' | 'redacted' | 'icon' | 'season' | 'watermark'>;
}

/**
 * The facts of the row that was trimmed last, read from where its fields lie: most rows are done with then, without a
 * value having been made of them. Undefined when something of it is out of the ordinary; `reduceDefinition` tells of the whole row then.
 */
export function factsOfTrimmed(bytes: Uint8Array): RowFacts | undefined {
  const hash = numberAt(bytes, NOTES.hash);
  const itemType = numberAt(bytes, NOTES.itemType);
  const index = numberAt(bytes, NOTES.index);
  const collectible = numberAt(bytes, NOTES.collectibleHash);
  const season = numberAt(bytes, NOTES.seasonHash);
  const name = plainAt(bytes, NOTES.name);
  if (hash === undefined || hash === 'odd' || !isHash(hash) || name === 'odd') return undefined;
  if (itemType === 'odd' || index === 'odd' || collectible === 'odd' || season === 'odd') return undefined;
  const item: RowFacts['item'] = {
    hash,
    name: name ?? '',
    itemType: itemType ?? 0,
    redacted: bytes[noted[2 * NOTES.redacted] ?? 0] === LETTER_T && isNoted(NOTES.redacted),
  };
  const icon = name === undefined || name === '' ? undefined : plainAt(bytes, NOTES.icon);
  const watermark = season === undefined || season === 0 ? undefined : plainAt(bytes, NOTES.iconWatermark);
  if (icon === 'odd' || watermark === 'odd') return undefined;
  if (iconUrl(icon) !== undefined && icon !== undefined) item.icon = icon;
  if (season !== undefined && season !== 0 && isHash(season)) item.season = season;
  if (iconUrl(watermark) !== undefined && watermark !== undefined) item.watermark = watermark;
  return {
    item,
    index: index ?? 0,
    collectible: collectible !== undefined && isHash(collectible),
    displayed: bytes[noted[2 * NOTES.displayProperties] ?? 0] === OPEN && isNoted(NOTES.displayProperties),
    // Of what has no name nobody asks.
    dummy: itemType === 20 || (item.name !== '' && listAt(bytes, NOTES.itemCategoryHashes).includes(DUMMY)),
  };
}

const LETTER_T = 0x74;
const OPEN = 0x7b;
const OPEN_BRACKET = 0x5b;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
const NINE = 0x39;
/** More digits than this may not be exact in a number. */
const SAFE_DIGITS = 15;
const DUMMY = `${DUMMY_CATEGORY}`;
const decoder = new TextDecoder();

function isNoted(note: number): boolean {
  return noted[2 * note + 1] !== 0;
}

function numberAt(bytes: Uint8Array, note: number): number | 'odd' | undefined {
  const from = noted[2 * note] ?? 0;
  const end = noted[2 * note + 1] ?? 0;
  if (end === 0) return undefined;
  if (end - from > SAFE_DIGITS) return 'odd';
  let value = 0;
  for (let at = from; at < end; at += 1) {
    const code = bytes[at] ?? 0;
    if (code < ZERO || code > NINE) return 'odd';
    value = value * 10 + (code - ZERO);
  }
  return value;
}

/** A text without escapes. */
function plainAt(bytes: Uint8Array, note: number): string | undefined {
  const from = noted[2 * note] ?? 0;
  const end = noted[2 * note + 1] ?? 0;
  if (end === 0) return undefined;
  if (bytes[from] !== QUOTE) return 'odd';
  const text = bytes.subarray(from + 1, end - 1);
  return text.includes(BACKSLASH) ? 'odd' : decoder.decode(text);
}

/** The text of a list; empty for anything else. */
function listAt(bytes: Uint8Array, note: number): string {
  if (bytes[noted[2 * note] ?? 0] !== OPEN_BRACKET) return '';
  return decoder.decode(bytes.subarray(noted[2 * note] ?? 0, noted[2 * note + 1] ?? 0));
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
