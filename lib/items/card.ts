import { cleanText } from '../base/clean-text';
import type { Hash } from '../base/ids';
import { say } from '../base/words';
import type { CardModel, CardStat } from './card-model';
import { ItemType, tierName } from './game-words';
import type { ItemDefinition, StatGroupDefinition, WorldTables } from './item-definition';

/** Values that only a player's own profile could fill in (bungie-api.md 5.7). */
const VARIABLE = /\{var:\d+\}/g;
/** Attack and defence stand for power, which a definition does not have. */
const POWER_STATS: ReadonlySet<Hash> = new Set([1480404414, 3897883278, 1935470627]);

/** The card of an item as its definition describes it: what every reader sees. */
export function cardOf(item: ItemDefinition, tables: WorldTables): CardModel {
  const source = cleanText(item.source ?? '', 200).trim();
  return {
    hash: item.hash,
    name: cleanText(item.name, 80).trim() || say('item_unnamed'),
    ...(item.icon === undefined ? {} : { icon: item.icon }),
    typeName: cleanText(item.typeName, 80),
    tier: item.tier,
    tierName: cleanText(item.tierName, 40).trim() || (tierName(item.tier) ?? ''),
    itemType: item.itemType,
    damageType: item.damageType,
    ammoType: item.ammoType,
    classType: item.classType,
    description: readable(item.description, 400),
    flavor: readable(item.flavor, 300),
    stats: scaledStats(item.stats, item.statGroup, tables),
    ...(source === '' ? {} : { source }),
    ...(isGear(item) ? { screenshot: `/common/destiny2_content/screenshots/${item.hash}.jpg` } : {}),
  };
}

/** Of gear Bungie keeps a large picture under its hash; where one is missing, none is shown. */
function isGear({ itemType }: ItemDefinition): boolean {
  return itemType === ItemType.weapon || itemType === ItemType.armor;
}

/** A text of the game for people: cleaned, variables as `?`. Line breaks go with the other controls, so they become spaces first. */
export function readable(text: string, limit: number): string {
  return cleanText(text.replace(VARIABLE, '?').replace(/\s+/g, ' '), limit).trim();
}

/** Stats by hash as the family of the item shows them: its order, its names, its bars (bungie-api.md 5.8). */
export function scaledStats(
  stats: readonly [Hash, number][],
  groupHash: Hash | undefined,
  tables: WorldTables,
): CardStat[] {
  const names = new Map(tables.stats.map((stat) => [stat.hash, stat.name]));
  const values = new Map(stats);
  const group = tables.statGroups.find((one) => one.hash === groupHash);
  const order =
    group?.stats ?? [...values.keys()].map((hash) => ({ hash, maximum: 100, asNumber: false, curve: [] }));
  const shown: CardStat[] = [];
  for (const scaled of order) {
    const name = cleanText(names.get(scaled.hash) ?? '', 40).trim();
    const value = values.get(scaled.hash);
    if (value === undefined || name === '' || POWER_STATS.has(scaled.hash)) continue;
    const maximum = scaled.maximum > 0 ? scaled.maximum : 100;
    shown.push({
      name,
      value,
      ...(scaled.asNumber ? {} : { bar: Math.min(1, Math.max(0, value / maximum)) }),
    });
  }
  return shown;
}

/** An investment value on a stat's display curve: straight lines between its points (bungie-api.md 5.8). */
export function interpolate(value: number, curve: StatGroupDefinition['stats'][number]['curve']): number {
  const first = curve[0];
  const last = curve.at(-1);
  if (first === undefined || last === undefined) return value;
  if (value <= first[0]) return first[1];
  for (let index = 1; index < curve.length; index += 1) {
    const from = curve[index - 1] ?? first;
    const to = curve[index] ?? last;
    if (value > to[0]) continue;
    const share = to[0] === from[0] ? 1 : (value - from[0]) / (to[0] - from[0]);
    return Math.round(from[1] + share * (to[1] - from[1]));
  }
  return last[1];
}
