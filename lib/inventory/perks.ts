import type { Hash, ItemInstanceId } from '../base/ids';
import type { ItemDefinition } from '../items/item-definition';

/** A perk, barrel, mod... as far as a search and a short list need it. */
export interface PlugFacts {
  name: string;
  icon?: string;
}

/**
 * What sits in the sockets of the items held. Kept beside the picture and not in it: the first paint needs none of
 * it, and it is as large as the picture itself.
 */
export interface PerkBook {
  /** Manifest path the names come from. */
  generation?: string;
  byItem: Readonly<Record<ItemInstanceId, readonly Hash[]>>;
  plugs: Readonly<Record<Hash, PlugFacts>>;
}

export const NO_PERKS: PerkBook = { byItem: {}, plugs: {} };

/**
 * The book of a newly read profile. `known` holds the definitions of plugs that the old book does not name yet; what
 * has no name and what only changes the looks is left out.
 */
export function makePerkBook(
  inserted: Readonly<Record<ItemInstanceId, readonly Hash[]>>,
  known: ReadonlyMap<Hash, ItemDefinition>,
  before: PerkBook,
  generation: string | undefined,
): PerkBook {
  const plugs: Record<Hash, PlugFacts> = {};
  const byItem: Record<ItemInstanceId, Hash[]> = {};
  const factsOf = (hash: Hash): PlugFacts | undefined => {
    const definition = known.get(hash);
    if (definition === undefined) return before.plugs[hash];
    if (definition.name === '' || definition.plug === undefined || definition.plug === 'cosmetic')
      return undefined;
    return { name: definition.name, ...(definition.icon === undefined ? {} : { icon: definition.icon }) };
  };
  for (const [id, hashes] of Object.entries(inserted)) {
    const kept = hashes.filter((hash) => {
      plugs[hash] ??= factsOf(hash) ?? NOTHING;
      return plugs[hash] !== NOTHING;
    });
    // Keys of a record are plain text; these came in as instance ids.
    if (kept.length > 0) byItem[id as ItemInstanceId] = kept;
  }
  for (const [hash, facts] of Object.entries(plugs)) if (facts === NOTHING) delete plugs[Number(hash)];
  return { ...(generation === undefined ? {} : { generation }), byItem, plugs };
}

const NOTHING: PlugFacts = { name: '' };

/** Plugs whose definitions a new book needs: those of another generation, or that the old book does not name. */
export function unnamedPlugs(
  inserted: Readonly<Record<ItemInstanceId, readonly Hash[]>>,
  before: PerkBook,
  generation: string | undefined,
): Set<Hash> {
  const wanted = new Set<Hash>();
  const keep = before.generation === generation;
  for (const hashes of Object.values(inserted)) {
    for (const hash of hashes) if (!keep || before.plugs[hash] === undefined) wanted.add(hash);
  }
  return wanted;
}
