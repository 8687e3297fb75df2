import { cleanText } from '../base/clean-text';
import type { Hash } from '../base/ids';
import { readable, scaledStats } from './card';
import type { CardPlug, CardPlugGroup, ItemRoll } from './card-model';
import type { ItemDefinition, WorldTables } from './item-definition';

/** One socket as the game reports it. */
export interface SocketFacts {
  hash: Hash;
  enabled: boolean;
  visible: boolean;
}

/** What is known of one item that somebody holds. */
export interface RollFacts {
  /** In the order of the definition; undefined for empty ones. */
  sockets: readonly (SocketFacts | undefined)[];
  options: ReadonlyMap<number, readonly Hash[]>;
  stats: readonly [Hash, number][];
  counts: ReadonlyMap<Hash, number>;
  gearTier?: number;
}

/** Categories that stand for the item itself and go first: intrinsics of guns and the large perk of armour. */
export const FIRST: readonly Hash[] = [3956125808, 3154740035];
/** Categories whose plugs are the roll: there even the plug an item came with tells something (bungie-api.md 5.8). */
export const ROLLED: ReadonlySet<Hash> = new Set([...FIRST, 4241085061, 2518356196]);

/**
 * What an owned item has in its sockets, in words and groups. Hidden, nameless and merely cosmetic plugs are left
 * out, and so is what only says that a mod socket is empty.
 */
export function rollOf(
  item: ItemDefinition,
  facts: RollFacts,
  plugs: ReadonlyMap<Hash, ItemDefinition>,
  tables: WorldTables,
): ItemRoll {
  const groups = new Map<Hash, CardPlug[]>();
  const roll: ItemRoll = {
    live: true,
    stats: scaledStats(facts.stats, item.statGroup, tables),
    groups: [],
    ...(facts.gearTier === undefined ? {} : { gearTier: facts.gearTier }),
  };
  facts.sockets.forEach((socket, index) => {
    const definition = socket === undefined ? undefined : plugs.get(socket.hash);
    if (socket?.visible !== true || definition === undefined || definition.name === '') return;
    const [category, initial] = item.sockets?.[index] ?? [0, 0];
    const untouched = socket.hash === initial && !ROLLED.has(category);
    if (definition.plug === 'tracker') {
      const kills = facts.counts.get(socket.hash);
      if (!untouched && kills !== undefined) roll.tracker = { ...plugOf(definition), kills };
    } else if (definition.plug === 'masterwork') {
      if (!untouched) roll.masterwork = plugOf(definition);
    } else if (definition.plug !== 'cosmetic' && !untouched) {
      const others = (facts.options.get(index) ?? []).filter((hash) => hash !== socket.hash);
      const named = ROLLED.has(category) ? others.flatMap((hash) => plugs.get(hash) ?? []) : [];
      const group = groups.get(category) ?? [];
      group.push({
        ...plugOf(definition),
        ...(socket.enabled ? {} : { off: true }),
        ...(named.length === 0 ? {} : { others: named.map(plugOf) }),
      });
      groups.set(category, group);
    }
  });
  roll.groups = [...groups]
    .sort(([one], [other]) => rank(one) - rank(other))
    .map(([hash, list]): CardPlugGroup => ({ name: categoryName(hash, tables), plugs: list }));
  return roll;
}

/** What the last profile told of an item's sockets, for when it cannot be asked for: no places, no numbers. */
export function rememberedRoll(hashes: readonly Hash[], plugs: ReadonlyMap<Hash, ItemDefinition>): ItemRoll {
  const known = hashes.flatMap((hash) => plugs.get(hash) ?? []);
  const masterwork = known.find((one) => one.plug === 'masterwork');
  const list = known.filter((one) => one.plug === 'plain' && one.name !== '').map(plugOf);
  return {
    live: false,
    stats: [],
    groups: list.length === 0 ? [] : [{ name: '', plugs: list }],
    ...(masterwork === undefined ? {} : { masterwork: plugOf(masterwork) }),
  };
}

/** Every plug whose definition `rollOf` looks up. */
export function plugsOf({ sockets, options }: Pick<RollFacts, 'sockets' | 'options'>): Set<Hash> {
  return new Set([...sockets.flatMap((socket) => socket?.hash ?? []), ...[...options.values()].flat()]);
}

function rank(category: Hash): number {
  const at = FIRST.indexOf(category);
  if (at >= 0) return at;
  return ROLLED.has(category) ? FIRST.length : FIRST.length + 1;
}

/** The game writes them in capitals; a card does not shout. */
export function categoryName(hash: Hash, { socketCategories }: WorldTables): string {
  const name = cleanText(socketCategories.find((one) => one.hash === hash)?.name ?? '', 40).trim();
  return name === name.toUpperCase() ? name.charAt(0) + name.slice(1).toLowerCase() : name;
}

/** A plug as cards show it. */
export function plugOf({ hash, name, icon, typeName, description }: ItemDefinition): CardPlug {
  return {
    hash,
    name: cleanText(name, 80).trim(),
    ...(icon === undefined ? {} : { icon }),
    typeName: cleanText(typeName, 60).trim(),
    description: readable(description, 300),
  };
}

/** What people name a roll by: its traits. Told by the game's English word; in other languages there are none. */
export function traitsOf({ groups }: Pick<ItemRoll, 'groups'>): string[] {
  return groups.flatMap(({ plugs }) => plugs.filter(isTrait).map(({ name }) => name));
}

function isTrait({ typeName }: CardPlug): boolean {
  return typeName === 'Trait' || typeName === 'Enhanced Trait';
}
