import type { ItemFacts } from './world';

/** Facts of a raw definition as far as the rules need them. Lenient: rebuilt data lacks fields. */
export function factsFrom(raw: unknown): ItemFacts {
  const row = raw as {
    displayProperties?: { name?: string };
    inventory?: {
      bucketTypeHash?: number;
      isInstanceItem?: boolean;
      maxStackSize?: number;
      tierType?: number;
    };
    equippingBlock?: { uniqueLabel?: string };
    itemType?: number;
    classType?: number;
    defaultDamageType?: number;
    nonTransferrable?: boolean;
    equippable?: boolean;
    doesPostmasterPullHaveSideEffects?: boolean;
    sockets?: { socketEntries?: { singleInitialItemHash?: number }[] };
    stats?: { stats?: Record<string, { statHash: number; value: number }> };
  };
  const itemType = row.itemType ?? 0;
  const exotic = row.inventory?.tierType === 6;
  const family = itemType === 3 ? 'exotic_weapon' : itemType === 2 ? 'exotic_armor' : undefined;
  return {
    name: row.displayProperties?.name ?? '',
    bucket: row.inventory?.bucketTypeHash ?? 0,
    itemType,
    classType: row.classType ?? 3,
    damageType: row.defaultDamageType ?? 0,
    instanced: row.inventory?.isInstanceItem !== false,
    transferrable: row.nonTransferrable !== true,
    equippable: row.equippable !== false,
    sideEffects: row.doesPostmasterPullHaveSideEffects === true,
    maxStack: row.inventory?.maxStackSize ?? 1,
    uniqueLabel: row.equippingBlock?.uniqueLabel ?? (exotic ? family : undefined),
    sockets: (row.sockets?.socketEntries ?? []).map((entry) => entry.singleInitialItemHash ?? 0),
    stats: Object.values(row.stats?.stats ?? {}).map(({ statHash, value }) => [statHash, value]),
  };
}
