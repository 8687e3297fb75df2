import type { CharacterId } from '../../base/ids';
import { SLOTS } from '../../items/game-words';
import type { Mark, MarkBook } from '../marks';
import { NO_PERKS, type PerkBook } from '../perks';
import type { Character, HeldItem, Picture } from '../picture';
import { foldInPlace } from './fold-in-place';

/** What a search word may ask about an item besides the item itself. */
export interface SearchWorld extends ItemTexts {
  /** As the strip shows them, left to right. */
  characters: readonly Character[];
  /** The one in front; the last played one until another is chosen, as in Destiny Item Manager. */
  current: Character | undefined;
  /** How many equal things are held, this one included; 0 for what nobody compares. */
  copiesOf(item: HeldItem): number;
  /** What the player says of it. */
  markOf(item: HeldItem): Mark | undefined;
}

/** Texts of items, folded for comparing. Each text is folded once. */
export interface ItemTexts {
  fold(text: string): string;
  /** Names of what sits in its sockets. */
  perksOf(item: HeldItem): readonly string[];
}

/** What a search looks at besides the typed text. */
export interface SearchPlace {
  picture: Pick<Picture, 'characters'>;
  /** The character in front; the last played one when undefined. */
  chosen: CharacterId | undefined;
  /** Tags and notes. */
  marks: MarkBook;
}

const GEAR = new Set(SLOTS.map((slot) => slot.bucket));
const WEAPONS = new Set(SLOTS.filter((slot) => slot.kind === 'weapon').map((slot) => slot.bucket));
/** `Fatebringer (Timelost)` is a Fatebringer. */
const EDITION = /\s*\([^()]*\)$/;

/** Folds names, types and perk names, and remembers them. */
export function itemTexts({ byItem, plugs }: PerkBook = NO_PERKS): ItemTexts {
  const folded = new Map<string, string>();
  const fold = (text: string) => {
    const known = folded.get(text);
    if (known !== undefined) return known;
    const made = foldInPlace(text.normalize('NFC'));
    folded.set(text, made);
    return made;
  };
  const perks = new WeakMap<HeldItem, readonly string[]>();
  const perksOf = (item: HeldItem) => {
    const known = perks.get(item);
    if (known !== undefined) return known;
    const inserted = item.instanceId === undefined ? undefined : byItem[item.instanceId];
    const names = (inserted ?? []).map((hash) => fold(plugs[hash]?.name ?? '')).filter(Boolean);
    perks.set(item, names);
    return names;
  };
  return { fold, perksOf };
}

/** Counts equal things at the first question. */
export function copyCounter(items: readonly HeldItem[]): (item: HeldItem) => number {
  let counts: Map<string, number> | undefined;
  const count = () => {
    const counted = new Map<string, number>();
    for (const item of items) {
      if (comparable(item)) counted.set(likeness(item), (counted.get(likeness(item)) ?? 0) + 1);
    }
    return counted;
  };
  return (item) => {
    if (!comparable(item)) return 0;
    counts ??= count();
    return counts.get(likeness(item)) ?? 0;
  };
}

/** The character that `current` words mean. */
export function currentCharacter({ picture, chosen }: SearchPlace): Character | undefined {
  return picture.characters.find((one) => one.characterId === chosen) ?? picture.characters[0];
}

function comparable(item: HeldItem): boolean {
  return GEAR.has(item.bucket);
}

/** Equal for things that are the same to a player: hashes differ from season to season. */
function likeness(item: HeldItem): string {
  if (!item.known) return String(item.hash);
  const name = WEAPONS.has(item.bucket) ? item.name.replace(EDITION, '') : item.name;
  return `${name}|${item.classType}|${item.tier}|${item.bucket}`;
}
