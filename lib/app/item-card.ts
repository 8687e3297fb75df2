import type { Hash } from '../base/ids';
import { nearestWord } from '../base/nearest-word';
import { fail, type Outcome, ok } from '../base/outcome';
import { cardOf } from '../items/card';
import type { CardModel } from '../items/card-model';
import { foldName } from '../items/fold-name';
import { type NameIndex, NO_TABLES } from '../items/item-definition';
import { NICKNAMES } from '../items/nicknames';
import type { DefinitionLookups } from './ports';

/** The card of an item by hash, or by name as chat writes it. */
export async function itemCard(
  asked: { hash: Hash } | { name: string },
  definitions: DefinitionLookups,
): Promise<Outcome<CardModel>> {
  if ((await definitions.current()) === undefined) return fail('no-definitions');
  const hash = 'hash' in asked ? asked.hash : await definitions.hashOfName(asked.name);
  if (hash === undefined) return fail('name-unknown', await meantBy(asked, definitions));
  const definition = (await definitions.items([hash])).get(hash);
  if (definition === undefined) return fail('name-unknown');
  return ok(cardOf(definition, (await definitions.tables()) ?? NO_TABLES));
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

/** The name nearest to a misspelt one, as the manifest writes it, for “did you mean”. Rare, so all names are read. */
async function meantBy(
  asked: { hash: Hash } | { name: string },
  definitions: DefinitionLookups,
): Promise<{ meant?: string }> {
  const index = 'hash' in asked ? undefined : await definitions.names();
  if ('hash' in asked || index === undefined) return {};
  const { gear, others } = index.names;
  const names = new Map(`${gear}\n${others}`.split('\n').map((name) => [foldName(name), name]));
  const meant = names.get(nearestWord(foldName(asked.name), names.keys()) ?? '');
  return meant === undefined ? {} : { meant };
}
