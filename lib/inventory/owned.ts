import type { Hash, ItemKey } from '../base/ids';
import { foldName } from '../items/fold-name';
import { chooseDeeds, type Deed } from './choose-deeds';
import type { PerkBook } from './perks';
import type { HeldItem, Picture } from './picture';
import { stopInWords } from './rules';

/** One copy that the player holds of an item he reads about. */
export interface Owned {
  key: ItemKey;
  item: HeldItem;
  /** `Titan`, `vault`, `Hunter’s postmaster`. */
  place: string;
  /** Which of the wanted perks it has, as they were wanted. */
  perks: string[];
}

/**
 * Every copy of an item, those with the most of the wanted perks first, then worn and strongest. Copies are told by hash,
 * and by name and slot, because reissues have hashes of their own.
 */
export function ownedCopies(
  picture: Picture,
  item: { hash: Hash; name: string; bucket: Hash },
  wanted: readonly string[],
  perks: PerkBook,
): Owned[] {
  return picture.items
    .filter((one) => one.hash === item.hash || isCopy(one, item))
    .map((one) => ({
      key: one.key,
      item: one,
      place: stopInWords(picture, one.place),
      perks: wantedPerks(one, wanted, perks),
    }))
    .sort(
      (one, other) =>
        other.perks.length - one.perks.length ||
        Number(other.item.equipped) - Number(one.item.equipped) ||
        (other.item.power ?? 0) - (one.item.power ?? 0) ||
        (one.key < other.key ? -1 : 1),
    );
}

/** Where a copy can be sent without being put on: the other characters, then the vault. */
export function sendDeeds(picture: Picture, item: HeldItem): Deed[] {
  const { others, vault } = chooseDeeds(picture, item, undefined);
  // From a postmaster things go to its own character first, so that one is a place to send to as well.
  return vault === undefined ? others : [...others, vault];
}

function isCopy(one: HeldItem, { name, bucket }: { name: string; bucket: Hash }): boolean {
  return one.known && one.name === name && one.bucket === bucket;
}

/** Perks are compared as names are: case, accents and curly quotes do not count. */
function wantedPerks(item: HeldItem, wanted: readonly string[], perks: PerkBook): string[] {
  if (item.instanceId === undefined || wanted.length === 0) return [];
  const hashes = perks.byItem[item.instanceId] ?? [];
  const has = new Set(hashes.map((hash) => foldName(perks.plugs[hash]?.name ?? '')));
  return wanted.filter((perk) => has.has(foldName(perk)));
}
