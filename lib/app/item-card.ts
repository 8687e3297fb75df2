import type { Hash } from '../base/ids';
import { nearestWord } from '../base/nearest-word';
import { fail, type Outcome, ok } from '../base/outcome';
import { cardOf } from '../items/card';
import type { CardModel } from '../items/card-model';
import { foldName } from '../items/fold-name';
import { type NameHashes, type NameIndex, NO_TABLES } from '../items/item-definition';
import { NICKNAMES } from '../items/nicknames';
import type { DefinitionStore } from './ports';

/** The card of an item by hash, or by name as chat writes it. */
export async function itemCard(
  asked: { hash: Hash } | { name: string },
  definitions: DefinitionStore,
): Promise<Outcome<CardModel>> {
  if ((await definitions.current()) === undefined) return fail('no-definitions');
  const names = await namesOf(definitions);
  const hash = 'hash' in asked ? asked.hash : names?.get(foldName(asked.name))?.hash;
  if (hash === undefined) return fail('name-unknown', meantBy(asked, names));
  const definition = (await definitions.items([hash])).get(hash);
  if (definition === undefined) return fail('name-unknown');
  return ok(cardOf(definition, (await definitions.tables()) ?? NO_TABLES));
}

/** The name index for a chat page, unless it has this generation's already. */
export async function nameIndex(
  have: string | undefined,
  definitions: DefinitionStore,
): Promise<Outcome<{ unchanged: true } | { unchanged: false; index: NameIndex }>> {
  const current = await definitions.current();
  if (current === undefined) return fail('no-definitions');
  if (have === current.generation) return ok({ unchanged: true });
  const index = await definitions.names();
  if (index === undefined) return fail('no-definitions');
  return ok({ unchanged: false, index: { ...index.names, nicknames: NICKNAMES } });
}

/** A name as the manifest writes it, and what it stands for. */
interface Named {
  name: string;
  hash: Hash;
}

/** The names of one generation, made at the first card and kept while the worker lives. */
let known: { generation: string; names: ReadonlyMap<string, Named> } | undefined;

async function namesOf(definitions: DefinitionStore): Promise<ReadonlyMap<string, Named> | undefined> {
  const current = await definitions.current();
  if (current === undefined) return undefined;
  if (known?.generation !== current.generation) {
    const index = await definitions.names();
    if (index === undefined) return undefined;
    known = { generation: current.generation, names: mapNames(index) };
  }
  return known.names;
}

function mapNames({ names, hashes }: { names: NameIndex; hashes: NameHashes }): Map<string, Named> {
  const map = new Map<string, Named>();
  const add = (text: string, list: readonly Hash[]): void => {
    if (text === '') return;
    for (const [line, name] of text.split('\n').entries()) {
      const hash = list[line];
      const key = foldName(name);
      if (hash !== undefined && !map.has(key)) map.set(key, { name, hash });
    }
  };
  // Gear first: where a material shares a gun's name, chat means the gun.
  add(names.gear, hashes.gear);
  add(names.others, hashes.others);
  return map;
}

/** The name nearest to a misspelt one, for “did you mean”. */
function meantBy(
  asked: { hash: Hash } | { name: string },
  names: ReadonlyMap<string, Named> | undefined,
): { meant?: string } {
  if ('hash' in asked || names === undefined) return {};
  const near = names.get(nearestWord(foldName(asked.name), names.keys()) ?? '');
  return near === undefined ? {} : { meant: near.name };
}
