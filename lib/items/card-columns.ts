import type { Hash } from '../base/ids';
import { say } from '../base/words';
import type { CardColumn } from './card-model';
import type { ItemDefinition, WorldTables } from './item-definition';
import { categoryName, FIRST, plugOf, ROLLED } from './roll';
import { seasonTeller } from './season-of';

/** Every plug whose definition `columnsOf` looks up. */
export function columnPlugs({ sockets = [] }: Pick<ItemDefinition, 'sockets'>): Hash[] {
  return sockets.flatMap(([category, initial]) => (ROLLED.has(category) && initial !== 0 ? [initial] : []));
}

/**
 * What an item comes with: its intrinsic first, then its perk sockets in order, each with what sits in it at first.
 * Empty sockets and what is merely cosmetic are left out (bungie-api.md 5.8).
 */
export function columnsOf(
  { sockets = [] }: Pick<ItemDefinition, 'sockets'>,
  plugs: ReadonlyMap<Hash, ItemDefinition>,
  tables: WorldTables,
): CardColumn[] {
  const columns = sockets.flatMap(([category, initial]) => {
    const plug = ROLLED.has(category) ? plugs.get(initial) : undefined;
    if (plug === undefined || plug.name === '' || (plug.plug !== undefined && plug.plug !== 'plain'))
      return [];
    const first = FIRST.includes(category);
    return [{ first, column: { name: categoryName(category, tables), plugs: [plugOf(plug)] } }];
  });
  return [...columns.filter(({ first }) => first), ...columns.filter(({ first }) => !first)].map(
    ({ column }) => column,
  );
}

/** What tells items of one name apart: their season where it is known, numbered where it is not enough. */
export function printingsOf(
  items: readonly ItemDefinition[],
  tables: WorldTables,
): { hash: Hash; label: string }[] {
  const seasonOf = seasonTeller(tables);
  const used = new Map<number | undefined, number>();
  return items.map((item) => {
    const season = seasonOf(item);
    const number = (used.get(season) ?? 0) + 1;
    used.set(season, number);
    // The first without a season is numbered too: “Version” alone says nothing.
    const version = season === undefined ? say('card_printing_version', { number }) : undefined;
    const plain = { season: String(season) };
    const again = { ...plain, number };
    const label =
      version ?? (number > 1 ? say('card_printing_season_again', again) : say('card_printing_season', plain));
    return { hash: item.hash, label };
  });
}
