import type { Hash } from '../base/ids';
import { say } from '../base/words';
import { ANY_CLASS, Bucket, ItemType, Tier } from '../items/game-words';
import {
  type BucketDefinition,
  type ItemDefinition,
  type LoadoutPartDefinition,
  NO_TABLES,
  type WorldTables,
} from '../items/item-definition';
import { seasonTeller } from '../items/season-of';
import type { InGameLoadout } from './loadouts/loadout';
import type { Account, BucketRoom, HeldItem, Picture } from './picture';
import type { ProfileFacts, ReportedItem, ReportedLoadout } from './read-profile';

/** What the current manifest generation gives to a picture; empty before the first import. */
export interface Knowledge {
  generation?: string | undefined;
  items: ReadonlyMap<Hash, ItemDefinition>;
  tables: WorldTables;
}

export const NO_KNOWLEDGE: Knowledge = { items: new Map(), tables: NO_TABLES };

/** Profile facts joined with definitions. Hashes the manifest does not know become "Unknown item", still movable. */
export function makePicture(account: Account, facts: ProfileFacts, known: Knowledge, nowMs: number): Picture {
  const seasonOf = seasonTeller(known.tables);
  return {
    account,
    mintedAtMs: facts.mintedAtMs,
    readAtMs: nowMs,
    ...(known.generation === undefined ? {} : { generation: known.generation }),
    characters: [...facts.characters].sort((one, other) => other.lastPlayedMs - one.lastPlayedMs),
    items: facts.items.map((item) =>
      joined(item, known.items.get(item.hash), styleOf(item, known), seasonOf),
    ),
    ...rooms(known.tables.buckets),
    ...(facts.loadouts === undefined ? {} : { inGameLoadouts: namedLoadouts(facts.loadouts, known.tables) }),
  };
}

/** The same picture with names, icons and rules from another generation: after an import, without a new profile. */
export function renamePicture(picture: Picture, known: Knowledge): Picture {
  const seasonOf = seasonTeller(known.tables);
  return {
    ...picture,
    ...(known.generation === undefined ? {} : { generation: known.generation }),
    items: picture.items.map((item) => {
      const definition = known.items.get(item.hash);
      if (definition === undefined) return item;
      const reported: ReportedItem = { ...item, reportedBucket: item.bucket };
      return joined(reported, definition, undefined, seasonOf);
    }),
    ...rooms(known.tables.buckets),
  };
}

function joined(
  item: ReportedItem,
  definition: ItemDefinition | undefined,
  style: string | undefined,
  seasonOf: (definition: ItemDefinition) => number | undefined,
): HeldItem {
  const { overrideStyleHash: _style, reportedBucket, damageType, ...reported } = item;
  // Not a spread: V8 takes 20 µs for one before so many fields, which made a picture of a full vault cost 25 ms.
  if (definition === undefined) {
    return Object.assign(reported, {
      // In the vault Bungie reports the vault itself; where it belongs is not known then.
      bucket: reportedBucket === Bucket.vault || reportedBucket === Bucket.postmaster ? 0 : reportedBucket,
      damageType: damageType ?? 0,
      known: false,
      name: say('item_unknown'),
      typeName: '',
      itemType: 0,
      subType: 0,
      ammoType: 0,
      tier: 0,
      classType: ANY_CLASS,
      // Unknown is not forbidden: Bungie decides.
      transferrable: true,
      equippable: item.instanceId !== undefined,
      maxStackSize: 1,
    });
  }
  const icon = style ?? definition.icon;
  const season = seasonOf(definition);
  const uniqueLabel = definition.uniqueLabel ?? exoticFamily(definition);
  return Object.assign(reported, {
    bucket: definition.bucket,
    damageType: damageType || definition.damageType,
    known: true,
    name: definition.name === '' ? say('item_unnamed') : definition.name,
    ...(icon === undefined ? {} : { icon }),
    typeName: definition.typeName,
    itemType: definition.itemType,
    subType: definition.itemSubType,
    ammoType: definition.ammoType,
    tier: definition.tier,
    classType: definition.classType,
    transferrable: definition.transferrable,
    equippable: definition.equippable,
    maxStackSize: definition.maxStackSize,
    ...(uniqueLabel === undefined ? {} : { uniqueLabel }),
    ...(definition.stackUniqueLabel === undefined ? {} : { stackUniqueLabel: definition.stackUniqueLabel }),
    ...(season === undefined ? {} : { season }),
  });
}

/**
 * The family of an exotic whose manifest row lacks its label: without one the planner would put two exotics on, and the
 * game would refuse (1641; bungie-api.md 6.3, rule 7). Made here and not at import, so that rows stored long ago count too.
 */
function exoticFamily({ tier, itemType, equippable }: ItemDefinition): string | undefined {
  if (tier !== Tier.exotic || !equippable) return undefined;
  if (itemType === ItemType.weapon) return 'exotic_weapon';
  return itemType === ItemType.armor ? 'exotic_armor' : undefined;
}

/** An ornament's picture stands for the item in the game, so it does here. */
function styleOf(item: ReportedItem, known: Knowledge): string | undefined {
  return item.overrideStyleHash === undefined ? undefined : known.items.get(item.overrideStyleHash)?.icon;
}

function rooms(buckets: readonly BucketDefinition[]): Pick<Picture, 'buckets' | 'vaultCapacity'> {
  return {
    buckets: buckets.map(({ hash, name, capacity }): BucketRoom => ({ hash, name, capacity })),
    vaultCapacity: buckets.find((bucket) => bucket.hash === Bucket.vault)?.capacity ?? 0,
  };
}

/** A loadout whose name is not known is called by its place in the list. */
function namedLoadouts(loadouts: readonly ReportedLoadout[], { loadoutParts }: WorldTables): InGameLoadout[] {
  const parts = new Map<Hash, LoadoutPartDefinition>(loadoutParts.map((part) => [part.hash, part]));
  return loadouts.map(({ characterId, index, nameHash, iconHash, colorHash, items }) => {
    const icon = parts.get(iconHash)?.image;
    const color = parts.get(colorHash)?.image;
    return {
      characterId,
      index,
      name: parts.get(nameHash)?.name ?? '',
      ...(icon === undefined ? {} : { icon }),
      ...(color === undefined ? {} : { color }),
      items,
    };
  });
}
