import type { Hash } from '../base/ids';
import { fail, type Outcome, ok } from '../base/outcome';
import { makeNearestName } from '../chat/nearest-name';
import { cardOf } from '../items/card';
import { columnPlugs, columnsOf, printingsOf } from '../items/card-columns';
import type { CardModel } from '../items/card-model';
import { type NameIndex, NO_TABLES } from '../items/item-definition';
import { NICKNAMES } from '../items/nicknames';
import type { DefinitionLookups } from './ports';

/**
 * The card of an item by hash, or by name as chat writes it. Fails with `name-unknown`, whose fact `meant` is the name
 * that was probably meant.
 */
export async function itemCard(
  asked: { hash: Hash } | { name: string },
  definitions: DefinitionLookups,
): Promise<Outcome<CardModel>> {
  if ((await definitions.current()) === undefined) return fail('no-definitions');
  if ('hash' in asked) return cardOfHash(asked.hash, definitions);
  const hash = await definitions.hashOfName(asked.name);
  if (hash !== undefined) return cardOfHash(hash, definitions);
  const names = await definitions.names();
  // Rare, so all names are read for it.
  const meant = names && makeNearestName(names.names)(asked.name);
  return fail('name-unknown', meant === undefined ? {} : { meant });
}

async function cardOfHash(hash: Hash, definitions: DefinitionLookups): Promise<Outcome<CardModel>> {
  const definition = (await definitions.items([hash])).get(hash);
  if (definition === undefined) return fail('name-unknown');
  const others = await definitions.printingsOf(definition.name);
  const plugs = columnPlugs(definition);
  const [known, tables = NO_TABLES] = await Promise.all([
    definitions.items([...others, ...plugs]),
    definitions.tables(),
  ]);
  const columns = columnsOf(definition, known, tables);
  const printings = printingsOf(
    others.flatMap((one) => known.get(one) ?? []),
    tables,
  );
  return ok({
    ...cardOf(definition, tables),
    ...(columns.length === 0 ? {} : { columns }),
    // A link may name one that is not among them: an ornament's twin, or one too many.
    ...(printings.some((one) => one.hash === hash) && printings.length > 1 ? { printings } : {}),
  });
}

/** The name index for a chat page, unless it has this generation's already. */
export async function nameIndex(
  have: string | undefined,
  definitions: DefinitionLookups,
): Promise<Outcome<{ unchanged: true } | { unchanged: false; index: NameIndex }>> {
  const current = await definitions.current();
  if (current === undefined) return fail('no-definitions');
  if (have === current.generation) return ok({ unchanged: true });
  const index = await definitions.names();
  if (index === undefined) return fail('no-definitions');
  return ok({ unchanged: false, index: { ...index.names, nicknames: NICKNAMES } });
}
