import type { CharacterId } from '../base/ids';
import { say } from '../base/words';
import { Bucket, SLOTS } from '../items/game-words';
import type { Character, HeldItem, Picture } from './picture';
import { accountWide } from './rules';

/** One slot of a character: what is worn, and what waits in the bag, strongest first. */
export interface SlotView {
  bucket: number;
  name: string;
  equipped?: HeldItem;
  carried: HeldItem[];
  /** Worn one included; undefined capacity while the manifest is not read. */
  count: number;
  capacity?: number;
}

/** Items that belong together under one heading. */
export interface ItemGroup {
  id: string;
  name: string;
  items: HeldItem[];
}

export interface CharacterView {
  character: Character;
  slots: SlotView[];
  postmaster: { items: HeldItem[]; capacity?: number };
  /** What has no slot of its own here: subclasses, emblems, quests, engrams, unknown things. */
  others: ItemGroup;
}

export interface VaultView {
  groups: ItemGroup[];
  count: number;
  /** Undefined while the manifest is not read. */
  capacity?: number;
}

/** What the chosen character wears, carries and can fetch. */
export function viewCharacter(picture: Picture, character: Character): CharacterView {
  const held = picture.items.filter((item) => holder(item) === character.characterId);
  const carried = held.filter((item) => item.place.kind === 'character');
  const slots = SLOTS.map(({ bucket, word }) => viewSlot(picture, bucket, say(`slot_${word}`), carried));
  const slotted = new Set(SLOTS.map((slot) => slot.bucket));
  return {
    character,
    slots,
    postmaster: {
      items: strongestFirst(held.filter((item) => item.place.kind === 'postmaster')),
      ...capacityOf(picture, Bucket.postmaster),
    },
    others: {
      id: 'others',
      name: say('group_everything_else'),
      items: strongestFirst(carried.filter((item) => !slotted.has(item.bucket))),
    },
  };
}

/** The vault by category, in the order of the game's slots; empty categories are left out. */
export function viewVault(picture: Picture): VaultView {
  const kept = picture.items.filter((item) => item.place.kind === 'vault');
  const byBucket = groupByBucket(kept);
  const groups: ItemGroup[] = [];
  for (const { bucket, word } of SLOTS) {
    const items = byBucket.get(bucket);
    byBucket.delete(bucket);
    if (items !== undefined)
      groups.push({ id: String(bucket), name: say(`slot_${word}`), items: strongestFirst(items) });
  }
  const rest = [...byBucket.values()].flat();
  if (rest.length > 0) groups.push({ id: 'other', name: say('group_rest'), items: strongestFirst(rest) });
  return {
    groups,
    count: kept.length,
    ...(picture.vaultCapacity > 0 ? { capacity: picture.vaultCapacity } : {}),
  };
}

/** Things that belong to the account and are in no vault: consumables, modifications and the like. */
export function viewAccount(picture: Picture): ItemGroup[] {
  const shared = picture.items.filter((item) => item.place.kind === 'account');
  const of = (bucket: number) => shared.filter((item) => item.bucket === bucket);
  return [
    { id: 'consumables', name: say('group_consumables'), items: of(Bucket.consumables) },
    { id: 'modifications', name: say('group_modifications'), items: of(Bucket.modifications) },
    {
      id: 'shared',
      name: say('group_account_wide'),
      items: shared.filter((item) => !accountWide(item.bucket)),
    },
  ]
    .filter((group) => group.items.length > 0)
    .map((group) => ({ ...group, items: strongestFirst(group.items) }));
}

/** How many things the item list does not know: it is older than they are. */
export function countUnknown(picture: Picture): number {
  return picture.items.reduce((count, item) => (item.known ? count : count + 1), 0);
}

/** The chosen character, or the last played one when it is gone. */
export function chooseCharacter(picture: Picture, chosen: CharacterId | undefined): Character | undefined {
  return picture.characters.find((one) => one.characterId === chosen) ?? picture.characters[0];
}

function viewSlot(picture: Picture, bucket: number, name: string, held: HeldItem[]): SlotView {
  const here = held.filter((item) => item.bucket === bucket);
  const equipped = here.find((item) => item.equipped);
  return {
    bucket,
    name,
    ...(equipped === undefined ? {} : { equipped }),
    carried: strongestFirst(here.filter((item) => item !== equipped)),
    count: here.length,
    ...capacityOf(picture, bucket),
  };
}

function capacityOf(picture: Picture, bucket: number): { capacity?: number } {
  const capacity = picture.buckets.find((room) => room.hash === bucket)?.capacity ?? 0;
  return capacity > 0 ? { capacity } : {};
}

function holder(item: HeldItem): CharacterId | undefined {
  return 'characterId' in item.place ? item.place.characterId : undefined;
}

/** By power, then rarity, then name and key: equal pictures look equal. */
function strongestFirst(items: HeldItem[]): HeldItem[] {
  return [...items].sort(
    (one, other) =>
      (other.power ?? 0) - (one.power ?? 0) ||
      other.tier - one.tier ||
      (one.name < other.name ? -1 : one.name > other.name ? 1 : one.key < other.key ? -1 : 1),
  );
}

// Not Map.groupBy: Node 20, where the tests run, lacks it.
function groupByBucket(items: HeldItem[]): Map<number, HeldItem[]> {
  const groups = new Map<number, HeldItem[]>();
  for (const item of items) {
    const group = groups.get(item.bucket);
    if (group === undefined) groups.set(item.bucket, [item]);
    else group.push(item);
  }
  return groups;
}
