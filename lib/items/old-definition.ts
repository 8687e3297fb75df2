import type { Hash } from '../base/ids';
import type { ItemDefinition, PlugKind } from './item-definition';

/**
 * A definition as the second to fourth format kept it: its values in a fixed order, pairs flattened, yes and no in the
 * bits of one number. A list that was kept so serves until it is imported anew.
 */
export type OldItem = readonly (string | number | readonly number[] | undefined)[];

const TRANSFERRABLE = 1;
const EQUIPPABLE = 2;
const INSTANCED = 4;
const SIDE_EFFECTS = 8;
const REDACTED = 16;
const PLUGS: readonly (PlugKind | undefined)[] = [undefined, 'masterwork', 'tracker', 'cosmetic', 'plain'];

/** The definition that was kept so. */
export function definitionOfOld(packed: OldItem): ItemDefinition {
  const flags = number(packed[10]);
  const item: ItemDefinition = {
    hash: number(packed[0]),
    name: text(packed[1]),
    typeName: text(packed[11]),
    itemType: number(packed[2]),
    itemSubType: number(packed[3]),
    tier: number(packed[4]),
    tierName: text(packed[12]),
    bucket: number(packed[5]),
    classType: number(packed[6]),
    damageType: number(packed[7]),
    ammoType: number(packed[8]),
    description: text(packed[13]),
    flavor: text(packed[14]),
    transferrable: (flags & TRANSFERRABLE) !== 0,
    equippable: (flags & EQUIPPABLE) !== 0,
    instanced: (flags & INSTANCED) !== 0,
    maxStackSize: number(packed[9]),
    pullHasSideEffects: (flags & SIDE_EFFECTS) !== 0,
    redacted: (flags & REDACTED) !== 0,
    stats: pairs(packed[20]) ?? [],
  };
  const plug = PLUGS[number(packed[16])];
  const sockets = pairs(packed[21]);
  if (packed[15] !== undefined) item.icon = text(packed[15]);
  if (packed[22] !== undefined) item.uniqueLabel = text(packed[22]);
  if (packed[23] !== undefined) item.stackUniqueLabel = text(packed[23]);
  if (packed[24] !== undefined) item.source = text(packed[24]);
  if (packed[19] !== undefined) item.statGroup = number(packed[19]);
  if (packed[18] !== undefined) item.season = number(packed[18]);
  if (packed[17] !== undefined) item.watermark = text(packed[17]);
  if (sockets !== undefined) item.sockets = sockets;
  if (plug !== undefined) item.plug = plug;
  return item;
}

function number(value: OldItem[number]): number {
  return typeof value === 'number' ? value : 0;
}

function text(value: OldItem[number]): string {
  return typeof value === 'string' ? value : '';
}

function pairs(value: OldItem[number]): [Hash, Hash][] | undefined {
  if (typeof value !== 'object') return undefined;
  const both: [Hash, Hash][] = [];
  for (let at = 0; at + 1 < value.length; at += 2) both.push([value[at] ?? 0, value[at + 1] ?? 0]);
  return both;
}
